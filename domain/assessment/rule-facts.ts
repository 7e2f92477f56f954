import { namesIn, parseFormula } from './formula.ts';
import type { Measure, Rule, Test } from './rule.ts';

/** A fact that a rule asks for, and where: `measure.of`, `score.steps[0].when[1].fact`. */
export interface AskedFact {
  name: string;
  field: string;
}

/** All facts that a rule asks for, in its own order; a name as often as it is asked for. An unreadable formula asks for none. */
export function factsAskedBy(rule: Rule): AskedFact[] {
  const asked = factsOfMeasure(rule.measure).map(({ name, field }) => ({ name, field: `measure.${field}` }));
  const ofTests = (tests: readonly Test[], field: string) =>
    tests.forEach(
      ({ fact }, n) => fact !== null && asked.push({ name: fact, field: `${field}.when[${n}].fact` }),
    );
  const { score } = rule;
  if (score.type === 'grades') score.steps.forEach(({ when }, n) => ofTests(when, `score.steps[${n}]`));
  if (score.type === 'deduct')
    score.lines.forEach(
      ({ fact }, n) => fact !== null && asked.push({ name: fact, field: `score.lines[${n}].fact` }),
    );
  rule.guards.forEach((guard, n) => {
    if (guard.type === 'floor') ofTests(guard.when, `guards[${n}]`);
    else asked.push({ name: guard.fact, field: `guards[${n}].fact` });
  });
  return asked;
}

function factsOfMeasure(measure: Measure): AskedFact[] {
  switch (measure.type) {
    case 'conditions':
      return measure.conditions.map(({ fact }, n) => ({ name: fact, field: `conditions[${n}].fact` }));
    case 'rate':
      return both(['of', measure.of], ['outOf', measure.outOf]);
    case 'coverage':
      return both(['covered', measure.covered], ['whole', measure.whole]);
    case 'density':
      return both(['count', measure.count], ['over', measure.over]);
    case 'incidence':
      return both(['cases', measure.cases], ['base', measure.base]);
    case 'satisfaction':
      return both(['favourable', measure.favourable], ['asked', measure.asked]);
    case 'formula': {
      const formula = parseFormula(measure.text);
      return 'problem' in formula ? [] : namesIn(formula).map((name) => ({ name, field: 'text' }));
    }
    default:
      return [{ name: measure.fact, field: 'fact' }];
  }
}

const both = (...pairs: [field: string, name: string][]): AskedFact[] =>
  pairs.map(([field, name]) => ({ name, field }));
