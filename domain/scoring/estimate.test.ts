import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exp, ln, lnGamma, normalQuantile, normalTail, studentQuantile } from './doubt-arithmetic.ts';
import { Chance } from './doubt-chance.ts';
import { RATE_SCENARIOS, coverRate } from './doubt-simulation.ts';
import type { Cluster, Sample } from './estimate-sample.ts';
import { scoreInterval } from './estimate-score.ts';
import { estimate, wilson } from './estimate.ts';

const site = (sum: number, size = 1): Cluster => ({ sum, size, seen: size, alone: false, site: -1 });
const sites = (passed: number, seen: number): Cluster[] =>
  Array.from({ length: seen }, (_, nth) => site(nth < passed ? 1 : 0));
const simple = (clusters: Cluster[], population: number | null = null): Sample => ({
  strata: [{ name: '', weight: 1, population, clusters }],
});

describe('arithmetic of its own', () => {
  test('agrees with the machine to the last bits', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-12, max: 1e12, noNaN: true }), (x) => {
        expect(Math.abs(ln(x) - Math.log(x))).toBeLessThan(1e-14 * Math.max(1, Math.abs(Math.log(x))));
        const power = ln(x);
        expect(Math.abs(exp(power) / Math.exp(power) - 1)).toBeLessThan(1e-14);
      }),
    );
  });

  test('knows the values of the tables', () => {
    expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 10);
    expect(normalTail(4)).toBeCloseTo(3.167124183311992e-5, 14);
    expect(normalTail(1)).toBeCloseTo(0.15865525393145707, 12);
    expect(lnGamma(0.5)).toBeCloseTo(0.5723649429247001, 12);
    expect(studentQuantile(0.975, 2)).toBeCloseTo(4.303, 3);
    expect(studentQuantile(0.975, 10)).toBeCloseTo(2.2281, 3);
  });
});

describe('chance', () => {
  test('the same seed gives the same stream everywhere', () => {
    const chance = new Chance(2026);
    expect([chance.bits(), chance.bits(), chance.bits()]).toMatchInlineSnapshot(`
      [
        1436751614,
        742089593,
        1736776184,
      ]
    `);
    expect([new Chance(1).normal(), new Chance(1).beta(1.5, 0.5)]).toMatchInlineSnapshot(`
      [
        0.2830384984427017,
        0.6666316948706578,
      ]
    `);
    expect(new Chance(2026).bits()).not.toBe(new Chance(2027).bits());
  });

  test('its laws have their means and variances', () => {
    const chance = new Chance(4);
    const moments = (next: () => number, runs = 40_000) => {
      let sum = 0;
      let squares = 0;
      for (let run = 0; run < runs; run++) {
        const x = next();
        sum += x;
        squares += x * x;
      }
      const mean = sum / runs;
      return [mean, squares / runs - mean * mean] as const;
    };
    for (const [law, mean, variance] of [
      [() => chance.uniform(), 1 / 2, 1 / 12],
      [() => chance.normal(), 0, 1],
      [() => chance.gamma(0.5), 0.5, 0.5],
      [() => chance.beta(1.5, 0.5), 0.75, 0.0625],
      [() => chance.binomial(10, 0.3), 3, 2.1],
      [() => chance.binomial(1000, 0.3), 300, 210],
    ] as const) {
      const [found, spread] = moments(law);
      expect(Math.abs(found - mean)).toBeLessThan(4 * Math.sqrt(variance / 40_000));
      expect(Math.abs(spread / variance - 1)).toBeLessThan(0.06);
    }
  });
});

describe('one rate', () => {
  test('is Wilson’s where all sites are drawn alike', () => {
    // Newcombe 1998: 81 of 263, score interval 0.2553 … 0.3662.
    const found = estimate(simple(sites(81, 263)));
    expect(found?.low).toBeCloseTo(0.2553, 4);
    expect(found?.high).toBeCloseTo(0.3662, 4);
  });

  test('five of five say less than they seem to', () => {
    expect(estimate(simple(sites(5, 5)))?.low).toBeCloseTo(0.5655, 4);
  });

  test('nothing observed is no estimate; all observed is no doubt', () => {
    expect(estimate(simple([]))).toBeNull();
    expect(estimate(simple(sites(7, 10), 10))).toMatchObject({
      rate: 0.7,
      low: 0.7,
      high: 0.7,
      effective: Infinity,
    });
  });

  test('strata count by weight, not by how often they were visited', () => {
    const found = estimate({
      strata: [
        { name: '主干道', weight: 1, population: null, clusters: sites(40, 40) },
        { name: '背街小巷', weight: 3, population: null, clusters: sites(5, 10) },
      ],
    });
    expect(found?.rate).toBeCloseTo(0.625, 10);
    expect(found?.effective).toBeLessThan(50);
  });

  test('one stratum alone by the test for strata is Wilson’s', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.nat(60), (seen, some) => {
        const rate = Math.min(seen, some) / seen;
        const own = { weight: 1, rate, drawn: (rate * seen + 0.5) / (seen + 1), answers: seen };
        const [found, known] = [scoreInterval([own], 1.96), wilson(rate, seen, 1.96)];
        expect(found.low).toBeCloseTo(known.low, 8);
        expect(found.high).toBeCloseTo(known.high, 8);
      }),
    );
  });

  test('five sites of nine tenths of the weight speak as five, not as sixty-five', () => {
    const few = estimate(simple(sites(4, 5)));
    const both = estimate({
      strata: [
        { name: '主干道', weight: 1, population: null, clusters: sites(48, 60) },
        { name: '背街小巷', weight: 9, population: null, clusters: sites(4, 5) },
      ],
    });
    const width = ({ low, high }: { low: number; high: number }) => high - low;
    expect(width(both!)).toBeGreaterThan(0.85 * width(few!));
    expect(width(both!)).toBeLessThan(width(few!));
  });

  test('thirty observations at three sites say far less than at thirty', () => {
    const few = estimate(simple([site(10, 10), site(10, 10), site(2, 10)]));
    const many = estimate(simple(Array.from({ length: 30 }, (_, nth) => site(nth < 22 ? 1 : 0))));
    expect(few?.rate).toBeCloseTo(many?.rate ?? 0, 10);
    expect((few?.high ?? 0) - (few?.low ?? 0)).toBeGreaterThan(2 * ((many?.high ?? 0) - (many?.low ?? 0)));
  });

  test('more of the same narrows, a finite population narrows, and the rate lies inside', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.nat(40), (seen, some) => {
        const passed = Math.min(seen, some);
        const once = estimate(simple(sites(passed, seen)));
        const twice = estimate(simple([...sites(passed, seen), ...sites(passed, seen)]));
        const finite = estimate(simple(sites(passed, seen), seen + 10));
        if (!once || !twice || !finite) throw new Error('was observed');
        expect(twice.high - twice.low).toBeLessThan(once.high - once.low);
        expect(finite.high - finite.low).toBeLessThan(once.high - once.low);
        for (const { low, rate, high } of [once, twice, finite]) {
          expect(low).toBeLessThanOrEqual(rate);
          expect(high).toBeGreaterThanOrEqual(rate);
        }
      }),
    );
  });
});

describe('intervals hold the truth 95 times in 100, averaged over true rates 0.05 … 0.95', () => {
  // 19 rates × 150 runs: a standard error of 0.004; `npm run coverage` makes it 0.001.
  test.each(RATE_SCENARIOS.filter(({ strata }) => strata.every(({ of }) => of === null)))(
    '$name',
    (scenario) => {
      const { mean } = coverRate(scenario, 150, 42);
      expect(mean).toBeGreaterThanOrEqual(0.925);
      expect(mean).toBeLessThanOrEqual(0.98);
    },
  );

  test.each(RATE_SCENARIOS.filter(({ strata }) => strata.some(({ of }) => of !== null)))(
    '$name: where the truth itself is a whole number of sites, it is held a little oftener',
    (scenario) => {
      const { mean } = coverRate(scenario, 150, 42);
      expect(mean).toBeGreaterThanOrEqual(0.925);
      expect(mean).toBeLessThanOrEqual(0.995);
    },
  );
});
