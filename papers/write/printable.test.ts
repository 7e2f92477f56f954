import { expect, test } from 'vitest';
import { UNPRINTABLE } from './hostile.ts';
import { printable, printableLine } from './printable.ts';

test('what XML cannot carry is dropped, half a pair becomes visible, the rest stays', () => {
  expect(printable(UNPRINTABLE)).toBe('甲乙\uFFFD丙丁');
  expect(printable('<w:p> & "浛" 😀')).toBe('<w:p> & "浛" 😀');
});

test('every sort of line end is one line feed', () => {
  expect(printable('a\r\nb\rc\vd\u2028e')).toBe('a\nb\nc\nd\ne');
});

test('a line has no line ends and no tabs', () => {
  expect(printableLine(' 甲 \r\n 乙\t丙\n')).toBe('甲 乙 丙');
});
