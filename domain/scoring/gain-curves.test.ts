import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Measure, Score } from '../assessment/rule.ts';
import { problemOf } from './advice-best.ts';
import type { Repair } from './advice-repair.ts';
import { criterion, editionOf, fact, rule } from './fixtures/paper.ts';
import { trialOf } from './gain.ts';
import { subsets } from './knapsack-leaf.ts';
import { totalAfter } from './knapsack-problem.ts';
import { bestUnderBudget } from './knapsack-search.ts';
import { PLACE } from './subject.ts';

const NAMES = ['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛', '壬'];

/** Nine repairs of one criterion: too many for all sets, so its cells have to know what they do. */
const measures: Record<string, Measure> = {
  conditions: { type: 'conditions', conditions: NAMES.map((name) => ({ fact: name, text: name })) },
  observations: { type: 'observations', fact: 'value' },
  pass: { type: 'sites', fact: 'value', counts: 'pass', passes: { is: '>=', than: '1' }, strata: [] },
  mean: {
    type: 'sites',
    fact: 'value',
    counts: 'mean',
    passes: { is: '>=', than: '1' },
    strata: [
      { name: '主城', weight: '70%' },
      { name: '乡镇', weight: '30%' },
      { name: '无人去过', weight: '10%' },
    ],
  },
  members: { type: 'members', members: NAMES.slice(0, 7), fact: 'value' },
  rate: { type: 'rate', of: 'value', outOf: '总数' },
  incidence: { type: 'incidence', cases: 'value', base: '总数', per: '9' },
};

const scores: Score[] = [
  { type: 'share' },
  { type: 'points' },
  { type: 'proportional', full: '1', from: '0.5' },
  { type: 'proportional', full: '0', from: '0.8' },
  { type: 'pass', is: '>=', than: '0.6' },
  { type: 'pass', is: '<', than: '0.5' },
  {
    type: 'grades',
    steps: [
      { grade: 'A', when: [{ fact: null, is: '>', than: '0.85' }] },
      { grade: 'B', when: [{ fact: null, is: '>', than: '0.5' }] },
    ],
    otherwise: 'C#',
  },
  {
    type: 'grades',
    steps: [
      { grade: 'A', when: [{ fact: null, is: '<', than: '0.3' }] },
      { grade: 'C', when: [{ fact: null, is: '>', than: '0.6' }] },
    ],
    otherwise: 'B',
  },
  {
    type: 'deduct',
    lines: [{ fact: null, side: 'below', limit: '1', per: '0.2', points: '3', started: true }],
    floor: '1',
  },
];

const grades = [
  { name: 'A', worth: '1', sinks: 'self' as const },
  { name: 'B', worth: '0.6', sinks: 'self' as const },
  { name: 'C', worth: '0', sinks: 'self' as const },
  { name: 'C#', worth: '0', sinks: 'total' as const },
];

const someCase = fc.record({
  measure: fc.constantFrom(...Object.keys(measures)),
  score: fc.constantFrom(...scores),
  kind: fc.constantFrom('normal' as const, 'normal' as const, 'deduction' as const, 'veto' as const),
  values: fc.array(fc.constantFrom(0, 0, 0, 0.5, 1), { minLength: 9, maxLength: 9 }),
  sites: fc.array(fc.nat(8), { minLength: 9, maxLength: 9 }),
  to: fc.array(fc.constantFrom(1, 1, 1, 0, 2), { minLength: 9, maxLength: 9 }),
  costs: fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 9, maxLength: 9 }),
  budget: fc.integer({ min: 0, max: 90 }),
  aim: fc.constantFrom('low' as const, 'high' as const),
});

/** Found by chance: fewer conditions met lift the veto, but its lowest grade is a hard floor and sinks the total. */
const vetoWithHardFloor = {
  measure: 'conditions',
  score: scores[6]!,
  kind: 'veto' as const,
  values: NAMES.map(() => 0 as const),
  sites: NAMES.map(() => 0),
  to: NAMES.map(() => 1 as const),
  costs: NAMES.map(() => 0),
  budget: 0,
  aim: 'low' as const,
};

describe('cells of a criterion', () => {
  test('give what trying all 512 sets of nine repairs gives', () => {
    let withCells = 0;
    fc.assert(
      fc.property(someCase, ({ measure, score, kind, values, sites, to, costs, budget, aim }) => {
        const edition = editionOf(
          [
            criterion('1', {
              points: 10,
              kind,
              rule: rule(measures[measure]!, score),
              veto: kind === 'veto' ? { on: 'total', cap: 4 } : null,
            }),
            criterion('2', { points: 8, rule: rule({ type: 'observations', fact: 'value' }) }),
          ],
          { grades },
        );
        const facts = values.map((value, n) =>
          fact('1', value, {
            name: measure === 'conditions' ? NAMES[n]! : 'value',
            site: NAMES[sites[n]!]!,
            stratum: n % 3 === 0 ? '乡镇' : '主城',
          }),
        );
        const repairs = facts.map(({ id }, n): Repair => ({
          id: `r${n}`,
          title: '',
          changes: [{ fact: id, value: { tenThousandths: to[n]! * 10_000 } }],
          cost: {},
        }));
        const rest = [fact('1', 9, { name: '总数' }), fact('2', 1)];
        const { compiled, trial } = trialOf(edition, [...facts, ...rest], repairs, PLACE);
        const problem = problemOf(compiled, trial, costs, aim);
        if (problem.leaves[0]!.cells !== null) withCells++;

        const best = bestUnderBudget(problem, budget);

        const affordable = subsets(costs.map((_, n) => n)).filter(
          (set) => set.reduce((sum, n) => sum + costs[n]!, 0) <= budget,
        );
        const truth =
          Math.max(...affordable.map((set) => totalAfter(problem, set))) - totalAfter(problem, []);
        expect(best).toMatchObject({ gain: truth, exact: true });
      }),
      { numRuns: 150, examples: [[vetoWithHardFloor]] },
    );
    expect(withCells).toBeGreaterThan(50);
  });
});
