import { normalQuantile } from './doubt-arithmetic.ts';
import { wilson } from './estimate.ts';
import type { Estimate } from './estimate.ts';

/**
 * How many more sites of the same kind until the half-width of the rate is at most `halfWidth` (最小样本量), were the rate to stay
 * as it was found; 0 where it is already. Each new site is taken to say as much as those seen did, and sites of a finite
 * population run out: then what is left of it is the answer.
 * @param halfWidth   above 0, as a share
 * @param population  sites there are; null: endless
 */
export function moreSites(estimate: Estimate, halfWidth: number, population: number | null = null): number {
  const isEnough = ({ low, high }: { low: number; high: number }) => (high - low) / 2 <= halfWidth;
  if (isEnough(estimate)) return 0;
  const z = normalQuantile((1 + estimate.confidence) / 2);
  const { sites, effective } = estimate;
  const left = population === null ? Infinity : Math.max(0, population - sites);
  // Answers that one site stands for, as if there were endless sites.
  const open = population === null ? 1 : left / population;
  const perSite = (effective * open) / sites;
  const after = (more: number) => {
    const still = population === null ? 1 : (left - more) / population;
    return still <= 0 || isEnough(wilson(estimate.rate, ((sites + more) * perSite) / still, z));
  };
  let high = 1;
  while (high < left && !after(high)) high *= 2;
  if (high >= left && !after(Math.min(high, left))) return left;
  let low = Math.floor(high / 2);
  high = Math.min(high, left);
  while (low + 1 < high) {
    const middle = Math.floor((low + high) / 2);
    if (after(middle)) high = middle;
    else low = middle;
  }
  return high;
}
