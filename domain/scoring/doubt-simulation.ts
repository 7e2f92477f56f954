import { Chance } from './doubt-chance.ts';
import { estimate } from './estimate.ts';
import type { Cluster, Sample } from './estimate-sample.ts';

/**
 * Rates with a known truth, to see how often an interval holds it (覆盖率). Used by the tests (few runs) and by
 * `npm run coverage` (many). Totals: doubt-worlds.ts.
 */
export interface RateScenario {
  name: string;
  /** Per stratum: sites drawn, sites there are (null: endless), weight, how far its rate lies from the whole. */
  strata: { draw: number; of: number | null; weight: number; shift: number }[];
  /** `pass`: sites pass or not. `mean`: mean of the site's observations. `all`: mean of all observations. */
  counts: 'pass' | 'mean' | 'all';
  /** Observations at a site: least and most. */
  perSite: [number, number];
  /** Correlation of two observations at one site. */
  within: number;
  /** True rates, where not `RATES`. */
  rates?: number[];
}

export const RATES = Array.from({ length: 19 }, (_, nth) => (nth + 1) / 20);

const clamp = (p: number): number => Math.min(0.995, Math.max(0.005, p));

/** The truth of one world and one sample from it. */
function draw(scenario: RateScenario, rate: number, chance: Chance): { truth: number; sample: Sample } {
  const weights = scenario.strata.reduce((sum, { weight }) => sum + weight, 0);
  let truth = 0;
  const strata = scenario.strata.map((stratum, nth) => {
    const p = clamp(rate + stratum.shift);
    const [least, most] = scenario.perSite;
    const siteOf = (): Cluster => {
      const size = least + chance.whole(most - least + 1);
      const spread = (1 - scenario.within) / scenario.within;
      const own =
        scenario.counts === 'pass' || scenario.within === 0 ? p : chance.beta(p * spread, (1 - p) * spread);
      if (scenario.counts === 'pass')
        return { sum: chance.uniform() < p ? 1 : 0, size: 1, seen: 1, alone: false, site: -1 };
      const sum = chance.binomial(size, own);
      return scenario.counts === 'mean'
        ? { sum: sum / size, size: 1, seen: size, alone: false, site: -1 }
        : { sum, size, seen: size, alone: false, site: -1 };
    };
    const all = Array.from({ length: stratum.of ?? stratum.draw }, siteOf);
    const found =
      all.reduce((sum, site) => sum + site.sum, 0) / all.reduce((sum, site) => sum + site.size, 0);
    truth += (stratum.weight / weights) * (stratum.of === null ? p : found);
    const population = stratum.of;
    return { name: String(nth), weight: stratum.weight, population, clusters: all.slice(0, stratum.draw) };
  });
  return { truth, sample: { strata } };
}

export interface Coverage {
  name: string;
  /** Share of intervals that hold the truth, over all rates. */
  mean: number;
  /** The worst single rate, and which. */
  worst: number;
  at: number;
  /** Mean width. */
  width: number;
}

export function coverRate(
  scenario: RateScenario,
  runs: number,
  seed: number,
  confidence = 0.95,
  rates = scenario.rates ?? RATES,
): Coverage {
  const chance = new Chance(seed);
  let held = 0;
  let width = 0;
  let worst = 1;
  let at = 0;
  for (const rate of rates) {
    let own = 0;
    for (let run = 0; run < runs; run++) {
      const { truth, sample } = draw(scenario, rate, chance);
      const found = estimate(sample, confidence);
      if (found === null) continue;
      if (found.low <= truth + 1e-12 && truth <= found.high + 1e-12) own += 1;
      width += found.high - found.low;
    }
    held += own;
    if (own / runs < worst) [worst, at] = [own / runs, rate];
  }
  const all = runs * rates.length;
  return { name: scenario.name, mean: held / all, worst, at, width: width / all };
}

const even = (count: number, drawn: number, of: number | null, spread = 0): RateScenario['strata'] =>
  Array.from({ length: count }, (_, nth) => ({
    draw: drawn,
    of,
    weight: 1 + (nth % 3),
    shift: count === 1 ? 0 : spread * ((2 * nth) / (count - 1) - 1),
  }));
const uneven = (...strata: [number, number | null, number][]): RateScenario['strata'] =>
  strata.map(([drawn, of, weight], nth) => ({ draw: drawn, of, weight, shift: nth * 0.1 - 0.05 }));
const RARE = Array.from({ length: 20 }, (_, nth) => 0.9 + nth * 0.005);
const pass: Pick<RateScenario, 'counts' | 'perSite' | 'within'> = {
  counts: 'pass',
  perSite: [1, 1],
  within: 0,
};

/** Rates of sites that pass, of their means and of all observations; the last five from finite populations. */
export const RATE_SCENARIOS: RateScenario[] = [
  { name: '5 sites', strata: even(1, 5, null), ...pass },
  { name: '10 sites', strata: even(1, 10, null), ...pass },
  { name: '30 sites', strata: even(1, 30, null), ...pass },
  { name: '100 sites', strata: even(1, 100, null), ...pass },
  { name: '3 strata of 5', strata: even(3, 5, null), ...pass },
  { name: '3 strata of 10, unlike', strata: even(3, 10, null, 0.15), ...pass },
  { name: '6 strata of 3', strata: even(6, 3, null), ...pass },
  { name: '6 strata of 3, unlike', strata: even(6, 3, null, 0.2), ...pass },
  { name: '8 sites × 3, mean', strata: even(1, 8, null), counts: 'mean', perSite: [3, 3], within: 0.2 },
  { name: '20 sites × 3, mean', strata: even(1, 20, null), counts: 'mean', perSite: [3, 3], within: 0.1 },
  { name: '20 sites × 3–6, all', strata: even(1, 20, null), counts: 'all', perSite: [3, 6], within: 0.2 },
  { name: '10 sites × 2–5, all', strata: even(1, 10, null), counts: 'all', perSite: [2, 5], within: 0.3 },
  { name: '40 sites × 1–8, all', strata: even(1, 40, null), counts: 'all', perSite: [1, 8], within: 0.1 },
  {
    name: '3 strata, 6 × 3, mean',
    strata: even(3, 6, null, 0.1),
    counts: 'mean',
    perSite: [3, 3],
    within: 0.2,
  },
  { name: '5 of 10 sites', strata: even(1, 5, 10), ...pass },
  { name: '10 of 20 sites', strata: even(1, 10, 20), ...pass },
  { name: '30 of 60 sites', strata: even(1, 30, 60), ...pass },
  { name: '3 strata, 8 of 20', strata: even(3, 8, 20), ...pass },
  {
    name: '3 strata, 8 of 20 × 3, all',
    strata: even(3, 8, 20, 0.1),
    counts: 'all',
    perSite: [3, 3],
    within: 0.2,
  },
  { name: '4 strata of 7, unlike', strata: even(4, 7, null, 0.2), ...pass },
  { name: 'strata of 60 and 5', strata: uneven([60, null, 1], [5, null, 1]), ...pass },
  { name: 'strata of 60 and 5, weights 1:9', strata: uneven([60, null, 1], [5, null, 9]), ...pass },
  { name: 'a census of 8, and 10 of 300', strata: uneven([8, 8, 8], [10, 300, 300]), ...pass },
];

/** Few fail, or none: one true rate is held far oftener or rarer than another, so these stand apart. */
export const RARE_SCENARIOS: RateScenario[] = [5, 10, 30, 100].flatMap((sites) => [
  { name: `${sites} sites, rates 0.90 … 0.995`, strata: even(1, sites, null), ...pass, rates: RARE },
  { name: `${sites} sites, rate 0.98`, strata: even(1, sites, null), ...pass, rates: [0.98] },
]);
