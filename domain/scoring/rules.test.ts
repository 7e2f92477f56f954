import { describe, expect, test } from 'vitest';
import type { Measure, Test } from '../assessment/rule.ts';
import { fact, judged, rule } from './fixtures/paper.ts';

const at = (day: number) => `2026-03-${String(day).padStart(2, '0')}T00:00:00.000Z`;
const over = (than: string, is: Test['is'] = '>'): Test => ({ fact: null, is, than });
const named = (name: string, value: number | boolean | string, more = {}) =>
  fact('1', value, { name, ...more });

describe('count of conditions → grade: four met A, three B, else C', () => {
  const conditions: Measure = {
    type: 'conditions',
    conditions: ['a', 'b', 'c', 'd'].map((name) => ({ fact: name, text: name })),
  };
  const graded = rule(conditions, {
    type: 'grades',
    steps: [
      { grade: 'A', when: [over('4', '>=')] },
      { grade: 'B', when: [over('3', '>=')] },
    ],
    otherwise: 'C',
  });
  const met = (...names: string[]) => names.map((name) => named(name, true));

  test('four met earn all, three earn 0.6, two nothing', () => {
    expect(judged(graded, met('a', 'b', 'c', 'd'))).toBe(10);
    expect(judged(graded, [...met('a', 'b', 'c'), named('d', false)])).toBe(6);
    expect(judged(graded, [...met('a', 'b'), named('c', false), named('d', false)])).toBe(0);
  });

  test('with one condition unseen and three met it is between B and A', () => {
    expect(judged(graded, met('a', 'b', 'c'))).toEqual([6, 10]);
    expect(judged(graded, [])).toEqual([0, 10]);
  });

  test('a condition seen twice is met only where it was met both times', () => {
    expect(judged(graded, [...met('a', 'b', 'c', 'd'), named('a', false)])).toBe(6);
  });
});

describe('thresholds', () => {
  const share = rule(
    { type: 'value', fact: 'value', how: null },
    {
      type: 'grades',
      steps: [
        { grade: 'A', when: [over('85%')] },
        { grade: 'B', when: [over('80%')] },
      ],
      otherwise: 'C',
    },
  );
  test('A > 85 %, B > 80 %, else C, and the bound belongs to the lower grade', () => {
    expect([0.8501, 0.85, 0.8001, 0.8].map((value) => judged(share, [fact('1', value)]))).toEqual([
      10, 6, 6, 0,
    ]);
  });
  test('the last value counts, by time and then by id', () => {
    const early = fact('1', 0.9, { id: 'z', at: at(1) });
    const late = fact('1', 0.81, { id: 'a', at: at(2) });
    expect(judged(share, [late, early])).toBe(6);
    expect(judged(share, [fact('1', 0.9, { id: 'b', at: at(2) }), late, early])).toBe(10);
  });
});
