import type { Fact, FactValue } from './fact.ts';

/** Makes some facts better (整改): what would be seen once it is done. */
export interface Repair {
  id: string;
  title: string;
  changes: readonly FactChange[];
  cost: Cost;
}

/** Whole hours and yuan, 0 or more; a unit that is left out is not known. */
export interface Cost {
  hours?: number;
  yuan?: number;
}

/** A fact that gets another value (and counts as observed from then), or one more fact. */
export type FactChange = { fact: string; value: FactValue } | { add: Fact };

export const MET: FactValue = { tenThousandths: 10_000 };
export const UNMET: FactValue = { tenThousandths: 0 };

/** The fact that a change leads to; null where the fact to be changed is not there. */
export function changed(change: FactChange, now: (id: string) => Fact | null): Fact | null {
  if ('add' in change) return change.add;
  const fact = now(change.fact);
  return fact === null ? null : { ...fact, state: 'observed', value: change.value };
}

export const idOf = (change: FactChange): string => ('add' in change ? change.add.id : change.fact);

/** The facts after the changes, in their order, new ones at the end; of two changes of one fact the later holds. */
export function withChanges(facts: readonly Fact[], changes: readonly FactChange[]): Fact[] {
  const byId = new Map(facts.map((fact) => [fact.id, fact]));
  for (const change of changes) {
    const fact = changed(change, (id) => byId.get(id) ?? null);
    if (fact !== null) byId.set(fact.id, fact);
  }
  return [...byId.values()];
}
