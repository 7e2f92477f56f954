/**
 * One fact (观测): what was seen or reported about one criterion, once. Inspections, surveys, files and people fill the same
 * table of facts. The line format of FACTS.ndjson is this shape; docs/frameworks.md describes it for outsiders.
 */
export interface Fact {
  /** Names the fact: the same id twice is the same fact. */
  id: string;
  /** Code of the criterion, or its key. */
  criterion: string;
  /** Code of the framework it is meant for; null: every framework that has such a criterion (one fact, several titles). */
  framework: string | null;
  /** Which fact of the rule it is; `value` where the rule needs only one. */
  name: string;
  state: FactState;
  /**
   * In ten-thousandths: 4 decimals at most, below 10^11 by amount. A grade enters as its name and is taken by its worth.
   * Null unless observed.
   */
  value: FactValue | null;
  /** Whom it counts for: the unit's name or code; null: the place as a whole. */
  unit: string | null;
  site: string | null;
  siteType: string | null;
  stratum: string | null;
  method: string | null;
  /** 固定广告, 横幅 …: for coverage with form lists. */
  form: string | null;
  /** When it was seen, ISO 8601 in UTC; null sorts first. */
  at: string | null;
  marker: string | null;
  /** The second person of points given by hand. */
  second: string | null;
  reason: string | null;
  note: string | null;
}

/** Not applicable takes the criterion (or, with a site, that site) out; not observed stays unknown, never zero. */
export const FACT_STATES = ['observed', 'not_applicable', 'not_observed'] as const;
export type FactState = (typeof FACT_STATES)[number];

/** An integer count of ten-thousandths, or the name of a grade. */
export type FactValue = { tenThousandths: number } | { grade: string };

/** A fact of which only these things are known: observed, and of the only fact of its rule, unless it says otherwise. */
export const newFact = (given: Partial<Fact> & Pick<Fact, 'id' | 'criterion'>): Fact => ({
  framework: null,
  name: 'value',
  state: 'observed',
  value: null,
  unit: null,
  site: null,
  siteType: null,
  stratum: null,
  method: null,
  form: null,
  at: null,
  marker: null,
  second: null,
  reason: null,
  note: null,
  ...given,
});
