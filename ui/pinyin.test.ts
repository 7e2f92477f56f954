import { expect, test } from 'vitest';
import { found, placesOf, readyPinyin } from './pinyin.ts';

test('initials, whole syllables and characters find a unit', async () => {
  await readyPinyin();

  expect(found('清源县城市管理局', 'csgl')).toBe(true);
  expect(found('城管局', 'cgj')).toBe(true);
  expect(found('城管局', 'chengguan')).toBe(true);
  expect(found('城管局', '管局')).toBe(true);
  expect(found('城管局', 'wgj')).toBe(false);
  expect(found('A12 网格', 'a12')).toBe(true);
});

test('the places found can be marked', async () => {
  await readyPinyin();
  expect(placesOf('县城管局', 'cg')).toEqual([1, 2]);
  expect(placesOf('县城管局', '管局')).toEqual([2, 3]);
});

test('an empty wish finds everything', () => {
  expect(found('城管局', '  ')).toBe(true);
});
