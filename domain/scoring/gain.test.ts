import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { withChanges } from './advice-repair.ts';
import { criterion, editionOf, fact, rule } from './fixtures/paper.ts';
import { repairCase } from './fixtures/repair-case.ts';
import { gains, trialOf } from './gain.ts';
import { score } from './score.ts';

const met = { tenThousandths: 10_000 };

describe('gains', () => {
  test('of a site that fails are its step up, and the step of the grade for both sites together', () => {
    const edition = editionOf([
      criterion('1', {
        points: 10,
        rule: rule(
          {
            type: 'sites',
            fact: 'value',
            counts: 'pass',
            passes: { is: '>=', than: '1' },
            strata: [],
          },
          {
            type: 'grades',
            steps: [
              { grade: 'A', when: [{ fact: null, is: '>=', than: '1' }] },
              { grade: 'B', when: [{ fact: null, is: '>=', than: '0.5' }] },
            ],
            otherwise: 'C',
          },
        ),
      }),
    ]);
    const square = fact('1', 0, { site: '广场' });
    const market = fact('1', 0, { site: '市场' });
    const repairs = [square, market].map((broken) => ({
      id: broken.site!,
      title: '',
      changes: [{ fact: broken.id, value: met }],
      cost: {},
    }));

    const { now, all, repairs: each, criteria } = gains(edition, [square, market], repairs);

    expect(now.points).toBe(0);
    expect(all.points).toBe(10);
    expect(each.map(({ alone, last }) => [alone.points, last.points])).toEqual([
      [6, 4],
      [6, 4],
    ]);
    expect(criteria).toMatchObject([{ name: '1', gain: { points: 10 }, repairs: ['广场', '市场'] }]);
  });

  test('are those of scoring everything anew, whatever the repairs touch', () => {
    fc.assert(
      fc.property(repairCase(5), fc.array(fc.nat(4), { maxLength: 8 }), (given, walk) => {
        const { edition, facts, repairs, subject } = given;
        const { trial } = trialOf(edition, facts, repairs, subject);
        const done = new Set<number>();
        for (const step of [0, ...walk]) {
          const repair = step % repairs.length;
          if (!done.delete(repair)) done.add(repair);
          const { points, low, high } = trial.standing(done);

          const changes = [...done].sort((a, b) => a - b).flatMap((each) => repairs[each]!.changes);
          const { total } = score(edition, withChanges(facts, changes), subject);
          expect({ points: points / 100, low: low / 100, high: high / 100 }).toEqual({
            points: total.points ?? 0,
            low: total.low,
            high: total.high,
          });
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
