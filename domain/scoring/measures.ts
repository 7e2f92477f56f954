import { evaluate } from '../assessment/formula.ts';
import { ONE, ZERO, add, compare, divide, multiply, rational } from '../kernel/rational.ts';
import type { Rational } from '../kernel/rational.ts';
import type { CompiledMeasure } from './compiled-rule.ts';
import { whole } from './site-sums.ts';
import type { SiteSums } from './site-sums.ts';
import type { Tally } from './tally.ts';

/**
 * What a rule measures: `unknown` altogether; `out` where there is nothing to measure; else every value that has to be tried (one
 * where it is known, two ends of a range, or each whole number of a range).
 */
export type Measured = 'unknown' | 'out' | Rational[];

/** @param group  the place or a unit, as `tally.groupOf` names it */
export function measure(rule: CompiledMeasure, tally: Tally, group: number): Measured {
  switch (rule.type) {
    case 'conditions':
      return met(rule.slots.map((slot) => tally.amount(slot, group)));
    case 'value': {
      const amount = tally.amount(rule.slot, group);
      return amount === null ? 'unknown' : [amount];
    }
    case 'quotient':
      return quotient(rule, tally, group);
    case 'members':
      return members(rule.slot, tally, group);
    case 'sites': {
      const sums = tally.sitesOf(rule.slot, group);
      return sums === null ? 'unknown' : sites(sums, tally.compiled.scale);
    }
    case 'formula': {
      if (rule.formula === null) return 'unknown';
      const amounts = new Map([...rule.slots].map(([name, slot]) => [name, tally.amount(slot, group)]));
      const isMissing = [...amounts.values()].includes(null);
      if (isMissing && rule.missing === 'not_applicable') return 'out';
      if (isMissing && rule.missing === 'unknown') return 'unknown';
      const value = evaluate(rule.formula, (name) => amounts.get(name) ?? ZERO);
      return value === null ? 'unknown' : [value];
    }
  }
}

function met(amounts: (Rational | null)[]): Rational[] {
  const sure = amounts.filter((amount) => amount !== null && compare(amount, ONE) >= 0).length;
  const open = amounts.filter((amount) => amount === null).length;
  return Array.from({ length: open + 1 }, (_, more) => rational(sure + more));
}

function quotient(
  rule: Extract<CompiledMeasure, { type: 'quotient' }>,
  tally: Tally,
  group: number,
): Measured {
  const below = tally.amount(rule.below, group);
  if (below === null || compare(below, rule.least) < 0) return 'unknown';
  if (below.n === 0n) return 'out';
  const above =
    tally.amount(rule.above, group) ??
    (rule.anyForm !== null && tally.amount(rule.anyForm, group) !== null ? ZERO : null);
  return above === null ? 'unknown' : [multiply(divide(above, below), rule.times)];
}

function members(slot: number, tally: Tally, group: number): Measured {
  const site = tally.compiled.slots[slot]!.bySite;
  const names = site?.type === 'members' ? site.members : [];
  const amounts = names.map((name) => tally.member(slot, group, name)).filter((amount) => amount !== 'off');
  if (amounts.length === 0) return 'out';
  return met(amounts).map((count) => divide(count, rational(amounts.length)));
}

function sites(sums: SiteSums, scale: number): Measured {
  const total = (column: number[]) => column.reduce((sum, count) => sum + count, 0);
  if (total(sums.seen) + total(sums.unseen) === 0) return total(sums.off) > 0 ? 'out' : 'unknown';
  if (total(sums.seen) === 0) return 'unknown';
  const { strata } = sums.rule;
  const weights = strata.length === 0 ? [ONE] : strata.map(({ weight }) => weight);
  let [low, high, weighed] = [ZERO, ZERO, ZERO];
  weights.forEach((weight, stratum) => {
    const count = sums.seen[stratum]! + sums.unseen[stratum]!;
    const sure = count === 0 ? ZERO : divide(sumOf(sums, stratum, scale), rational(count));
    const open = count === 0 ? ONE : rational(sums.unseen[stratum]!, count);
    low = add(low, multiply(weight, sure));
    high = add(high, multiply(weight, add(sure, open)));
    weighed = add(weighed, weight);
  });
  if (weighed.n === 0n) return 'out';
  const ends = [divide(low, weighed), divide(high, weighed)];
  return compare(ends[0]!, ends[1]!) === 0 ? [ends[0]!] : ends;
}

/** Σ over the sites with an observed fact, of 1 for one that passes, or of its mean. */
function sumOf(sums: SiteSums, stratum: number, scale: number): Rational {
  if (sums.rule.counts === 'pass') return rational(sums.passed[stratum]!);
  let sum = ZERO;
  for (const [count, { low, high }] of sums.sums[stratum]!) {
    const part = whole(low, high);
    if (part !== 0n) sum = add(sum, rational(part, BigInt(scale) * BigInt(count)));
  }
  return sum;
}
