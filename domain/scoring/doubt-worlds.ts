import { newEdition, newNode } from '../assessment/new-edition.ts';
import type { Edition } from '../assessment/edition.ts';
import type { Measure, Score } from '../assessment/rule.ts';
import { normalQuantile } from './doubt-arithmetic.ts';
import { Chance } from './doubt-chance.ts';
import { Doubts } from './doubt.ts';
import type { Populations } from './doubt-sightings.ts';
import { newFact, type Fact } from './fact.ts';

/**
 * Frameworks with a known truth: every criterion has its true rate, drawn by `world`; what sites show is drawn around it. For the
 * coverage of totals and ranks (覆盖率): tests (few runs) and `npm run coverage` (many).
 */
export interface TotalScenario {
  name: string;
  criteria: number;
  /** Sites at which each criterion is observed; with strata: of each. `of` is how many there are, null: endless. */
  sites: number;
  strata?: { sites: number; of: number | null; weight: number }[];
  /** The same sites for all criteria, whose goodness hangs together by so much; null: each criterion has sites of its own. */
  shared: number | null;
  /** Only so many criteria hang together, the others not. */
  hanging?: number;
  rule: keyof typeof RULES;
  world: (chance: Chance) => number;
  /** A veto that struck holds the total at so many points. */
  cap?: number;
  /** So many criteria, the last ones, have a stratum that nobody saw: then the interval with all that is open is asked. */
  unseen?: number;
}

const steps = (otherwise: string): Score => ({
  type: 'grades',
  steps: [
    { grade: 'A', when: [{ fact: null, is: '>', than: '85%' }] },
    { grade: 'B', when: [{ fact: null, is: '>', than: otherwise === 'C#' ? '40%' : '80%' }] },
  ],
  otherwise,
});

/** Each rule as data, and what a true rate earns by it; null sinks the branch (硬性底线). */
const RULES: Record<string, { score: Score; earned: (rate: number, points: number) => number | null }> = {
  proportional: { score: { type: 'proportional', full: '1', from: '0' }, earned: (rate) => rate },
  capped: {
    score: { type: 'proportional', full: '95%', from: '50%' },
    earned: (rate) => Math.min(1, Math.max(0, (rate - 0.5) / 0.45)),
  },
  steps: { score: steps('C'), earned: (rate) => (rate > 0.85 ? 1 : rate > 0.8 ? 0.6 : 0) },
  sinking: { score: steps('C#'), earned: (rate) => (rate > 0.85 ? 1 : rate > 0.4 ? 0.6 : null) },
  deducting: {
    score: {
      type: 'deduct',
      floor: '0.2',
      lines: [{ fact: null, side: 'below', limit: '95%', per: '10%', points: '0.2', started: false }],
    },
    earned: (rate, points) =>
      points === 0 ? 0 : Math.max(0.2, points - 2 * Math.max(0, 0.95 - rate)) / points,
  },
};

/** Criteria of a branch, where a hard floor sinks it. */
const BRANCH = 10;

interface World {
  edition: Edition;
  points: number[];
  /** Of each criterion: its true rate, before what a finite population makes of it. */
  rates: number[];
}

export function worldOf(scenario: TotalScenario, chance: Chance, units: string[] = []): World {
  const points = Array.from({ length: scenario.criteria }, (_, nth) => [0.5, 1, 2][nth % 3] ?? 1);
  const branches = Array.from({ length: Math.ceil(points.length / BRANCH) }, (_, nth) => String(nth));
  const nodes = branches.flatMap((branch, at) => [
    newNode({ code: branch, level: 1, title: branch }),
    ...points.slice(at * BRANCH, (at + 1) * BRANCH).map((worth, nth) =>
      newNode({
        code: `${branch}.${at * BRANCH + nth}`,
        parent: branch,
        level: 2,
        title: branch,
        points: worth,
        responsible: units,
        rule: {
          measure: measureOf(scenario, at * BRANCH + nth),
          score: RULES[scenario.rule]!.score,
          guards: [],
        },
      }),
    ),
  ]);
  if (scenario.cap !== undefined)
    nodes.push(
      newNode({
        code: 'veto',
        level: 1,
        title: 'veto',
        kind: 'veto',
        points: 0,
        veto: { on: 'total', cap: scenario.cap },
        rule: {
          measure: { type: 'value', fact: 'value', how: null },
          score: { type: 'pass', is: '>', than: '0' },
          guards: [],
        },
      }),
    );
  return {
    edition: newEdition({ title: '', nodes }),
    points,
    rates: points.map(() => scenario.world(chance)),
  };
}

const strataOf = ({ sites, strata }: TotalScenario) => strata ?? [{ sites, of: null, weight: 1 }];
const isHalfSeen = ({ criteria, unseen = 0 }: TotalScenario, nth: number): boolean =>
  nth >= criteria - unseen;

function measureOf(scenario: TotalScenario, nth: number): Measure {
  if (scenario.strata === undefined && !isHalfSeen(scenario, nth))
    return { type: 'observations', fact: 'value' };
  const strata = strataOf(scenario).map(({ weight }, at) => ({ name: String(at), weight: String(weight) }));
  if (isHalfSeen(scenario, nth)) strata.push({ name: 'unseen', weight: '1' });
  return { type: 'sites', fact: 'value', counts: 'pass', passes: { is: '>=', than: '1' }, strata };
}

/** What a round of visits shows, and what it would show had everything been seen. */
export function roundOf(
  scenario: TotalScenario,
  { edition, points, rates }: World,
  chance: Chance,
  unit: string | null = null,
): { facts: Fact[]; truth: number; populations: Populations } {
  const strata = strataOf(scenario);
  const weights = strata.reduce((sum, { weight }) => sum + weight, 0);
  const goodness = strata.map(({ sites, of }) => Array.from({ length: of ?? sites }, () => chance.normal()));
  const facts: Fact[] = [];
  const populations: Record<string, Record<string, number>> = {};
  const byBranch = new Map<string, number | null>();
  const leaves = edition.nodes.filter(({ parent }) => parent !== null);
  leaves.forEach(({ code, parent }, nth) => {
    const met = normalQuantile(rates[nth]!);
    const alike = nth < (scenario.hanging ?? Infinity) ? (scenario.shared ?? 0) : 0;
    let rate = 0;
    populations[code] = {};
    strata.forEach(({ sites, of, weight }, at) => {
      let good = 0;
      for (let site = 0; site < (of ?? sites); site++) {
        const quality = Math.sqrt(alike) * goodness[at]![site]! + Math.sqrt(1 - alike) * chance.normal();
        const isMet = quality < met;
        if (isMet) good += 1;
        if (site >= sites) continue;
        const own = scenario.shared === null ? `${nth}/` : '';
        const id = `${unit ?? ''}${code}/${at}/${site}`;
        const name = `${unit ?? ''}${own}${at}/${site}`;
        const value = { tenThousandths: isMet ? 10_000 : 0 };
        facts.push(newFact({ id, criterion: code, value, site: name, stratum: String(at), unit }));
      }
      if (of !== null) populations[code]![String(at)] = of;
      rate += (weight / weights) * (of === null ? rates[nth]! : good / of);
    });
    if (isHalfSeen(scenario, nth)) rate = (rate * weights + chance.uniform()) / (weights + 1);
    const share = RULES[scenario.rule]!.earned(rate + 1e-12, points[nth]!);
    const before = byBranch.get(parent!) ?? (byBranch.has(parent!) ? null : 0);
    byBranch.set(
      parent!,
      share === null || before === null ? null : before + Math.round(points[nth]! * share * 100) / 100,
    );
  });
  if (scenario.cap !== undefined)
    facts.push(
      newFact({ id: `${unit ?? ''}veto`, criterion: 'veto', value: { tenThousandths: 10_000 }, unit }),
    );
  const sum = [...byBranch.values()].reduce<number>((all, own) => all + (own ?? 0), 0);
  return { facts, truth: Math.min(sum, scenario.cap ?? Infinity), populations };
}

export interface Held {
  name: string;
  /** Share of rounds whose interval holds the truth; in which it lies below or above. */
  held: number;
  below: number;
  above: number;
  /** Mean width, in points. */
  width: number;
}

/** How often the interval of the total holds it, and how wide it is. */
export function coverTotal(scenario: TotalScenario, runs: number, seed: number, draws = 400): Held {
  const chance = new Chance(seed);
  let [held, width, below, above] = [0, 0, 0, 0];
  const first = worldOf(scenario, chance);
  for (let run = 0; run < runs; run++) {
    const world = { ...first, rates: first.rates.map(() => scenario.world(chance)) };
    const { facts, truth, populations } = roundOf(scenario, world, chance);
    const doubts = new Doubts(world.edition, facts);
    const { total } = doubts.of({ unit: null, unitType: null }, { seed: run, draws, populations });
    const { low, high } = scenario.unseen === undefined ? total : total.whole;
    if (truth < low - 1e-9) below += 1;
    else if (truth > high + 1e-9) above += 1;
    else held += 1;
    width += high - low;
  }
  const share = (count: number) => count / runs;
  return {
    name: scenario.name,
    held: share(held),
    below: share(below),
    above: share(above),
    width: width / runs,
  };
}

const good = (chance: Chance): number => chance.beta(8, 2);
const mixed = (chance: Chance): number => chance.beta(2, 1);
const alike = (): number => 0.9;
const rare = (chance: Chance): number => Math.min(0.9999, chance.beta(49, 1));
const twoKinds = (chance: Chance): number => (chance.uniform() < 0.5 ? 0.6 : 0.95);

const UNEVEN = [
  { sites: 40, of: null, weight: 1 },
  { sites: 6, of: null, weight: 3 },
];
const FINITE = [
  { sites: 12, of: 12, weight: 1 },
  { sites: 10, of: 200, weight: 4 },
];

type Row = [
  criteria: number,
  sites: number,
  shared: number | null,
  rule: string,
  world: TotalScenario['world'],
  says: string,
  more?: Partial<TotalScenario>,
];

const rows = (list: Row[]): TotalScenario[] =>
  list.map(([criteria, sites, shared, rule, world, says, more = {}]) => ({
    name: `${criteria} criteria × ${more.strata === undefined ? `${sites} sites` : says}, ${rule}${more.strata === undefined ? `, ${says}` : ''}`,
    criteria,
    sites,
    shared,
    rule,
    world,
    ...more,
  }));

export const TOTAL_SCENARIOS: TotalScenario[] = rows([
  [118, 3, null, 'proportional', good, 'rates like beta(8, 2)'],
  [118, 3, null, 'proportional', alike, 'all rates 0.9'],
  [118, 3, null, 'capped', good, 'rates like beta(8, 2)'],
  [118, 3, null, 'steps', good, 'rates like beta(8, 2)'],
  [118, 3, null, 'steps', alike, 'all rates 0.9'],
  [118, 3, null, 'steps', twoKinds, 'rates 0.6 and 0.95'],
  [58, 10, null, 'steps', mixed, 'rates like beta(2, 1)'],
  [20, 10, null, 'proportional', mixed, 'rates like beta(2, 1)'],
  [20, 10, null, 'steps', good, 'rates like beta(8, 2)'],
  [20, 10, null, 'deducting', good, 'rates like beta(8, 2)'],
  [5, 20, null, 'proportional', good, 'rates like beta(8, 2)'],
  [5, 20, null, 'steps', mixed, 'rates like beta(2, 1)'],
  [20, 10, 0, 'proportional', good, 'shared sites that do not hang together'],
  [20, 10, 0.2, 'proportional', good, 'shared sites that hang together'],
  [20, 30, 0.2, 'proportional', good, 'shared sites that hang together'],
  [20, 10, 0.5, 'proportional', good, 'shared sites, 7 criteria hang together', { hanging: 7 }],
  [20, 30, 0.3, 'capped', good, 'shared sites that hang together'],
  [118, 3, 0.2, 'proportional', good, 'shared sites that hang together'],
  [58, 5, 0.2, 'proportional', good, 'shared sites that hang together'],
  [118, 30, 0.1, 'steps', good, 'shared sites that hang together'],
  [118, 30, 0, 'steps', good, 'shared sites that do not hang together'],
  [20, 0, 0.2, 'proportional', good, '40 + 6 shared sites of strata 1:3', { strata: UNEVEN }],
  [20, 0, 0.2, 'proportional', good, '12 of 12 + 10 of 200 shared sites', { strata: FINITE }],
  [20, 10, null, 'proportional', good, 'a veto holds the total at 20', { cap: 20 }],
]);

/** Where no method comes near the nominal level, for the truth jumps, lies on an edge, or is not sampled at all. */
export const HARD_SCENARIOS: TotalScenario[] = rows([
  [20, 5, null, 'proportional', rare, 'rates like beta(49, 1): few fail or none'],
  [30, 10, null, 'sinking', good, 'a hard floor at 0.4 sinks its branch'],
  [20, 10, null, 'proportional', good, '3 criteria with a stratum that nobody saw', { unseen: 3 }],
  [20, 0, null, 'steps', good, 'all 9 of 9 sites', { strata: [{ sites: 9, of: 9, weight: 1 }] }],
]);
