import type { Edition, Node } from './edition.ts';
import { treeOf } from './tree.ts';

/**
 * The edition with its units by the codes of the roster (责任单位落实): a leaf that names no unit takes those of the nearest
 * node above it that does. What a round is scored by, and what its snapshot keeps.
 *
 * @param codeOf  the code of the unit that a name means; null where nobody knows yet: the name stays
 */
export function boundEdition(edition: Edition, codeOf: (name: string) => string | null): Edition {
  const named = new Map<string, string[]>();
  const nodes = edition.nodes.map((node) => {
    const own = [...new Set(node.responsible.map((name) => codeOf(name) ?? name))];
    const above = node.parent === null ? [] : (named.get(node.parent) ?? []);
    const responsible = own.length > 0 ? own : above;
    named.set(node.code, responsible);
    return { ...node, responsible };
  });
  return {
    ...edition,
    nodes,
    subframeworks: edition.subframeworks.map((one) => ({
      ...one,
      edition: boundEdition(one.edition, codeOf),
    })),
  };
}

/** Leaves of the edition and of its sub-frameworks. */
export const leavesWithin = (edition: Edition): Node[] => [
  ...treeOf(edition.nodes).leaves,
  ...edition.subframeworks.flatMap((one) => leavesWithin(one.edition)),
];

/** Criteria that each unit answers for, by the unit's code; of a bound edition. */
export function criteriaByUnit(bound: Edition): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const leaf of leavesWithin(bound)) {
    for (const unit of leaf.responsible) {
      const codes = found.get(unit);
      if (codes) codes.push(leaf.code);
      else found.set(unit, [leaf.code]);
    }
  }
  return found;
}

/** Names of units that the edition speaks of, each once, in its order. */
export function namesOf(edition: Edition): string[] {
  const names = edition.nodes.flatMap((node) => [
    ...node.responsible,
    ...node.duties.map(({ unit }) => unit),
  ]);
  return [...new Set([...names, ...edition.subframeworks.flatMap((one) => namesOf(one.edition))])];
}
