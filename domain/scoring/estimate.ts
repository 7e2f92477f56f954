import { normalQuantile, shown, studentQuantile } from './doubt-arithmetic.ts';
import { answeredOf, clusteringOf, sizeOf, spreadOf, sumOf } from './estimate-spread.ts';
import type { Sample } from './estimate-sample.ts';
import { scoreInterval } from './estimate-score.ts';

export interface Estimate {
  /** What was found: Σ weight × rate of the stratum ÷ Σ weight. */
  rate: number;
  low: number;
  high: number;
  confidence: number;
  /** Sampled clusters (sites); elements where there are none. */
  sites: number;
  /** So many independent answers would say as much: the effective sample size. Infinity where everything was seen. */
  effective: number;
  /** Observations ÷ effective, where the population is endless: the design effect. */
  designEffect: number;
}

/** One stratum, brought to a number of answers that would say as much if they were independent. */
export interface Cell {
  weight: number;
  rate: number;
  /** Effective number of answers, before the correction for a finite population. */
  answers: number;
  /** Answers that were not given, because their sites were not seen; Infinity where the population is not known. */
  unseen: number;
  /** Number of clusters, or of elements that stand alone. */
  drawn: number;
}

/** Answers that a stratum borrows from the others when its spread is guessed, so that 3 of 3 does not mean "no spread". */
const BORROWED = 3;
/**
 * The strata that have answers, as cells of independent ones.
 * @param clustering  as `clusteringOf` gives it: of this sample alone, or of all samples of a framework together
 */
export function cellsOf(
  sample: Sample,
  clustering = clusteringOf([spreadOf(sample)]),
): { cells: Cell[]; designEffect: number; degrees: number } {
  const strata = answeredOf(sample);
  const spread = spreadOf(sample);
  const designEffect = spread === null ? 1 : spread.expected * clustering.ratio;
  const cells = strata.map((stratum): Cell => {
    const size = sizeOf(stratum);
    const drawn = stratum.clusters.reduce((sum, cluster) => sum + (cluster.alone ? cluster.size : 1), 0);
    const own = size / designEffect;
    const left = stratum.population === null ? Infinity : Math.max(0, stratum.population - drawn);
    return {
      weight: stratum.weight,
      rate: sumOf(stratum) / size,
      answers: own,
      unseen: left === Infinity ? Infinity : (own / drawn) * left,
      drawn,
    };
  });
  const weights = cells.reduce((sum, { weight }) => sum + weight, 0);
  for (const cell of cells) cell.weight /= weights;
  return { cells, designEffect, degrees: spread === null ? Infinity : clustering.degrees };
}

/** What of its population is open. */
export const openOf = ({ unseen, answers }: Cell): number =>
  unseen === Infinity ? 1 : unseen / (unseen + answers);

/**
 * Variance of the stratified rate: Σ weight² × (1 − n/N) × p(1 − p) ÷ answers (Cochran, Sampling Techniques, 3rd ed., 5.9), with
 * each stratum's p drawn towards the whole.
 */
export function varianceOf(cells: readonly Cell[]): { middle: number; drawn: number[]; variance: number } {
  const answers = cells.reduce((sum, cell) => sum + cell.answers, 0);
  const rate = cells.reduce((sum, cell) => sum + cell.weight * cell.rate, 0);
  const middle = (rate * answers + 0.5) / (answers + 1);
  const drawn = cells.map(
    (cell) => (cell.rate * cell.answers + middle * BORROWED) / (cell.answers + BORROWED),
  );
  const variance = cells.reduce((sum, cell, nth) => {
    const p = drawn[nth] ?? middle;
    return sum + (cell.weight ** 2 * openOf(cell) * p * (1 - p)) / cell.answers;
  }, 0);
  return {
    drawn,
    middle: cells.reduce((sum, cell, nth) => sum + cell.weight * (drawn[nth] ?? middle), 0),
    variance,
  };
}

/**
 * The rate with its interval (置信区间): Wilson's score interval (1927) at the effective sample size of the stratified,
 * clustered sample, as Korn & Graubard (1998) do with the exact one; where the design effect was estimated, with Student's
 * t of its degrees (Dean & Pagano 2015). Null where nothing was observed. Docs: decisions/0008.
 * @param confidence above 0.5 and below 1
 */
export function estimate(sample: Sample, confidence = 0.95): Estimate | null {
  const { cells, designEffect, degrees } = cellsOf(sample);
  if (cells.length === 0) return null;
  const rate = cells.reduce((sum, cell) => sum + cell.weight * cell.rate, 0);
  const sites = cells.reduce((sum, cell) => sum + cell.drawn, 0);
  const { middle, drawn, variance } = varianceOf(cells);
  const exact = { rate, low: rate, high: rate, confidence, sites, effective: Infinity, designEffect };
  if (variance === 0) return exact;
  const effective = (middle * (1 - middle)) / variance;
  const upper = (1 + confidence) / 2;
  const z = degrees === Infinity ? normalQuantile(upper) : studentQuantile(upper, degrees);
  const { low, high } =
    cells.length === 1
      ? wilson(rate, effective, z)
      : scoreInterval(
          cells.map((cell, nth) => ({
            ...cell,
            drawn: drawn[nth]!,
            answers: cell.unseen === 0 ? Infinity : cell.answers / openOf(cell),
          })),
          z,
        );
  return { ...exact, low, high, effective };
}

/** Wilson's score interval of a rate from n answers (n need not be whole). */
export function wilson(rate: number, n: number, z: number): { low: number; high: number } {
  const q = z * z;
  const centre = (rate + q / (2 * n)) / (1 + q / n);
  const half = (z / (1 + q / n)) * Math.sqrt((rate * (1 - rate)) / n + q / (4 * n * n));
  return {
    low: rate === 0 ? 0 : Math.max(0, centre - half),
    high: rate === 1 ? 1 : Math.min(1, centre + half),
  };
}

/** As shown: four decimals. */
export const shownEstimate = (estimate: Estimate): Estimate => ({
  ...estimate,
  rate: shown(estimate.rate),
  low: shown(estimate.low),
  high: shown(estimate.high),
  effective: estimate.effective === Infinity ? Infinity : shown(estimate.effective),
  designEffect: shown(estimate.designEffect),
});
