import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Chance } from './doubt-chance.ts';
import { Doubts } from './doubt.ts';
import { estimate } from './estimate.ts';
import { moreSites } from './estimate-enough.ts';
import { criterion, editionOf, fact, rule } from './fixtures/paper.ts';
import { allocate, varianceAfter, visitKinds } from './sampling-advice.ts';
import type { VisitKind } from './sampling-advice.ts';
import { PLACE } from './subject.ts';

const kind: fc.Arbitrary<Omit<VisitKind, 'name'>> = fc.record({
  left: fc.oneof(fc.nat(4), fc.constant(Infinity)),
  terms: fc.array(
    fc.record({
      criterion: fc.constant('1.1'),
      stratum: fc.constant(''),
      slope: fc.integer({ min: 0, max: 8 }).map((n) => n / 2),
      spread: fc.integer({ min: 0, max: 5 }).map((n) => n / 20),
      seen: fc.nat(6),
    }),
    { minLength: 1, maxLength: 3 },
  ),
});

/** The least variance that any way to place the visits leaves. */
function bestOf(kinds: readonly VisitKind[], visits: number): number {
  const [first, ...rest] = kinds;
  if (first === undefined) return 0;
  let best = Infinity;
  for (let own = 0; own <= Math.min(visits, first.left); own++)
    best = Math.min(best, varianceAfter(first, own) + bestOf(rest, visits - own));
  return best;
}

test('no other way to place the visits leaves less doubt', () => {
  fc.assert(
    fc.property(fc.array(kind, { maxLength: 4 }), fc.nat(6), (list, visits) => {
      const kinds = list.map((one, nth) => ({ ...one, name: `类${nth}` }));
      const advice = allocate(kinds, visits);
      const left = kinds.reduce((sum, one) => {
        const own = advice.visits.find(({ name }) => name === one.name)?.visits ?? 0;
        expect(own).toBeLessThanOrEqual(one.left);
        return sum + varianceAfter(one, own);
      }, 0);
      expect(left).toBeCloseTo(bestOf(kinds, visits), 10);
      expect(advice.halfWidthThen).toBeLessThanOrEqual(advice.halfWidthNow);
      const placed = advice.visits.reduce((sum, one) => sum + one.visits, 0);
      expect(placed + advice.unplaced).toBe(visits);
    }),
    { numRuns: 300 },
  );
});

const strata = [
  { name: '主干道', weight: '1' },
  { name: '背街小巷', weight: '1' },
];
const sites = rule({ type: 'sites', fact: 'value', counts: 'pass', passes: { is: '>=', than: '1' }, strata });
const visit = (code: string, stratum: string, nth: number, met: boolean) =>
  fact(code, met, { stratum, site: `${stratum}${nth}` });

test('fifty visits go where points hang on it and little is known', () => {
  const edition = editionOf([
    criterion('1', { points: 10, rule: sites }),
    criterion('2', {
      points: 1,
      rule: sites,
      applies: { siteTypes: [], unitTypes: [], tiers: [], when: null },
    }),
  ]);
  const facts = ['1', '2'].flatMap((code) => [
    ...Array.from({ length: 30 }, (_, nth) => visit(code, '主干道', nth, nth > 0)),
    ...Array.from({ length: 4 }, (_, nth) => visit(code, '背街小巷', nth, nth > 1)),
  ]);
  const model = new Doubts(edition, facts).model(PLACE);
  const { visits, halfWidthNow, halfWidthThen } = allocate(visitKinds(model, new Chance(1)), 50);
  expect(visits[0]).toMatchObject({ name: '背街小巷' });
  expect(visits[0]!.visits).toBeGreaterThan(40);
  expect(halfWidthThen).toBeLessThan(halfWidthNow / 2);
});

test('when few sites are left, the rest of the visits goes elsewhere', () => {
  const edition = editionOf([criterion('1', { points: 10, rule: sites })]);
  const facts = [
    ...Array.from({ length: 30 }, (_, nth) => visit('1', '主干道', nth, nth > 0)),
    ...Array.from({ length: 4 }, (_, nth) => visit('1', '背街小巷', nth, nth > 1)),
  ];
  const model = new Doubts(edition, facts).model(PLACE, { '1': { 主干道: 40, 背街小巷: 9 } });
  const { visits, unplaced } = allocate(visitKinds(model, new Chance(1)), 50);
  expect(visits).toEqual([
    { name: '主干道', visits: 10 },
    { name: '背街小巷', visits: 5 },
  ]);
  expect(unplaced).toBe(35);
});

test('a criterion whose rate lies far from its steps asks for no visits', () => {
  const grades = {
    type: 'grades' as const,
    steps: [{ grade: 'A', when: [{ fact: null, is: '>' as const, than: '20%' }] }],
    otherwise: 'C',
  };
  const observed = { type: 'observations' as const, fact: 'value' };
  const edition = editionOf([
    criterion('1', { points: 50, rule: rule(observed, grades) }),
    criterion('2', { points: 1, rule: rule(observed) }),
  ]);
  const facts = ['1', '2'].flatMap((code) =>
    Array.from({ length: 40 }, (_, nth) => fact(code, nth > 8, { site: `${code}/${nth}` })),
  );
  const model = new Doubts(edition, facts).model(PLACE);
  expect(allocate(visitKinds(model, new Chance(1)), 10).visits).toEqual([{ name: '2', visits: 10 }]);
});

test('how many more sites until the half-width is small enough', () => {
  const found = (seen: number, population: number | null = null) => {
    const clusters = Array.from({ length: seen }, (_, nth) => ({
      sum: nth % 5 === 0 ? 0 : 1,
      size: 1,
      seen: 1,
      alone: false,
      site: -1,
    }));
    const own = estimate({ strata: [{ name: '', weight: 1, population, clusters }] });
    if (own === null) throw new Error('was observed');
    return own;
  };
  const half = ({ low, high }: { low: number; high: number }) => (high - low) / 2;
  const more = moreSites(found(10), 0.1);
  expect(half(found(10 + more))).toBeLessThanOrEqual(0.105);
  expect(half(found(10 + more - 5))).toBeGreaterThan(0.1);
  expect(moreSites(found(100), 0.1)).toBe(0);
  expect(moreSites(found(10, 20), 0.1, 20)).toBeLessThan(more);
  expect(moreSites(found(10, 12), 0.0001, 12)).toBe(2);
});
