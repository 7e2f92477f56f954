import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Chance } from '../scoring/doubt-chance.ts';
import { difference, toldApart } from './apart.ts';
import { baseRates, difficulty, levelling } from './difficulty.ts';
import { PLANTED, PLANTED_FRAMEWORKS, mistaken, passed, planted, plantedFrameworks } from './planted.ts';
import { allPublishable, rank } from './rank.ts';
import type { RankInput } from './rank.ts';
import { shrinkageOf } from './shrinkage.ts';

const row = (
  unit: string,
  points: number | null,
  half: number,
  change: Partial<RankInput> = {},
): RankInput => ({
  unit,
  name: unit,
  group: null,
  points,
  low: points === null ? null : points - half,
  high: points === null ? null : points + half,
  sample: 20,
  ...change,
});

/** A unit whose so many sites of those seen passed, out of 100 points. */
const inspected = (unit: string, count: number, seen: number): RankInput => ({
  ...row(unit, 0, 0),
  ...passed(count, seen),
  sample: seen,
});

const intervalOf = ({ points, low, high }: RankInput) => ({
  points: points ?? 0,
  low: low ?? 0,
  high: high ?? 0,
});

const ranksOf = (rows: readonly { unit: string; rank: number | null }[]): string =>
  rows.map(({ unit, rank: place }) => `${unit}${place ?? '–'}`).join(' ');

describe('ranks', () => {
  test('equal points share a rank and the next is counted on: 1-2-2-4', () => {
    const list = rank([row('丁', 70, 0), row('乙', 80, 0), row('甲', 90, 0), row('丙', 80, 0)]);
    expect(ranksOf(list)).toBe('甲1 丙2 乙2 丁4');
    expect(list.map(({ tie }) => tie)).toEqual([false, true, true, false]);
    expect(allPublishable(list)).toBe(true);
  });

  test('what the sample leaves open makes a range, and is not published as a number', () => {
    const list = rank([row('a', 90, 2), row('b', 89, 2), row('c', 70, 2)]);
    expect(list.map(({ rankLow, rankHigh }) => [rankLow, rankHigh])).toEqual([
      [1, 2],
      [1, 2],
      [3, 3],
    ]);
    expect(list.map(({ groupOfEquals }) => groupOfEquals)).toEqual([1, 1, 2]);
    expect(list.map(({ publishable }) => publishable)).toEqual([false, false, true]);
  });

  test('a unit seen too rarely, or without points, is not ranked, and the reason is said', () => {
    const list = rank([row('a', 99, 1, { sample: 1 }), row('b', null, 0), row('c', 80, 1)]);
    expect(ranksOf(list)).toBe('c1 a– b–');
    expect(list[1]?.reason).toEqual({ code: 'too_few', sample: 1, minimum: 5 });
    expect(list[2]?.reason).toEqual({ code: 'no_points' });
  });

  test('units are ranked among their peers only', () => {
    const list = rank([
      row('老小区一', 60, 1, { group: '老小区' }),
      row('新小区一', 95, 1, { group: '新小区' }),
      row('老小区二', 70, 1, { group: '老小区' }),
    ]);
    expect(ranksOf(list)).toBe('新小区一1 老小区二1 老小区一2');
  });

  test('arrows say how far a unit moved, and whether chance alone may have moved it', () => {
    const then = rank([row('a', 90, 1), row('b', 80, 1), row('c', 79, 1)]);
    const now = rank([row('a', 70, 1), row('b', 80, 1), row('c', 79.5, 1), row('d', 60, 1)], {
      earlier: then,
    });
    expect(now.map(({ unit, moved }) => [unit, moved])).toEqual([
      ['b', { from: 2, by: 1, sure: false }],
      ['c', { from: 3, by: 1, sure: false }],
      ['a', { from: 1, by: -2, sure: true }],
      ['d', null],
    ]);
  });

  test('one fast repair does not top the list: neither by the minimum nor by shrinkage', () => {
    const solid = [
      inspected('a', 46, 50),
      inspected('b', 40, 50),
      inspected('c', 35, 50),
      inspected('d', 30, 50),
    ];
    const lucky = inspected('幸运', 1, 1);
    expect(rank([...solid, lucky])[0]?.unit).toBe('a');
    const shrunk = rank([...solid, lucky], {
      minimum: 0,
      by: 'shrunk',
      shrinkage: shrinkageOf(solid.map(intervalOf)),
    });
    expect(shrunk[0]?.unit).toBe('a');
    expect(shrunk.find(({ unit }) => unit === '幸运')).toMatchObject({ points: 100, publishable: false });
    expect(rank([...solid, lucky], { minimum: 0 })[0]?.unit).toBe('幸运');
  });

  test('points without a sample are what they are', () => {
    const list = rank([
      row('a', 90.01, 0, { low: null, high: null, sample: null }),
      row('b', 90, 0, { low: null, high: null, sample: null }),
    ]);
    expect(list.every(({ publishable }) => publishable)).toBe(true);
  });
});

const inputs = fc.uniqueArray(
  fc.record({
    unit: fc.string({ minLength: 1, maxLength: 3 }),
    points: fc.integer({ min: 0, max: 40 }).map((n) => n * 2.5),
    half: fc.integer({ min: 0, max: 10 }),
    sample: fc.integer({ min: 0, max: 30 }),
    group: fc.constantFrom(null, '甲组', '乙组'),
  }),
  { selector: ({ unit }) => unit, maxLength: 12 },
);
const rowsOf = (
  list: { unit: string; points: number; half: number; sample: number; group: string | null }[],
) => list.map(({ unit, points, half, sample, group }) => row(unit, points, half, { sample, group }));

describe('always', () => {
  test('the order in which rows arrive plays no part', () => {
    fc.assert(
      fc.property(inputs, fc.integer(), (list, seed) => {
        const chance = new Chance(seed);
        const mixed = rowsOf(list)
          .map((one) => ({ one, at: chance.uniform() }))
          .sort((a, b) => a.at - b.at)
          .map(({ one }) => one);
        expect(rank(mixed)).toEqual(rank(rowsOf(list)));
      }),
    );
  });

  test('a unit more does not reorder the others, under any column', () => {
    const shrinkage = { toward: 60, spread: 8 };
    fc.assert(
      fc.property(inputs, fc.constantFrom('points', 'shrunk', 'adjusted'), (list, by) => {
        const rows = rowsOf(list);
        const order = (some: RankInput[], without: string | undefined) =>
          rank(some, { by, shrinkage })
            .map(({ unit }) => unit)
            .filter((unit) => unit !== without);
        const added = rows[0]?.unit;
        expect(order(rows.slice(1), undefined)).toEqual(order(rows, added));
      }),
    );
  });

  test('a rank lies in its range, and no two of a group of equals are told apart', () => {
    fc.assert(
      fc.property(inputs, (list) => {
        for (const one of rank(rowsOf(list))) {
          if (one.rank === null) continue;
          expect(one.rankLow).toBeLessThanOrEqual(one.rank);
          expect(one.rankHigh).toBeGreaterThanOrEqual(one.rank);
        }
        const ranked = rank(rowsOf(list).map((one) => ({ ...one, group: null })));
        const members = ranked.filter(({ rank: place }) => place !== null);
        const apart = toldApart(members.map(intervalOf), 0.95);
        for (const [i, a] of members.entries())
          for (const [j, b] of members.entries())
            if (a.groupOfEquals === b.groupOfEquals) expect(apart[i]?.[j]).toBe(false);
      }),
    );
  });
});

describe('planted pairs of equal truth', () => {
  test.each(PLANTED)('$name: told apart in at most 5 of 100 rounds', ({ rates, sites }) => {
    // 2.5 standard errors of 400 rounds above 5 %; `npm run coverage` has 2,000 rounds.
    expect(mistaken(rates, sites, 400, 11)).toBeLessThanOrEqual(0.077);
  });

  test.each(PLANTED)('$name: ranges of ranks hold all true ranks at once', ({ rates, sites }) => {
    expect(planted(rates, sites, 200, 12).held).toBeGreaterThanOrEqual(0.91);
  });

  test.each(PLANTED_FRAMEWORKS)(
    'whole frameworks, $name',
    (family) => {
      // 40 rounds: a standard error of 0.035. Seconds of work, beside others.
      const { mistaken: told, held } = plantedFrameworks(family, 40, 5);
      expect(told).toBeLessThanOrEqual(0.14);
      expect(held).toBeGreaterThanOrEqual(0.86);
    },
    120_000,
  );

  test('units that do differ are told apart: the procedure is not merely silent', () => {
    expect(mistaken([0.5, 0.5, 0.95], 60, 100, 3)).toBeLessThanOrEqual(0.1);
    const apart = toldApart([inspected('a', 30, 60), inspected('b', 57, 60)].map(intervalOf), 0.95);
    expect(apart[1]?.[0]).toBe(true);
  });
});

test('the interval of a difference keeps the lopsidedness of both', () => {
  // Newcombe 1998, table II, example (a): 56/70 − 48/80, hybrid score 0.0524 … 0.3339.
  const gap = difference(intervalOf(inspected('a', 56, 70)), intervalOf(inspected('b', 48, 80)));
  expect(gap.low / 100).toBeCloseTo(0.0524, 4);
  expect(gap.high / 100).toBeCloseTo(0.3339, 4);
});

test('a unit of hard sites is held against what such sites give elsewhere', () => {
  const seen = (unit: string, cell: string, passed: number, of: number) =>
    Array.from({ length: of }, (_, nth) => ({ unit, cell, value: nth < passed ? 1 : 0 }));
  const all = [
    ...seen('老城', '背街小巷', 6, 10),
    ...seen('新城', '主干道', 9, 10),
    ...seen('他处', '背街小巷', 4, 10),
    ...seen('他处', '主干道', 9, 10),
  ];
  const found = difficulty(all, baseRates(all));
  expect(found.find(({ unit }) => unit === '老城')).toMatchObject({
    observed: 0.6,
    expected: 0.5,
    ratio: 1.2,
  });
  expect(found.find(({ unit }) => unit === '新城')).toMatchObject({ observed: 0.9, expected: 0.9, ratio: 1 });
  const list = rank([row('老城', 60, 5, { adjusted: 80 }), row('新城', 90, 5, { adjusted: 70 })], {
    by: 'adjusted',
  });
  expect(ranksOf(list)).toBe('老城1 新城2');
  expect(list[0]).toMatchObject({ points: 60, adjusted: 80, value: 80 });
});

test('units that do equally well are level once difficulty is taken out, and nobody is paid twice for doing well', () => {
  const seen = (unit: string, cell: string, passed: number, of: number) =>
    Array.from({ length: of }, (_, nth) => ({ unit, cell, value: nth < passed ? 1 : 0 }));
  // Both pass 9 of 10 easy places and 5 of 10 hard ones; one was looked at where it is hard.
  const all = [
    ...seen('甲', '易', 9, 10),
    ...seen('甲', '难', 15, 30),
    ...seen('乙', '易', 27, 30),
    ...seen('乙', '难', 5, 10),
  ];
  const rows = difficulty(all, baseRates(all));
  const added = levelling(rows);

  const [one, other] = rows.map(({ unit, observed }) => observed + (added.get(unit) ?? 0));
  expect(one).toBeCloseTo(other!, 6);
  expect(rows.map(({ observed }) => observed)).toEqual([0.8, 0.6]);
});
