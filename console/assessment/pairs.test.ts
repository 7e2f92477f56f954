import { expect, test } from 'vitest';
import { newEdition, newNode } from '@tongchuang/domain/assessment/new-edition.ts';
import { pairLines, rePaired } from './pairs.ts';

const edition = (...codes: string[]) =>
  newEdition({
    title: '体系',
    nodes: codes.map((code) => newNode({ code, level: 1, title: code })),
  });

test('what stands alone comes first, then the pairs in the order of the new edition', () => {
  const pairs = [
    { from: 'b', to: '2' },
    { from: 'a', to: '1' },
  ];
  const lines = pairLines(pairs, [], edition('a', 'b', 'c'), edition('1', '2', '3'));

  expect(lines.map(({ id }) => id)).toEqual(['c →', '→ 3', 'a → 1', 'b → 2']);
});

test('a pair that a person chose says so, one that was suggested says how alike it is', () => {
  const suggested = [
    { from: 'a', to: '1', likeness: 'text' as const, confidence: 0.95, changed: ['points'] },
  ];
  const pairs = [
    { from: 'a', to: '1' },
    { from: 'b', to: '2' },
  ];
  const lines = pairLines(pairs, suggested, edition('a', 'b'), edition('1', '2'));

  expect(lines.map(({ likeness, confidence }) => [likeness, confidence])).toEqual([
    ['text', 0.95],
    ['chosen', null],
  ]);
});

test('choosing another origin lets the first one go, and taking it away leaves both alone', () => {
  const pairs = [{ from: 'a', to: '1' }];

  expect(rePaired(pairs, { from: 'a', to: '1' }, 'from', 'b')).toEqual([{ from: 'b', to: '1' }]);
  expect(rePaired(pairs, { from: 'a', to: '1' }, 'from', null)).toEqual([]);
});

test('one origin may go over into two nodes, but into each only once', () => {
  const pairs = [{ from: 'a', to: '1' }];
  const split = rePaired(pairs, { from: null, to: '2' }, 'from', 'a');

  expect(split).toEqual([
    { from: 'a', to: '1' },
    { from: 'a', to: '2' },
  ]);
  expect(rePaired(split, { from: null, to: '2' }, 'from', 'a')).toEqual(split);
});
