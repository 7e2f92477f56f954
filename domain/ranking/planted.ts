import { Chance } from '../scoring/doubt-chance.ts';
import { roundOf, worldOf } from '../scoring/doubt-worlds.ts';
import type { TotalScenario } from '../scoring/doubt-worlds.ts';
import { Doubts } from '../scoring/doubt.ts';
import { estimate } from '../scoring/estimate.ts';
import { toldApart } from './apart.ts';
import type { Interval } from './apart.ts';
import { rank } from './rank.ts';
import type { RankInput } from './rank.ts';

/** A unit whose `passed` of `seen` sites passed: its rate with the interval, in hundred points. */
export function passed(count: number, seen: number): Interval {
  const clusters = Array.from({ length: seen }, (_, nth) => ({
    sum: nth < count ? 1 : 0,
    size: 1,
    seen: 1,
    alone: false,
    site: -1,
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

/** What chance makes of rounds whose truth is known, as shares of all rounds. */
export interface Judged {
  /** Some two units of equal truth are told apart. */
  mistaken: number;
  /** The ranges of ranks hold the true ranks of all units at once; of equal units, all ranks that they share. */
  held: number;
  /** Mean ranks in a range. */
  width: number;
}

/** @param truthOf  points of each unit as they are, and its interval as a round finds it */
function judge(rounds: number, truthOf: (round: number) => { truth: number; found: Interval }[]): Judged {
  let [mistaken, held, width] = [0, 0, 0];
  for (let round = 0; round < rounds; round++) {
    const units = truthOf(round);
    const apart = toldApart(
      units.map(({ found }) => found),
      0.95,
    );
    if (apart.some((line, i) => line.some((told, j) => told && units[i]!.truth === units[j]!.truth)))
      mistaken += 1;
    const rows = units.map(({ found }, nth): RankInput => {
      const unit = String(nth).padStart(3, '0');
      return { unit, name: unit, group: null, ...found, sample: 1000 };
    });
    let isHeld = true;
    for (const { unit, rankLow, rankHigh } of rank(rows)) {
      const { truth } = units[Number(unit)]!;
      const above = units.filter((other) => other.truth > truth).length;
      const below = units.filter((other) => other.truth < truth).length;
      if (rankLow! > above + 1 || rankHigh! < units.length - below) isHeld = false;
      width += (rankHigh! - rankLow! + 1) / units.length;
    }
    if (isHeld) held += 1;
  }
  return { mistaken: mistaken / rounds, held: held / rounds, width: width / rounds };
}

/** Units of which each was seen at so many sites, judged by one rate. */
export function planted(rates: readonly number[], sites: number, rounds: number, seed: number): Judged {
  const chance = new Chance(seed);
  return judge(rounds, () =>
    rates.map((truth) => ({ truth, found: passed(chance.binomial(sites, truth), sites) })),
  );
}

/** Share of rounds in which any two units of equal truth are told apart. */
export const mistaken = (rates: readonly number[], sites: number, rounds: number, seed: number): number =>
  planted(rates, sites, rounds, seed).mistaken;

/** Whole frameworks, two units of each kind with the same true rates: what is shared among criteria is not among units. */
export const PLANTED_FRAMEWORKS: { name: string; kinds: number; scenario: TotalScenario }[] = (
  [
    ['proportional', 10, null],
    ['proportional', 10, 0.2],
    ['steps', 15, 0.2],
  ] as const
).map(([rule, sites, shared]) => ({
  name: `4 pairs, 20 criteria × ${sites} ${shared === null ? '' : 'shared '}sites, ${rule}`,
  kinds: 4,
  scenario: { name: '', criteria: 20, sites, shared, rule, world: () => 0.5 },
}));

/** Pairs of units under a framework, each pair with true rates of its own. */
export function plantedFrameworks(
  { kinds, scenario }: { kinds: number; scenario: TotalScenario },
  rounds: number,
  seed: number,
): Judged {
  const chance = new Chance(seed);
  const units = Array.from({ length: 2 * kinds }, (_, nth) => `${nth}`);
  return judge(rounds, (round) => {
    const worlds = Array.from({ length: kinds }, (_, kind) =>
      worldOf({ ...scenario, world: (own) => own.beta(6 + 2 * kind, 4 - 0.7 * kind) }, chance, units),
    );
    const seen = units.map((unit, nth) => roundOf(scenario, worlds[nth >> 1]!, chance, unit));
    const doubts = new Doubts(
      worlds[0]!.edition,
      seen.flatMap(({ facts }) => facts),
    );
    return units.map((unit, nth) => {
      const { points, low, high } = doubts.of({ unit, unitType: null }, { seed: round, draws: 400 }).total;
      return { truth: seen[nth]!.truth, found: { points: points ?? 0, low, high } };
    });
  });
}
