import type { BySite } from './compiled.ts';

/** What the sites of one slot come to, by stratum (one stratum where there are none). Sites of no listed stratum are in none. */
export class SiteSums {
  readonly rule: Extract<BySite, { type: 'sites' }>;
  /** Sites with an observed fact; those of them that pass. */
  readonly seen: number[];
  readonly passed: number[];
  /** Sites of which facts tell only that nothing was observed; sites taken off as not applicable. */
  readonly unseen: number[];
  readonly off: number[];
  /**
   * For means: by the number of observations of a site, the sum over such sites, as low + high × 2^24; Σ sum ÷ number is then
   * exact with one division for each number.
   */
  readonly sums: Map<number, { low: number; high: number }>[];
  private readonly stratumOf = new Map<string | null, number>();
  private readonly times: number;
  private readonly against: number;

  constructor(rule: Extract<BySite, { type: 'sites' }>, scale: number) {
    this.rule = rule;
    const size = Math.max(1, rule.strata.length);
    const zeros = (): number[] => Array.from({ length: size }, () => 0);
    this.seen = zeros();
    this.passed = zeros();
    this.unseen = zeros();
    this.off = zeros();
    this.sums = Array.from({ length: size }, () => new Map<number, { low: number; high: number }>());
    rule.strata.forEach(({ name }, index) => {
      if (!this.stratumOf.has(name)) this.stratumOf.set(name, index);
    });
    this.times = Number(rule.than.d);
    this.against = Number(rule.than.n) * scale;
  }

  clear(): void {
    for (const column of [this.seen, this.passed, this.unseen, this.off]) column.fill(0);
    for (const sums of this.sums) sums.clear();
  }

  /** -1 for a site that is left out. */
  stratum(name: string | null): number {
    return this.rule.strata.length === 0 ? 0 : (this.stratumOf.get(name) ?? -1);
  }

  /**
   * Adds (sign 1) or takes away (sign -1) one site.
   * @param low    sum of its observations in 1 ÷ scale, with high × 2^24 besides
   * @param count  number of its observations
   */
  add(sign: 1 | -1, stratum: number, low: number, high: number, count: number, scale: number): void {
    this.seen[stratum]! += sign;
    if (this.rule.counts === 'mean') {
      const sums = this.sums[stratum]!;
      const sum = sums.get(count);
      if (sum === undefined) sums.set(count, { low: sign * low, high: sign * high });
      else {
        sum.low += sign * low;
        sum.high += sign * high;
      }
    } else if (this.passes(low, high, count, scale)) this.passed[stratum]! += sign;
  }

  /**
   * The test of one site as whole numbers: sum × times stands to against × count. `passing` has bit 4 where more passes, 2 where
   * the same does, 1 where less does. Null where it needs more than that, or the numbers might not be exact.
   */
  testByNumbers(
    greatest: number,
    rows: number,
    scale: number,
  ): { times: number; against: number; passing: number } | null {
    if (this.rule.counts === 'mean' || this.rule.strata.length > 0) return null;
    if (greatest * rows * this.times >= EXACT || Math.abs(this.against) * rows >= EXACT) return null;
    const passing = [-1, 0, 1].reduce(
      (bits, side, bit) => bits | (holds(this.rule.is, side, 0) ? 1 << bit : 0),
      0,
    );
    return { times: this.times, against: Number(this.rule.than.n) * scale, passing };
  }

  addMany(seen: number, passed: number): void {
    this.seen[0]! += seen;
    this.passed[0]! += passed;
  }

  /** Whether low ÷ (scale × count) stands to `than` as it must: by whole numbers, as numbers where these are exact. */
  private passes(low: number, high: number, count: number, scale: number): boolean {
    const left = low * this.times;
    const right = this.against * count;
    if (high === 0 && Math.abs(left) < EXACT && Math.abs(right) < EXACT)
      return holds(this.rule.is, left, right);
    const { n, d } = this.rule.than;
    const sum = BigInt(low) + BigInt(high) * LIMB_BIG;
    const difference = sum * d - n * BigInt(scale) * BigInt(count);
    return holds(this.rule.is, difference < 0n ? -1 : difference > 0n ? 1 : 0, 0);
  }
}

/** Whole numbers below this are exact in a float, and so are their sums and products. */
export const EXACT = 2 ** 53;
/** Sums that might pass `EXACT` are kept in two parts. */
export const LIMB = 2 ** 24;
const LIMB_BIG = 2n ** 24n;

export const whole = (low: number, high: number): bigint => BigInt(low) + BigInt(high) * LIMB_BIG;

export function holds(is: '>' | '>=' | '<' | '<=' | '=', left: number, right: number): boolean {
  switch (is) {
    case '>':
      return left > right;
    case '>=':
      return left >= right;
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '=':
      return left === right;
  }
}
