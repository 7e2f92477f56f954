import {
  ONE,
  ZERO,
  add,
  ceiling,
  compare,
  divide,
  greatest,
  multiply,
  rational,
  subtract,
  within,
} from '../kernel/rational.ts';
import type { Rational } from '../kernel/rational.ts';
import type { CompiledGrade, CompiledLine, CompiledScore } from './compiled-rule.ts';
import { testAll } from './guards.ts';
import type { Measured } from './measures.ts';
import { holds } from './site-sums.ts';
import type { Tally } from './tally.ts';

/** Lowest and highest share of the points that are possible, and the grades that are. */
export interface Shares {
  low: Rational;
  high: Rational;
  grades: readonly CompiledGrade[];
}

/**
 * @param measured  every value that has to be tried, or `unknown`
 * @param points    of the leaf
 */
export function shares(
  score: CompiledScore,
  measured: Exclude<Measured, 'out'>,
  points: Rational,
  tally: Tally,
  group: number,
): Shares {
  if (score.type === 'grades') {
    const possible =
      measured === 'unknown'
        ? [...score.steps.map(({ grade }) => grade), score.otherwise]
        : measured.flatMap((value) => gradesFor(score, value, tally, group));
    const grades = [...new Set(possible)];
    return { ...ends(grades.map(({ worth }) => worth)), grades };
  }
  if (measured === 'unknown') {
    if (score.type !== 'deduct' && score.type !== 'points') return { low: ZERO, high: ONE, grades: [] };
    const least = score.type === 'deduct' ? ofPoints(within(score.floor, score.floor, points), points) : ZERO;
    return { low: least, high: points.n === 0n ? ZERO : ONE, grades: [] };
  }
  return { ...ends(measured.flatMap((value) => sharesFor(score, value, points, tally, group))), grades: [] };
}

/** A leaf of no points has share 0 of them. */
const ofPoints = (earned: Rational, points: Rational): Rational =>
  points.n === 0n ? ZERO : divide(earned, points);

function ends(values: readonly Rational[]): { low: Rational; high: Rational } {
  let [low, high] = [values[0] ?? ZERO, values[0] ?? ZERO];
  for (const value of values) {
    if (compare(value, low) < 0) low = value;
    if (compare(value, high) > 0) high = value;
  }
  return { low, high };
}

function gradesFor(
  score: Extract<CompiledScore, { type: 'grades' }>,
  measured: Rational,
  tally: Tally,
  group: number,
): CompiledGrade[] {
  const possible: CompiledGrade[] = [];
  for (const { grade, when } of score.steps) {
    const holdsAll = testAll(when, measured, tally, group);
    if (holdsAll !== false) possible.push(grade);
    if (holdsAll) return possible;
  }
  return [...possible, score.otherwise];
}

function sharesFor(
  score: Exclude<CompiledScore, { type: 'grades' }>,
  measured: Rational,
  points: Rational,
  tally: Tally,
  group: number,
): Rational[] {
  switch (score.type) {
    case 'proportional':
      return [within(divide(subtract(measured, score.from), subtract(score.full, score.from)), ZERO, ONE)];
    case 'pass':
      return [holds(score.is, compare(measured, score.than), 0) ? ONE : ZERO];
    case 'share':
      return [within(measured, ZERO, ONE)];
    case 'points':
      return [within(ofPoints(measured, points), ZERO, ONE)];
    case 'deduct': {
      const taken = score.lines.map((line) => takenBy(line, measured, tally, group));
      const sure = taken.reduce<Rational>((sum, one) => (one === null ? sum : add(sum, one)), ZERO);
      const cut = (left: Rational) => ofPoints(within(left, score.floor, points), points);
      const best = cut(subtract(points, sure));
      return taken.includes(null) ? [cut(score.floor), best] : [best];
    }
  }
}

/** Points that a line takes; null where its fact is unknown. */
export function takenBy(
  line: CompiledLine,
  measured: Rational,
  tally: Tally,
  group: number,
): Rational | null {
  const amount = line.slot === null ? measured : tally.amount(line.slot, group);
  if (amount === null) return null;
  const beyond = line.side === 'above' ? subtract(amount, line.limit) : subtract(line.limit, amount);
  const units = divide(greatest(beyond, ZERO), line.per);
  return multiply(line.points, line.started ? rational(ceiling(units)) : units);
}
