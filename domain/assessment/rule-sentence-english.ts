import type { Comparator, DeductLine, Guard, Measure, Rule, Score, Test } from './rule.ts';

const SIGNS: Record<Comparator, string> = { '>': '>', '>=': '≥', '<': '<', '<=': '≤', '=': '=' };
const SINKS = { self: '', parent: ', and its parent sinks with it', total: ', and the total sinks with it' };

/** A rule that needs only one fact calls it `value`. */
const factWord = (name: string): string => (name === 'value' ? 'the value seen' : name);

/** The rule in one English sentence; the Chinese one: `rule-sentence.ts`. Names of facts stay as the edition writes them. */
export function englishRule(rule: Rule): string {
  const guards = rule.guards.map(guardWords);
  return [...guards, `${measureWords(rule.measure)}: ${scoreWords(rule.score)}`].join('; ');
}

function measureWords(measure: Measure): string {
  switch (measure.type) {
    case 'conditions':
      return `how many of ${measure.conditions.length} conditions are met`;
    case 'value':
      return measure.how === null ? factWord(measure.fact) : `${factWord(measure.fact)} (${measure.how})`;
    case 'rate':
      return `${factWord(measure.of)} ÷ ${factWord(measure.outOf)}`;
    case 'coverage': {
      const forms = [
        measure.white.length > 0 ? `only ${measure.white.join(', ')}` : '',
        measure.black.length > 0 ? `without ${measure.black.join(', ')}` : '',
      ].filter((each) => each !== '');
      return `${factWord(measure.covered)} ÷ ${factWord(measure.whole)}${forms.length > 0 ? ` (${forms.join('; ')})` : ''}`;
    }
    case 'members':
      return `share of ${measure.members.length} members with "${factWord(measure.fact)}"`;
    case 'density':
      return `${factWord(measure.count)} per ${measure.per} of ${factWord(measure.over)}`;
    case 'incidence':
      return `${factWord(measure.cases)} per ${measure.per} of ${factWord(measure.base)}`;
    case 'satisfaction':
      return `${factWord(measure.favourable)} ÷ ${factWord(measure.asked)}${measure.atLeast > 0 ? ` (at least ${measure.atLeast} asked)` : ''}`;
    case 'observations':
      return `mean of all observations of "${factWord(measure.fact)}"`;
    case 'sites': {
      const what =
        measure.counts === 'mean'
          ? 'mean over the sites'
          : `share of sites that pass (${SIGNS[measure.passes.is]} ${measure.passes.than})`;
      const strata = measure.strata.map(({ name, weight }) => `${name} ${weight}`);
      return strata.length === 0 ? what : `${what}, weighted by ${strata.join(', ')}`;
    }
    case 'manual':
      return `"${factWord(measure.fact)}" given by a person`;
    case 'formula':
      return measure.text;
  }
}

function scoreWords(score: Score): string {
  switch (score.type) {
    case 'grades': {
      const steps = score.steps.map(({ grade, when }) => `${grade} where ${testWords(when)}`);
      return [...steps, `${score.otherwise} otherwise`].join(', ');
    }
    case 'proportional':
      return `in proportion from ${score.from} to ${score.full}`;
    case 'deduct': {
      const least = score.floor === '0' ? 'not below 0' : `at least ${score.floor} points`;
      return `${score.lines.map(lineWords).join(', ')}, ${least}`;
    }
    case 'pass':
      return `all points where ${SIGNS[score.is]} ${score.than}, else none`;
    case 'points':
      return 'is the points, at most all of them';
    case 'share':
      return 'times the points';
  }
}

const testWords = (tests: readonly Test[]): string =>
  tests
    .map(({ fact, is, than }) => `${fact === null ? '' : `${factWord(fact)} `}${SIGNS[is]} ${than}`)
    .join(' and ') || 'anything is so';

function lineWords({ fact, side, limit, per, points, started }: DeductLine): string {
  const beyond = side === 'above' ? (limit === '0' ? '' : ` above ${limit}`) : ` short of ${limit}`;
  const whole = started ? ' (a started one counts)' : '';
  return `${points} less for every ${per}${fact === null ? '' : ` of ${factWord(fact)}`}${beyond}${whole}`;
}

function guardWords(guard: Guard): string {
  switch (guard.type) {
    case 'absence':
      return `nothing where "${factWord(guard.fact)}" is 0`;
    case 'zero_tolerance':
      return `nothing where "${factWord(guard.fact)}" is above 0`;
    case 'floor':
      return `nothing where ${testWords(guard.when)}${SINKS[guard.sinks]}`;
  }
}
