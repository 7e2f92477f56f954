import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Refusal } from '../kernel/refusal.ts';
import { compareEditions } from './edition-diff.ts';
import { anyEdition } from './fixtures/any-edition.ts';
import { carriedOver, carry, mappingOf, mappingProblem, throughBoth } from './mapping.ts';
import { newEdition, newNode } from './new-edition.ts';

const edition = (...codes: string[]) =>
  newEdition({
    title: '体系',
    nodes: codes.map((code) => newNode({ code, level: 1, title: `标准${code}` })),
  });
const mapping = mappingOf([
  { from: '1', to: 'a' },
  { from: '1', to: 'b' },
  { from: '1', to: 'b' },
  { from: '2', to: 'b' },
  { from: '3', to: null },
  { from: null, to: 'c' },
]);

test('pairs become a mapping, one to many and many to one', () => {
  expect(mapping).toEqual([
    { from: '1', to: ['a', 'b'] },
    { from: '2', to: ['b'] },
  ]);
});

test('evidence follows its criterion, to each part of one that was split; the rest is left behind and named', () => {
  const photos = [
    { name: '照片', of: '1' },
    { name: '文件', of: '2' },
    { name: '旧账', of: '3' },
  ];
  const { rows, orphans } = carriedOver(mapping, photos, ({ of }) => of);
  expect(rows.map(({ row, code }) => `${row.name} ${code}`)).toEqual(['照片 a', '照片 b', '文件 b']);
  expect(orphans.map(({ name }) => name)).toEqual(['旧账']);
  expect(carry(mapping, ['3', '1', '3']).orphans).toEqual(['3']);
});

test('a code that neither edition has refuses the mapping', () => {
  const [old, fresh] = [edition('1', '2'), edition('a', 'b')];
  expect(mappingProblem(mapping, old, fresh)).toBeNull();
  const wrong = (pairs: { from: string; to: string }[]) => mappingProblem(mappingOf(pairs), old, fresh);
  expect(wrong([{ from: '9', to: 'a' }])).toBeInstanceOf(Refusal);
  expect(wrong([{ from: '1', to: '2' }])?.facts).toEqual({ code: '2' });
});

test('two steps make one', () => {
  const next = mappingOf([
    { from: 'a', to: 'x' },
    { from: 'b', to: 'x' },
  ]);
  expect(throughBoth(mapping, next)).toEqual([
    { from: '1', to: ['x'] },
    { from: '2', to: ['x'] },
  ]);
  expect(throughBoth(mapping, [])).toEqual([
    { from: '1', to: [] },
    { from: '2', to: [] },
  ]);
});

test('nothing is lost: what is suggested carries every code or names it as an orphan', () => {
  fc.assert(
    fc.property(anyEdition, anyEdition, (old, fresh) => {
      const { pairs, orphans } = compareEditions(old, fresh);
      const suggested = mappingOf(pairs);
      expect(mappingProblem(suggested, old, fresh)).toBeNull();
      const codes = [...new Set(old.nodes.map(({ code }) => code))];
      expect(carry(suggested, codes).orphans).toEqual(orphans.old);
    }),
  );
});
