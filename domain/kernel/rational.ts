/**
 * Exact numbers (分数): a score must be the same on any machine, in any order. Lowest terms, denominator above 0; made by the
 * functions here only.
 */
export interface Rational {
  readonly n: bigint;
  readonly d: bigint;
}

export const ZERO: Rational = { n: 0n, d: 1n };
export const ONE: Rational = { n: 1n, d: 1n };

const abs = (x: bigint): bigint => (x < 0n ? -x : x);

function gcd(a: bigint, b: bigint): bigint {
  while (b !== 0n) [a, b] = [b, a % b];
  return a;
}

/** @throws RangeError where the denominator is 0 */
export function rational(n: bigint | number, d: bigint | number = 1n): Rational {
  let top = BigInt(n);
  let bottom = BigInt(d);
  if (bottom === 0n) throw new RangeError('division by zero');
  if (bottom < 0n) [top, bottom] = [-top, -bottom];
  const common = gcd(abs(top), bottom);
  return common === 1n ? { n: top, d: bottom } : { n: top / common, d: bottom / common };
}

export const add = (a: Rational, b: Rational): Rational => rational(a.n * b.d + b.n * a.d, a.d * b.d);
export const subtract = (a: Rational, b: Rational): Rational => rational(a.n * b.d - b.n * a.d, a.d * b.d);
export const multiply = (a: Rational, b: Rational): Rational => rational(a.n * b.n, a.d * b.d);
/** @throws RangeError where b is 0 */
export const divide = (a: Rational, b: Rational): Rational => rational(a.n * b.d, a.d * b.n);
/** Below 0, 0 or above 0 as a is less than, equal to or greater than b. */
export const compare = (a: Rational, b: Rational): number => {
  const difference = a.n * b.d - b.n * a.d;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
};
export const least = (a: Rational, b: Rational): Rational => (compare(a, b) <= 0 ? a : b);
export const greatest = (a: Rational, b: Rational): Rational => (compare(a, b) >= 0 ? a : b);
/** Cut to low … high. */
export const within = (x: Rational, low: Rational, high: Rational): Rational => least(greatest(x, low), high);

/** The least whole number that is not below x. */
export function ceiling(x: Rational): bigint {
  const whole = x.n / x.d;
  return x.n > 0n && whole * x.d !== x.n ? whole + 1n : whole;
}

/** x × 100 rounded half away from zero (四舍五入): hundredths of a point. */
export function hundredths(x: Rational): number {
  const twice = abs(x.n) * 200n + x.d;
  const rounded = Number(twice / (2n * x.d));
  return x.n < 0n && rounded !== 0 ? -rounded : rounded;
}

/** For charts and estimates only; never for points. */
export const toFloat = (x: Rational): number => {
  const direct = Number(x.n) / Number(x.d);
  return Number.isNaN(direct) ? Number(x.n / x.d) : direct;
};

const WRITTEN = /^\s*([+-]?)(\d+)(?:\.(\d+))?\s*(%?)\s*$/;
const FRACTION = /^\s*([+-]?\d+)\s*\/\s*(\d+)\s*$/;

/** `2`, `-0.5`, `85%`, `1/3`; null for anything else. */
export function readDecimal(text: string): Rational | null {
  const fraction = FRACTION.exec(text);
  if (fraction) {
    const below = BigInt(fraction[2] ?? '0');
    return below === 0n ? null : rational(BigInt(fraction[1] ?? '0'), below);
  }
  const match = WRITTEN.exec(text);
  if (match === null) return null;
  const [, sign, whole = '0', decimals = '', percent] = match;
  const amount = BigInt(whole + decimals);
  const below = 10n ** BigInt(decimals.length) * (percent === '%' ? 100n : 1n);
  return rational(sign === '-' ? -amount : amount, below);
}
