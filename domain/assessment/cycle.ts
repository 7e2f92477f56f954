import {
  ZERO,
  add,
  divide,
  hundredths,
  multiply,
  rational,
  readDecimal,
  toFloat,
} from '../kernel/rational.ts';
import type { Rational } from '../kernel/rational.ts';
import type { YearShare } from './edition.ts';
import type { Decimal } from './rule.ts';

/** One year of a cycle with what it brings to the cycle's score. */
export interface YearOfCycle {
  year: number;
  share: Decimal;
  /** Points out of the whole, two decimals; null: there is none yet. */
  converted: number | null;
  /** share × converted ÷ Σ share, two decimals; null where there is none. Rounded by itself: for show. */
  brings: number | null;
}

/**
 * The score of a cycle (周期成绩): Σ share × converted ÷ Σ share over the years that are there, once rounded to hundredths
 * (四舍五入); null where no year counts. `isWhole`: every year is there.
 */
export function cycleScore(
  years: readonly YearShare[],
  convertedOf: (year: number) => number | null,
): { score: number | null; isWhole: boolean; years: YearOfCycle[] } {
  let sum = ZERO;
  let shares = ZERO;
  const counted = years.map(({ year, share }) => {
    const converted = convertedOf(year);
    const weight = readDecimal(share);
    if (converted === null || weight === null) return { year, share, converted, part: null };
    const part = multiply(weight, rational(Math.round(converted * 100), 100));
    sum = add(sum, part);
    shares = add(shares, weight);
    return { year, share, converted, part };
  });
  const ofShares = (part: Rational | null) =>
    part === null || shares.n === 0n ? null : hundredths(divide(part, shares)) / 100;
  return {
    score: ofShares(sum),
    isWhole: counted.length > 0 && counted.every(({ part }) => part !== null),
    years: counted.map(({ part, ...year }) => ({ ...year, brings: ofShares(part) })),
  };
}

/** Converted points of a year with the interval in which they lie. */
export interface DoubtedYear {
  converted: number;
  low: number;
  high: number;
}

/**
 * The interval of a cycle's score (周期成绩区间): its years are rounds of their own, each seen at sites drawn afresh, so the distances of
 * their limits add in squares: Σ (share × distance)² ÷ (Σ share)², downwards and upwards apart (MOVER: Zou & Donner, Statistics in
 * Medicine 27, 2008; with limits that lie even, the sum of squared shares × variance). At the confidence of the years' intervals.
 * Years without sampling bring their points as both limits. Null where no year counts.
 */
export function cycleInterval(
  years: readonly YearShare[],
  doubtOf: (year: number) => DoubtedYear | null,
): { low: number; high: number } | null {
  let [shares, centre, below, above] = [0, 0, 0, 0];
  for (const { year, share } of years) {
    const found = doubtOf(year);
    const weight = readDecimal(share);
    if (found === null || weight === null) continue;
    const own = toFloat(weight);
    // Points that rules with steps put outside of their interval stand at its nearer end.
    const points = Math.min(found.high, Math.max(found.low, found.converted));
    shares += own;
    centre += own * points;
    below += (own * (points - found.low)) ** 2;
    above += (own * (found.high - points)) ** 2;
  }
  if (shares === 0) return null;
  const rounded = (sum: number) => Math.round((sum / shares) * 100) / 100;
  return { low: rounded(centre - Math.sqrt(below)), high: rounded(centre + Math.sqrt(above)) };
}
