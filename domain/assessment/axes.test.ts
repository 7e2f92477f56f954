import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pointsByAxis } from './axes.ts';
import type { Node } from './edition.ts';
import { newEdition, newNode } from './new-edition.ts';

const AXIS = '八大环境';
const leaf = (code: string, values: string[], parent: string | null = null): Node =>
  newNode({ code, parent, level: 1, title: code, axes: values.length === 0 ? {} : { [AXIS]: values } });
const edition = (...nodes: Node[]) =>
  newEdition({
    title: '体系',
    nodes,
    axes: [
      {
        name: AXIS,
        values: [
          { name: '政务环境', aliases: ['廉洁高效的政务环境'] },
          { name: '法治环境', aliases: [] },
        ],
      },
    ],
  });
const result = (code: string, points: number | null, max: number) => ({
  code,
  points,
  of: points === null ? 0 : max,
  max,
  low: points ?? 0,
  high: points ?? max,
  lost: points === null ? 0 : max - points,
});

test('points add up by value, aliases under their name, values without leaves at nothing', () => {
  const one = edition(leaf('1', ['政务环境']), leaf('2', ['廉洁高效的政务环境']), leaf('3', []));
  expect(pointsByAxis(one, AXIS, [result('1', 0.1, 1), result('2', 0.2, 1), result('3', null, 2)])).toEqual([
    { value: '政务环境', points: 0.3, of: 2, max: 2, low: 0.3, high: 0.3, lost: 1.7, leaves: ['1', '2'] },
    { value: '法治环境', points: 0, of: 0, max: 0, low: 0, high: 0, lost: 0, leaves: [] },
    { value: null, points: 0, of: 0, max: 2, low: 0, high: 2, lost: 0, leaves: ['3'] },
  ]);
});

test('a leaf without a value has that of the nearest heading; branches themselves are not added', () => {
  const one = edition(leaf('1', ['政务环境']), leaf('1.1', [], '1'), leaf('1.2', ['法治环境'], '1'));
  const sums = pointsByAxis(one, AXIS, [result('1', 3, 3), result('1.1', 1, 1), result('1.2', 2, 2)]);
  expect(sums.map(({ value, points }) => [value, points])).toEqual([
    ['政务环境', 1],
    ['法治环境', 2],
  ]);
});

test('a leaf of two values counts under both, a value of no axis behind the others', () => {
  const one = edition(leaf('1', ['法治环境', '政务环境', '廉洁高效的政务环境']), leaf('2', ['太空环境']));
  const sums = pointsByAxis(one, AXIS, [result('1', 1, 1), result('2', 1, 1)]);
  expect(sums.map(({ value, leaves }) => [value, leaves])).toEqual([
    ['政务环境', ['1']],
    ['法治环境', ['1']],
    ['太空环境', ['2']],
  ]);
});

test('where each leaf has one value at most, the values come to the sum of the leaves, to the hundredth', () => {
  const value = fc.constantFrom<string[]>([], ['政务环境'], ['法治环境']);
  fc.assert(
    fc.property(fc.array(fc.tuple(value, fc.nat(999)), { maxLength: 30 }), (leaves) => {
      const one = edition(...leaves.map(([values], n) => leaf(`${n}`, values)));
      const sums = pointsByAxis(
        one,
        AXIS,
        leaves.map(([, points], n) => result(`${n}`, points / 100, 10)),
      );
      const all = leaves.reduce((sum, [, points]) => sum + points, 0);
      expect(sums.reduce((sum, { points }) => sum + Math.round(points * 100), 0)).toBe(all);
      expect(sums.every(({ points }) => Math.round(points * 100) / 100 === points)).toBe(true);
    }),
  );
});
