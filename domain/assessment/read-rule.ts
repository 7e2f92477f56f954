import type { EvidenceWindow, Part } from './edition.ts';
import {
  decimal,
  list,
  needed,
  object,
  oneOf,
  or,
  orNone,
  orNull,
  text,
  variant,
  whole,
  yesNo,
} from './json-fields.ts';
import type { Read } from './json-fields.ts';
import { COMPARATORS, HOWS } from './rule.ts';
import type { DeductLine, Guard, Measure, Rule, Score, Test } from './rule.ts';

export const how = oneOf(...HOWS);
export const comparator = oneOf(...COMPARATORS);
const sinks = oneOf('self', 'parent', 'total');
export const readSinks = or('self', sinks);

const test: Read<Test> = object<Test>({
  fact: orNull(text),
  is: needed(comparator),
  than: needed(decimal),
});

const measure: Read<Measure> = variant<Measure>({
  conditions: { conditions: needed(list(object({ fact: needed(text), text: needed(text) }))) },
  value: { fact: needed(text), how: orNull(how) },
  rate: { of: needed(text), outOf: needed(text) },
  coverage: { covered: needed(text), whole: needed(text), white: orNone(text), black: orNone(text) },
  members: { members: needed(list(text)), fact: or('value', text) },
  density: { count: needed(text), over: needed(text), per: needed(decimal) },
  incidence: { cases: needed(text), base: needed(text), per: or('10000', decimal) },
  satisfaction: { favourable: needed(text), asked: needed(text), atLeast: needed(whole(0)) },
  observations: { fact: or('value', text) },
  sites: {
    fact: or('value', text),
    counts: or('pass', oneOf('pass', 'mean')),
    passes: or(
      { is: '>=', than: '1' },
      object<{ is: Test['is']; than: string }>({ is: needed(comparator), than: needed(decimal) }),
    ),
    strata: orNone(object({ name: needed(text), weight: needed(decimal) })),
  },
  manual: { fact: or('points', text) },
  formula: { text: needed(text), missing: needed(oneOf('unknown', 'zero', 'not_applicable')) },
});

const deductLine: Read<DeductLine> = object<DeductLine>({
  fact: orNull(text),
  side: or('above', oneOf('above', 'below')),
  limit: or('0', decimal),
  per: or('1', decimal),
  points: needed(decimal),
  started: or(false, yesNo),
});

const score: Read<Score> = variant<Score>({
  grades: {
    steps: needed(list(object({ grade: needed(text), when: needed(list(test)) }))),
    otherwise: needed(text),
  },
  proportional: { full: needed(decimal), from: or('0', decimal) },
  deduct: { lines: needed(list(deductLine)), floor: or('0', decimal) },
  pass: { is: needed(comparator), than: needed(decimal) },
  points: {},
  share: {},
});

const guard: Read<Guard> = variant<Guard>({
  absence: { fact: needed(text) },
  zero_tolerance: { fact: needed(text) },
  floor: { when: needed(list(test)), sinks: readSinks },
});

export const rule: Read<Rule> = object<Rule>({
  measure: needed(measure),
  score: needed(score),
  guards: orNone(guard),
});

export const part: Read<Part> = object<Part>({
  method: needed(text),
  share: needed(decimal),
  rule: needed(rule),
});

export const evidenceWindow: Read<EvidenceWindow> = object<EvidenceWindow>({
  text: needed(text),
  months: orNull(whole(0)),
  from: orNull(text),
  to: orNull(text),
});
