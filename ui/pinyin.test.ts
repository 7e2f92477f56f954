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

test('in a sentence the characters found stand side by side', async () => {
  await readyPinyin();
  const task = '集贸市场划行归市，经营秩序良好，环境卫生达标。';

  expect(found(task, 'jmsc')).toBe(true);
  expect(found(task, 'jmzx')).toBe(false);
  expect(found('县文化和旅游局', 'wlj')).toBe(true);
});
