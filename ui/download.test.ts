import { expect, test } from 'vitest';
import { fileNameOf } from './download.ts';

test('a Chinese file name is read from the part that carries its character set', () => {
  expect(
    fileNameOf(
      'attachment; filename="____.xlsx"; filename*=UTF-8\'\'%E5%88%86%E8%A7%A3%E8%A1%A8%202026.xlsx',
    ),
  ).toBe('分解表 2026.xlsx');
});

test('a plain name is taken as it stands, and a missing one still downloads', () => {
  expect(fileNameOf('attachment; filename="list.csv"')).toBe('list.csv');
  expect(fileNameOf('')).toBe('download');
});
