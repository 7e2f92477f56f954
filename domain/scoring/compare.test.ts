import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Edition } from '../assessment/edition.ts';
import { mappingOf } from '../assessment/mapping.ts';
import { carriedFacts, compare } from './compare.ts';
import type { Fact } from './fact.ts';
import { criterion, editionOf, fact, rule } from './fixtures/paper.ts';
import { repairCase } from './fixtures/repair-case.ts';
import { score } from './score.ts';
import { PLACE, type Subject } from './subject.ts';

const scored = (edition: Edition, facts: Fact[], subject: Subject = PLACE) => ({
  edition,
  facts,
  subject,
  result: score(edition, facts, subject),
});
const hundredths = (points: number | null | undefined) => Math.round((points ?? 0) * 100);
const share = rule({ type: 'observations', fact: 'value' });
const measured = fc.constantFrom('points' as const, 'low' as const, 'high' as const);

describe('a comparison', () => {
  test('tells the better from the newly seen and from what went out of the maximum', () => {
    const edition = editionOf(['1', '2', '3'].map((code) => criterion(code, { points: 2, rule: share })));

    const { from, to, steps } = compare(
      scored(edition, [fact('1', 0.5), fact('2', 1)]),
      scored(edition, [fact('1', 1), fact('2', 'not_applicable'), fact('3', 0.6)]),
      null,
    );

    expect([from, to]).toEqual([3, 3.2]);
    expect(steps).toEqual([
      { code: '2', cause: 'not_applicable', amount: -2 },
      { code: '3', cause: 'observed', amount: 1.2 },
      { code: '1', cause: 'better', amount: 1 },
    ]);
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
      scored(before, [fact('1', 0.5), fact('2', 1)]),
      scored(after, [fact('A', 1), fact('B', 1)]),
      [{ from: '1', to: ['A'] }],
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
          scored(edition, one.facts, subject),
          scored(edition, other.facts, other.subject),
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
        fc.array(fc.tuple(fc.nat(5), fc.nat(5)), { maxLength: 6 }),
        (one, other, by, pairs) => {
          const mapping = mappingOf(pairs.map(([from, to]) => ({ from: `L${from}`, to: `L${to}` })));
          const was = scored(one.edition, one.facts, one.subject);
          const is = scored(other.edition, other.facts, other.subject);

          const { from, to, steps, nodes } = compare(was, is, mapping, by);

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

test('facts entered by key, and those of a sub-framework within another, are carried over; what has no successor is counted', () => {
  const minors = editionOf([criterion('M', { rule: share })], { code: 'minors' });
  const schools = editionOf([criterion('S', { kind: 'subframework', uses: 'minors' })], {
    code: 'schools',
    subframeworks: [{ code: 'minors', edition: minors }],
  });
  const before = editionOf([criterion('1', { key: 'lamps', rule: share }), criterion('2', { rule: share })]);
  const after = editionOf([criterion('A', { rule: share })], {
    subframeworks: [{ code: 'schools', edition: schools }],
  });
  const facts = [fact('lamps', 1), fact('2', 1), fact('M', 1)];

  const carried = carriedFacts({ edition: before, facts }, after, [{ from: '1', to: ['A'] }]);

  expect(carried.facts.map(({ criterion, framework }) => [criterion, framework])).toEqual([
    ['A', 'sample'],
    ['M', 'minors'],
  ]);
  expect(carried.leftBehind).toBe(1);
});
