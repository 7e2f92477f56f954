import { Chance } from '../scoring/doubt-chance.ts';
import { estimate } from '../scoring/estimate.ts';
import { toldApart } from './apart.ts';
import type { Interval } from './apart.ts';

/** A unit whose `passed` of `seen` sites passed: its rate with the interval, in hundred points. */
export function passed(count: number, seen: number): Interval {
  const clusters = Array.from({ length: seen }, (_, nth) => ({
    sum: nth < count ? 1 : 0,
    size: 1,
    seen: 1,
    alone: false,
  }));
  const found = estimate({ strata: [{ name: '', weight: 1, population: null, clusters }] });
  if (found === null) throw new RangeError('a rate of no sites');
  return { points: found.rate * 100, low: found.low * 100, high: found.high * 100 };
}

/** Families of units with known true rates, among them pairs of equal truth. */
export const PLANTED: { name: string; rates: number[]; sites: number }[] = [
  { name: 'ten units, all alike', rates: Array.from({ length: 10 }, () => 0.8), sites: 20 },
  { name: 'ten units, all nearly perfect', rates: Array.from({ length: 10 }, () => 0.95), sites: 20 },
  { name: 'five pairs, each alike', rates: [0.5, 0.5, 0.6, 0.6, 0.7, 0.7, 0.8, 0.8, 0.9, 0.9], sites: 30 },
  { name: 'two units, ten sites', rates: [0.7, 0.7], sites: 10 },
  { name: 'thirty units, all alike', rates: Array.from({ length: 30 }, () => 0.8), sites: 40 },
];

/** Share of rounds in which any two units of equal truth are told apart. */
export function mistaken(rates: readonly number[], sites: number, rounds: number, seed: number): number {
  const chance = new Chance(seed);
  let wrong = 0;
  for (let round = 0; round < rounds; round++) {
    const apart = toldApart(
      rates.map((rate) => passed(chance.binomial(sites, rate), sites)),
      0.95,
    );
    if (apart.some((line, i) => line.some((told, j) => told && rates[i] === rates[j]))) wrong += 1;
  }
  return wrong / rounds;
}
