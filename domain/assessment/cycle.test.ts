import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cycleInterval, cycleScore } from './cycle.ts';

const SHARES = [
  { year: 1, share: '15%' },
  { year: 2, share: '25%' },
  { year: 3, share: '60%' },
];
const score = (...converted: (number | null)[]) => cycleScore(SHARES, (year) => converted[year - 1] ?? null);

test('three years count 15, 25 and 60 of a hundred', () => {
  expect(score(80, 88.5, 92.35)).toMatchObject({ score: 89.54, isWhole: true });
  expect(score(80, 88.5, 92.35).years.map(({ brings }) => brings)).toEqual([12, 22.13, 55.41]);
});

test('years that are not there yet leave their share to the others', () => {
  expect(score(80, 88, null)).toMatchObject({ score: 85, isWhole: false });
  expect(score(null, null, 77.77).score).toBe(77.77);
  expect(score()).toMatchObject({ score: null, isWhole: false });
  expect(cycleScore([], () => 90)).toEqual({ score: null, isWhole: false, years: [] });
});

test('half a hundredth is rounded up, as no float would', () => {
  const halves = [
    { year: 1, share: '1/2' },
    { year: 2, share: '0.5' },
  ];
  expect(cycleScore(halves, (year) => (year === 1 ? 90.01 : 90.02)).score).toBe(90.02);
  expect(cycleScore(halves, (year) => (year === 1 ? 1 : 1.01)).score).toBe(1.01);
});

test('shares of nothing give no score', () => {
  expect(cycleScore([{ year: 1, share: '0' }], () => 90).score).toBeNull();
});

test('a cycle lies between its worst and its best year, whatever order the years have', () => {
  const years = fc.array(fc.tuple(fc.integer({ min: 1, max: 99 }), fc.nat(12_000)), {
    minLength: 1,
    maxLength: 5,
  });
  fc.assert(
    fc.property(years, (all) => {
      const shares = all.map(([share], n) => ({ year: n + 1, share: `${share}%` }));
      const of = (year: number) => (all[year - 1]?.[1] ?? 0) / 100;
      const { score: found } = cycleScore(shares, of);
      const points = all.map(([, converted]) => converted / 100);
      expect(found).toBeGreaterThanOrEqual(Math.min(...points));
      expect(found).toBeLessThanOrEqual(Math.max(...points));
      expect(cycleScore(shares.toReversed(), of).score).toBe(found);
    }),
  );
});

describe('the interval of a cycle', () => {
  const shares = [
    { year: 1, share: '15%' },
    { year: 2, share: '25%' },
    { year: 3, share: '60%' },
  ];

  test('years are independent: what is unsure about each adds in squares, by its share', () => {
    const found = cycleInterval(shares, (year) => ({ converted: 80, low: 80 - 2 * year, high: 80 + year }));
    // 0.15 × 2, 0.25 × 4, 0.6 × 6 down; 0.15, 0.5, 1.8 up.
    expect(found?.low).toBeCloseTo(80 - Math.sqrt(0.3 ** 2 + 1 + 3.6 ** 2), 2);
    expect(found?.high).toBeCloseTo(80 + Math.sqrt(0.15 ** 2 + 0.5 ** 2 + 1.8 ** 2), 2);
  });

  test('a year that is not there yet is left out; one that was not sampled adds no doubt', () => {
    const years = new Map([
      [1, { converted: 90, low: 90, high: 90 }],
      [3, { converted: 80, low: 76, high: 83 }],
    ]);
    const found = cycleInterval(shares, (year) => years.get(year) ?? null);
    const { score } = cycleScore(shares, (year) => years.get(year)?.converted ?? null);
    expect(score).toBe(82);
    expect(found).toEqual({ low: 82 - 3.2, high: 82 + 2.4 });
    expect(cycleInterval(shares, () => null)).toBeNull();
  });

  test('points outside of their own interval stand at its nearer end', () => {
    const found = cycleInterval([{ year: 1, share: '1' }], () => ({ converted: 70, low: 75, high: 79 }));
    expect(found).toEqual({ low: 75, high: 79 });
  });
});
