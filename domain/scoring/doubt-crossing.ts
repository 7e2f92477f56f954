import { normalQuantile, studentQuantile } from './doubt-arithmetic.ts';
import type { TreeModel } from './doubt-model.ts';
import { openOf } from './estimate.ts';
import type { SampledStratum } from './estimate-sample.ts';
import { answeredOf } from './estimate-spread.ts';

/**
 * One site is judged under many criteria, and a bad site is bad under several: draws that take rates as independent are then too
 * narrow. So the variance of each branch and of the total is linearised over sites (按点位线性化; Taylor linearisation with the site as
 * the ultimate cluster: Woodruff, JASA 66, 1971; Wolter, Introduction to Variance Estimation, 2nd ed., 6; Hansen, Hurwitz & Madow
 * 1953). What a site moves the points by is Σ over its criteria of slope × residual of its rate, with n ÷ (n − 1) of each stratum.
 * Squares of these sums, less the squares of their addends, are what criteria have in common; the draws lack just that.
 * The slope of a rule is that of its points over its rate in the draws (statistical linearisation): a step that lies far off
 * passes nothing on, and one amid the draws as much as it does on average.
 *
 * A rate is drawn about ω × what was found + (1 − ω) × the mean of all rates, ω = n ÷ (n + k), and that mean weighs rates by ω
 * (Morris, JASA 78, 1983; Ghosh & Rao, Statistical Science 9, 1994: the composite estimator). So a residual moves its own points by ω
 * of itself only, and through the mean those of all others. Of a finite population the part seen is not drawn, and sites that
 * were not seen have something in common too: Royall's (1970) prediction variance, which at ω = 1 is that with 1 − n/N.
 *
 * Make it when all draws are made: slopes come from them.
 */
export class Crossings {
  private readonly model: TreeModel;
  private readonly shared = new Map<number, Shared>();

  constructor(model: TreeModel) {
    this.model = model;
    const rates = ratesOf(model);
    const room = new Room(rates);
    if (room.isEmpty) return;
    const below = new Map<number, number[]>();
    rates.forEach(({ node }, nth) => {
      for (const above of this.pathOf(node)) {
        const own = below.get(above);
        if (own === undefined) below.set(above, [nth]);
        else own.push(nth);
      }
    });
    for (const [node, own] of below) {
      const found = room.add(own);
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

/** One rate of one stratum, as it was drawn. */
interface DrawnRate {
  node: number;
  /** Rates with one number were drawn about one mean. */
  pool: number;
  /** What it moves the points by, in hundredths. */
  points: number;
  /** Share of its population that was not seen. */
  open: number;
  /** ω: how far it was drawn about what was found, not about the mean of its pool. */
  own: number;
  /** Sites, and the residual of each as a share of the rate; beside it the stratum. */
  sites: number[];
  residuals: number[];
  /** Number of the stratum, by name: strata of one name are taken for one. */
  stratum: number;
}

function ratesOf(model: TreeModel): DrawnRate[] {
  const strata = new Map<string, number>();
  const found: DrawnRate[] = [];
  let pools = 0;
  const visit = (inner: TreeModel, scale: number, at: number | null) => {
    const pool = pools++;
    for (const { leaf, parts, isDrawn, inner: below } of inner.leaves) {
      if (!isDrawn) continue;
      const node = at ?? leaf.node;
      if (below !== null) visit(below, (scale * leaf.points) / below.max[below.total]!, node);
      const sign = leaf.kind === 'deduction' ? -1 : 1;
      for (const part of parts) {
        if (part.drawn === null || part.sample === null) continue;
        const points = scale * sign * leaf.points * part.share * part.slope.value;
        answeredOf(part.sample).forEach((stratum, nth) => {
          const cell = part.cells[nth]!;
          let number = strata.get(stratum.name);
          if (number === undefined) strata.set(stratum.name, (number = strata.size));
          found.push({
            node,
            pool,
            points: points * cell.weight,
            open: openOf(cell),
            own: inner.ownOf(cell),
            stratum: number,
            ...residualsOf(stratum),
          });
        });
      }
    }
  };
  visit(model, 1, null);
  return found;
}

function residualsOf({ clusters }: SampledStratum): Pick<DrawnRate, 'sites' | 'residuals'> {
  const count = clusters.length;
  const found: Pick<DrawnRate, 'sites' | 'residuals'> = { sites: [], residuals: [] };
  if (count < 2) return found;
  let [size, sum] = [0, 0];
  for (const cluster of clusters) {
    size += cluster.size;
    sum += cluster.sum;
  }
  const rate = sum / size;
  const scale = Math.sqrt(count / (count - 1)) / size;
  for (const cluster of clusters) {
    if (cluster.site < 0) continue;
    found.sites.push(cluster.site);
    found.residuals.push(scale * (cluster.sum - rate * cluster.size));
  }
  return found;
}

/** Columns over all sites that were seen for more than one rate, used again for each branch. */
class Room {
  private readonly rates: readonly DrawnRate[];
  /** Of each rate: Σ of squared residuals, and its weight in the mean of its pool. */
  private readonly squares: Float64Array;
  private readonly weights: Float64Array;
  /** Of each pool: what sites move its mean by. */
  private readonly means: Float64Array[] = [];
  private readonly stratum: Int32Array;
  private readonly seen: Float64Array;
  private readonly unseen: Float64Array;
  readonly isEmpty: boolean;

  constructor(rates: readonly DrawnRate[]) {
    let most = -1;
    for (const { sites } of rates) for (const site of sites) if (site > most) most = site;
    const times = new Int32Array(most + 1);
    for (const { sites } of rates) for (const site of sites) times[site]! += 1;
    this.isEmpty = !times.some((count) => count > 1);
    this.stratum = new Int32Array(most + 1).fill(-1);
    this.seen = new Float64Array(most + 1);
    this.unseen = new Float64Array(most + 1);
    this.squares = new Float64Array(rates.length);
    this.weights = new Float64Array(rates.length);
    const owns: number[] = [];
    for (const { pool, own } of rates) owns[pool] = (owns[pool] ?? 0) + own;
    this.rates = rates;
    if (this.isEmpty) return;
    rates.forEach(({ pool, own, sites, residuals, stratum }, nth) => {
      const mean = (this.means[pool] ??= new Float64Array(most + 1));
      const weight = own / owns[pool]!;
      this.weights[nth] = weight;
      sites.forEach((site, at) => {
        // What one rate alone has is in its draws.
        if (times[site]! < 2) residuals[at] = 0;
        else this.stratum[site] = stratum;
        this.squares[nth]! += residuals[at]! ** 2;
        mean[site]! += weight * residuals[at]!;
      });
    });
  }

  /** Of the rates of a branch. Null where nothing that was seen moves it. */
  add(below: readonly number[]): Shared | null {
    const { rates, seen, unseen } = this;
    seen.fill(0);
    unseen.fill(0);
    const direct = new Float64Array(rates.length);
    const rest = new Float64Array(rates.length);
    const drawnToMean = new Float64Array(this.means.length);
    for (const nth of below) {
      const { points, open, own, pool, sites, residuals } = rates[nth]!;
      const now = (direct[nth] = points * open * own);
      // (1 − n/N)² ÷ (N − n) is (1 − n/N) × n/N ÷ n.
      const later = (rest[nth] = points * Math.sqrt(open * (1 - open)));
      drawnToMean[pool]! += points * open * (1 - own);
      for (let at = 0; at < sites.length; at++) {
        seen[sites[at]!]! += now * residuals[at]!;
        unseen[sites[at]!]! += later * residuals[at]!;
      }
    }
    this.means.forEach((mean, pool) => {
      const points = drawnToMean[pool]!;
      if (points !== 0) for (let site = 0; site < mean.length; site++) seen[site]! += points * mean[site]!;
    });
    let [apart, squares] = [0, 0];
    for (let nth = 0; nth < rates.length; nth++) {
      const moved = direct[nth]! + drawnToMean[rates[nth]!.pool]! * this.weights[nth]!;
      const own = (moved ** 2 + rest[nth]! ** 2) * this.squares[nth]!;
      apart += own;
      squares += own * own;
    }
    return this.summed(apart, squares);
  }

  private summed(apart: number, squares: number): Shared | null {
    const byStratum = new Map<number, { variance: number; sites: number }>();
    for (let site = 0; site < this.stratum.length; site++) {
      const stratum = this.stratum[site]!;
      if (stratum < 0) continue;
      const own = byStratum.get(stratum) ?? { variance: 0, sites: 0 };
      byStratum.set(stratum, own);
      own.variance += this.seen[site]! ** 2 + this.unseen[site]! ** 2;
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
