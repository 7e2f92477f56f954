import { expect, test } from 'vitest';
import { branchesOf, linesOf } from './tree-lines.ts';

interface Row {
  id: string;
  parent: string | null;
}
const shape = { idOf: (row: Row) => row.id, parentOf: (row: Row) => row.parent };
const plan: Row[] = [
  { id: '一', parent: null },
  { id: '一.1', parent: '一' },
  { id: '一.2', parent: '一' },
  { id: '一.2.a', parent: '一.2' },
  { id: '二', parent: null },
];

test('only what hangs under an open row is in sight', () => {
  const lines = linesOf(branchesOf(plan, shape), (id) => id === '一');

  expect(lines.map(({ id, depth, open }) => [id, depth, open])).toEqual([
    ['一', 0, true],
    ['一.1', 1, false],
    ['一.2', 1, false],
    ['二', 0, false],
  ]);
  expect(lines[2]).toMatchObject({ place: 2, siblings: 2, kids: 1 });
});

test('a row whose parent is filtered away stands at the top', () => {
  const lines = linesOf(branchesOf(plan.slice(3), shape), () => true);
  expect(lines.map(({ id, depth, parent }) => [id, depth, parent])).toEqual([
    ['一.2.a', 0, null],
    ['二', 0, null],
  ]);
});

test('rows that hang under each other do not vanish', () => {
  const circle: Row[] = [
    { id: 'a', parent: 'b' },
    { id: 'b', parent: 'a' },
  ];
  expect(linesOf(branchesOf(circle, shape), () => true).map(({ id }) => id)).toEqual(['a', 'b']);
});

test('two thousand rows are flattened well within a frame', () => {
  const many = Array.from({ length: 2000 }, (_, n): Row => ({
    id: `${n}`,
    parent: n === 0 ? null : `${Math.floor(n / 7)}`,
  }));
  const begun = performance.now();
  const lines = linesOf(branchesOf(many, shape), () => true);

  expect(lines).toHaveLength(2000);
  expect(performance.now() - begun).toBeLessThan(100);
});
