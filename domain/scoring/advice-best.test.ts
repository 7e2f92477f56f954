import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bestRepairs } from './advice-best.ts';
import { withChanges } from './advice-repair.ts';
import { repairCase, type RepairCase } from './fixtures/repair-case.ts';
import { subsets } from './knapsack-leaf.ts';
import { score } from './score.ts';

const hoursOf = ({ repairs }: RepairCase, set: readonly number[]) =>
  set.reduce((sum, repair) => sum + repairs[repair]!.cost.hours!, 0);

const totalWith = ({ edition, facts, repairs, subject }: RepairCase, set: readonly number[]) =>
  score(
    edition,
    withChanges(
      facts,
      set.flatMap((repair) => repairs[repair]!.changes),
    ),
    subject,
  ).total;

const bruteForce = (given: RepairCase, hours: number, aim: 'low' | 'high'): number => {
  const now = totalWith(given, [])[aim];
  const rises = subsets(given.repairs.map((_, n) => n))
    .filter((set) => hoursOf(given, set) <= hours)
    .map((set) => Math.round((totalWith(given, set)[aim] - now) * 100));
  return Math.max(...rises) / 100;
};

describe('the best repairs', () => {
  test('equal brute force by scoring every affordable set anew', () => {
    fc.assert(
      fc.property(
        repairCase(6),
        fc.integer({ min: 0, max: 25 }),
        fc.constantFrom('low' as const, 'high' as const),
        (given, hours, aim) => {
          const { edition, facts, repairs, subject } = given;

          const best = bestRepairs(edition, facts, repairs, { budget: { hours }, aim }, subject);

          expect(best).toMatchObject({ exact: true, gap: 0 });
          expect(best.gain[aim]).toBe(bruteForce(given, hours, aim));
          expect(best.bound).toBe(best.gain[aim]);
          expect(best.cost.hours).toBeLessThanOrEqual(hours);
        },
      ),
      { numRuns: 1_000 },
    );
  });
});
