import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { subsets } from './knapsack-leaf.ts';
import { totalAfter, type Cap, type TouchedLeaf, type Problem } from './knapsack-problem.ts';
import { bestUnderBudget } from './knapsack-search.ts';

/** A leaf whose value is a table by set: anything goes, also repairs that harm each other. */
const tableLeaf = (
  branch: number,
  repairs: readonly number[],
  values: readonly number[],
  caps: readonly (Cap | null)[],
): TouchedLeaf => {
  const at = (done: readonly number[]) =>
    done.reduce((bits, repair) => bits + 2 ** repairs.indexOf(repair), 0);
  return {
    branch,
    repairs,
    ceiling: Math.max(...values),
    after: (done) => {
      const cap = caps[at(done) % caps.length] ?? null;
      return { value: values[at(done) % values.length]!, caps: cap === null ? [] : [cap] };
    },
    cells: null,
  };
};

/** Sites that pass or do not; a grade for every third that does. */
const stepLeaf = (branch: number, repairs: readonly number[], step: number, worth: number): TouchedLeaf => ({
  branch,
  repairs,
  ceiling: Math.floor(repairs.length / step) * worth,
  after: (done) => ({ value: Math.floor(done.length / step) * worth, caps: [] }),
  cells: repairs.map((repair) => ({ repairs: [repair], units: (done) => done.length })),
});

const bruteForce = (problem: Problem, budget: number): number => {
  const all = problem.costs.map((_, repair) => repair);
  const costOf = (set: number[]) => set.reduce((sum, repair) => sum + problem.costs[repair]!, 0);
  const best = Math.max(
    ...subsets(all)
      .filter((set) => costOf(set) <= budget)
      .map((set) => totalAfter(problem, set)),
  );
  return best - totalAfter(problem, []);
};

/** Up to 9 repairs over up to 5 leaves that share them, in up to 4 branches, with deductions and caps that may be lifted. */
const tangled = fc
  .record({
    costs: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 9 }),
    parents: fc.array(fc.nat(), { maxLength: 3 }),
    leaves: fc.array(
      fc.record({
        branch: fc.nat(),
        touches: fc.array(fc.nat(8), { maxLength: 5 }),
        values: fc.array(fc.integer({ min: -60, max: 150 }), { minLength: 1, maxLength: 32 }),
        caps: fc.array(fc.option(fc.record({ branch: fc.nat(), at: fc.integer({ min: 0, max: 100 }) })), {
          minLength: 1,
          maxLength: 4,
        }),
        capped: fc.boolean(),
      }),
      { minLength: 1, maxLength: 5 },
    ),
    budget: fc.integer({ min: 0, max: 30 }),
  })
  .map(({ costs, parents, leaves, budget }) => {
    const above = [null, ...parents.map((parent, n) => parent % (n + 1))];
    const problem: Problem = {
      costs,
      above,
      leaves: leaves.map((leaf) =>
        tableLeaf(
          leaf.branch % above.length,
          [...new Set(leaf.touches.map((repair) => repair % costs.length))].sort((a, b) => a - b),
          leaf.values,
          leaf.capped ? leaf.caps.map((cap) => cap && { ...cap, branch: cap.branch % above.length }) : [null],
        ),
      ),
    };
    return { problem, budget };
  });

describe('the best repairs under a budget', () => {
  test('equal brute force, whatever leaves share, harm, cap or take', () => {
    fc.assert(
      fc.property(tangled, ({ problem, budget }) => {
        const best = bestUnderBudget(problem, budget);

        expect(best).toMatchObject({ gain: bruteForce(problem, budget), exact: true, gap: 0 });
        expect(best.cost).toBeLessThanOrEqual(budget);
        expect(totalAfter(problem, best.chosen) - totalAfter(problem, [])).toBe(best.gain);
      }),
      { numRuns: 1_000 },
    );
  });

  test('never fall when the budget rises', () => {
    fc.assert(
      fc.property(tangled, ({ problem, budget }) => {
        const less = bestUnderBudget(problem, budget);
        const more = bestUnderBudget(problem, budget + 1);

        expect(more.gain).toBeGreaterThanOrEqual(less.gain);
      }),
      { numRuns: 200 },
    );
  });

  test('stopped early, they keep a bound that is true', () => {
    fc.assert(
      fc.property(tangled, fc.nat(400), ({ problem, budget }, steps) => {
        const best = bestUnderBudget(problem, budget, steps);
        const truth = bruteForce(problem, budget);

        expect(best.gain).toBeLessThanOrEqual(truth);
        expect(best.bound).toBeGreaterThanOrEqual(truth);
        expect(best.gap).toBe(best.bound - best.gain);
        expect(best.exact).toBe(best.gap === 0);
      }),
      { numRuns: 500 },
    );
  });

  test('of 14 sites that count in steps equal brute force through their cells', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 14, maxLength: 14 }),
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 0, max: 90 }),
        (costs, step, budget) => {
          const sites = [0, 1, 2, 3, 4, 5, 6, 7, 8];
          const others = [6, 7, 8, 9, 10, 11, 12, 13];
          const problem: Problem = {
            costs,
            above: [null],
            leaves: [stepLeaf(0, sites, step, 30), stepLeaf(0, others, 2, 21)],
          };
          expect(bestUnderBudget(problem, budget)).toMatchObject({
            gain: bruteForce(problem, budget),
            exact: true,
          });
        },
      ),
      { numRuns: 20 },
    );
  });

  test('of 500 repairs in 118 leaves are exact', () => {
    const costs = Array.from({ length: 500 }, (_, n) => 1 + ((n * 7919) % 40));
    const leaves = Array.from({ length: 118 }, (_, n) =>
      stepLeaf(
        0,
        costs.flatMap((_, repair) => (repair % 118 === n ? [repair] : [])),
        1 + (n % 3),
        10 + ((n * 31) % 80),
      ),
    );

    const best = bestUnderBudget({ costs, above: [null], leaves }, 1_000);

    expect(best.exact).toBe(true);
    expect(best.cost).toBeLessThanOrEqual(1_000);
    expect(best.gain).toBeGreaterThan(0);
  });
});
