import { normalQuantile, shown } from './doubt-arithmetic.ts';
import type { Chance } from './doubt-chance.ts';
import type { TreeModel } from './doubt-model.ts';
import { estimate } from './estimate.ts';

/** One rate of one stratum, as far as the total hangs on it. */
export interface Term {
  criterion: string;
  stratum: string;
  /** Points that the total moves by when this rate moves from 0 to 1, near where it lies now. */
  slope: number;
  /** Variance of one more site's answer. */
  spread: number;
  /** Sites seen so far. */
  seen: number;
}

/** A kind of visit: one site of a stratum, at which all criteria of the stratum are seen. */
export interface VisitKind {
  name: string;
  terms: Term[];
  /** Sites that are left to see; Infinity where not known. */
  left: number;
}

export interface Allocation {
  visits: { name: string; visits: number }[];
  /** Half-width of the total that comes from sampling, now and then, at the given confidence, in points. */
  halfWidthNow: number;
  halfWidthThen: number;
  /** Visits that could not be placed, because all sites were seen. */
  unplaced: number;
}

/**
 * Variance of a term after so many more sites: slope² × spread × (1 ÷ (seen + 1) − 1 ÷ (all + 1)). The +1 is the answer that
 * Jeffreys' prior stands for: without it the first visit would be worth infinitely much.
 */
export function varianceAfter(kind: VisitKind, more: number): number {
  return kind.terms.reduce((sum, { slope, spread, seen }) => {
    const all = kind.left === Infinity ? Infinity : seen + kind.left;
    return sum + slope * slope * spread * (1 / (seen + more + 1) - 1 / (all + 1));
  }, 0);
}

/**
 * Where the next visits narrow the total most (抽样建议): each goes where it takes most off the variance. That is Neyman's
 * allocation (1934) one visit at a time; because no kind shares a term with another and each visit of a kind takes off less than
 * the one before, no other allocation of as many visits leaves less (Gross 1956: greedy is exact for separable convex sums).
 * Of equal gains the kind that stands first by name is taken.
 */
export function allocate(kinds: readonly VisitKind[], visits: number, confidence = 0.95): Allocation {
  const z = normalQuantile((1 + confidence) / 2);
  const own = [...kinds].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  const placed = own.map(() => 0);
  const gainOf = (nth: number): number => {
    const kind = own[nth] as VisitKind;
    const now = placed[nth] ?? 0;
    return now >= kind.left ? -1 : varianceAfter(kind, now) - varianceAfter(kind, now + 1);
  };
  const gains = own.map((_, nth) => gainOf(nth));
  let left = visits;
  for (; left > 0; left--) {
    let best = -1;
    gains.forEach((gain, nth) => {
      if (gain >= 0 && (best < 0 || gain > (gains[best] ?? 0))) best = nth;
    });
    if (best < 0) break;
    placed[best] = (placed[best] ?? 0) + 1;
    gains[best] = gainOf(best);
  }
  const half = (counts: readonly number[]) =>
    shown(z * Math.sqrt(own.reduce((sum, kind, nth) => sum + varianceAfter(kind, counts[nth] ?? 0), 0)));
  return {
    visits: own
      .map(({ name }, nth) => ({ name, visits: placed[nth] ?? 0 }))
      .filter(({ visits: count }) => count > 0)
      .sort((a, b) => b.visits - a.visits || (a.name < b.name ? -1 : 1)),
    halfWidthNow: half(own.map(() => 0)),
    halfWidthThen: half(placed),
    unplaced: left,
  };
}

/** Draws from which the slope of a rule is taken: spread of its points over spread of its rate. */
const SLOPE_DRAWS = 200;

/**
 * The kinds of visit of a framework. A site of a named stratum is seen for all criteria that sample this stratum; where a
 * criterion has no strata, its visits are a kind of their own, named by its first kind of site, else by the criterion itself.
 * Criteria that are judged by sites and were never seen count with the widest spread.
 */
export function visitKinds(model: TreeModel, chance: Chance): VisitKind[] {
  const kinds = new Map<string, VisitKind>();
  const add = (name: string, left: number, term: Term) => {
    const kind = kinds.get(name) ?? { name, terms: [], left };
    kind.terms.push(term);
    kind.left = Math.min(kind.left, left);
    kinds.set(name, kind);
  };
  for (const { leaf, judgement, parts, inner } of model.leaves) {
    if (judgement.out || inner !== null || leaf.kind === 'veto') continue;
    const { code, applies } = leaf.source;
    for (const part of parts) {
      const points = (leaf.points / 100) * part.share;
      const isOfSites = part.measure === 'sites' || part.measure === 'observations';
      if (part.sample === null) {
        if (!isOfSites) continue;
        for (const stratum of part.strata)
          add(stratum.name || applies.siteTypes[0] || code, Infinity, {
            criterion: code,
            stratum: stratum.name,
            slope: points * stratum.weight,
            spread: 0.25,
            seen: 0,
          });
        continue;
      }
      const found = estimate(part.sample);
      if (found === null || part.measure === 'members') continue;
      const slope = points * (part.drawn === null ? 1 : slopeOf(part.drawn, found, chance));
      const weights = part.sample.strata.reduce((sum, { weight }) => sum + weight, 0);
      for (const stratum of part.sample.strata) {
        // What has no site of its own was drawn each by itself.
        const seen = stratum.clusters.reduce((sum, own) => sum + (own.alone ? own.size : 1), 0);
        const size = stratum.clusters.reduce((sum, cluster) => sum + cluster.size, 0);
        const p = (stratum.clusters.reduce((sum, { sum: own }) => sum + own, 0) + 0.5) / (size + 1);
        const left = stratum.population === null ? Infinity : Math.max(0, stratum.population - seen);
        add(stratum.name || applies.siteTypes[0] || code, left, {
          criterion: code,
          stratum: stratum.name,
          slope: (slope * stratum.weight) / weights,
          spread: seen === 0 ? 0.25 : (p * (1 - p) * seen * found.designEffect) / size,
          seen,
        });
      }
    }
  }
  return [...kinds.values()];
}

/** How much the share moves for the rate, over the whole of what the rate may be: also where a step lies near. */
function slopeOf(
  score: (measure: number) => { share: number },
  { rate, effective }: { rate: number; effective: number },
  chance: Chance,
): number {
  if (effective === Infinity) return 0;
  const rates: number[] = [];
  const shares: number[] = [];
  for (let draw = 0; draw < SLOPE_DRAWS; draw++) {
    const drawn = chance.beta(rate * effective + 0.5, (1 - rate) * effective + 0.5);
    rates.push(drawn);
    shares.push(score(drawn).share);
  }
  return Math.sqrt(varianceOf(shares) / varianceOf(rates));
}

function varianceOf(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
}
