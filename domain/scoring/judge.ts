import type { Sinks } from '../assessment/edition.ts';
import { ONE, ZERO, add, compare, divide, least, multiply, rational } from '../kernel/rational.ts';
import type { Rational } from '../kernel/rational.ts';
import type { Compiled, Leaf, LeafPart } from './compiled.ts';
import { guarded } from './guards.ts';
import { measure } from './measures.ts';
import { shares } from './scores.ts';
import { holds } from './site-sums.ts';
import type { Subject } from './subject.ts';
import type { Tally } from './tally.ts';

/** What one leaf comes to: out of play, or the lowest and highest share of its points. */
export type Judgement = { out: true } | { out: false; low: Rational; high: Rational; sinks: Sinks };

/** Why a leaf is out of play before anything is measured. */
export type OutBy = 'fact' | 'tier' | 'unit_type' | 'when' | 'not_asked';

const OUT: Judgement = { out: true };
const REACH: Record<Sinks, number> = { self: 0, parent: 1, total: 2 };

/**
 * Judges one leaf.
 * @param group    of the subject, in the tally
 * @param isOut    what is known of the leaves before it, for `when`
 * @param shareOf  lowest and highest share of the sub-framework that it uses; null where that is out
 */
export function judge(
  leaf: Leaf,
  tally: Tally,
  group: number,
  subject: Subject,
  isOut: (leaf: number) => boolean,
  shareOf: (used: Compiled) => { low: Rational; high: Rational } | null,
): Judgement {
  if (outBy(leaf, tally, group, subject, isOut) !== null) return OUT;
  if (leaf.kind === 'subframework') {
    const share = leaf.uses === null ? { low: ZERO, high: ONE } : shareOf(leaf.uses);
    return share === null ? OUT : { out: false, ...share, sinks: 'self' };
  }
  if (leaf.parts.length === 0) return { out: false, low: ZERO, high: ONE, sinks: 'self' };
  const points = rational(leaf.points, 100);
  if (leaf.source.parts.length === 0) return judgePart(leaf.parts[0]!, points, tally, group);
  return together(leaf.parts, (part) => judgePart(part, points, tally, group));
}

/** Σ share × part ÷ Σ share over the parts that apply. */
function together(parts: readonly LeafPart[], judged: (part: LeafPart) => Judgement): Judgement {
  let [low, high, weighed] = [ZERO, ZERO, ZERO];
  let sinks: Sinks = 'self';
  for (const part of parts) {
    const one = judged(part);
    if (one.out) continue;
    low = add(low, multiply(part.share, one.low));
    high = add(high, multiply(part.share, one.high));
    weighed = add(weighed, part.share);
    if (REACH[one.sinks] > REACH[sinks]) sinks = one.sinks;
  }
  if (weighed.n === 0n) return OUT;
  return { out: false, low: divide(low, weighed), high: divide(high, weighed), sinks };
}

function judgePart({ rule }: LeafPart, points: Rational, tally: Tally, group: number): Judgement {
  const guard = guarded(rule.guards, tally, group);
  if (guard.state === 'struck') return { out: false, low: ZERO, high: ZERO, sinks: guard.sinks };
  const measured = measure(rule.measure, tally, group);
  if (measured === 'out') return OUT;
  const { low, high, grades } = shares(rule.score, measured, points, tally, group);
  if (guard.state === 'undecided') return { out: false, low: least(low, ZERO), high, sinks: 'self' };
  return { out: false, low, high, sinks: grades.length === 1 ? grades[0]!.sinks : 'self' };
}

/** Null where the leaf is in play. */
export function outBy(
  leaf: Leaf,
  tally: Tally,
  group: number,
  subject: Subject,
  isOut: (leaf: number) => boolean,
): OutBy | null {
  const { tiers, unitTypes } = leaf.source.applies;
  const { tier } = tally.compiled.edition;
  if (tier !== null && tiers.length > 0 && !tiers.includes(tier)) return 'tier';
  if (subject.unitType !== null && unitTypes.length > 0 && !unitTypes.includes(subject.unitType))
    return 'unit_type';
  if (tally.isTakenOut(leaf.index, group)) return 'fact';
  if (leaf.when !== null && leaf.when.leaf >= 0) {
    const { leaf: asked, slot, is, than } = leaf.when;
    if (isOut(asked)) return 'when';
    const amount = tally.amount(slot, group);
    if (amount !== null && !holds(is, compare(amount, than), 0)) return 'when';
  }
  if (subject.unit === null || leaf.kind === 'subframework') return null;
  if (leaf.source.responsible.includes(subject.unit) || tally.isPresent(leaf.index, group)) return null;
  return 'not_asked';
}
