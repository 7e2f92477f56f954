import { newEdition, newNode } from '../assessment/new-edition.ts';
import type { Edition } from '../assessment/edition.ts';
import type { Score } from '../assessment/rule.ts';
import { normalQuantile } from './doubt-arithmetic.ts';
import { Chance } from './doubt-chance.ts';
import { Doubts } from './doubt.ts';
import { estimate } from './estimate.ts';
import type { Cluster, Sample } from './estimate-sample.ts';
import { newFact, type Fact } from './fact.ts';

/**
 * Scenarios with a known truth, to see how often an interval holds it (覆盖率). Used by the tests (few runs) and by
 * `npm run coverage` (many).
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
}

export const RATES = Array.from({ length: 19 }, (_, nth) => (nth + 1) / 20);

const clamp = (p: number): number => Math.min(0.99, Math.max(0.01, p));

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
        return { sum: chance.uniform() < p ? 1 : 0, size: 1, seen: 1, alone: false };
      const sum = chance.binomial(size, own);
      return scenario.counts === 'mean'
        ? { sum: sum / size, size: 1, seen: size, alone: false }
        : { sum, size, seen: size, alone: false };
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
  rates = RATES,
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
];

/** A framework with a known truth: every criterion has its true rate, drawn by `world`. */
export interface TotalScenario {
  name: string;
  criteria: number;
  /** Sites at which each criterion is observed. */
  sites: number;
  /** The same sites for all criteria, whose goodness hangs together by so much; null: each criterion has sites of its own. */
  shared: number | null;
  rule: 'proportional' | 'capped' | 'steps';
  world: (chance: Chance) => number;
}

const RULES: Record<TotalScenario['rule'], Score> = {
  proportional: { type: 'proportional', full: '1', from: '0' },
  capped: { type: 'proportional', full: '95%', from: '50%' },
  steps: {
    type: 'grades',
    steps: [
      { grade: 'A', when: [{ fact: null, is: '>', than: '85%' }] },
      { grade: 'B', when: [{ fact: null, is: '>', than: '80%' }] },
    ],
    otherwise: 'C',
  },
};
const EARNED: Record<TotalScenario['rule'], (rate: number) => number> = {
  proportional: (rate) => rate,
  capped: (rate) => Math.min(1, Math.max(0, (rate - 0.5) / 0.45)),
  steps: (rate) => (rate > 0.85 ? 1 : rate > 0.8 ? 0.6 : 0),
};

function editionOf({ criteria, rule }: TotalScenario): { edition: Edition; points: number[] } {
  const points = Array.from({ length: criteria }, (_, nth) => [0.5, 1, 2][nth % 3] ?? 1);
  const nodes = [
    newNode({ code: '0', level: 1, title: '0' }),
    ...points.map((worth, nth) =>
      newNode({
        code: `0.${nth}`,
        parent: '0',
        level: 2,
        title: `0.${nth}`,
        points: worth,
        rule: {
          measure: { type: 'observations', fact: 'value' },
          score: RULES[rule],
          guards: [],
        },
      }),
    ),
  ];
  return { edition: newEdition({ title: '', nodes }), points };
}

const seen = (criterion: string, site: string, isMet: boolean, id: string): Fact =>
  newFact({
    id,
    criterion,
    value: { tenThousandths: isMet ? 10_000 : 0 },
    site,
  });

/** How often the interval of the total holds it, and how wide it is; `worst` is the mean miss, low and high being even. */
export function coverTotal(
  scenario: TotalScenario,
  runs: number,
  seed: number,
  draws = 400,
): { name: string; held: number; width: number; below: number; above: number } {
  const chance = new Chance(seed);
  const { edition, points } = editionOf(scenario);
  let [held, width, below, above] = [0, 0, 0, 0];
  for (let run = 0; run < runs; run++) {
    const goodness = Array.from({ length: scenario.sites }, () => chance.normal());
    const facts: Fact[] = [];
    let truth = 0;
    points.forEach((worth, nth) => {
      const rate = scenario.world(chance);
      truth += Math.round(worth * EARNED[scenario.rule](rate) * 100) / 100;
      const met = normalQuantile(rate);
      for (let site = 0; site < scenario.sites; site++) {
        const own = chance.normal();
        const alike = scenario.shared ?? 0;
        const quality = Math.sqrt(alike) * (goodness[site] ?? 0) + Math.sqrt(1 - alike) * own;
        const name = scenario.shared === null ? `${nth}/${site}` : String(site);
        facts.push(seen(`0.${nth}`, name, quality < met, `${nth}/${site}`));
      }
    });
    const { total } = new Doubts(edition, facts).of({ unit: null, unitType: null }, { seed: run, draws });
    if (truth < total.low - 1e-9) below += 1;
    else if (truth > total.high + 1e-9) above += 1;
    else held += 1;
    width += total.high - total.low;
  }
  return {
    name: scenario.name,
    held: held / runs,
    below: below / runs,
    above: above / runs,
    width: width / runs,
  };
}

const good = (chance: Chance): number => chance.beta(8, 2);
const mixed = (chance: Chance): number => chance.beta(2, 1);
const alike = (): number => 0.9;

export const TOTAL_SCENARIOS: TotalScenario[] = (
  [
    [118, 3, null, 'proportional', good, 'rates like beta(8, 2)'],
    [118, 3, null, 'proportional', alike, 'all rates 0.9'],
    [118, 3, null, 'capped', good, 'rates like beta(8, 2)'],
    [118, 3, null, 'steps', good, 'rates like beta(8, 2)'],
    [118, 3, null, 'steps', alike, 'all rates 0.9'],
    [58, 10, null, 'steps', mixed, 'rates like beta(2, 1)'],
    [20, 10, null, 'proportional', mixed, 'rates like beta(2, 1)'],
    [20, 10, null, 'steps', good, 'rates like beta(8, 2)'],
    [5, 20, null, 'proportional', good, 'rates like beta(8, 2)'],
    [5, 20, null, 'steps', mixed, 'rates like beta(2, 1)'],
    [20, 10, 0, 'proportional', good, 'shared sites that do not hang together'],
    [20, 10, 0.2, 'proportional', good, 'shared sites that hang together'],
    [20, 30, 0.2, 'proportional', good, 'shared sites that hang together'],
    [118, 30, 0.1, 'steps', good, 'shared sites that hang together'],
  ] as const
).map(([criteria, sites, shared, rule, world, says]) => ({
  name: `${criteria} criteria × ${sites} sites, ${rule}, ${says}`,
  criteria,
  sites,
  shared,
  rule,
  world,
}));
