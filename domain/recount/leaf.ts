import type { Edition, Node, Sinks } from '../assessment/edition.ts';
import type { Fact } from '../scoring/fact.ts';
import type { Result } from '../scoring/result.ts';
import { ALL, fractionOf, NONE, over, type Fraction } from './fraction.ts';
import { holds, weightedMean } from './measure.ts';
import { countedFor, later, seen, type Subject } from './seen.ts';
import { shareOf, type Share } from './share.ts';

export interface Leaves {
  edition: Edition;
  facts: readonly Fact[];
  subject: Subject;
  /** Points of each leaf, through weights where it has none of its own. */
  points: ReadonlyMap<string, Fraction>;
  /** How a sub-framework is counted: as everything is. */
  recount: (edition: Edition, facts: readonly Fact[], subject: Subject) => Result;
}

/** The share of every leaf, by code. */
export function sharesOfLeaves({
  edition,
  facts,
  subject,
  points,
  recount,
}: Leaves): Map<string, Share | 'out'> {
  const worth = new Map(edition.grades.map((grade) => [grade.name, fractionOf(grade.worth)]));
  const meant = facts.filter(
    ({ framework, value }) =>
      (framework === null || framework === edition.code) &&
      (value === null || 'tenThousandths' in value || worth.has(value.grade)),
  );
  const byCriterion = Map.groupBy(meant, (fact) => fact.criterion);
  const leaves = edition.nodes.filter((node) => points.has(node.code));
  const shares = new Map<string, Share | 'out'>();
  for (const leaf of leaves) shareAt(leaf);
  return shares;

  function shareAt(leaf: Node): Share | 'out' {
    const done = shares.get(leaf.code);
    if (done) return done;
    const counted = countedAt(leaf);
    const share = isOut(leaf, counted) ? 'out' : judged(leaf, counted);
    shares.set(leaf.code, share);
    return share;
  }

  function countedAt(leaf: Node): Fact[] {
    const own = byCriterion.get(leaf.code) ?? [];
    const shared = leaf.key === null || leaf.key === leaf.code ? [] : (byCriterion.get(leaf.key) ?? []);
    return countedFor(leaf, [...own, ...shared], subject);
  }

  function isOut(leaf: Node, counted: readonly Fact[]): boolean {
    const { tiers, unitTypes, when } = leaf.applies;
    const observed = counted.filter((fact) => fact.state === 'observed');
    const isSaid = counted
      .filter((fact) => fact.state === 'not_applicable' && fact.site === null)
      .some((said) => observed.every((fact) => later(said, fact)));
    if (isSaid || isElsewhere(edition.tier, tiers) || isElsewhere(subject.unitType, unitTypes)) return true;
    const isAnothers =
      subject.unit !== null && !leaf.responsible.includes(subject.unit) && counted.length === 0;
    if (isAnothers && leaf.kind !== 'subframework') return true;

    const other = when && leaves.find((each) => each.code === when.code);
    if (!when || !other) return false;
    if (shareAt(other) === 'out') return true;
    const answer = seen(other, countedAt(other), worth).read(when.fact, 'last');
    return answer !== null && !holds(answer, when.is, fractionOf(when.than));
  }

  function judged(leaf: Node, counted: readonly Fact[]): Share | 'out' {
    const ownPoints = points.get(leaf.code) ?? NONE;
    if (leaf.kind === 'subframework') return ofSubframework(leaf);
    if (leaf.rule) return shareOf(leaf.rule, seen(leaf, counted, worth), ownPoints, edition.grades);
    if (leaf.parts.length === 0) return { low: NONE, high: ALL, floors: [] };
    const parts = leaf.parts.flatMap(({ method, share, rule }) => {
      const own = counted.filter((fact) => fact.method === null || fact.method === method);
      const given = shareOf(rule, seen(leaf, own, worth), ownPoints, edition.grades);
      return given === 'out' ? [] : [{ weight: fractionOf(share), given }];
    });
    const range = weightedMean(
      parts.map(({ weight, given }) => ({ weight, range: [given.low, given.high] as const })),
    );
    const floors: Sinks[] = parts.flatMap(({ given }) => given.floors);
    return range ? { low: range[0], high: range[1], floors } : 'out';
  }

  function ofSubframework(leaf: Node): Share | 'out' {
    const inner = edition.subframeworks.find(({ code }) => code === leaf.uses);
    if (!inner) return 'out';
    const { low, high, max } = recount(inner.edition, facts, subject).total;
    const worst = over(fractionOf(low), fractionOf(max));
    const best = over(fractionOf(high), fractionOf(max));
    return worst && best ? { low: worst, high: best, floors: [] } : 'out';
  }
}

/** An empty list says "everywhere"; who does not say where he is, is not elsewhere. */
const isElsewhere = (here: string | null, places: readonly string[]): boolean =>
  here !== null && places.length > 0 && !places.includes(here);
