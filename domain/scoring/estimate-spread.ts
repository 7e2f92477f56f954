import type { Cluster, Sample, SampledStratum } from './estimate-sample.ts';

/** How unlike the sites of one sample are, beside what independent answers would show. */
export interface Spread {
  /** The design effect that is expected of clusters of that size before anything is known. */
  expected: number;
  /** The one that was found: mean square of the clusters' residuals ÷ size × p(1 − p). */
  observed: number;
  /** So many sites speak of it: where nearly all passed (or failed), only the few that did not. */
  telling: number;
  /** Sites less strata. */
  degrees: number;
}

/** Correlation that is expected within one site before anything is known (Kish, Survey Sampling, 1965: 0.05 – 0.3). */
const WITHIN_SITE = 0.2;
/** With so much weight, in sites, the expected spread stands beside the observed one. */
const PRIOR_DEGREES = 2;

export const sizeOf = ({ clusters }: SampledStratum): number =>
  clusters.reduce((sum, { size }) => sum + size, 0);
export const sumOf = ({ clusters }: SampledStratum): number =>
  clusters.reduce((sum, { sum: own }) => sum + own, 0);

export const answeredOf = (sample: Sample): SampledStratum[] =>
  sample.strata.filter((stratum) => stratum.weight > 0 && sizeOf(stratum) > 0);

/** A site that counts as one, passed or not, is as good as an answer. */
const isAnswer = ({ sum, size, seen, alone }: Cluster): boolean =>
  alone || (size === 1 && seen === 1 && (sum === 0 || sum === 1));

/** Null where all clusters are single answers: then there is nothing to learn, the design effect is 1. */
export function spreadOf(sample: Sample): Spread | null {
  const strata = answeredOf(sample);
  const clustered = strata.flatMap(({ clusters }) => clusters.filter(({ alone }) => !alone));
  if (clustered.every((cluster) => isAnswer(cluster))) return null;
  const answers = strata.reduce((sum, stratum) => sum + sizeOf(stratum), 0);
  const middle = (strata.reduce((sum, stratum) => sum + sumOf(stratum), 0) + 0.5) / (answers + 1);
  let squares = 0;
  let elements = 0;
  let degrees = 0;
  for (const stratum of strata) {
    const own = stratum.clusters.filter(({ alone }) => !alone);
    const size = own.reduce((sum, cluster) => sum + cluster.size, 0);
    if (own.length < 2) continue;
    const rate = own.reduce((sum, cluster) => sum + cluster.sum, 0) / size;
    const residuals = own.reduce((sum, cluster) => sum + (cluster.sum - rate * cluster.size) ** 2, 0);
    squares += (residuals * own.length) / (own.length - 1);
    elements += size;
    degrees += own.length - 1;
  }
  const size = clustered.reduce((sum, cluster) => sum + cluster.size, 0);
  const seen = clustered.reduce((sum, cluster) => sum + cluster.seen, 0);
  const perSite = Math.max(1, clustered.reduce((sum, cluster) => sum + cluster.seen ** 2, 0) / seen);
  const expected = (1 + (perSite - 1) * WITHIN_SITE) * (size / seen);
  const observed = elements > 0 ? squares / (elements * middle * (1 - middle)) : expected;
  const found = clustered.reduce((sum, cluster) => sum + cluster.sum, 0) * (seen / size);
  return { expected, observed, telling: Math.max(0, Math.min(degrees, found, seen - found)), degrees };
}

/**
 * Found over expected design effect, drawn towards 1 where few sites speak; of one sample, or of many together (Franco, Little,
 * Louis, Slud, "Comparative study of confidence intervals for proportions in complex sample surveys", JSSAM 7(3), 2019:
 * modelled design effects, not those of each small cell).
 */
export function clusteringOf(spreads: readonly (Spread | null)[]): { ratio: number; degrees: number } {
  let telling = 0;
  let degrees = 0;
  let found = 0;
  for (const spread of spreads) {
    if (spread === null) continue;
    telling += spread.telling;
    degrees += spread.degrees;
    found += (spread.telling * spread.observed) / spread.expected;
  }
  const ratio = (found + PRIOR_DEGREES) / (telling + PRIOR_DEGREES);
  // For Student’s t the expectation counts double: it comes from many surveys, not from two sites.
  return { ratio: Math.max(LEAST_RATIO, ratio), degrees: degrees + 2 * PRIOR_DEGREES };
}
/** Answers within a site that say more than independent ones would are chance. */
const LEAST_RATIO = 0.25;
