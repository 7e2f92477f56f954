/**
 * An exact number as written: `2`, `-0.5`, `85%` (0.85), `1/3`. In JSON a number may stand for it, taken by its shortest
 * decimal text. Never computed with as a float: `kernel/rational.ts`.
 */
export type Decimal = string;

/**
 * A scoring rule (评分规则): facts → measure → share of the points, with guards before it. The three compose freely; every
 * rule of the handbooks is one measure and one score. Exact meaning of each: docs/frameworks.md, "Rules".
 */
export interface Rule {
  measure: Measure;
  score: Score;
  guards: Guard[];
}

/** A comparison; without `fact` it is the measure that is compared. */
export interface Test {
  fact: string | null;
  is: Comparator;
  than: Decimal;
}
export const COMPARATORS = ['>', '>=', '<', '<=', '='] as const;
export type Comparator = (typeof COMPARATORS)[number];

/** What is measured. Names of facts are the edition's own. */
export type Measure =
  /** How many of the conditions are met (符合条数): 0 … n. */
  | { type: 'conditions'; conditions: { fact: string; text: string }[] }
  /** One fact, as it is: decibels, a number of broadcasts, cases. */
  | { type: 'value'; fact: string; how: How | null }
  /** of ÷ outOf, 1 = 100 %: lamps lit of lamps installed. */
  | { type: 'rate'; of: string; outOf: string }
  /** Like a rate; only forms on the white list and none of the black list count as covered. */
  | { type: 'coverage'; covered: string; whole: string; white: string[]; black: string[] }
  /** Share of the named members that have it: 各乡镇设有…; a member is named by the fact's site. */
  | { type: 'members'; members: string[]; fact: string }
  /** count ÷ (over ÷ per): advertisements per 200 m. */
  | { type: 'density'; count: string; over: string; per: Decimal }
  /** cases ÷ base × per: 起/万户. */
  | { type: 'incidence'; cases: string; base: string; per: Decimal }
  /** favourable ÷ asked; unknown below the least sample. */
  | { type: 'satisfaction'; favourable: string; asked: string; atLeast: number }
  /** Mean of all observations, each 0 … 1 or a grade. */
  | { type: 'observations'; fact: string }
  /** Share of sampled sites that pass, or their mean; weighted by stratum where strata are given. */
  | {
      type: 'sites';
      fact: string;
      counts: 'pass' | 'mean';
      /** A site passes when the mean of its observations is so; by default `>=` 1, all met. */
      passes: { is: Comparator; than: Decimal };
      strata: { name: string; weight: Decimal }[];
    }
  /** Points that a person gives, with a reason and a second person. */
  | { type: 'manual'; fact: string }
  /** `+ - * / ( )`, numbers, `min(…)`, `max(…)` over named facts. */
  | { type: 'formula'; text: string; missing: 'unknown' | 'zero' | 'not_applicable' };

/** How the measure becomes a share (0 … 1) of the points. */
export type Score =
  /** The first grade whose tests all hold. */
  | { type: 'grades'; steps: { grade: string; when: Test[] }[]; otherwise: string }
  /** (measure − from) ÷ (full − from), cut to 0 … 1; `full` below `from` where less is better. */
  | { type: 'proportional'; full: Decimal; from: Decimal }
  /** Points less so many per unit, not below `floor` points. */
  | { type: 'deduct'; lines: DeductLine[]; floor: Decimal }
  /** All or nothing. */
  | { type: 'pass'; is: Comparator; than: Decimal }
  /** The measure is the points, cut to 0 … full points. */
  | { type: 'points' }
  /** The measure is the share, cut to 0 … 1. */
  | { type: 'share' };

/**
 * Takes `points` for every `per` that the fact (or the measure) lies beyond `limit`; `side` above: over it, below: short
 * of it. `started`: a started unit counts as a whole one.
 */
export interface DeductLine {
  fact: string | null;
  side: 'above' | 'below';
  limit: Decimal;
  per: Decimal;
  points: Decimal;
  started: boolean;
}

/** What decides before anything is measured. */
export type Guard =
  /** The fact is 0 or "no": nothing is earned (无…不得分). */
  | { type: 'absence'; fact: string }
  /** One occurrence is enough: nothing is earned (零容忍). */
  | { type: 'zero_tolerance'; fact: string }
  /** All tests hold: nothing is earned, and what stands above may sink with it (C#). */
  | { type: 'floor'; when: Test[]; sinks: Sinks };

/** How far a hard floor reaches: this criterion alone, all of its parent, or the whole total. */
export type Sinks = 'self' | 'parent' | 'total';

/** last by time (then id) · sum · mean · min · max · count of facts. */
export const HOWS = ['last', 'sum', 'mean', 'min', 'max', 'count'] as const;
export type How = (typeof HOWS)[number];
