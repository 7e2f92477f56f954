import { normalQuantile, studentQuantile } from './doubt-arithmetic.ts';
import type { PartModel, TreeModel } from './doubt-model.ts';

/**
 * One site is judged under many criteria, and a bad site is bad under several: draws that take rates as independent are then too
 * narrow. So the variance of each branch and of the total is linearised over sites (按点位线性化; Taylor linearisation with the site as
 * the ultimate cluster: Woodruff, JASA 66, 1971; Wolter, Introduction to Variance Estimation, 2nd ed., 6; Hansen, Hurwitz & Madow
 * 1953). What a site moves the points by is Σ over its criteria of slope × residual of its rate, with n ÷ (n − 1) and 1 − n/N of each
 * stratum. Squares of these sums, less the squares of their addends, are what criteria have in common; the draws lack just that.
 * The slope of a rule is that of its points over its rate in the draws (statistical linearisation): a step that lies far off
 * passes nothing on, and one amid the draws as much as it does on average.
 *
 * Make it when all draws are made: slopes come from them.
 */
export class Crossings {
  private readonly model: TreeModel;
  private readonly shared = new Map<number, Shared>();

  constructor(model: TreeModel) {
    this.model = model;
    const below = new Map<number, Influence[]>();
    for (const { node, influence } of influencesOf(model))
      for (const above of this.pathOf(node)) {
        const own = below.get(above);
        if (own === undefined) below.set(above, [influence]);
        else own.push(influence);
      }
    const room = new Room(Math.max(0, ...[...below.values()].flat().map(({ most }) => most + 1)));
    for (const [node, influences] of below) {
      const found = room.add(influences);
      if (found !== null) this.shared.set(node, found);
    }
  }

  private pathOf(leaf: number): number[] {
    const path = [this.model.total];
    const { nodes } = this.model.compiled;
    for (let node = nodes[leaf]!.parent; node >= 0; node = nodes[node]!.parent) path.push(node);
    return path;
  }

  /**
   * By how much the half-widths of draws grow: the root of the variance, times Student's t over z, for what is learned from few sites
   * is itself in doubt. Degrees of freedom by Satterthwaite (1946), strata taken together.
   * @param variance  of the draws, in squared hundredths
   */
  stretch(node: number, variance: number, confidence: number): number {
    const found = this.shared.get(node);
    if (found === undefined || !(variance > 0)) return 1;
    const { together, apart, squares, degrees } = found;
    // Criteria that even each other out do so in proportion: a variance never falls below 0.
    const isMore = together >= apart;
    const now = isMore ? variance + together - apart : variance * (together / apart);
    const [whole, learned] = isMore ? [now, together] : [variance, apart];
    const unsure = learned ** 2 - squares;
    const own = unsure > 0 ? Math.max(1, (degrees * whole ** 2) / unsure) : Infinity;
    const upper = (1 + confidence) / 2;
    const few = own > ENDLESS ? 1 : studentQuantile(upper, own) / normalQuantile(upper);
    return Math.sqrt(now / variance) * few;
  }
}

/** Degrees of freedom above which Student's t is the normal one. */
const ENDLESS = 2000;

/** Of a branch, over sites that were seen for more than one rate, in squared hundredths. */
interface Shared {
  /** Σ over sites (Σ over rates)², and Σ over sites and rates of squares. */
  together: number;
  apart: number;
  /** Σ over rates of (their part of `apart`)². */
  squares: number;
  degrees: number;
}

/** What each site moves the points by through one rate, in hundredths. */
interface Influence {
  sites: number[];
  moves: number[];
  /** Number of the stratum, by name: strata of one name are taken for one. */
  strata: number[];
  /** The greatest site. */
  most: number;
}

function influencesOf(model: TreeModel): { node: number; influence: Influence }[] {
  const strata = new Map<string, number>();
  const found: { node: number; influence: Influence }[] = [];
  const visit = (inner: TreeModel, scale: number, at: number | null) => {
    for (const { leaf, parts, isDrawn, inner: below } of inner.leaves) {
      if (!isDrawn) continue;
      const node = at ?? leaf.node;
      if (below !== null) visit(below, (scale * leaf.points) / below.max[below.total]!, node);
      const sign = leaf.kind === 'deduction' ? -1 : 1;
      for (const part of parts) {
        const points = scale * sign * leaf.points * part.share * part.slope.value;
        if (part.drawn === null || part.sample === null || points === 0) continue;
        found.push({ node, influence: influenceOf(part, points, strata) });
      }
    }
  };
  visit(model, 1, null);
  return found;
}

function influenceOf({ sample }: PartModel, points: number, names: Map<string, number>): Influence {
  const influence: Influence = { sites: [], moves: [], strata: [], most: -1 };
  const seen = sample!.strata.filter(({ clusters }) => clusters.length > 0);
  const weights = seen.reduce((sum, { weight }) => sum + weight, 0);
  for (const { name, clusters, weight, population } of seen) {
    const count = clusters.length;
    if (count < 2) continue;
    let stratum = names.get(name);
    if (stratum === undefined) names.set(name, (stratum = names.size));
    const open = population === null ? 1 : Math.max(0, 1 - count / population);
    let [size, sum] = [0, 0];
    for (const cluster of clusters) {
      size += cluster.size;
      sum += cluster.sum;
    }
    const rate = sum / size;
    const scale = (points * (weight / weights) * Math.sqrt((open * count) / (count - 1))) / size;
    for (const cluster of clusters) {
      if (cluster.site < 0) continue;
      influence.sites.push(cluster.site);
      influence.moves.push(scale * (cluster.sum - rate * cluster.size));
      influence.strata.push(stratum);
      if (cluster.site > influence.most) influence.most = cluster.site;
    }
  }
  return influence;
}

/** Columns over all sites, used again for each branch. */
class Room {
  private readonly times: Int32Array;
  private readonly sums: Float64Array;
  private readonly stratum: Int32Array;

  constructor(sites: number) {
    this.times = new Int32Array(sites);
    this.sums = new Float64Array(sites);
    this.stratum = new Int32Array(sites);
  }

  /** Null where no site was seen for more than one rate. */
  add(influences: readonly Influence[]): Shared | null {
    const { times, sums, stratum } = this;
    if (influences.length < 2) return null;
    for (const column of [times, sums, stratum]) column.fill(0);
    for (const { sites } of influences) for (const site of sites) times[site]! += 1;
    let [apart, squares] = [0, 0];
    for (const { sites, moves, strata } of influences) {
      let own = 0;
      for (let nth = 0; nth < sites.length; nth++) {
        const site = sites[nth]!;
        if (times[site]! < 2) continue;
        const move = moves[nth]!;
        sums[site]! += move;
        stratum[site] = strata[nth]!;
        own += move * move;
      }
      apart += own;
      squares += own * own;
    }
    const byStratum = new Map<number, { variance: number; sites: number }>();
    for (let site = 0; site < times.length; site++) {
      if (times[site]! < 2) continue;
      const own = byStratum.get(stratum[site]!) ?? { variance: 0, sites: 0 };
      byStratum.set(stratum[site]!, own);
      own.variance += sums[site]! ** 2;
      own.sites += 1;
    }
    let [together, split] = [0, 0];
    for (const { variance, sites } of byStratum.values()) {
      together += variance;
      split += variance ** 2 / Math.max(1, sites - 1);
    }
    return together > 0 && apart > 0 ? { together, apart, squares, degrees: together ** 2 / split } : null;
  }
}
