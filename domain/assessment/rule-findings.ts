import { compare } from '../kernel/rational.ts';
import type { Report } from './finding.ts';
import { parseFormula } from './formula.ts';
import { checkedNumber, twice } from './checks.ts';
import { factsAskedBy } from './rule-facts.ts';
import type { Measure, Rule, Score, Test } from './rule.ts';

/** What is wrong with a rule that stands at `field` (`rule`, `parts[1].rule`) of its node. */
export function ruleFindings(rule: Rule, field: string, grades: ReadonlySet<string>, whole: Report): void {
  const report: Report = (code, inner, facts) => whole(code, `${field}.${inner ?? ''}`, facts);
  for (const asked of factsAskedBy(rule)) if (asked.name === '') report('rule_no_fact', asked.field);
  measureFindings(rule.measure, report);
  scoreFindings(rule.score, grades, report);
  rule.guards.forEach((guard, n) => {
    if (guard.type !== 'floor') return;
    if (guard.when.length === 0) report('rule_empty', `guards[${n}].when`);
    testFindings(guard.when, `guards[${n}]`, report);
    guard.when.forEach(({ fact }, m) => {
      if (fact === null) report('guard_without_fact', `guards[${n}].when[${m}].fact`);
    });
  });
}

function measureFindings(measure: Measure, report: Report): void {
  switch (measure.type) {
    case 'conditions':
      named(
        measure.conditions.map(({ fact }) => fact),
        'measure.conditions',
        report,
      );
      break;
    case 'members':
      named(measure.members, 'measure.members', report);
      break;
    case 'density':
    case 'incidence':
      checkedNumber(measure.per, 'above 0', 'measure.per', report);
      break;
    case 'sites':
      checkedNumber(measure.passes.than, 'any', 'measure.passes.than', report);
      twice(
        measure.strata.map(({ name }) => name),
        'measure.strata',
        report,
      );
      measure.strata.forEach(({ weight }, n) =>
        checkedNumber(weight, 'above 0', `measure.strata[${n}].weight`, report),
      );
      break;
    case 'formula': {
      const formula = parseFormula(measure.text);
      if ('problem' in formula)
        report('formula_unreadable', 'measure.text', {
          text: measure.text,
          at: formula.at + 1,
          problem: formula.problem,
        });
      else if (factsAskedBy({ measure, score: { type: 'share' }, guards: [] }).length === 0)
        report('rule_no_fact', 'measure.text');
      break;
    }
    default:
  }
}

function scoreFindings(score: Score, grades: ReadonlySet<string>, report: Report): void {
  const graded = (grade: string, field: string) => {
    if (!grades.has(grade)) report('grade_unknown', field, { grade, grades: [...grades].join('、') });
  };
  switch (score.type) {
    case 'grades':
      if (score.steps.length === 0) report('rule_empty', 'score.steps');
      score.steps.forEach(({ grade, when }, n) => {
        graded(grade, `score.steps[${n}].grade`);
        if (when.length === 0) report('step_always', `score.steps[${n}].when`, { grade });
        testFindings(when, `score.steps[${n}]`, report);
      });
      graded(score.otherwise, 'score.otherwise');
      break;
    case 'proportional': {
      const full = checkedNumber(score.full, 'any', 'score.full', report);
      const from = checkedNumber(score.from, 'any', 'score.from', report);
      if (full !== null && from !== null && compare(full, from) === 0)
        report('full_is_from', 'score.full', { full: score.full });
      break;
    }
    case 'deduct':
      if (score.lines.length === 0) report('rule_empty', 'score.lines');
      score.lines.forEach((line, n) => {
        checkedNumber(line.limit, 'any', `score.lines[${n}].limit`, report);
        checkedNumber(line.per, 'above 0', `score.lines[${n}].per`, report);
        checkedNumber(line.points, '0 or more', `score.lines[${n}].points`, report);
      });
      checkedNumber(score.floor, '0 or more', 'score.floor', report);
      break;
    case 'pass':
      checkedNumber(score.than, 'any', 'score.than', report);
      break;
    default:
  }
}

function testFindings(tests: readonly Test[], field: string, report: Report): void {
  tests.forEach(({ than }, n) => checkedNumber(than, 'any', `${field}.when[${n}].than`, report));
}

/** A list that must have members, each by its own name. */
function named(names: readonly string[], field: string, report: Report): void {
  if (names.length === 0) report('rule_empty', field);
  twice(names, field, report);
}
