import { expect, test } from 'vitest';
import { groupsOf, scaleOf } from './rank-groups.ts';

const row = (group: string | null, equals: number | null) => ({ group, equals });

test('rows that cannot be told apart stand in one bracket, never across peer groups', () => {
  const rows = [
    row('town', 1),
    row('town', 1),
    row('town', 2),
    row('village', 2),
    row(null, null),
    row(null, null),
  ];
  expect(groupsOf(rows).map((one) => one.length)).toEqual([2, 1, 1, 1, 1]);
  expect(groupsOf([])).toEqual([]);
});

test('all intervals are drawn on one scale in steps of ten, wide enough to be seen', () => {
  expect(
    scaleOf([
      { low: 63.2, high: 91 },
      { low: 78, high: 88 },
    ]),
  ).toEqual({ from: 60, to: 100 });
  expect(scaleOf([{ low: 100, high: 100 }])).toEqual({ from: 90, to: 100 });
  expect(scaleOf([])).toEqual({ from: 90, to: 100 });
});
