import { ZERO, add, divide, hundredths, multiply, rational, readDecimal } from '../kernel/rational.ts';
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
