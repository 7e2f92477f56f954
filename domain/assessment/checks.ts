import { ONE, ZERO, add, compare, multiply, hundredths, rational, readDecimal } from '../kernel/rational.ts';
import type { Rational } from '../kernel/rational.ts';
import type { Decimal } from './rule.ts';
import type { Report } from './finding.ts';

type Range = 'any' | 'above 0' | '0 or more' | '0 to 1';

const FITS: Record<Range, (value: Rational) => boolean> = {
  any: () => true,
  'above 0': (value) => compare(value, ZERO) > 0,
  '0 or more': (value) => compare(value, ZERO) >= 0,
  '0 to 1': (value) => compare(value, ZERO) >= 0 && compare(value, ONE) <= 0,
};

/** The number, or null and what is wrong with it. */
export function checkedNumber(value: Decimal, range: Range, field: string, report: Report): Rational | null {
  const read = readDecimal(value);
  if (read === null) report('number_unreadable', field, { value });
  else if (!FITS[range](read)) report('number_out_of_range', field, { value, range });
  return read;
}

/** Points as JSON has them: at most two decimals, and not so many that sums of them lose any. */
export function checkedPoints(points: number, field: string, report: Report): void {
  const exact = Math.round(points * 100);
  if (Math.abs(exact) > 1e11 || exact / 100 !== points) report('points_unusable', field, { points });
  else if (points < 0) report('points_negative', field, { points });
}

/** Says so where shares do not come to 100 %; null among them: already said. */
export function checkedSum(shares: readonly (Rational | null)[], no: (sum: string) => void): void {
  let sum = ZERO;
  for (const share of shares) {
    if (share === null) return;
    sum = add(sum, share);
  }
  if (compare(sum, ONE) !== 0) no(percent(sum));
}

/** `85%`; `≈66.67%` where it is no whole number of hundredths; the fraction where that would look like 100 %. */
export function percent(share: Rational): string {
  const rounded = hundredths(multiply(share, rational(100)));
  const exact = compare(rational(rounded, 10_000), share) === 0;
  if (!exact && rounded === 10_000) return `${share.n}/${share.d}`;
  return `${exact ? '' : '≈'}${rounded / 100}%`;
}

/** Says which names stand in a list a second time. */
export function twice(names: readonly string[], field: string, report: Report): void {
  const seen = new Set<string>();
  names.forEach((name, n) => {
    if (seen.has(name)) report('name_twice', `${field}[${n}]`, { name });
    seen.add(name);
  });
}
