import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compare } from './compare.ts';
import { lossPareto, lossTable, type LossBy } from './compare-loss.ts';
import { trend } from './compare-trend.ts';
import { criterion, editionOf, fact, rule } from './fixtures/paper.ts';
import { repairCase } from './fixtures/repair-case.ts';
import { score } from './score.ts';
import { bars } from './waterfall.ts';

const hundredths = (points: number | null | undefined) => Math.round((points ?? 0) * 100);
const share = rule({ type: 'observations', fact: 'value' });
const measured = fc.constantFrom('points' as const, 'low' as const, 'high' as const);

describe('a comparison', () => {
  test('tells the better from the newly seen and from what went out of the maximum', () => {
    const edition = editionOf(['1', '2', '3'].map((code) => criterion(code, { points: 2, rule: share })));

    const { from, to, steps } = compare(
      { edition, facts: [fact('1', 0.5), fact('2', 1)] },
      { edition, facts: [fact('1', 1), fact('2', 'not_applicable'), fact('3', 0.6)] },
    );

    expect([from, to]).toEqual([3, 3.2]);
    expect(steps).toEqual([
      { code: '2', cause: 'not_applicable', amount: -2 },
      { code: '3', cause: 'observed', amount: 1.2 },
      { code: '1', cause: 'better', amount: 1 },
    ]);
    expect(bars(steps, 1)).toEqual({ steps: [steps[0]], rest: 2.2, others: 2 });
  });

  test('keeps apart what another edition did', () => {
    const before = editionOf([
      criterion('1', { points: 2, rule: share }),
      criterion('2', { points: 3, rule: share }),
    ]);
    const after = editionOf([
      criterion('A', { points: 4, rule: share }),
      criterion('B', { points: 1, rule: share }),
    ]);

    const { steps } = compare(
      { edition: before, facts: [fact('1', 0.5), fact('2', 1)] },
      { edition: after, facts: [fact('A', 1), fact('B', 1)] },
      [{ from: '1', to: 'A' }],
    );

    expect(steps).toEqual([
      { code: '2', cause: 'edition_gone', amount: -3 },
      { code: 'A', cause: 'better', amount: 2 },
      { code: 'A', cause: 'edition_points', amount: 1 },
      { code: 'B', cause: 'observed', amount: 1 },
    ]);
  });

  test('of one edition adds up to the last hundredth, for the total and for every node', () => {
    fc.assert(
      fc.property(repairCase(1), repairCase(1), measured, (one, other, by) => {
        const { edition, subject } = one;
        const was = score(edition, one.facts, subject);
        const is = score(edition, other.facts, other.subject);

        const { nodes, steps } = compare(
          { edition, facts: one.facts, subject },
          { edition, facts: other.facts, subject: other.subject },
          null,
          by,
        );

        const sum = steps.reduce((all, step) => all + hundredths(step.amount), 0);
        expect(sum).toBe(hundredths(is.total[by]) - hundredths(was.total[by]));
        is.nodes.forEach((node, n) => {
          const causes = Object.values(nodes.get(node.code) ?? {});
          const difference = hundredths(node[by]) - hundredths(was.nodes[n]![by]);
          expect(causes.reduce((all, amount) => all + hundredths(amount), 0)).toBe(difference);
        });
      }),
      { numRuns: 500 },
    );
  });

  test('of two editions adds up to the last hundredth', () => {
    fc.assert(
      fc.property(
        repairCase(1),
        repairCase(1),
        measured,
        fc.option(fc.array(fc.tuple(fc.nat(5), fc.nat(5)), { maxLength: 6 }), { nil: null }),
        (one, other, by, pairs) => {
          const mapping = pairs?.map(([from, to]) => ({ from: `L${from}`, to: `L${to}` })) ?? null;

          const { from, to, steps, nodes } = compare(one, other, mapping, by);

          const sum = steps.reduce((all, step) => all + hundredths(step.amount), 0);
          expect(sum).toBe(hundredths(to) - hundredths(from));
          const ofTotal = Object.values(nodes.get(null) ?? {});
          expect(ofTotal.reduce((all, amount) => all + hundredths(amount), 0)).toBe(sum);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('losses', () => {
  test('are shown by category and unit, with what a unit can gain at most', () => {
    const edition = editionOf([
      criterion('1', { title: '环境' }),
      criterion('1.1', { parent: '1', level: 2, points: 4, rule: share }),
      criterion('1.2', { parent: '1', level: 2, points: 6, rule: share }),
      criterion('2', { title: '服务', points: 5, rule: share }),
    ]);
    const facts = [fact('1.1', 0.5, { unit: '城管局' }), fact('2', 1, { unit: '城管局' })];
    const result = score(edition, facts, { unit: null, unitType: null });

    const { categories, rows } = lossTable(edition, [{ unit: '城管局', result }]);

    expect(categories.map(({ title }) => title)).toEqual(['环境', '服务']);
    expect(rows[0]!.cells).toEqual([
      { lost: 2, of: 4, share: 0.5, lostAndOpen: { lost: 2, open: 6 } },
      { lost: 0, of: 5, share: 0, lostAndOpen: { lost: 0, open: 0 } },
    ]);
  });

  test('gathered by anything add up to all that was lost', () => {
    fc.assert(
      fc.property(
        repairCase(1),
        fc.constantFrom<LossBy>('criterion', 'category', 'method', 'siteType', 'responsible', {
          axis: '八大环境',
        }),
        ({ edition, facts, subject }, by) => {
          const result = score(edition, facts, subject);
          const items = lossPareto(edition, [{ unit: subject.unit, result }], by);

          const sum = items.reduce((all, { lost }) => all + hundredths(lost), 0);
          expect(sum).toBe(hundredths(result.total.lost));
          expect(items.every(({ lost }, n) => n === 0 || lost <= items[n - 1]!.lost)).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });
});

test('a trend breaks where another edition begins, and its categories go on by title', () => {
  const old = editionOf([criterion('1', { title: '环境', points: 4, rule: share })]);
  const young = editionOf([
    criterion('A', { title: '环境', points: 8, rule: share }),
    criterion('B', { title: '服务', points: 2, rule: share }),
  ]);
  const snapshot = (at: string, editionId: string, edition: typeof old, code: string, value: number) => ({
    at,
    label: at,
    edition,
    editionId,
    result: score(edition, [fact(code, value)]),
  });

  const { breaks, series } = trend([
    snapshot('2026-03', '二', young, 'A', 1),
    snapshot('2026-01', '一', old, '1', 0.5),
    snapshot('2026-02', '一', old, '1', 0.75),
  ]);

  expect(breaks).toEqual([2]);
  expect(series.map(({ title, values }) => [title, values.map((value) => value?.rate ?? null)])).toEqual([
    ['', [0.5, 0.75, 1]],
    ['环境', [0.5, 0.75, 1]],
    ['服务', [null, null, null]],
  ]);
});
