import { leavesWithin } from '../assessment/bound.ts';
import type { Edition, Node } from '../assessment/edition.ts';
import { treeOf } from '../assessment/tree.ts';
import type { Fact } from './fact.ts';
import type { NodeResult } from './result.ts';
import { scoreUnits } from './score.ts';
import type { Subject } from './subject.ts';

/** What the two markers and the arbiter have written. */
export interface TwoMarks {
  first: readonly Fact[];
  second: readonly Fact[];
  arbiter: readonly Fact[];
}

/** A unit's criterion on which the two marks cannot stand together, and no arbiter has decided. */
export interface OpenMark {
  unit: string;
  criterion: string;
  /** apart 分差超限: further than the limit, or for one of them not applicable · missing 缺一人评分: one has not marked it, or not to the end. */
  why: 'apart' | 'missing';
}

/**
 * Compares two independent marks (双人评分); each sheet is scored by itself. What nobody has marked is no matter of the markers.
 *
 * @param limit  hundredths of a point that they may be apart
 */
export function openMarks(
  edition: Edition,
  marks: TwoMarks,
  subjects: readonly (Subject & { unit: string })[],
  limit: number,
): OpenMark[] {
  const { leaves } = treeOf(edition.nodes);
  const [first, second] = [
    scoreUnits(edition, marks.first, subjects),
    scoreUnits(edition, marks.second, subjects),
  ];
  const named = leaves.map((leaf) => ({ leaf, names: namesOf(edition, leaf) }));
  const [byFirst, bySecond, byArbiter] = [marks.first, marks.second, marks.arbiter].map(criteriaByUnit) as [
    ByUnit,
    ByUnit,
    ByUnit,
  ];
  return subjects.flatMap(({ unit }) => {
    const [one, other] = [byFirst.get(unit) ?? NONE, bySecond.get(unit) ?? NONE];
    const decided = byArbiter.get(unit) ?? NONE;
    const missing = [...new Set([...one, ...other])].filter(
      (name) => one.has(name) !== other.has(name) && !decided.has(name),
    );
    const nodes = (of: typeof first) => new Map(of.get(unit)?.nodes.map((node) => [node.code, node]));
    const [own, others] = [nodes(first), nodes(second)];
    const compared = named.flatMap(({ leaf, names }): OpenMark[] => {
      const has = (marked: ReadonlySet<string>) => names.some((name) => marked.has(name));
      if (!has(one) || !has(other) || has(decided)) return [];
      const why = whyOpen(own.get(leaf.code), others.get(leaf.code), limit);
      return why === null ? [] : [{ unit, criterion: leaf.code, why }];
    });
    return [...compared, ...missing.map((criterion): OpenMark => ({ unit, criterion, why: 'missing' }))];
  });
}

function whyOpen(
  one: NodeResult | undefined,
  other: NodeResult | undefined,
  limit: number,
): OpenMark['why'] | null {
  if (one === undefined || other === undefined) return null;
  const [out, otherOut] = [one, other].map(({ state }) => state === 'not_applicable');
  if (out !== otherOut) return 'apart';
  if ((one.points === null) !== (other.points === null)) return 'missing';
  return Math.round(Math.abs((one.points ?? 0) - (other.points ?? 0)) * 100) > limit ? 'apart' : null;
}

type ByUnit = Map<string | null, ReadonlySet<string>>;
const NONE: ReadonlySet<string> = new Set();

const criteriaByUnit = (facts: readonly Fact[]): ByUnit =>
  new Map(
    [...Map.groupBy(facts, (fact) => fact.unit)].map(([unit, own]) => [
      unit,
      new Set(own.map((fact) => fact.criterion)),
    ]),
  );

/** What facts of the leaf call it; those of a sub-framework, of anything in it. */
function namesOf(edition: Edition, leaf: Node): string[] {
  const inside = edition.subframeworks.find((one) => leaf.kind === 'subframework' && one.code === leaf.uses);
  const all = inside === undefined ? [leaf] : leavesWithin(inside.edition);
  return all.flatMap(({ code, key }) => (key === null ? [code] : [code, key]));
}
