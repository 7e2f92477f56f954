import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Node } from '../assessment/edition.ts';
import type { Rule } from '../assessment/rule.ts';
import { bestRepairs } from './advice-best.ts';
import { openRepairs } from './advice-open.ts';
import { withChanges } from './advice-repair.ts';
import { sentenceOf } from './advice-words.ts';
import type { Fact } from './fact.ts';
import { criterion, editionOf, fact, rule } from './fixtures/paper.ts';
import { repairCase } from './fixtures/repair-case.ts';
import { gains } from './gain.ts';
import { score } from './score.ts';

const graded = (...limits: string[]) => ({
  type: 'grades' as const,
  steps: limits.map((than, n) => ({
    grade: ['A', 'B'][n]!,
    when: [{ fact: null, is: '>=' as const, than }],
  })),
  otherwise: 'C',
});

const openOf = (of: Rule, facts: Fact[], more: Partial<Node> = {}) =>
  openRepairs(editionOf([criterion('1', { points: 10, rule: of, ...more })]), facts);

describe('open problems', () => {
  test('are unmet conditions, not those that nobody has looked at', () => {
    const conditions = ['制度', '机构', '台账'].map((name) => ({ fact: name, text: `有${name}` }));
    const no = fact('1', false, { name: '机构' });

    const open = openOf(rule({ type: 'conditions', conditions }, graded('3', '2')), [
      fact('1', true, { name: '制度' }),
      no,
    ]);

    expect(open).toMatchObject([
      {
        title: '标准1：达到“有机构”',
        changes: [{ fact: no.id, value: { tenThousandths: 10_000 } }],
        cost: {},
      },
    ]);
  });

  test('are sites that fail, each with the fewest observations that let it pass', () => {
    const at = (site: string, ...values: number[]) => values.map((value) => fact('1', value, { site }));
    const square = at('广场', 1, 1, 0);
    const market = at('市场', 0, 0, 1);

    const open = openOf(
      rule({ type: 'sites', fact: 'value', counts: 'pass', passes: { is: '>=', than: '60%' }, strata: [] }),
      [...square, ...market],
    );

    expect(open.map(({ site, changes }) => [site, changes.length])).toEqual([['市场', 1]]);
    expect(sentenceOf(open[0]!.need, 'en', 'Order')).toBe(
      'Order: 市场, put 1 observations right so that the site passes',
    );
  });

  test('are amounts, up to where the next grade begins', () => {
    const lit = fact('1', 78, { name: '亮灯' });
    const open = openOf(
      rule({ type: 'rate', of: '亮灯', outOf: '装灯' }, graded('95%', '85%')),
      [lit, fact('1', 100, { name: '装灯' })],
      { facts: [{ name: '亮灯', text: '亮灯数', unit: '盏', how: null }] },
    );

    expect(open).toMatchObject([
      { title: '标准1：“亮灯数”再增加 7盏，即可提高得分', changes: [{ value: { tenThousandths: 850_000 } }] },
    ]);
  });

  test('are occurrences where none is allowed, and cases where fewer are better', () => {
    const crossing = fact('1', 2, { name: '闯红灯' });
    const strict = rule({ type: 'observations', fact: 'value' }, { type: 'share' }, [
      { type: 'zero_tolerance', fact: '闯红灯' },
    ]);
    expect(openOf(strict, [fact('1', 1), crossing])).toMatchObject([
      { need: { code: 'occurrence' }, changes: [{ fact: crossing.id, value: { tenThousandths: 0 } }] },
    ]);

    const cases = fact('1', 9, { name: '发案' });
    const incidence = rule(
      { type: 'incidence', cases: '发案', base: '户数', per: '10000' },
      { type: 'pass', is: '<', than: '3' },
    );
    expect(openOf(incidence, [cases, fact('1', 20_000, { name: '户数' })])).toMatchObject([
      { need: { code: 'fewer', facts: { count: 4 } } },
    ]);
  });

  test('are whole where things are counted: nobody mends a tenth of a place', () => {
    const perPlace = rule(
      { type: 'value', fact: '缺少数', how: null },
      {
        type: 'deduct',
        lines: [{ fact: null, side: 'above', limit: '0', per: '1', points: '0.5', started: false }],
        floor: '0',
      },
    );
    const counted = { facts: [{ name: '缺少数', text: '缺少的问题', unit: '处', how: 'sum' as const }] };

    const open = openOf(perPlace, [fact('1', 2, { name: '缺少数' })], counted);

    expect(open).toMatchObject([{ changes: [{ value: { tenThousandths: 10_000 } }] }]);
  });

  test('are put right by taking away what a deduction counts', () => {
    const seen = fact('1', 1);
    const open = openOf(rule({ type: 'observations', fact: 'value' }), [seen], { kind: 'deduction' });

    expect(open).toMatchObject([{ changes: [{ fact: seen.id, value: { tenThousandths: 0 } }] }]);
  });

  test('once put right are open no more, and name facts that are there', () => {
    fc.assert(
      fc.property(repairCase(1), ({ edition, facts, subject }) => {
        const known = new Set(facts.map(({ id }) => id));
        for (const repair of openRepairs(edition, facts, subject)) {
          expect(repair.changes.every((change) => 'fact' in change && known.has(change.fact))).toBe(true);
          if (repair.need.code === 'more' || repair.need.code === 'fewer') continue;
          const after = openRepairs(edition, withChanges(facts, repair.changes), subject);
          expect(after.map(({ id }) => id)).not.toContain(repair.id);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('of amounts raise what their criterion gives', () => {
    fc.assert(
      fc.property(repairCase(1), ({ edition, facts, subject }) => {
        const open = openRepairs(edition, facts, subject).filter(({ need }) => /more|fewer/.test(need.code));
        for (const repair of open) {
          const lowOf = (list: readonly Fact[]) =>
            score(edition, list, subject).nodes.find(({ code }) => code === repair.criterion)!;
          const { kind } = edition.nodes.find(({ code }) => code === repair.criterion)!;
          if (kind === 'veto') continue;
          expect(lowOf(withChanges(facts, repair.changes)).low).toBeGreaterThan(lowOf(facts).low);
        }
      }),
      { numRuns: 300 },
    );
  });
});

test('twelve failing sites of one criterion: the cheapest that reach the grade, equal to brute force', () => {
  const edition = editionOf([
    criterion('1', {
      points: 10,
      rule: rule(
        { type: 'sites', fact: 'value', counts: 'pass', passes: { is: '>=', than: '1' }, strata: [] },
        graded('75%', '50%'),
      ),
    }),
  ]);
  const facts = Array.from({ length: 12 }, (_, n) => fact('1', 0, { site: `点位${n}` }));
  const repairs = openRepairs(edition, facts).map((repair, n) => ({
    ...repair,
    cost: { yuan: 100 + ((n * 37) % 90) },
  }));
  const cheap = repairs.map(({ cost }) => cost.yuan).sort((a, b) => a - b);
  const sixCheapest = cheap.slice(0, 6).reduce((sum, yuan) => sum + yuan, 0);

  const best = (yuan: number) => bestRepairs(edition, facts, repairs, { budget: { yuan } });

  expect(best(sixCheapest)).toMatchObject({ gain: { points: 6 }, cost: { yuan: sixCheapest }, exact: true });
  expect(best(sixCheapest - 1)).toMatchObject({ gain: { points: 0 }, chosen: [], exact: true });
  expect(gains(edition, facts, repairs).all.points).toBe(10);
});
