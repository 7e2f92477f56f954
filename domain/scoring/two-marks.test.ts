import { expect, test } from 'vitest';
import { criterion, editionOf, fact, rule } from './fixtures/paper.ts';
import { openMarks, type TwoMarks } from './two-marks.ts';

const share = rule({ type: 'observations', fact: 'value' });
const EDITION = editionOf(
  [
    criterion('1', { points: 2, rule: share }),
    criterion('2', { points: 2, rule: rule({ type: 'rate', of: '亮灯', outOf: '路灯' }) }),
    criterion('3', { points: 2, kind: 'subframework', uses: 'minors' }),
  ],
  {
    subframeworks: [
      {
        code: 'minors',
        edition: editionOf([criterion('M', { points: 4, rule: share })], { code: 'minors' }),
      },
    ],
  },
);
const SUBJECTS = [{ unit: '城管局', unitType: null }];
const of = (value: number | string, code = '1', name = 'value') =>
  fact(code, value, { name, unit: '城管局' });
const open = (marks: Partial<TwoMarks>) =>
  openMarks(EDITION, { first: [], second: [], arbiter: [], ...marks }, SUBJECTS, 50).map(
    ({ criterion: code, why }) => `${code} ${why}`,
  );

test('two marks stand together up to the limit, and beyond it once an arbiter has decided', () => {
  expect(open({ first: [of(1)], second: [of(0.75)] })).toEqual([]);
  expect(open({ first: [of(1)], second: [of(0.74)] })).toEqual(['1 apart']);
  expect(open({ first: [of(1)], second: [of(0.74)], arbiter: [of(0.8)] })).toEqual([]);
});

test('a criterion that one of two has marked, or not to the end, misses a mark; one that nobody marked does not', () => {
  expect(open({ first: [of(1)] })).toEqual(['1 missing']);
  expect(open({ second: [of(1)] })).toEqual(['1 missing']);
  expect(open({ second: [of(1)], arbiter: [of(1)] })).toEqual([]);
  const whole = [of(9, '2', '亮灯'), of(10, '2', '路灯')];
  expect(open({ first: whole, second: [of(9, '2', '亮灯')] })).toEqual(['2 missing']);
  expect(open({ first: whole, second: whole })).toEqual([]);
  expect(open({})).toEqual([]);
});

test('whether a criterion applies at all is the widest difference', () => {
  expect(open({ first: [of(1)], second: [of('not_applicable')] })).toEqual(['1 apart']);
  expect(open({ first: [of('not_applicable')], second: [of('not_applicable')] })).toEqual([]);
});

test('a sub-framework is apart as a whole, and decided within', () => {
  const marks = { first: [of(1, 'M')], second: [of(0, 'M')] };
  expect(open(marks)).toEqual(['3 apart']);
  expect(open({ ...marks, arbiter: [of(0.5, 'M')] })).toEqual([]);
});
