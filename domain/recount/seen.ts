import type { How, Node } from '../assessment/edition.ts';
import type { Fact } from '../scoring/fact.ts';
import { over, plus, smaller, larger, total, whole, type Fraction } from './fraction.ts';

/** Whom a score is for: all nulls for the place as a whole. */
export interface Subject {
  unit: string | null;
  /** Null: the place, or a unit whose type nobody knows. */
  unitType: string | null;
}

/** The facts that a rule may look at, and how it reads them. */
export interface Seen {
  facts: readonly Fact[];
  /** Several facts become one; null where none is observed. */
  fold(facts: readonly Fact[], how: How): Fraction | null;
  /** The fact of this name, by its declared how or else by `how`. */
  read(name: string, how: How): Fraction | null;
  declared(name: string): How | null;
  amount(fact: Fact): Fraction;
}

/** Names the facts of a leaf that count, for whom they are counted. */
export function countedFor(node: Node, facts: readonly Fact[], subject: Subject): Fact[] {
  const { siteTypes } = node.applies;
  return facts.filter(
    (fact) =>
      (subject.unit === null || fact.unit === subject.unit) &&
      (fact.siteType === null || siteTypes.length === 0 || siteTypes.includes(fact.siteType)),
  );
}

export function seen(node: Node, facts: readonly Fact[], worth: ReadonlyMap<string, Fraction>): Seen {
  const amount = ({ value, id }: Fact): Fraction => {
    if (value && 'tenThousandths' in value) return { top: BigInt(value.tenThousandths), bottom: 10_000n };
    const grade = value && worth.get(value.grade);
    if (!grade) throw new TypeError(`fact ${id} is observed and has no value`);
    return grade;
  };
  const declared = (name: string) => node.facts.find((each) => each.name === name)?.how ?? null;
  const fold = (all: readonly Fact[], how: How): Fraction | null => {
    const observed = all.filter((fact) => fact.state === 'observed');
    const last = lastOf(observed);
    if (!last) return null;
    if (how === 'last') return amount(last);
    if (how === 'count') return whole(observed.length);
    const amounts = observed.map(amount);
    if (how === 'min') return amounts.reduce(smaller);
    if (how === 'max') return amounts.reduce(larger);
    const sum = amounts.reduce(plus);
    return how === 'mean' ? over(sum, whole(observed.length)) : sum;
  };
  return {
    facts,
    fold,
    declared,
    amount,
    read: (name, how) => fold(named(facts, name), declared(name) ?? how),
  };
}

export const named = (facts: readonly Fact[], name: string): Fact[] =>
  facts.filter((fact) => fact.name === name);

/** Mean of the observed; null where none is. */
export function meanOf(amounts: readonly Fraction[]): Fraction | null {
  return over(total(amounts), whole(amounts.length));
}

/** By time, then by id, both by code units; no time is earliest. */
export function later(a: Fact, b: Fact): boolean {
  if (a.at !== b.at) return a.at !== null && (b.at === null || a.at > b.at);
  return a.id > b.id;
}

export const lastOf = (facts: readonly Fact[]): Fact | null =>
  facts.reduce<Fact | null>((last, fact) => (last === null || later(fact, last) ? fact : last), null);

/** Taken off as not applicable: said so, and nothing observed. */
export const isTakenOff = (facts: readonly Fact[]): boolean =>
  facts.some((fact) => fact.state === 'not_applicable') && !facts.some((fact) => fact.state === 'observed');
