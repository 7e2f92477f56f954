import fc from 'fast-check';
import { expect, test } from 'vitest';
import { criterion, editionOf, fact, rule } from './fixtures/paper.ts';
import { repairCase } from './fixtures/repair-case.ts';
import { whatIf } from './what-if.ts';

test('what would be if a fact were otherwise is told with its causes, and a change of nothing is named', () => {
  const edition = editionOf([
    criterion('1', { points: 4, rule: rule({ type: 'observations', fact: 'value' }) }),
  ]);
  const seen = fact('1', 0.25);

  const { before, after, causes, differences, unknown } = whatIf(
    edition,
    [seen],
    [
      { fact: seen.id, value: { tenThousandths: 10_000 } },
      { fact: '没有', value: { tenThousandths: 0 } },
    ],
  );

  expect([before.total.points, after.total.points]).toEqual([1, 4]);
  expect(causes.steps).toEqual([{ code: '1', cause: 'better', amount: 3 }]);
  expect(differences).toEqual([{ code: '1', points: 3, low: 3, high: 3, lost: -3, of: 0 }]);
  expect(unknown).toEqual(['没有']);
});

test('the facts themselves stay as they are', () => {
  fc.assert(
    fc.property(repairCase(4), ({ edition, facts, repairs, subject }) => {
      const copy = structuredClone({ edition, facts });

      const answer = whatIf(
        edition,
        facts,
        repairs.flatMap((repair) => repair.changes),
        subject,
      );

      expect({ edition, facts }).toEqual(copy);
      const sum = answer.causes.steps.reduce((all, step) => all + Math.round(step.amount * 100), 0);
      expect(sum).toBe(Math.round((answer.causes.to - answer.causes.from) * 100));
    }),
    { numRuns: 100 },
  );
});
