import { expect, test } from 'vitest';
import { characters, titleWidth } from './text-width.ts';

const ROOM = 20.1;

test('letters and digits count half a character', () => {
  expect(characters('2026年度ABC')).toBe(6.5 - 1);
});

test('a title that fits keeps the whole line, and so does one broken by hand', () => {
  expect(titleWidth('清源县创建文明城市实施方案', ROOM)).toBe(ROOM);
  expect(titleWidth('清源县人民政府办公室\n关于印发实施方案的通知', ROOM)).toBe(ROOM);
});

test('a long title is narrowed to lines of like length that end with a word', () => {
  const title = '清源县2026年度创建全国文明城市工作目标责任书';

  const width = titleWidth(title, ROOM);

  expect(width).toBeGreaterThanOrEqual(characters(title) / 2);
  expect(width).toBeLessThan(15);
  const firstLine = [...title].slice(
    0,
    [...title].findIndex((_, at) => characters([...title].slice(0, at + 1).join('')) > width),
  );
  expect(title.slice(firstLine.length)).toMatch(/^(文明城市|全国|城市)/u);
});

test('a title of one endless word takes the line as it is', () => {
  expect(titleWidth('x'.repeat(60), ROOM)).toBe(ROOM);
});
