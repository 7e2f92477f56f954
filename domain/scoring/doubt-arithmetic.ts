/**
 * The few functions that statistics needs, from + − × ÷ and square roots alone. ECMAScript leaves Math.log, Math.exp and
 * Math.pow to the machine; these give the same bits everywhere, so that a draw, a percentile and a rank do too.
 */
const BITS = new DataView(new ArrayBuffer(8));
const LN2 = 0.6931471805599453;
/** ln 2 in two pieces whose multiples by whole numbers are exact. */
const LN2_HIGH = 6.93147180369123816e-1;
const LN2_LOW = 1.9082149292705877e-10;

/** Natural logarithm of a finite x > 0; relative error below 1e-15. */
export function ln(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN;
  const scaled = x < 1e-300 ? x * 18014398509481984 : x;
  BITS.setFloat64(0, scaled);
  const top = BITS.getUint32(0);
  let exponent = (top >>> 20) - 1023 - (scaled === x ? 0 : 54);
  BITS.setUint32(0, (top & 0xfffff) | 0x3ff00000);
  let part = BITS.getFloat64(0);
  if (part > 1.4142135623730951) {
    part /= 2;
    exponent += 1;
  }
  const s = (part - 1) / (part + 1);
  const q = s * s;
  const series =
    1 +
    q *
      (1 / 3 +
        q *
          (1 / 5 +
            q *
              (1 / 7 +
                q * (1 / 9 + q * (1 / 11 + q * (1 / 13 + q * (1 / 15 + q * (1 / 17 + q * (1 / 19)))))))));
  return exponent * LN2_HIGH + (2 * s * series + exponent * LN2_LOW);
}

/** 1 ÷ n!: multiplied, for dividing takes a machine five times as long. */
const TERMS = new Float64Array(15).fill(1);
for (let nth = 1; nth < 15; nth++) TERMS[nth] = TERMS[nth - 1]! / nth;

/** e to the x; 0 below −700, Infinity above 709. */
export function exp(x: number): number {
  if (x < -700) return 0;
  if (x > 709) return Infinity;
  const k = Math.round(x / LN2);
  const r = x - k * LN2_HIGH - k * LN2_LOW;
  let sum = TERMS[14]!;
  for (let nth = 13; nth >= 0; nth--) sum = TERMS[nth]! + r * sum;
  BITS.setUint32(0, (k + 1023) << 20);
  BITS.setUint32(4, 0);
  return sum * BITS.getFloat64(0);
}

/** ln Γ(x) for x > 0: Stirling's series above 8, the recurrence below. */
export function lnGamma(x: number): number {
  let product = 1;
  let y = x;
  while (y < 8) {
    product *= y;
    y += 1;
  }
  const q = 1 / (y * y);
  const series =
    (1 / 12 - q * (1 / 360 - q * (1 / 1260 - q * (1 / 1680 - q * (1 / 1188 - (q * 691) / 360360))))) / y;
  return (y - 0.5) * ln(y) - y + 0.9189385332046727 + series - ln(product);
}

/** P(Z > x) of the standard normal: series near the middle, continued fraction in the tail. */
export function normalTail(x: number): number {
  if (x < 0) return 1 - normalTail(-x);
  const density = exp((-x * x) / 2) * 0.3989422804014327;
  if (x < 3) {
    let term = x;
    let sum = x;
    for (let odd = 3; Math.abs(term) > 1e-17 * sum; odd += 2) {
      term *= (x * x) / odd;
      sum += term;
    }
    return 0.5 - density * sum;
  }
  let below = x;
  for (let nth = 60; nth > 0; nth--) below = x + nth / below;
  return density / below;
}

/** z with P(Z ≤ z) = p, 0 < p < 1: bisection on the tail, to 1e-12. */
export function normalQuantile(p: number): number {
  if (p < 0.5) return -normalQuantile(1 - p);
  const tail = 1 - p;
  let low = 0;
  let high = 40;
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (normalTail(middle) > tail) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/**
 * Student's t with P(T ≤ t) = p for p ≥ 0.5 and df ≥ 1: exact at 1 and 2, between them by its logarithm over 1/df, else the
 * Cornish–Fisher expansion in 1/df (Abramowitz & Stegun 26.7.5; at 3 degrees 0.6 % short, at 6 and above below 0.02 %).
 */
export function studentQuantile(p: number, df: number): number {
  if (df <= 2) {
    const two = (2 * p - 1) / Math.sqrt(2 * p * (1 - p));
    const share = 2 / Math.max(1, df) - 1;
    return share === 0 || two === 0 ? two : two * exp(share * ln(cauchyQuantile(p) / two));
  }
  const z = normalQuantile(p);
  const q = z * z;
  return (
    z +
    (z * (q + 1)) / (4 * df) +
    (z * (5 * q * q + 16 * q + 3)) / (96 * df * df) +
    (z * (3 * q * q * q + 19 * q * q + 17 * q - 15)) / (384 * df * df * df) +
    (z * (79 * q * q * q * q + 776 * q * q * q + 1482 * q * q - 1920 * q - 945)) / (92160 * df * df * df * df)
  );
}

/** Student's t of one degree: tan π(p − ½) = 1 ÷ tan π(1 − p), its series for the small angle. */
function cauchyQuantile(p: number): number {
  const angle = 3.141592653589793 * (1 - p);
  let [sine, cosine, term] = [0, 0, 1];
  for (let nth = 0; nth < 24; nth++) {
    if (nth % 2 === 0) cosine += nth % 4 === 0 ? term : -term;
    else sine += nth % 4 === 1 ? term : -term;
    term *= angle / (nth + 1);
  }
  return cosine / sine;
}

/** To four decimals: how estimates are shown. */
export const shown = (x: number): number => Math.round(x * 1e4) / 1e4;

/** The p-quantile of numbers in ascending order: the least of them that at least a share p does not exceed. */
export const quantileOf = (ascending: ArrayLike<number>, p: number): number =>
  ascending[Math.max(0, Math.min(ascending.length - 1, Math.ceil(p * ascending.length) - 1))] ?? NaN;
