import { describe, expect, test } from 'vitest';
import { cssVariables, DARK, LIGHT, type Tokens } from './theme.ts';

const light = (hex: string): number => {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (a: string, b: string): number => {
  const [low = 0, high = 0] = [light(a), light(b)].toSorted((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
};

describe.each([
  ['light', LIGHT],
  ['dark', DARK],
] satisfies [string, Tokens][])('the %s look', (_, look) => {
  test.each([
    ['ink', 'surface'],
    ['ink', 'ground'],
    ['muted', 'surface'],
    ['muted', 'ground'],
    ['primary', 'surface'],
    ['primary', 'ground'],
    ['primary', 'primaryTint'],
    ['onPrimary', 'primary'],
    ['vermilion', 'surface'],
    ['vermilion', 'vermilionTint'],
    ['goodInk', 'goodTint'],
    ['goodInk', 'surface'],
    ['warnInk', 'warnTint'],
    ['warnInk', 'surface'],
    ['danger', 'dangerTint'],
    ['danger', 'surface'],
    ['info', 'infoTint'],
    ['info', 'surface'],
  ] satisfies [keyof Tokens, keyof Tokens][])('reads %s on %s at 4.5:1 or more', (words, under) => {
    expect(contrast(look[words], look[under])).toBeGreaterThanOrEqual(4.5);
  });
});

test.each([
  ['light', LIGHT],
  ['dark', DARK],
] satisfies [string, Tokens][])('the edge of a field stands out in the %s look at 3:1 or more', (_, look) => {
  expect(contrast(look.edge, look.surface)).toBeGreaterThanOrEqual(3);
});

test('a token becomes a CSS variable with dashes', () => {
  expect(cssVariables(LIGHT)).toContain('--tc-primary-tint:#E8EDF4');
});
