import type { Sinks } from '../assessment/edition.ts';
import type { Formula } from '../assessment/formula.ts';
import type { Comparator, Rule } from '../assessment/rule.ts';
import type { Rational } from '../kernel/rational.ts';

/** A rule with slots for names of facts and exact numbers for what was written. */
export interface CompiledRule {
  source: Rule;
  measure: CompiledMeasure;
  score: CompiledScore;
  guards: CompiledGuard[];
}

export interface CompiledTest {
  /** Null: the measure. */
  slot: number | null;
  is: Comparator;
  than: Rational;
}

export type CompiledMeasure =
  | { type: 'conditions'; slots: number[] }
  | { type: 'value'; slot: number }
  /** above ÷ below × times; `least`: unknown where below is less. `anyForm`: the same facts whatever their form. */
  | {
      type: 'quotient';
      above: number;
      below: number;
      times: Rational;
      least: Rational;
      anyForm: number | null;
    }
  | { type: 'members'; slot: number }
  | { type: 'sites'; slot: number }
  | {
      type: 'formula';
      formula: Formula | null;
      slots: Map<string, number>;
      missing: 'unknown' | 'zero' | 'not_applicable';
    };

export type CompiledScore =
  | { type: 'grades'; steps: { grade: CompiledGrade; when: CompiledTest[] }[]; otherwise: CompiledGrade }
  | { type: 'proportional'; full: Rational; from: Rational }
  | { type: 'deduct'; lines: CompiledLine[]; floor: Rational }
  | { type: 'pass'; is: Comparator; than: Rational }
  | { type: 'points' }
  | { type: 'share' };

export interface CompiledLine {
  slot: number | null;
  side: 'above' | 'below';
  limit: Rational;
  per: Rational;
  points: Rational;
  started: boolean;
}

export type CompiledGuard =
  | { type: 'absence' | 'zero_tolerance'; slot: number }
  | { type: 'floor'; when: CompiledTest[]; sinks: Sinks };

export interface CompiledGrade {
  name: string;
  worth: Rational;
  sinks: Sinks;
}
