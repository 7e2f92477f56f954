import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Doubts, doubt } from './doubt.ts';
import { TOTAL_SCENARIOS, coverTotal } from './doubt-worlds.ts';
import { estimate } from './estimate.ts';
import { anyFacts, anySubject, scorableEdition } from './fixtures/any-scoring.ts';
import { criterion, editionOf, fact, rule } from './fixtures/paper.ts';
import { PLACE } from './subject.ts';

describe('centre', () => {
  test('with the rates as they were found, the tree of draws gives the engine’s points', () => {
    fc.assert(
      fc.property(scorableEdition, anyFacts, anySubject, (edition, facts, subject) => {
        const doubts = new Doubts(edition, facts);
        const model = doubts.model(subject);
        model.draw(null);
        const { total, nodes } = doubts.result(subject);
        const at = model.total;
        expect([model.low[at]! / 100, model.high[at]! / 100, model.max[at]! / 100]).toEqual([
          total.low,
          total.high,
          total.max,
        ]);
        if (total.points !== null) {
          expect(model.points[at]! / 100 + 0).toBe(total.points);
          expect(model.of[at]! / 100).toBe(total.of);
        }
        for (const [node, { low, high }] of nodes.entries())
          expect([model.low[node]! / 100 + 0, model.high[node]! / 100 + 0]).toEqual([low, high]);
      }),
      { numRuns: 500 },
    );
  });

  test('a score in floats is the exact one, at the rate that was found', () => {
    fc.assert(
      fc.property(scorableEdition, anyFacts, anySubject, (edition, facts, subject) => {
        for (const { parts } of new Doubts(edition, facts).model(subject).leaves)
          for (const { drawn, cells, sure } of parts) {
            if (drawn === null) continue;
            const rate = cells.reduce((sum, cell) => sum + cell.weight * cell.rate, 0);
            // A rate that lies on a threshold may fall to either side of it as a float.
            const near = [rate, rate - 1e-12, rate + 1e-12].map((one) => drawn(one));
            expect(near.some(({ share }) => Math.abs(share - sure.share) < 1e-9)).toBe(true);
          }
      }),
      { numRuns: 500 },
    );
  });
});

const observed = rule({ type: 'observations', fact: 'value' });
const met = (code: string, passed: number, of: number, unit: string | null = null, site = '') =>
  Array.from({ length: of }, (_, nth) =>
    fact(code, nth < passed, { unit, site: `${site}${nth}`, id: `${unit ?? ''}${code}${site}${nth}` }),
  );

describe('one score', () => {
  test('a criterion is as sure as its rate, and what nobody sampled is exact', () => {
    const edition = editionOf([
      criterion('1', { points: 10, rule: observed }),
      criterion('2', { points: 5, rule: rule({ type: 'value', fact: 'value', how: null }) }),
    ]);
    const { total, nodes } = doubt(edition, [...met('1', 8, 10), fact('2', 1)]);
    const own = estimate({
      strata: [
        {
          name: '',
          weight: 1,
          population: null,
          clusters: met('1', 8, 10).map((_, nth) => ({
            sum: nth < 8 ? 1 : 0,
            size: 1,
            seen: 1,
            alone: false,
            site: -1,
          })),
        },
      ],
    });
    expect(nodes[0]).toMatchObject({ code: '1', points: 8, method: 'rate', sample: 10, tooFew: false });
    expect(nodes[0]!.low).toBeCloseTo((own?.low ?? 0) * 10, 1);
    expect(nodes[0]!.high).toBeCloseTo((own?.high ?? 0) * 10, 1);
    expect(nodes[1]).toMatchObject({ code: '2', low: 5, high: 5, method: 'exact' });
    expect(total).toMatchObject({ points: 13, of: 15, sites: 10, stepped: false });
    expect(total.low).toBeGreaterThan(8);
    expect(total.high).toBeLessThan(15);
  });

  test('how likely ninety is falls as the threshold rises, and widens with what nobody saw', () => {
    const edition = editionOf([
      criterion('1', { points: 90, rule: observed }),
      criterion('2', { points: 10, rule: observed }),
    ]);
    const all = doubt(edition, [...met('1', 36, 40), ...met('2', 36, 40, null, 'b')]);
    const chances = [70, 80, 90, 95, 99].map((threshold) => all.reach(threshold).likely ?? 0);
    expect(chances).toEqual([...chances].sort((a, b) => b - a));
    expect(chances[2]).toBeGreaterThan(0.3);
    expect(chances[2]).toBeLessThan(0.7);
    expect(all.reach(90).least).toBe(all.reach(90).likely);

    const part = doubt(edition, met('1', 36, 40));
    const { least, likely, most } = part.reach(90);
    expect(least).toBeLessThan(likely ?? 0);
    expect(most).toBeGreaterThan(likely ?? 1);
    expect(part.nodes[1]).toMatchObject({ method: 'unknown', low: null, high: null });
  });

  test('a site seen under many criteria is one site, not many', () => {
    const codes = Array.from({ length: 10 }, (_, nth) => String(nth));
    const edition = editionOf(codes.map((code) => criterion(code, { points: 1, rule: observed })));
    const together = doubt(
      edition,
      codes.flatMap((code) => met(code, 14, 20)),
    );
    const apart = doubt(
      edition,
      codes.flatMap((code) => met(code, 14, 20, null, `${code}/`)),
    );
    expect(together.total.points).toBe(apart.total.points);
    expect(together.total.high - together.total.low).toBeGreaterThan(
      2 * (apart.total.high - apart.total.low),
    );
    expect([together.total.sites, apart.total.sites]).toEqual([20, 200]);
  });

  test('all sites of a known number seen: no doubt is left', () => {
    const edition = editionOf([criterion('1', { points: 10, rule: observed })]);
    const found = doubt(edition, met('1', 8, 10), PLACE, { populations: { '1': 10 } });
    expect([found.total.low, found.total.high]).toEqual([8, 8]);
  });

  test('a rate that is reported for the whole is no sample; one from sites is; people asked always are', () => {
    const lamps = rule({ type: 'rate', of: 'lit', outOf: 'all' });
    const asked = rule({ type: 'satisfaction', favourable: 'yes', asked: 'all', atLeast: 0 });
    const edition = editionOf([criterion('1', { rule: lamps }), criterion('2', { rule: asked })]);
    const reported = (code: string, name: string, value: number, site: string | null = null) =>
      fact(code, value, { name, site });
    const people = [reported('2', 'yes', 80), reported('2', 'all', 100)];
    const whole = doubt(edition, [reported('1', 'lit', 95), reported('1', 'all', 100), ...people]);
    expect(whole.nodes.map(({ method }) => method)).toEqual(['exact', 'rate']);
    const streets = ['东街', '西街', '南街'].flatMap((street, nth) => [
      reported('1', 'lit', 30 + nth, street),
      reported('1', 'all', 33, street),
    ]);
    const sampled = doubt(edition, [...streets, ...people]);
    expect(sampled.nodes[0]).toMatchObject({ method: 'rate', sample: 3, tooFew: true });
  });

  test('few observations under a steep rule are said to be few', () => {
    const steps = {
      type: 'grades' as const,
      steps: [{ grade: 'A', when: [{ fact: null, is: '>' as const, than: '85%' }] }],
      otherwise: 'C',
    };
    const codes = Array.from({ length: 60 }, (_, nth) => String(nth));
    const edition = editionOf(
      codes.map((code) => criterion(code, { rule: rule({ type: 'observations', fact: 'value' }, steps) })),
    );
    const facts = codes.flatMap((code, nth) => met(code, nth % 3 === 0 ? 2 : 3, 3, null, `${code}/`));
    const { total } = doubt(edition, facts);
    // Two thirds of sixty were seen at 3 of 3; a rate near 0.89 for all would earn nearly all points.
    expect(total.points).toBe(40);
    expect(total.high).toBeGreaterThan(55);
  });

  test('the seed fixes every figure, and other units change nothing', () => {
    const edition = editionOf([
      criterion('1', { points: 10, rule: observed, responsible: ['甲', '乙'] }),
      criterion('2', { points: 10, rule: observed, responsible: ['甲', '乙'] }),
    ]);
    const own = [...met('1', 8, 10, '甲', 'a'), ...met('2', 5, 10, '甲', 'b')];
    const other = [...met('1', 2, 10, '乙', 'c'), ...met('2', 5, 10, '乙', 'd')];
    const unit = { unit: '甲', unitType: null };
    const one = JSON.stringify(doubt(edition, own, unit, { seed: 7 }));
    expect(JSON.stringify(doubt(edition, [...other, ...own].reverse(), unit, { seed: 7 }))).toBe(one);
    expect(JSON.stringify(doubt(edition, own, unit, { seed: 8 }))).not.toBe(one);
    expect(JSON.parse(one)).toMatchInlineSnapshot(`
      {
        "nodes": [
          {
            "code": "1",
            "high": 9.43,
            "low": 4.9,
            "method": "rate",
            "points": 8,
            "rates": [
              {
                "estimate": {
                  "confidence": 0.95,
                  "designEffect": 1,
                  "effective": 10,
                  "high": 0.9433,
                  "low": 0.4902,
                  "rate": 0.8,
                  "sites": 10,
                },
                "method": null,
              },
            ],
            "sample": 10,
            "tooFew": false,
          },
          {
            "code": "2",
            "high": 7.63,
            "low": 2.37,
            "method": "rate",
            "points": 5,
            "rates": [
              {
                "estimate": {
                  "confidence": 0.95,
                  "designEffect": 1,
                  "effective": 10,
                  "high": 0.7634,
                  "low": 0.2366,
                  "rate": 0.5,
                  "sites": 10,
                },
                "method": null,
              },
            ],
            "sample": 10,
            "tooFew": false,
          },
        ],
        "total": {
          "confidence": 0.95,
          "converted": {
            "high": 16.51,
            "low": 8.74,
            "points": 13,
          },
          "high": 16.51,
          "low": 8.74,
          "of": 20,
          "points": 13,
          "sites": 20,
          "stepped": false,
          "whole": {
            "high": 16.51,
            "low": 8.74,
          },
        },
      }
    `);
  });
});

test('a guard that cannot be decided lets no grade of its rule sink what stands above', () => {
  const sinking = [
    { name: 'A', worth: '1', sinks: 'self' as const },
    { name: 'C#', worth: '0', sinks: 'parent' as const },
  ];
  const hard = { type: 'grades' as const, steps: [], otherwise: 'C#' };
  const floor = {
    type: 'floor' as const,
    when: [{ fact: 'b', is: '>' as const, than: '0' }],
    sinks: 'self' as const,
  };
  const parts = [
    { method: '实地考察', share: '60%', rule: rule({ type: 'observations', fact: 'a' }, hard, [floor]) },
    { method: '材料审核', share: '40%', rule: rule({ type: 'observations', fact: 'value' }) },
  ];
  const edition = editionOf([criterion('1', { points: 1, parts }), criterion('2', { points: 12 })], {
    grades: sinking,
  });
  const doubts = new Doubts(edition, [fact('1', 1, { method: '材料审核', site: 's' })]);
  const model = doubts.model(PLACE);
  model.draw(null);
  expect(model.high[model.total]! / 100).toBe(doubts.result(PLACE).total.high);
});

test('for any framework and facts, the points of a rule without steps lie in their interval', () => {
  fc.assert(
    fc.property(scorableEdition, anyFacts, anySubject, (edition, facts, subject) => {
      const { total, nodes } = new Doubts(edition, facts).of(subject, { draws: 100 });
      expect(total.low).toBeLessThanOrEqual(total.high);
      for (const { method, points, low, high } of nodes) {
        if (method === 'exact' || method === 'rate') {
          expect(low ?? 0).toBeLessThanOrEqual(points ?? 0);
          expect(high ?? 0).toBeGreaterThanOrEqual(points ?? 0);
        }
      }
    }),
    { numRuns: 200 },
  );
});

describe('intervals of totals hold the truth about 95 times in 100', () => {
  // 120 runs: a standard error of 0.02. `npm run coverage` has the long run of all scenarios.
  test.each(TOTAL_SCENARIOS.filter(({ criteria }) => criteria <= 20))(
    '$name',
    (scenario) => {
      const { held } = coverTotal(scenario, 120, 21, 200);
      expect(held).toBeGreaterThanOrEqual(0.88);
    },
    120_000,
  );
});

test('a few sites of a heavy stratum lean on the many of a light one, also in what criteria have in common', () => {
  // Residuals counted in full would leave 5.3 points open, and hold 99 times in 100.
  const scenario = TOTAL_SCENARIOS.find(({ name }) => name.includes('40 + 6 shared sites'))!;
  expect(coverTotal(scenario, 60, 3, 200).width).toBeLessThan(4);
});

test('118 criteria, 30 units, 1,000 draws: within two seconds', () => {
  const codes = Array.from({ length: 118 }, (_, nth) => String(nth));
  const units = Array.from({ length: 30 }, (_, nth) => `单位${nth}`);
  const edition = editionOf(
    codes.map((code) => criterion(code, { points: 1, rule: observed, responsible: units })),
  );
  const facts = units.flatMap((unit, nth) =>
    codes.flatMap((code) => met(code, 2 + (nth % 2), 3, unit, unit)),
  );
  const doubts = new Doubts(edition, facts);
  // Time of the processor: the test runs beside others.
  const start = process.cpuUsage();
  for (const unit of units) doubts.of({ unit, unitType: null });
  const { user } = process.cpuUsage(start);
  expect(user / 1000).toBeLessThan(6_000);
});
