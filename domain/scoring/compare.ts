import type { Edition } from '../assessment/edition.ts';
import { treeOf } from '../assessment/tree.ts';
import type { Fact } from './fact.ts';
import { score } from './score.ts';
import { PLACE, type Subject } from './subject.ts';
import { waterfall, type Mapping, type Measured, type Waterfall } from './waterfall.ts';

/** One side of a comparison: a round, or a unit in it. */
export interface Side {
  edition: Edition;
  facts: readonly Fact[];
  subject?: Subject;
}

/**
 * Round against round, unit against unit (对比): the difference of the totals by cause, to the last hundredth. Where the editions
 * differ, the earlier facts are scored by the later edition too, so that what the edition did stands apart from what was seen.
 *
 * @param mapping  criteria of the earlier edition and those that follow them; without it, those of the same code
 */
export function compare(
  before: Side,
  after: Side,
  mapping: Mapping | null = null,
  measured: Measured = 'points',
): Waterfall {
  const was = {
    edition: before.edition,
    result: score(before.edition, before.facts, before.subject ?? PLACE),
  };
  const is = { edition: after.edition, result: score(after.edition, after.facts, after.subject ?? PLACE) };
  if (before.edition === after.edition || JSON.stringify(before.edition) === JSON.stringify(after.edition))
    return waterfall(was, is, null, [], measured);
  const pairs = mapping ?? sameCodes(before.edition, after.edition);
  const carried = carriedFacts(before, after.edition, pairs);
  const bridge = score(after.edition, carried, before.subject ?? PLACE);
  return waterfall(was, is, bridge, pairs, measured);
}

function sameCodes(before: Edition, after: Edition): Mapping {
  const codes = new Set(after.nodes.map(({ code }) => code));
  return before.nodes.filter(({ code }) => codes.has(code)).map(({ code }) => ({ from: code, to: code }));
}

/** Facts told again for the criteria that follow theirs; those of criteria without a successor stay behind. */
function carriedFacts({ edition, facts }: Side, later: Edition, mapping: Mapping): Fact[] {
  const successors = new Map<string, string[]>();
  for (const { from, to } of mapping) successors.set(from, [...(successors.get(from) ?? []), to]);
  const leaves = treeOf(edition.nodes).leaves;
  const codesOf = new Map<string, Set<string>>();
  for (const { code, key } of leaves)
    for (const name of new Set([code, key ?? code]))
      for (const to of successors.get(code) ?? [])
        codesOf.set(name, (codesOf.get(name) ?? new Set<string>()).add(to));
  return facts.flatMap((fact) => {
    if (fact.framework !== null && fact.framework !== edition.code) return [fact];
    const targets = [...(codesOf.get(fact.criterion) ?? [])].map((criterion) => ({
      criterion,
      framework: later.code,
    }));
    // Without a framework it counts in sub-frameworks too, by its own code.
    const inside = later.subframeworks.map(({ code }) => ({ criterion: fact.criterion, framework: code }));
    return [...targets, ...(fact.framework === null ? inside : [])].map((target, n) => ({
      ...fact,
      ...target,
      id: n === 0 ? fact.id : `${fact.id} ${n + 1}`,
    }));
  });
}
