import { describe, expect, test } from 'vitest';
import type { Measure, Test } from '../assessment/rule.ts';
import type { Fact } from './fact.ts';
import { criterion, editionOf, fact, judged, rule } from './fixtures/paper.ts';
import { score } from './score.ts';

const at = (day: number) => `2026-03-${String(day).padStart(2, '0')}T00:00:00.000Z`;
const over = (than: string, is: Test['is'] = '>'): Test => ({ fact: null, is, than });
const named = (name: string, value: number | boolean | string, more = {}) =>
  fact('1', value, { name, ...more });

describe('count of conditions → grade: four met A, three B, else C', () => {
  const conditions: Measure = {
    type: 'conditions',
    conditions: ['a', 'b', 'c', 'd'].map((name) => ({ fact: name, text: name })),
  };
  const graded = rule(conditions, {
    type: 'grades',
    steps: [
      { grade: 'A', when: [over('4', '>=')] },
      { grade: 'B', when: [over('3', '>=')] },
    ],
    otherwise: 'C',
  });
  const met = (...names: string[]) => names.map((name) => named(name, true));

  test('four met earn all, three earn 0.6, two nothing', () => {
    expect(judged(graded, met('a', 'b', 'c', 'd'))).toBe(10);
    expect(judged(graded, [...met('a', 'b', 'c'), named('d', false)])).toBe(6);
    expect(judged(graded, [...met('a', 'b'), named('c', false), named('d', false)])).toBe(0);
  });

  test('with one condition unseen and three met it is between B and A', () => {
    expect(judged(graded, met('a', 'b', 'c'))).toEqual([6, 10]);
    expect(judged(graded, [])).toEqual([0, 10]);
  });

  test('a condition seen twice is met only where it was met both times', () => {
    expect(judged(graded, [...met('a', 'b', 'c', 'd'), named('a', false)])).toBe(6);
  });
});

describe('thresholds', () => {
  const share = rule(
    { type: 'value', fact: 'value', how: null },
    {
      type: 'grades',
      steps: [
        { grade: 'A', when: [over('85%')] },
        { grade: 'B', when: [over('80%')] },
      ],
      otherwise: 'C',
    },
  );
  test('A > 85 %, B > 80 %, else C, and the bound belongs to the lower grade', () => {
    expect([0.8501, 0.85, 0.8001, 0.8].map((value) => judged(share, [fact('1', value)]))).toEqual([
      10, 6, 6, 0,
    ]);
  });
  test('the last value counts, by time and then by id', () => {
    const early = fact('1', 0.9, { id: 'z', at: at(1) });
    const late = fact('1', 0.81, { id: 'a', at: at(2) });
    expect(judged(share, [late, early])).toBe(6);
    expect(judged(share, [fact('1', 0.9, { id: 'b', at: at(2) }), late, early])).toBe(10);
  });
});

const value: Measure = { type: 'value', fact: 'value', how: null };

test('grade C# ≤ 50 % sinks what stands above it, and an undecided one does not', () => {
  const floor = rule(value, {
    type: 'grades',
    steps: [
      { grade: 'A', when: [over('85%')] },
      { grade: 'C#', when: [over('50%', '<=')] },
    ],
    otherwise: 'B',
  });
  const grades = [
    { name: 'A', worth: '1', sinks: 'self' as const },
    { name: 'B', worth: '0.6', sinks: 'self' as const },
    { name: 'C#', worth: '0', sinks: 'total' as const },
  ];
  const edition = editionOf([criterion('1', { rule: floor }), criterion('2', { rule: rule(value) })], {
    grades,
  });
  const total = (...facts: Fact[]) => score(edition, [...facts, fact('2', true)]).total;
  expect(total(fact('1', 0.5))).toMatchObject({ points: 0, lost: 2, sunk: true });
  expect(total(fact('1', 0.51))).toMatchObject({ points: 1.6, sunk: false });
  expect(total()).toMatchObject({ state: 'unknown', low: 1, high: 2, sunk: false });
});

test('compound threshold: 100 % and no water of class V', () => {
  const both = rule(value, {
    type: 'grades',
    steps: [{ grade: 'A', when: [over('100%', '>='), { fact: '劣V类', is: '=', than: '0' }] }],
    otherwise: 'C',
  });
  expect(judged(both, [named('value', 1), named('劣V类', 0)])).toBe(10);
  expect(judged(both, [named('value', 1), named('劣V类', 1)])).toBe(0);
  expect(judged(both, [named('value', 1)])).toEqual([0, 10]);
  expect(judged(both, [named('value', 0.9)])).toBe(0);
});

test('proportional: broadcasts ÷ 4 × points, capped; less is better runs the other way', () => {
  const broadcasts = rule(value, { type: 'proportional', full: '4', from: '0' });
  expect([1, 3, 4, 9].map((n) => judged(broadcasts, [fact('1', n)]))).toEqual([2.5, 7.5, 10, 10]);
  const minutes = rule(value, { type: 'proportional', full: '15', from: '45' });
  expect([10, 15, 35, 60].map((n) => judged(minutes, [fact('1', n)]))).toEqual([10, 10, 3.33, 0]);
});

test('deduct: two advertisements a bus, −4 for each missing, −2 each below ten places, not below nothing', () => {
  const line = { side: 'below' as const, per: '1', started: false };
  const buses = rule(value, {
    type: 'deduct',
    lines: [
      { ...line, fact: '广告', limit: '2', points: '4' },
      { ...line, fact: '处数', limit: '10', points: '2' },
    ],
    floor: '0',
  });
  const seen = (ads: number, places: number) =>
    judged(buses, [named('value', 0), named('广告', ads), named('处数', places)]);
  expect([seen(2, 10), seen(1, 10), seen(2, 9), seen(1, 8), seen(0, 0)]).toEqual([10, 6, 8, 2, 0]);
  expect(judged(buses, [named('value', 0), named('广告', 1)])).toEqual([0, 6]);
});

test('deduct by started units: every started hour over two costs a point', () => {
  const hours = rule(value, {
    type: 'deduct',
    lines: [{ fact: null, side: 'above', limit: '2', per: '1', points: '1', started: true }],
    floor: '0',
  });
  expect([2, 2.1, 3, 3.5].map((n) => judged(hours, [fact('1', n)]))).toEqual([10, 9, 9, 8]);
});

test('absence: no advertisement on the home page, no points; zero tolerance: one who crosses on red is enough', () => {
  const page = rule(value, { type: 'share' }, [{ type: 'absence', fact: '首页广告' }]);
  expect(judged(page, [named('value', 1), named('首页广告', false)])).toBe(0);
  expect(judged(page, [named('value', 1), named('首页广告', true)])).toBe(10);
  expect(judged(page, [named('value', 1)])).toEqual([0, 10]);
  const red = rule(value, { type: 'share' }, [{ type: 'zero_tolerance', fact: '闯红灯' }]);
  expect(judged(red, [named('value', 1), named('闯红灯', 0), named('闯红灯', 1)])).toBe(0);
});

test('density: at least one advertisement per 200 m of road', () => {
  const ads = rule(
    { type: 'density', count: '广告', over: '米', per: '200' },
    { type: 'pass', is: '>=', than: '1' },
  );
  const road = (count: number, metres: number) => judged(ads, [named('广告', count), named('米', metres)]);
  expect([road(5, 1000), road(4, 1000), road(1, 0)]).toEqual([10, 0, 'out']);
});

test('rate and incidence: lamps lit of lamps installed; cases per 10,000 households, strictly below', () => {
  const lamps = rule({ type: 'rate', of: '亮', outOf: '装' }, { type: 'pass', is: '>=', than: '95%' });
  expect(judged(lamps, [named('亮', 50), named('亮', 45), named('装', 100)])).toBe(10);
  expect(judged(lamps, [named('亮', 94.9999), named('装', 100)])).toBe(0);
  const cases = rule(
    { type: 'incidence', cases: '起', base: '户', per: '10000' },
    { type: 'pass', is: '<', than: '3' },
  );
  expect(judged(cases, [named('起', 30), named('户', 100_000)])).toBe(0);
  expect(judged(cases, [named('起', 29), named('户', 100_000)])).toBe(10);
});

test('coverage counts fixed advertisements, never banners', () => {
  const covered = rule({
    type: 'coverage',
    covered: '广告',
    whole: '应设',
    white: ['固定广告'],
    black: ['横幅'],
  });
  const ads = [named('广告', 6, { form: '固定广告' }), named('广告', 4, { form: '横幅' }), named('应设', 10)];
  expect(judged(covered, ads)).toBe(6);
  expect(judged(covered, ads.slice(1))).toBe(0);
});

test('members: every township has one; one that need not have it is taken off', () => {
  const towns = rule({ type: 'members', members: ['东乡', '西乡', '南乡'], fact: 'value' });
  const [east, west] = [fact('1', true, { site: '东乡' }), fact('1', false, { site: '西乡' })];
  expect(judged(towns, [east, west])).toEqual([3.33, 6.67]);
  expect(judged(towns, [east, west, fact('1', 'not_applicable', { site: '南乡' })])).toBe(5);
});

test('satisfaction: unknown below the least sample', () => {
  const survey = rule({ type: 'satisfaction', favourable: '满意', asked: '样本', atLeast: 100 });
  expect(judged(survey, [named('满意', 90), named('样本', 120)])).toBe(7.5);
  expect(judged(survey, [named('满意', 90), named('样本', 99)])).toEqual([0, 10]);
});

test('sites by stratum: a stratum that nobody visited keeps its share open', () => {
  const strata = [
    { name: '主城', weight: '70%' },
    { name: '乡镇', weight: '30%' },
  ];
  const sites = rule({
    type: 'sites',
    fact: 'value',
    counts: 'pass',
    passes: { is: '>=', than: '1' },
    strata,
  });
  const town = ['a', 'b'].map((site) => fact('1', site === 'a', { site, stratum: '主城' }));
  expect(judged(sites, town)).toEqual([3.5, 6.5]);
  expect(judged(sites, [...town, fact('1', true, { site: 'c', stratum: '乡镇' })])).toBe(6.5);
  expect(judged(sites, [...town, fact('1', 'not_observed', { site: 'c', stratum: '乡镇' })])).toEqual([
    3.5, 6.5,
  ]);
});

test('points by hand count with a reason and a second person', () => {
  const manual = rule({ type: 'manual', fact: 'points' }, { type: 'points' });
  const given = { name: 'points', marker: '王', second: '李', reason: '现场复核' };
  expect(judged(manual, [fact('1', 7.5, given)])).toBe(7.5);
  expect(judged(manual, [fact('1', 7.5, { ...given, second: '王' })])).toEqual([0, 10]);
  expect(judged(manual, [fact('1', 7.5, { ...given, reason: null })])).toEqual([0, 10]);
});

test('a formula says what a missing fact means', () => {
  const formula = (missing: 'unknown' | 'zero' | 'not_applicable') =>
    judged(rule({ type: 'formula', text: 'min(甲, 1) * 70% + 乙 * 30%', missing }), [named('甲', 1)]);
  expect([formula('unknown'), formula('zero'), formula('not_applicable')]).toEqual([[0, 10], 7, 'out']);
});

test('parts: a method that does not apply leaves its share to the other', () => {
  const parts = [
    { method: '材料审核', share: '40%', rule: rule(value) },
    { method: '实地考察', share: '60%', rule: rule({ type: 'rate', of: 'a', outOf: 'b' }) },
  ];
  const papers = fact('1', 0.5, { method: '材料审核' });
  const onSite = (a: number, b: number) => [
    named('a', a, { method: '实地考察' }),
    named('b', b, { method: '实地考察' }),
  ];
  const of = (facts: Fact[]) =>
    score(editionOf([criterion('1', { points: 10, parts })]), facts).nodes[0]?.points;
  expect(of([papers, ...onSite(3, 4)])).toBe(6.5);
  expect(of([papers, ...onSite(0, 0)])).toBe(5);
});

test('bonus comes on top, the negative list takes away, a veto caps, and nothing falls below 0', () => {
  const nodes = [
    criterion('1', { points: 5, rule: rule(value) }),
    criterion('2', { points: 2, kind: 'bonus', rule: rule(value) }),
    criterion('3', { points: 9, kind: 'deduction', rule: rule(value) }),
    criterion('4', {
      points: 0,
      kind: 'veto',
      veto: { on: 'total', cap: 3 },
      rule: rule(value, { type: 'pass', is: '>', than: '0' }),
    }),
  ];
  const total = (...amounts: number[]) =>
    score(
      editionOf(nodes),
      amounts.map((amount, index) => fact(String(index + 1), amount)),
    ).total;
  expect(total(1, 1, 0, 0)).toMatchObject({ points: 7, of: 5, max: 5, lost: 0 });
  expect(total(1, 0, 0.3333, 0)).toMatchObject({ points: 2, lost: 3 });
  expect(total(0, 0, 1, 0)).toMatchObject({ points: 0, of: 5, lost: 5 });
  expect(total(1, 1, 0, 1)).toMatchObject({ points: 3, sunk: true, vetoes: { struck: ['4'], open: [] } });
  expect(total(1, 1, 0)).toMatchObject({ points: 7, vetoes: { struck: [], open: ['4'] } });
});

test('not applicable takes a criterion out of the maximum, until it is observed later', () => {
  const out = fact('1', 'not_applicable', { at: at(2) });
  expect(judged(rule(value), [fact('1', 1, { at: at(1) }), out])).toBe('out');
  expect(judged(rule(value), [fact('1', 1, { at: at(3) }), out])).toBe(10);
});

test('"none here" takes dependants out, and an unknown answer leaves them in', () => {
  const when = { code: '1', fact: 'value', is: '>' as const, than: '0' };
  const nodes = [
    criterion('1', { rule: rule(value) }),
    criterion('2', { rule: rule(value), applies: { siteTypes: [], unitTypes: [], tiers: [], when } }),
  ];
  const state = (...facts: Fact[]) => score(editionOf(nodes), facts).nodes[1]?.state;
  expect([state(fact('1', 0)), state(fact('1', 1)), state()]).toEqual([
    'not_applicable',
    'unknown',
    'unknown',
  ]);
});

test('half a hundredth rounds up, and what is shown adds up', () => {
  const third = (code: string) => criterion(code, { points: 0.05, rule: rule(value) });
  const { nodes, total } = score(editionOf([third('1'), third('2')]), [fact('1', 0.5), fact('2', 0.1)]);
  expect([...nodes.map(({ points }) => points), total.points]).toEqual([0.03, 0.01, 0.04]);
});

test('sums of the greatest amounts stay exact', () => {
  const huge = rule({ type: 'rate', of: 'a', outOf: 'b' }, { type: 'pass', is: '=', than: '1' });
  const many = Array.from({ length: 40 }, () => named('a', 0, { value: { tenThousandths: 10 ** 15 - 1 } }));
  const whole = Array.from({ length: 40 }, () => named('b', 0, { value: { tenThousandths: 10 ** 15 - 1 } }));
  expect(judged(huge, [...many, ...whole])).toBe(10);
  expect(judged(huge, [...many, ...whole, named('a', 0.0001)])).toBe(0);
});
