import type { Compiled, Leaf } from './compiled.ts';
import { distinct } from './distinct.ts';
import type { Fact } from './fact.ts';
import { judge, type Judgement } from './judge.ts';
import { shareOfSums } from './score.ts';
import type { Subject } from './subject.ts';
import { Sums } from './sum.ts';
import { Tally } from './tally.ts';

/** Total of what is sure, and its range, in hundredths of a point. */
export interface Standing {
  points: number;
  low: number;
  high: number;
}

/**
 * A ground for trials (推演): the facts as they stand, counted once, on which some of them may take other values and go back.
 * Only leaves that a change touches are judged again. The facts that were given stay as they are.
 */
export class Ground {
  readonly compiled: Compiled;
  readonly tally: Tally;
  readonly sums: Sums;
  readonly judgements: Judgement[] = [];
  private readonly subject: Subject;
  private readonly inner = new Map<Compiled, Ground>();
  /** Of the facts that may change: how they stand now. */
  private readonly facts = new Map<string, Fact>();
  private readonly place: number[];

  /** @param mayChange  ids of facts that trials may touch; facts that are not there yet need not be named */
  constructor(compiled: Compiled, facts: Iterable<Fact>, subject: Subject, mayChange: ReadonlySet<string>) {
    this.compiled = compiled;
    this.subject = subject;
    const { unit } = subject;
    this.tally = new Tally(compiled, { place: unit === null, units: new Set(unit === null ? [] : [unit]) });
    this.sums = new Sums(compiled);
    const once = [...distinct(facts)];
    for (const { uses } of compiled.leaves)
      if (uses !== null && !this.inner.has(uses))
        this.inner.set(uses, new Ground(uses, once, subject, mayChange));
    for (const fact of once) {
      this.tally.append(fact);
      if (mayChange.has(fact.id)) this.facts.set(fact.id, fact);
    }
    this.tally.count();
    this.place = compiled.leaves.map(() => 0);
    compiled.order.forEach((leaf, n) => (this.place[leaf] = n));
    this.judgeAgain(compiled.order);
  }

  /** How one of the facts that may change stands now. */
  fact = (id: string): Fact | null => this.facts.get(id) ?? null;

  get standing(): Standing {
    const { low, high } = this.sums.range;
    return { points: this.sums.points ?? 0, low, high };
  }

  get group(): number {
    return this.tally.groupOf(this.subject.unit);
  }

  /** Each fact takes the given form; null: it is not there. Returns the leaves that were judged again. */
  set(facts: ReadonlyMap<string, Fact | null>): number[] {
    const touched = new Set<number>();
    for (const [id, fact] of facts) this.replace(id, fact, touched);
    for (const [used, ground] of this.inner) {
      if (ground.set(facts).length === 0) continue;
      for (const leaf of this.compiled.leaves) if (leaf.uses === used) touched.add(leaf.index);
    }
    for (const leaf of touched)
      for (const dependant of this.compiled.leaves[leaf]!.dependants) touched.add(dependant);
    const again = [...touched].sort((a, b) => this.place[a]! - this.place[b]!);
    this.judgeAgain(again);
    return again;
  }

  private replace(id: string, fact: Fact | null, touched: Set<number>): void {
    const row = this.tally.rowOf(id);
    if (row >= 0) {
      for (const leaf of this.tally.originOf(row).leaves) touched.add(leaf);
      this.tally.remove(row);
    }
    if (fact === null) {
      this.facts.delete(id);
      return;
    }
    const next = this.tally.put(fact);
    this.facts.set(id, fact);
    if (next >= 0) for (const leaf of this.tally.originOf(next).leaves) touched.add(leaf);
  }

  private judgeAgain(leaves: readonly number[]): void {
    const { group } = this;
    const isOut = (leaf: number) => this.judgements[leaf]?.out ?? false;
    const shareOf = (used: Compiled) => {
      const ground = this.inner.get(used);
      return ground === undefined ? null : shareOfSums(ground.sums);
    };
    for (const index of leaves) {
      const leaf: Leaf = this.compiled.leaves[index]!;
      this.judgements[index] = judge(leaf, this.tally, group, this.subject, isOut, shareOf);
      this.sums.set(leaf, this.judgements[index]!);
    }
  }
}
