import { weighedPoints } from '../assessment/tree.ts';
import { isInside } from '../assessment/tree.ts';
import type { Compiled } from './compiled.ts';
import type { Fact } from './fact.ts';
import { judge } from './judge.ts';
import type { Judgement } from './judge.ts';
import type { Result, Total } from './result.ts';
import { shareOfSums } from './score.ts';
import type { Subject } from './subject.ts';
import { PLACE } from './subject.ts';
import { Sums } from './sum.ts';
import { Tally } from './tally.ts';

/** What is kept of one subject: its leaves as last judged, and which of them facts have touched since. */
interface Standing {
  subject: Subject;
  sums: Sums;
  judged: Judgement[];
  touched: Set<number>;
  /** How often touched leaves were judged. */
  times: number;
}

/** From so many facts at once on, counting all afresh is quicker than one by one. */
const MANY = 5_000;

/**
 * A score that follows its facts (实时得分): a fact that comes, changes or goes touches only its leaves and what stands above them.
 * At any moment the results are those of `score` over the facts that are in it.
 */
export class LiveScore {
  private compiled: Compiled;
  private readonly tally: Tally;
  private readonly standings: Map<string | null, Standing>;
  private readonly inner: Map<Compiled, LiveScore>;
  /** Ids of facts that count for no leaf here. */
  private readonly nowhere = new Set<string>();
  /** Place of a leaf in the order of judging. */
  private readonly position: Int32Array;
  /** Whether facts were added whose sums are still to be counted. */
  private isUncounted = false;

  /** @param subjects  whose results will be asked */
  constructor(compiled: Compiled, subjects: readonly Subject[] = [PLACE]) {
    this.compiled = compiled;
    const names = subjects.map(({ unit }) => unit);
    const units = new Set(names.filter((unit) => unit !== null));
    this.tally = new Tally(compiled, { place: names.includes(null), units });
    const used = new Set(compiled.leaves.map(({ uses }) => uses).filter((uses) => uses !== null));
    this.inner = new Map([...used].map((sub) => [sub, new LiveScore(sub, subjects)]));
    const all = compiled.leaves.map(({ index }) => index);
    this.standings = new Map(
      subjects.map((subject) => [
        subject.unit,
        { subject, sums: new Sums(compiled), judged: [], touched: new Set(all), times: 0 },
      ]),
    );
    this.position = new Int32Array(compiled.leaves.length);
    compiled.order.forEach((leaf, position) => (this.position[leaf] = position));
  }

  /** Facts in it, those that count for nothing included. */
  get size(): number {
    return this.tally.size + this.nowhere.size;
  }

  /** Adds facts; one whose id is there already takes its place. */
  put(facts: readonly Fact[]): void {
    if (this.isUncounted || (facts.length >= MANY && facts.length > this.tally.rows)) {
      this.putMany(facts);
      return;
    }
    for (const fact of facts) {
      const before = this.tally.rowOf(fact.id);
      if (before >= 0) this.take(before);
      const row = this.tally.put(fact);
      if (row >= 0) this.touch(row);
      this.note(fact.id, row);
    }
    for (const [used, live] of this.inner) {
      live.put(facts);
      this.touchUsers(used);
    }
  }

  /** Adds one of very many facts whose ids all differ; they are counted together when somebody asks. */
  load(fact: Fact): void {
    this.note(fact.id, this.tally.append(fact));
    this.isUncounted = true;
    for (const live of this.inner.values()) live.load(fact);
  }

  private putMany(facts: readonly Fact[]): void {
    for (const fact of facts) {
      const before = this.tally.rowOf(fact.id);
      if (before >= 0) {
        this.count();
        this.take(before);
      }
      this.note(fact.id, this.tally.append(fact));
      this.isUncounted = true;
    }
    for (const live of this.inner.values()) live.put(facts);
  }

  private note(id: string, row: number): void {
    if (row < 0) this.nowhere.add(id);
    else if (this.nowhere.size > 0) this.nowhere.delete(id);
  }

  private count(): void {
    if (!this.isUncounted) return;
    this.isUncounted = false;
    this.tally.count();
    this.tally.findIds();
    for (const { touched } of this.standings.values())
      for (const { index } of this.compiled.leaves) touched.add(index);
  }

  /** Takes facts away; ids that are not there are passed over. */
  remove(ids: readonly string[]): void {
    if (ids.length > 0) this.count();
    for (const id of ids) {
      const row = this.tally.rowOf(id);
      if (row >= 0) this.take(row);
      else this.nowhere.delete(id);
    }
    for (const [used, live] of this.inner) {
      live.remove(ids);
      this.touchUsers(used);
    }
  }

  private take(row: number): void {
    this.touch(row);
    this.tally.remove(row);
  }

  private touch(row: number): void {
    const { group, leaves } = this.tally.originOf(row);
    const place = this.standings.get(null);
    const unit = group > 0 ? this.standings.get(this.tally.unitOf(group)) : undefined;
    for (const leaf of leaves) {
      if (place !== undefined) this.mark(place.touched, leaf);
      if (unit !== undefined) this.mark(unit.touched, leaf);
    }
  }

  /** With the leaves that ask this one in their `when`, and those that ask them. */
  private mark(touched: Set<number>, leaf: number): void {
    if (touched.has(leaf)) return;
    touched.add(leaf);
    for (const dependant of this.compiled.leaves[leaf]!.dependants) this.mark(touched, dependant);
  }

  private touchUsers(used: Compiled): void {
    for (const leaf of this.compiled.leaves) {
      if (leaf.uses !== used) continue;
      for (const { touched } of this.standings.values()) this.mark(touched, leaf.index);
    }
  }

  /**
   * Other points or weights of nodes by code, as a trial or for good; the rules stay.
   * @throws {RangeError} for a code that the edition does not have
   */
  reweigh(changes: ReadonlyMap<string, { points: number | null; weight: string | null }>): void {
    const { edition } = this.compiled;
    for (const code of changes.keys())
      if (!edition.nodes.some((node) => node.code === code)) throw new RangeError(`no such node: ${code}`);
    const nodes = edition.nodes.map((node) => ({ ...node, ...changes.get(node.code) }));
    const points = weighedPoints({ nodes });
    const leaves = this.compiled.leaves.map((leaf) => ({
      ...leaf,
      points: points.get(leaf.source.code) ?? 0,
    }));
    const declared = leaves.reduce((sum, leaf) => sum + (isInside(leaf.source) ? leaf.points : 0), 0);
    this.compiled = { ...this.compiled, edition: { ...edition, nodes }, leaves, declared };
    for (const standing of this.standings.values()) {
      standing.sums = new Sums(this.compiled);
      standing.judged = [];
      for (const { index } of leaves) standing.touched.add(index);
    }
  }

  /** @throws {RangeError} for a subject that was not named when it was made */
  result(subject: Subject = PLACE): Result {
    return this.sumsOf(subject).result();
  }

  /** What a subject's result is made of, as it stands now. */
  standing(subject: Subject = PLACE): { compiled: Compiled; sums: Sums } {
    return { compiled: this.compiled, sums: this.sumsOf(subject) };
  }

  /** How often a subject's leaves were judged: whoever kept something of its result sees whether that is still so. */
  judgedTimes(subject: Subject = PLACE): number {
    this.sumsOf(subject);
    return this.standings.get(subject.unit)!.times;
  }

  total(subject: Subject = PLACE): Total {
    return this.sumsOf(subject).totalResult();
  }

  private sumsOf(subject: Subject): Sums {
    this.count();
    const standing = this.standings.get(subject.unit);
    if (standing === undefined) throw new RangeError(`no score is kept of ${subject.unit ?? 'the place'}`);
    if (standing.touched.size > 0) this.judgeTouched(standing);
    return standing.sums;
  }

  private judgeTouched(standing: Standing): void {
    const { subject, sums, judged, touched } = standing;
    standing.times += 1;
    const group = this.tally.groupOf(subject.unit);
    const isOut = (leaf: number) => judged[leaf]?.out ?? false;
    const shareOf = (used: Compiled) => {
      const live = this.inner.get(used);
      return live === undefined ? null : shareOfSums(live.sumsOf(subject));
    };
    const inOrder =
      touched.size === 1 ? touched : [...touched].sort((a, b) => this.position[a]! - this.position[b]!);
    for (const index of inOrder) {
      const leaf = this.compiled.leaves[index]!;
      const judgement = judge(leaf, this.tally, group, subject, isOut, shareOf);
      judged[index] = judgement;
      sums.set(leaf, judgement);
    }
    touched.clear();
  }
}
