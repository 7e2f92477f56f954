import type { Guard, Measure, Rule, Score } from '@tongchuang/domain/assessment/rule.ts';

/** What each kind of measure, score and guard begins with, and which of its fields are plain ones. */

type Blanks<U extends { type: string }> = { [T in U['type']]: Extract<U, { type: T }> };

export const MEASURES: Blanks<Measure> = {
  conditions: { type: 'conditions', conditions: [{ fact: '', text: '' }] },
  value: { type: 'value', fact: '', how: null },
  rate: { type: 'rate', of: '', outOf: '' },
  coverage: { type: 'coverage', covered: '', whole: '', white: [], black: [] },
  members: { type: 'members', members: [], fact: 'value' },
  density: { type: 'density', count: '', over: '', per: '200' },
  incidence: { type: 'incidence', cases: '', base: '', per: '10000' },
  satisfaction: { type: 'satisfaction', favourable: '', asked: '', atLeast: 0 },
  observations: { type: 'observations', fact: 'value' },
  sites: { type: 'sites', fact: 'value', counts: 'pass', passes: { is: '>=', than: '1' }, strata: [] },
  manual: { type: 'manual', fact: 'points' },
  formula: { type: 'formula', text: '', missing: 'unknown' },
};

export const SCORES: Blanks<Score> = {
  grades: { type: 'grades', steps: [], otherwise: 'C' },
  proportional: { type: 'proportional', full: '100%', from: '0' },
  deduct: {
    type: 'deduct',
    lines: [{ fact: null, side: 'above', limit: '0', per: '1', points: '0.5', started: false }],
    floor: '0',
  },
  pass: { type: 'pass', is: '>=', than: '1' },
  points: { type: 'points' },
  share: { type: 'share' },
};

export const GUARDS: Blanks<Guard> = {
  absence: { type: 'absence', fact: '' },
  zero_tolerance: { type: 'zero_tolerance', fact: '' },
  floor: { type: 'floor', when: [{ fact: '', is: '<', than: '0' }], sinks: 'self' },
};

export const blankRule = (): Rule => ({
  measure: structuredClone(MEASURES.sites),
  score: structuredClone(SCORES.share),
  guards: [],
});

/** fact: a name of what is observed · decimal: 85%, 0.5, 1/3 · whole: 0, 1, 2 · names: a list · text: free. */
export type PlainKind = 'fact' | 'decimal' | 'whole' | 'names' | 'text';

/** The plain fields of each measure, in the order of the form; the others have fields of their own. */
export const PLAIN: Record<Measure['type'], Readonly<Record<string, PlainKind>>> = {
  conditions: {},
  value: { fact: 'fact' },
  rate: { of: 'fact', outOf: 'fact' },
  coverage: { covered: 'fact', whole: 'fact', white: 'names', black: 'names' },
  members: { members: 'names', fact: 'fact' },
  density: { count: 'fact', over: 'fact', per: 'decimal' },
  incidence: { cases: 'fact', base: 'fact', per: 'decimal' },
  satisfaction: { favourable: 'fact', asked: 'fact', atLeast: 'whole' },
  observations: { fact: 'fact' },
  sites: { fact: 'fact' },
  manual: { fact: 'fact' },
  formula: { text: 'text' },
};
