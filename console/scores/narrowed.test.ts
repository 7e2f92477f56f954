import { expect, test } from 'vitest';
import { narrowed, type ScoredNode } from './narrowed.ts';

const node = (code: string, parent: string | null, more: Partial<ScoredNode> = {}) =>
  ({ code, parent, title: `条目${code}`, lost: 0, state: 'known', ...more }) as ScoredNode;
const NODES = [
  node('1', null, { lost: 1, state: 'unknown' }),
  node('1.1', '1', { lost: 1 }),
  node('1.2', '1', { state: 'unknown' }),
  node('2', null),
  node('2.1', '2', { title: '公益广告' }),
];
const codes = (only: string, wanted: string) => narrowed(NODES, only, wanted).map((one) => one.code);

test('what fits stays with all that stands above it', () => {
  expect(codes('', '')).toEqual(['1', '1.1', '1.2', '2', '2.1']);
  expect(codes('lost', '')).toEqual(['1', '1.1']);
  expect(codes('unknown', '')).toEqual(['1', '1.2']);
  expect(codes('', '公益')).toEqual(['2', '2.1']);
  expect(codes('lost', '公益')).toEqual([]);
});
