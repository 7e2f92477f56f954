import type { Edition } from '../assessment/edition.ts';
import type { Mapping } from '../assessment/mapping.ts';
import { treeOf } from '../assessment/tree.ts';
import type { Fact } from './fact.ts';
import { score } from './score.ts';
import type { Subject } from './subject.ts';
import { waterfall, type Measured, type Scored, type Waterfall } from './waterfall.ts';

/** The earlier side of a comparison, a round or a unit in it: as it was scored, and from what. */
export interface Side extends Scored {
  facts: readonly Fact[];
  subject: Subject;
}

/**
 * Round against round, unit against unit (对比): the difference of the totals by cause, to the last hundredth. Where the editions
 * differ, the earlier facts are scored by the later edition too, so that what the edition did stands apart from what was seen.
 *
 * @param mapping  criteria of the earlier edition and those that follow them; null: both sides are scored by one edition
 */
export function compare(
  before: Side,
  after: Scored,
  mapping: Mapping | null,
  measured: Measured = 'points',
): Waterfall {
  if (mapping === null) return waterfall(before, after, null, [], measured);
  const { facts } = carriedFacts(before, after.edition, mapping);
  return waterfall(before, after, score(after.edition, facts, before.subject), mapping, measured);
}

/**
 * Facts told again for the criteria that follow theirs, by code or by key; those of criteria without a successor are left behind.
 * Facts of other frameworks stay as they are: sub-frameworks and what they ask are carried by themselves.
 */
export function carriedFacts(
  { edition, facts }: Pick<Side, 'edition' | 'facts'>,
  later: Edition,
  mapping: Mapping,
): { facts: Fact[]; leftBehind: number } {
  const followers = new Map(mapping.map(({ from, to }) => [from, to]));
  const codesOf = new Map<string, Set<string>>();
  for (const { code, key } of treeOf(edition.nodes).leaves)
    for (const name of new Set([code, key ?? code]))
      for (const to of followers.get(code) ?? [])
        codesOf.set(name, (codesOf.get(name) ?? new Set<string>()).add(to));
  const below = subeditionsOf(later);
  let leftBehind = 0;
  const carried = facts.flatMap((fact) => {
    if (fact.framework !== null && fact.framework !== edition.code) return [fact];
    const targets = [...(codesOf.get(fact.criterion) ?? [])].map((criterion) => ({
      criterion,
      framework: later.code,
    }));
    // Without a framework it counts in sub-frameworks too, by its own code.
    const inside =
      fact.framework === null
        ? below
            .filter(({ nodes }) => nodes.some(({ code, key }) => [code, key].includes(fact.criterion)))
            .map(({ code }) => ({ criterion: fact.criterion, framework: code }))
        : [];
    const all = [...targets, ...inside];
    if (all.length === 0) leftBehind++;
    return all.map((target, n) => ({ ...fact, ...target, id: n === 0 ? fact.id : `${fact.id} ${n + 1}` }));
  });
  return { facts: carried, leftBehind };
}

const subeditionsOf = ({ subframeworks }: Edition): Edition[] =>
  subframeworks.flatMap(({ edition }) => [edition, ...subeditionsOf(edition)]);
