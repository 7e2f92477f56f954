import type { Measure } from '../assessment/rule.ts';
import { ZERO, rational, readDecimal, toFloat } from '../kernel/rational.ts';
import type { Compiled, Leaf, LeafPart } from './compiled.ts';
import type { CompiledRule } from './compiled-rule.ts';
import type { Chance } from './doubt-chance.ts';
import { RateDraws } from './doubt-draws.ts';
import { SINKS, scoreOf } from './doubt-score.ts';
import type { DrawnScore } from './doubt-score.ts';
import type { Populations, Sightings } from './doubt-sightings.ts';
import { cellsOf } from './estimate.ts';
import type { Cell } from './estimate.ts';
import type { Sample } from './estimate-sample.ts';
import { clusteringOf, spreadOf } from './estimate-spread.ts';
import { guarded } from './guards.ts';
import type { Judgement } from './judge.ts';
import { measure } from './measures.ts';
import type { Counted } from './score.ts';
import { shares } from './scores.ts';
import type { Subject } from './subject.ts';

/** One rule of a leaf: what it earns for sure, or as a function of a rate that was sampled. */
export interface PartModel {
  method: string | null;
  measure: Measure['type'];
  /** Where its sites are drawn from: names and shares of the whole; one without a name where there are no strata. */
  strata: { name: string; weight: number }[];
  /** Share of the leaf, the shares of all parts that apply being 1. */
  share: number;
  /** Null: not counted from a sample. */
  sample: Sample | null;
  /** Null: the score does not follow a drawn rate. Then `sure` holds. */
  drawn: ((measure: number) => DrawnScore) | null;
  sure: DrawnScore;
  cells: readonly Cell[];
  /** Of its share over its rate, in the draws made so far. */
  slope: Slope;
}

/** Least squares of what a rule earns over its rate. */
export class Slope {
  private times = 0;
  private rates = 0;
  private squares = 0;
  private earned = 0;
  private products = 0;

  see(rate: number, share: number): void {
    this.times += 1;
    this.rates += rate;
    this.squares += rate * rate;
    this.earned += share;
    this.products += rate * share;
  }

  /** 0 where the rate does not move. */
  get value(): number {
    const spread = this.times * this.squares - this.rates * this.rates;
    if (!(spread > 1e-12 * this.times * this.squares)) return 0;
    return (this.times * this.products - this.rates * this.earned) / spread;
  }
}

export interface LeafModel {
  leaf: Leaf;
  judgement: Judgement;
  parts: PartModel[];
  /** Whether its points move in draws. */
  isDrawn: boolean;
  inner: TreeModel | null;
}

/**
 * The tree of a framework in floats, for draws (抽样推演): rates are drawn, go through the rules, and add up with the same rounding,
 * clamps and caps as in sum.ts. With the rates as found it gives the engine's points to the hundredth; a test holds it to that.
 */
export class TreeModel {
  readonly compiled: Compiled;
  readonly leaves: LeafModel[];
  private readonly rates: RateDraws | null;
  private readonly drawn: Float64Array;
  private readonly capsOfVetoes: { node: number; cap: number }[] = [];
  /** Of each node and, last, of the total: hundredths of a point after a draw. */
  readonly points: Float64Array;
  readonly of: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
  readonly max: Float64Array;
  private readonly caps: Float64Array;
  readonly total: number;

  constructor(
    counted: Counted,
    sightings: ReadonlyMap<Compiled, Sightings>,
    subject: Subject,
    populations: Populations,
  ) {
    const { compiled } = counted.tally;
    this.compiled = compiled;
    this.total = compiled.nodes.length;
    const judgements = counted.judgements(subject);
    this.leaves = compiled.leaves.map((leaf) =>
      this.leafOf(leaf, judgements[leaf.index]!, counted, sightings, subject, populations),
    );
    const drawn = this.leaves.flatMap(({ isDrawn, parts }) =>
      isDrawn ? parts.filter((part) => part.drawn !== null) : [],
    );
    // How sites hang together is learned from all criteria at once: from few sites alone it would follow their rate.
    const clustering = clusteringOf(drawn.map(({ sample }) => sample && spreadOf(sample)));
    for (const part of drawn) if (part.sample !== null) part.cells = cellsOf(part.sample, clustering).cells;
    const cells = drawn.flatMap((part) => part.cells);
    this.rates = cells.length === 0 ? null : new RateDraws(cells);
    this.drawn = new Float64Array(cells.length);
    const column = () => new Float64Array(this.total + 1);
    [this.points, this.of, this.low, this.high, this.max, this.caps] = [
      column(),
      column(),
      column(),
      column(),
      column(),
      column(),
    ];
    for (const { leaf, judgement } of this.leaves) {
      if (leaf.source.veto === null || leaf.kind !== 'veto' || judgement.out) continue;
      if (judgement.low.n <= 0n || !isSame(judgement)) continue;
      const node = leaf.source.veto.on === 'total' ? this.total : this.above(leaf.node);
      this.capsOfVetoes.push({ node, cap: Math.round(leaf.source.veto.cap * 100) });
    }
  }

  private leafOf(
    leaf: Leaf,
    judgement: Judgement,
    counted: Counted,
    sightings: ReadonlyMap<Compiled, Sightings>,
    subject: Subject,
    populations: Populations,
  ): LeafModel {
    const sub = leaf.uses === null ? undefined : counted.inner.get(leaf.uses);
    if (sub !== undefined && !judgement.out) {
      const inner = new TreeModel(sub, sightings, subject, populations);
      return { leaf, judgement, parts: [], inner, isDrawn: inner.leaves.some(({ isDrawn }) => isDrawn) };
    }
    if (judgement.out) return { leaf, judgement, parts: [], inner: null, isDrawn: false };
    const parts = leaf.parts.flatMap((part) =>
      this.partOf(leaf, part, counted, sightings, subject, populations),
    );
    const weight = parts.reduce((sum, { share }) => sum + share, 0);
    for (const part of parts) part.share /= weight;
    const isDrawn = leaf.kind !== 'veto' && isSame(judgement) && parts.some(({ drawn }) => drawn !== null);
    return { leaf, judgement, parts, inner: null, isDrawn };
  }

  private partOf(
    leaf: Leaf,
    part: LeafPart,
    { tally }: Counted,
    sightings: ReadonlyMap<Compiled, Sightings>,
    subject: Subject,
    populations: Populations,
  ): PartModel[] {
    const group = tally.groupOf(subject.unit);
    const { rule, method } = part;
    const share = toFloat(part.share);
    const sample =
      sightings.get(this.compiled)?.sampleOf(part, leaf.source.code, subject.unit, populations) ?? null;
    const fixed = {
      method,
      measure: rule.source.measure.type,
      strata: strataOf(rule),
      share,
      sample,
      drawn: null,
      cells: [],
      slope: new Slope(),
    };
    const guard = guarded(rule.guards, tally, group);
    if (guard.state === 'struck') return [{ ...fixed, sure: { share: 0, sinks: SINKS[guard.sinks] } }];
    const measured = measure(rule.measure, tally, group);
    if (measured === 'out') return [];
    const found = shares(rule.score, measured, rational(leaf.points, 100), tally, group);
    // A guard that cannot be decided makes the lowest share 0, and sinks nothing.
    const isOpen = guard.state === 'undecided';
    const sure = {
      share: isOpen ? 0 : toFloat(found.low),
      sinks: !isOpen && found.grades.length === 1 ? SINKS[found.grades[0]!.sinks] : 0,
    };
    const known = measured !== 'unknown' && measured.length === 1 ? toFloat(measured[0]!) : null;
    if (sample === null || known === null || isOpen) return [{ ...fixed, sure }];
    const { cells } = cellsOf(sample);
    const rate = cells.reduce((sum, cell) => sum + cell.weight * cell.rate, 0);
    const drawn = scoreOf(rule.score, leaf.points / 100, (slot) => {
      const amount = tally.amount(slot, group);
      return amount === null ? null : toFloat(amount);
    });
    // Facts that become one in another way than by sums are no sample of the measure.
    const isSampleOfMeasure = Math.abs(rate - known) < 1e-9;
    return isSampleOfMeasure && drawn !== null ? [{ ...fixed, sure, drawn, cells }] : [{ ...fixed, sure }];
  }

  private above(node: number): number {
    const parent = this.compiled.nodes[node]!.parent;
    return parent < 0 ? this.total : parent;
  }

  /** How far a rate of this tree is drawn about what was found, not about the mean of all: 0 … 1. */
  ownOf({ answers }: Cell): number {
    return this.rates === null ? 1 : this.rates.own(answers);
  }

  /** Draws all rates and adds them up. Without chance: with the rates as they were found. */
  draw(chance: Chance | null): void {
    if (chance !== null) this.rates?.draw(chance, this.drawn);
    for (const column of [this.points, this.of, this.low, this.high, this.max]) column.fill(0);
    this.caps.fill(Infinity);
    for (const { node, cap } of this.capsOfVetoes) this.caps[node] = Math.min(this.caps[node]!, cap);
    let cell = 0;
    for (const model of this.leaves) {
      if (model.judgement.out) continue;
      if (model.leaf.kind === 'veto') {
        this.sink(model.leaf, SINKS[model.judgement.sinks]);
        continue;
      }
      if (model.inner !== null) this.drawInner(model, model.inner, chance);
      else if (model.isDrawn) cell = this.drawLeaf(model, chance, cell);
      else
        this.holdLeaf(
          model,
          toFloat(model.judgement.low),
          toFloat(model.judgement.high),
          isSame(model.judgement),
        );
      if (!model.isDrawn) this.sink(model.leaf, SINKS[model.judgement.sinks]);
    }
    this.addUp();
  }

  private drawLeaf(model: LeafModel, chance: Chance | null, from: number): number {
    let cell = from;
    let share = 0;
    let sinks = 0;
    for (const part of model.parts) {
      let earned = part.sure;
      if (part.drawn !== null) {
        let rate = 0;
        for (const own of part.cells) {
          rate += own.weight * (chance === null ? own.rate : this.drawn[cell]!);
          cell += 1;
        }
        if (chance !== null) {
          earned = part.drawn(rate);
          part.slope.see(rate, earned.share);
        }
      }
      share += part.share * earned.share;
      if (earned.sinks > sinks) sinks = earned.sinks;
    }
    this.holdLeaf(model, share, share, true);
    this.sink(model.leaf, sinks);
    return cell;
  }

  private drawInner(model: LeafModel, inner: TreeModel, chance: Chance | null): void {
    inner.draw(chance);
    const max = inner.max[inner.total]!;
    const low = inner.low[inner.total]! / max;
    const high = inner.high[inner.total]! / max;
    this.holdLeaf(model, low, high, low === high);
  }

  private holdLeaf({ leaf }: LeafModel, lowShare: number, highShare: number, isKnown: boolean): void {
    const { node, points, kind } = leaf;
    const least = Math.floor(points * lowShare + 0.5 + 1e-9);
    const most = isKnown ? least : Math.floor(points * highShare + 0.5 + 1e-9);
    const sure = isKnown || least === most ? 1 : 0;
    const sign = kind === 'deduction' ? -1 : 1;
    this.points[node] = sure * sign * least;
    this.low[node] = sign === 1 ? least : -most;
    this.high[node] = sign === 1 ? most : -least;
    if (kind === 'deduction' || kind === 'bonus') return;
    this.of[node] = sure * points;
    this.max[node] = points;
  }

  private sink(leaf: Leaf, sinks: number): void {
    if (sinks === 0) return;
    const node = sinks === 2 ? this.total : this.above(leaf.node);
    this.caps[node] = Math.min(this.caps[node]!, 0);
  }

  private addUp(): void {
    const { points, of, low, high, max, caps, total } = this;
    for (let node = total - 1; node >= -1; node--) {
      const at = node < 0 ? total : node;
      const own = node < 0 ? null : this.compiled.nodes[node]!;
      if (own === null || own.leaf < 0) {
        const cap = caps[at]!;
        points[at] = Math.min(cap, Math.max(0, points[at]!));
        low[at] = Math.min(cap, Math.max(0, low[at]!));
        high[at] = Math.min(cap, Math.max(0, high[at]!));
        if (low[at] === high[at]) {
          points[at] = low[at]!;
          of[at] = max[at]!;
        }
      }
      if (own === null) return;
      const above = own.parent < 0 ? total : own.parent;
      points[above]! += points[at]!;
      of[above]! += of[at]!;
      low[above]! += low[at]!;
      high[above]! += high[at]!;
      max[above]! += max[at]!;
    }
  }
}

const isSame = (judgement: Judgement): boolean =>
  !judgement.out && judgement.low.n === judgement.high.n && judgement.low.d === judgement.high.d;

function strataOf({ source }: CompiledRule): { name: string; weight: number }[] {
  const strata = source.measure.type === 'sites' ? source.measure.strata : [];
  const weighed = strata.map(({ name, weight }) => ({ name, weight: toFloat(readDecimal(weight) ?? ZERO) }));
  const sum = weighed.reduce((all, { weight }) => all + weight, 0);
  return sum > 0
    ? weighed.map(({ name, weight }) => ({ name, weight: weight / sum }))
    : [{ name: '', weight: 1 }];
}
