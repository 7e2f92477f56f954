import type { Edition } from '../assessment/edition.ts';
import { rational } from '../kernel/rational.ts';
import { compile } from './compiled.ts';
import type { Compiled } from './compiled.ts';
import { distinct } from './distinct.ts';
import type { Fact } from './fact.ts';
import { judge } from './judge.ts';
import type { Judgement } from './judge.ts';
import type { Result } from './result.ts';
import { PLACE } from './subject.ts';
import type { Subject } from './subject.ts';
import { Sums } from './sum.ts';
import { Tally } from './tally.ts';
import type { Kept } from './tally.ts';

/**
 * What facts make of an edition (得分): exact, the same for every order of the facts. docs/frameworks.md is the standard.
 * @param edition  one that can be adopted: its rules name grades that it has, and its `when` runs in no circle
 * @throws {RangeError} where the edition cannot be scored, or an id stands for two different facts
 */
export function score(edition: Edition, facts: Iterable<Fact>, subject: Subject = PLACE): Result {
  const kept: Kept =
    subject.unit === null
      ? { place: true, units: new Set() }
      : { place: false, units: new Set([subject.unit]) };
  const counted = new Counted(compile(edition), kept);
  counted.append(distinct(facts));
  return counted.result(subject);
}

/** The same for many units, in one pass over the facts; by unit name. */
export function scoreUnits(
  edition: Edition,
  facts: Iterable<Fact>,
  units: readonly Subject[],
): Map<string, Result> {
  const names = units.map(({ unit }) => unit).filter((unit) => unit !== null);
  const counted = new Counted(compile(edition), { place: false, units: new Set(names) });
  counted.append(distinct(facts));
  return new Map(
    units.flatMap((subject) => (subject.unit === null ? [] : [[subject.unit, counted.result(subject)]])),
  );
}

/** Facts counted for an edition and the sub-frameworks in it. */
export class Counted {
  readonly tally: Tally;
  readonly inner: Map<Compiled, Counted>;

  constructor(compiled: Compiled, kept: Kept) {
    this.tally = new Tally(compiled, kept);
    const used = new Set(compiled.leaves.map(({ uses }) => uses).filter((uses) => uses !== null));
    this.inner = new Map([...used].map((sub) => [sub, new Counted(sub, kept)]));
  }

  append(facts: Iterable<Fact>): void {
    for (const fact of facts) this.add(fact);
    this.count();
  }

  private add(fact: Fact): void {
    this.tally.append(fact);
    for (const inner of this.inner.values()) inner.add(fact);
  }

  count(): void {
    this.tally.count();
    for (const inner of this.inner.values()) inner.count();
  }

  result(subject: Subject): Result {
    return this.sums(subject).result();
  }

  sums(subject: Subject): Sums {
    const { compiled } = this.tally;
    const sums = new Sums(compiled);
    const judgements = this.judgements(subject);
    for (const leaf of compiled.leaves) sums.set(leaf, judgements[leaf.index]!);
    return sums;
  }

  judgements(subject: Subject): Judgement[] {
    const { tally } = this;
    const { compiled } = tally;
    const group = tally.groupOf(subject.unit);
    const judged: Judgement[] = [];
    const isOut = (leaf: number) => judged[leaf]?.out ?? false;
    const shareOf = (used: Compiled) => this.shareOf(used, subject);
    for (const index of compiled.order)
      judged[index] = judge(compiled.leaves[index]!, tally, group, subject, isOut, shareOf);
    return judged;
  }

  private shareOf(used: Compiled, subject: Subject): ReturnType<typeof shareOfSums> {
    const inner = this.inner.get(used);
    return inner === undefined ? null : shareOfSums(inner.sums(subject));
  }
}

/** A sub-framework's share is low ÷ max … high ÷ max of its own total; null where its maximum is 0. */
export function shareOfSums(sums: Sums) {
  const { low, high, max } = sums.range;
  return max === 0 ? null : { low: rational(low, max), high: rational(high, max) };
}
