import { ONE, compare, hundredths, multiply, rational, subtract, within, ZERO } from '../kernel/rational.ts';
import type { Rational } from '../kernel/rational.ts';

/** At most four decimals, rounded half away from zero, without idle zeros: `0.6667`. */
export function amountText(amount: Rational): string {
  const rounded = hundredths(multiply(amount, rational(100)));
  const text = (Math.abs(rounded) / 10_000).toFixed(4).replace(/\.?0+$/, '');
  return rounded < 0 ? `-${text}` : text;
}

/** 2/3 → `66.67%`; never 100 % of what is not whole, nor 0 % of what is something. */
export function percentText(share: Rational): string {
  const rounded = hundredths(multiply(share, rational(100)));
  const isAbove = compare(share, ZERO) > 0 && rounded === 0;
  const isBelow = compare(share, ONE) < 0 && compare(share, subtract(ONE, rational(1, 20_000))) >= 0;
  if (isAbove) return '<0.01%';
  if (isBelow) return '99.99%';
  return `${pointsText(rounded / 100)}%`;
}

/** Points as they are shown: at most two decimals. */
export const pointsText = (points: number): string =>
  points
    .toFixed(2)
    .replace(/\.?0+$/, '')
    .replace(/^-0$/, '0');

/** A share as it may be told: between nothing and all. */
export const shareText = (share: Rational): string => percentText(within(share, ZERO, ONE));
