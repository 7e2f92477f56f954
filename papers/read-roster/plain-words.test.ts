import { expect, test } from 'vitest';
import { headKey, plainWords } from './plain-words.ts';

test.each([
  ['2026-03-02', '2026-03-02'],
  ['2026/3/2', '2026-03-02'],
  ['2026.3.2', '2026-03-02'],
  ['2026年3月2日', '2026-03-02'],
  ['20260302', '2026-03-02'],
  ['46083', '2026-03-02'],
  ['\uFF12\uFF10\uFF12\uFF16年3月2日', '2026-03-02'],
  ['2026-02-30', '2026-02-30'],
  ['在任', '在任'],
  ['', ''],
])('the day %s reads as %s', (words, day) => {
  expect(plainWords('date', words)).toBe(day);
});

test('codes and phones are half width and lose only their blanks', () => {
  expect(plainWords('code', ' D 001 ')).toBe('D001');
  expect(plainWords('code', '990921001001-01')).toBe('990921001001-01');
  expect(plainWords('phone', '138 0000 0001')).toBe('13800000001');
  expect(plainWords('phone', '0797-6660001')).toBe('0797-6660001');
});

test.each([
  ['√', '是'],
  ['TRUE', '是'],
  ['否', '否'],
  ['0', '否'],
  ['待定', '待定'],
])('%s means %s', (words, meant) => {
  expect(plainWords('yes_no', words)).toBe(meant);
});

test('a head is known through its marks, brackets and blanks', () => {
  expect(headKey(' 单 位\n名称*（必填）')).toBe('单位名称');
  expect(headKey('主管（上级）单位编码')).toBe('主管单位编码');
});
