import { hundredths, multiply, rational } from '../kernel/rational.ts';
import type { Compiled, Leaf } from './compiled.ts';
import type { Judgement } from './judge.ts';
import type { NodeResult, Result, Total } from './result.ts';

/** The six amounts of a node, in hundredths of a point, side by side in one column. */
const SIZE = 6;
const [POINTS, OF, MAX, LOW, HIGH, LOST] = [0, 1, 2, 3, 4, 5] as const;

const KNOWN = 0;
const UNKNOWN = 1;
const OUT = 2;
const STATES = ['known', 'unknown', 'not_applicable'] as const;

/**
 * From leaves to the total (docs/frameworks.md), in whole hundredths. A leaf that changes moves only what stands above it: each
 * branch keeps the plain sums of its children, and what clamps and caps made of them.
 */
export class Sums {
  private readonly compiled: Compiled;
  private readonly total: number;
  /** Sums of the children, and the amounts after clamps and caps (of leaves: their own). */
  private readonly plain: Float64Array;
  private readonly settled: Float64Array;
  private readonly state: Uint8Array;
  private readonly childrenOut: Int32Array;
  private readonly children: Int32Array;
  /** Caps by the leaf that they come from; undefined where none holds. */
  private readonly caps: (Map<number, number> | undefined)[];
  private readonly vetoes: Map<number, 'struck' | 'open'> = new Map();

  constructor(compiled: Compiled) {
    this.compiled = compiled;
    const size = compiled.nodes.length + 1;
    this.total = size - 1;
    this.plain = new Float64Array(size * SIZE);
    this.settled = new Float64Array(size * SIZE);
    this.state = new Uint8Array(size).fill(OUT);
    this.children = new Int32Array(size);
    for (const { parent } of compiled.nodes) this.children[parent < 0 ? this.total : parent]! += 1;
    this.childrenOut = this.children.slice();
    this.caps = Array.from({ length: size }, () => undefined);
  }

  /** What one leaf comes to now. */
  set(leaf: Leaf, judgement: Judgement): void {
    this.holdCaps(leaf, judgement);
    const amounts = amountsOf(leaf, judgement);
    this.move(leaf.node, amounts.state, amounts.values);
  }

  private holdCaps(leaf: Leaf, judgement: Judgement): void {
    const above = this.above(leaf.node);
    const sinks = judgement.out ? 'self' : judgement.sinks;
    const sunk = sinks === 'total' ? this.total : sinks === 'parent' ? above : -1;
    const veto = leaf.kind === 'veto' ? vetoOf(judgement) : null;
    const struck = veto === 'struck' ? leaf.source.veto : null;
    const capped = struck === null ? -1 : struck.on === 'total' ? this.total : above;
    const capOn = (node: number) =>
      Math.min(
        sunk === node ? 0 : Infinity,
        capped === node ? Math.round((struck?.cap ?? 0) * 100) : Infinity,
      );
    this.hold(above, leaf.index, capOn(above));
    if (above !== this.total) this.hold(this.total, leaf.index, capOn(this.total));
    if (veto === null) this.vetoes.delete(leaf.index);
    else this.vetoes.set(leaf.index, veto);
  }

  private hold(node: number, leaf: number, cap: number): void {
    const caps = this.caps[node];
    if (cap !== Infinity) {
      if (caps === undefined) this.caps[node] = new Map([[leaf, cap]]);
      else caps.set(leaf, cap);
    } else if (caps?.delete(leaf) && caps.size === 0) this.caps[node] = undefined;
  }

  private above(node: number): number {
    const { parent } = this.compiled.nodes[node]!;
    return parent < 0 ? this.total : parent;
  }

  private move(from: number, state: number, values: readonly number[]): void {
    let node = from;
    let next: readonly number[] = values;
    let nextState = state;
    for (;;) {
      const was = this.state[node]!;
      const at = node * SIZE;
      const above = node === this.total ? -1 : this.above(node);
      for (let field = 0; field < SIZE; field++) {
        const value = next[field]!;
        if (above >= 0) this.plain[above * SIZE + field]! += value - this.settled[at + field]!;
        this.settled[at + field] = value;
      }
      this.state[node] = nextState;
      if (above < 0) return;
      this.childrenOut[above]! += (nextState === OUT ? 1 : 0) - (was === OUT ? 1 : 0);
      node = above;
      [nextState, next] = this.settle(node);
    }
  }

  private settle(node: number): [number, readonly number[]] {
    if (this.childrenOut[node] === this.children[node]) return [OUT, NOTHING];
    const at = node * SIZE;
    let points = this.plain[at + POINTS]!;
    let of = this.plain[at + OF]!;
    const max = this.plain[at + MAX]!;
    let low = Math.max(0, this.plain[at + LOW]!);
    let high = Math.max(0, this.plain[at + HIGH]!);
    let lost = this.plain[at + LOST]!;
    if (points < 0) {
      lost += points;
      points = 0;
    }
    for (const cap of this.caps[node]?.values() ?? []) {
      if (points > cap) {
        lost += points - cap;
        points = cap;
      }
      low = Math.min(low, cap);
      high = Math.min(high, cap);
    }
    if (low !== high) return [UNKNOWN, [points, of, max, low, high, lost]];
    lost += max - of - (low - points);
    [of, points] = [max, low];
    return [KNOWN, [points, of, max, low, high, lost]];
  }

  /** The total's points in hundredths; null where nothing applies. The quickest question. */
  get points(): number | null {
    return this.state[this.total] === OUT ? null : this.settled[this.total * SIZE + POINTS]!;
  }

  /** Lowest and highest total and its maximum, in hundredths. */
  get range(): { low: number; high: number; max: number } {
    const at = this.total * SIZE;
    return { low: this.settled[at + LOW]!, high: this.settled[at + HIGH]!, max: this.settled[at + MAX]! };
  }

  /** Caps on a node (null: the total) in hundredths, by the leaf that each comes from, the least first. */
  capsOn(node: number | null): { leaf: number; cap: number }[] {
    return [...(this.caps[node ?? this.total] ?? [])]
      .map(([leaf, cap]) => ({ leaf, cap }))
      .sort((a, b) => a.cap - b.cap || a.leaf - b.leaf);
  }

  result(): Result {
    const sunk: boolean[] = [];
    const isSunk = (node: number): boolean =>
      (sunk[node] ??= this.caps[node] !== undefined || (node !== this.total && isSunk(this.above(node))));
    return {
      total: this.totalResult(),
      nodes: this.compiled.nodes.map(({ code }, node) => ({ code, ...this.amounts(node, isSunk(node)) })),
    };
  }

  totalResult(): Total {
    const named = (what: 'struck' | 'open') =>
      this.vetoes.size === 0
        ? []
        : this.compiled.leaves
            .filter(({ index }) => this.vetoes.get(index) === what)
            .map((leaf) => leaf.source.code);
    return {
      ...this.amounts(this.total, this.caps[this.total] !== undefined),
      declared: this.compiled.declared / 100,
      converted: this.converted(),
      vetoes: { struck: named('struck'), open: named('open') },
    };
  }

  /** points ÷ of × declared. */
  private converted(): number | null {
    const [points, of] = [this.settled[this.total * SIZE + POINTS]!, this.settled[this.total * SIZE + OF]!];
    return of === 0
      ? null
      : hundredths(rational(BigInt(points) * BigInt(this.compiled.declared), BigInt(of) * 100n)) / 100;
  }

  private amounts(node: number, isSunk: boolean): Omit<NodeResult, 'code'> {
    const at = node * SIZE;
    const state = this.state[node]!;
    const amount = (field: number) => this.settled[at + field]! / 100 + 0;
    const hasNoPoints =
      state === OUT || (state === UNKNOWN && this.children[node] === 0 && node !== this.total);
    return {
      state: STATES[state]!,
      points: hasNoPoints ? null : amount(POINTS),
      of: amount(OF),
      max: amount(MAX),
      low: amount(LOW),
      high: amount(HIGH),
      lost: amount(LOST),
      sunk: state !== OUT && isSunk,
    };
  }
}

const NOTHING = [0, 0, 0, 0, 0, 0] as const;

const isSame = (judgement: Extract<Judgement, { out: false }>): boolean =>
  judgement.low.n === judgement.high.n && judgement.low.d === judgement.high.d;

/** It strikes where its share is known and above 0; open where the share is unknown. */
function vetoOf(judgement: Judgement): 'struck' | 'open' | null {
  if (judgement.out) return null;
  if (!isSame(judgement)) return 'open';
  return judgement.low.n > 0n ? 'struck' : null;
}

function amountsOf(leaf: Leaf, judgement: Judgement): { state: number; values: readonly number[] } {
  if (judgement.out) return { state: OUT, values: NOTHING };
  if (leaf.kind === 'veto') return { state: isSame(judgement) ? KNOWN : UNKNOWN, values: NOTHING };
  const all = rational(leaf.points, 100);
  const least = hundredths(multiply(all, judgement.low));
  const most = isSame(judgement) ? least : hundredths(multiply(all, judgement.high));
  const state = least === most ? KNOWN : UNKNOWN;
  const isKnown = state === KNOWN;
  switch (leaf.kind) {
    case 'deduction':
      return { state, values: [isKnown ? -least : 0, 0, 0, -most, -least, isKnown ? least : 0] };
    case 'bonus':
      return { state, values: [isKnown ? least : 0, 0, 0, least, most, 0] };
    default: {
      const max = leaf.points;
      return {
        state,
        values: isKnown ? [least, max, max, least, most, max - least] : [0, 0, max, least, most, 0],
      };
    }
  }
}
