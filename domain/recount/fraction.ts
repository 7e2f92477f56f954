/**
 * Exact numbers for the recount, and nothing shared with the engine that is recounted: an error in one of them shows as a
 * difference. `bottom` is above 0; not kept in lowest terms, so that sums of ten-thousandths stay ten-thousandths.
 */
export interface Fraction {
  readonly top: bigint;
  readonly bottom: bigint;
}

export const whole = (n: bigint | number): Fraction => ({ top: BigInt(n), bottom: 1n });
export const NONE = whole(0);
export const ALL = whole(1);

function shortened(top: bigint, bottom: bigint): Fraction {
  if (bottom < 0n) [top, bottom] = [-top, -bottom];
  let [a, b] = [top < 0n ? -top : top, bottom];
  while (b > 0n) [a, b] = [b, a % b];
  return a > 1n ? { top: top / a, bottom: bottom / a } : { top, bottom };
}

export function plus(a: Fraction, b: Fraction): Fraction {
  if (a.bottom === b.bottom) return { top: a.top + b.top, bottom: a.bottom };
  return shortened(a.top * b.bottom + b.top * a.bottom, a.bottom * b.bottom);
}
export const negative = (a: Fraction): Fraction => ({ top: -a.top, bottom: a.bottom });
export const minus = (a: Fraction, b: Fraction): Fraction => plus(a, negative(b));
export const times = (a: Fraction, b: Fraction): Fraction => shortened(a.top * b.top, a.bottom * b.bottom);
/** Null where b is 0: there is no such number. */
export const over = (a: Fraction, b: Fraction): Fraction | null =>
  b.top === 0n ? null : shortened(a.top * b.bottom, a.bottom * b.top);
export const total = (list: readonly Fraction[]): Fraction => list.reduce(plus, NONE);

export const less = (a: Fraction, b: Fraction): boolean => a.top * b.bottom < b.top * a.bottom;
export const same = (a: Fraction, b: Fraction): boolean => a.top * b.bottom === b.top * a.bottom;
export const smaller = (a: Fraction, b: Fraction): Fraction => (less(b, a) ? b : a);
export const larger = (a: Fraction, b: Fraction): Fraction => (less(a, b) ? b : a);
export const cut = (x: Fraction, low: Fraction, high: Fraction): Fraction => smaller(larger(x, low), high);

/** The least whole number that is not below x, for x from 0 on. */
export const startedUnits = (x: Fraction): Fraction => whole((x.top + x.bottom - 1n) / x.bottom);

/** x in hundredths, half away from zero (四舍五入). */
export function inHundredths(x: Fraction): bigint {
  const size = x.top < 0n ? -x.top : x.top;
  const rounded = (size * 200n + x.bottom) / (2n * x.bottom);
  return x.top < 0n ? -rounded : rounded;
}

/**
 * `2`, `-0.5`, `85%`, `1/3`; exponents too, since the shortest text of a JSON number may have one.
 * @throws {RangeError} for any other text
 */
export function fractionOf(text: string | number): Fraction {
  const [upper = '', lower = '1', ...more] = String(text).split('/');
  const quotient = more.length === 0 ? over(decimal(upper), decimal(lower)) : null;
  if (!quotient) throw new RangeError(`not a number: ${text}`);
  return quotient;
}

function decimal(text: string): Fraction {
  const parts = /^\s*([+-]?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?(%?)\s*$/i.exec(text);
  if (!parts) throw new RangeError(`not a number: ${text}`);
  const [, sign, digits = '', decimals = '', exponent = '0', percent] = parts;
  const shift = Number(exponent) - decimals.length - (percent ? 2 : 0);
  const size = BigInt(digits + decimals);
  const top = sign === '-' ? -size : size;
  return shift >= 0 ? whole(top * 10n ** BigInt(shift)) : { top, bottom: 10n ** BigInt(-shift) };
}
