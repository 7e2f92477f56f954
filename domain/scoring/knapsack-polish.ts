import { repairsAt } from './knapsack.ts';
import { curveOf, type Remembered } from './knapsack-leaf.ts';
import { totalOf, type Outcome, type Problem } from './knapsack-problem.ts';

const PASSES = 12;

/**
 * A set made better by hand: what brings nothing is left out, what still fits and brings most for its cost is taken in, until
 * nothing moves. Never worse than it was; no claim beyond that.
 *
 * @param touches  by repair: the leaves that it touches
 */
export function polished(
  problem: Omit<Problem, 'leaves'> & { leaves: readonly Remembered[] },
  touches: readonly (readonly number[])[],
  start: readonly number[],
  budget: number,
): number[] {
  const chosen = new Set(start);
  const outcomes = problem.leaves.map((leaf) => after(leaf.repairs, chosen, leaf.after));
  let value = totalOf(problem, outcomes);
  let left = budget - [...chosen].reduce((sum, repair) => sum + problem.costs[repair]!, 0);

  /** The total if these were turned: done where they are not, undone where they are. */
  const valueWith = (repairs: readonly number[]): number => {
    const before = repairs.flatMap((repair) =>
      touches[repair]!.map((leaf) => [leaf, outcomes[leaf]!] as const),
    );
    repairs.forEach(turn);
    const total = totalOf(problem, outcomes);
    for (const repair of repairs) if (!chosen.delete(repair)) chosen.add(repair);
    for (const [leaf, outcome] of before) outcomes[leaf] = outcome;
    return total;
  };
  const turn = (repair: number): void => {
    if (!chosen.delete(repair)) chosen.add(repair);
    for (const n of touches[repair]!) {
      const leaf = problem.leaves[n]!;
      outcomes[n] = after(leaf.repairs, chosen, leaf.after);
    }
  };

  const dearFirst = problem.costs
    .map((_, n) => n)
    .sort((a, b) => problem.costs[b]! - problem.costs[a]! || a - b);
  for (const repair of dearFirst) {
    if (!chosen.has(repair) || valueWith([repair]) < value) continue;
    turn(repair);
    left += problem.costs[repair]!;
    value = totalOf(problem, outcomes);
  }
  for (let pass = 0; pass < PASSES && left > 0; pass++) {
    const before = value;
    for (const bundle of ranked(problem, chosen, left, value, valueWith)) {
      const more = bundle.filter((repair) => !chosen.has(repair));
      const cost = more.reduce((sum, repair) => sum + problem.costs[repair]!, 0);
      if (cost > left || more.length === 0 || valueWith(more) <= value) continue;
      more.forEach(turn);
      left -= cost;
      value = totalOf(problem, outcomes);
    }
    if (value === before) break;
  }
  return [...chosen].sort((a, b) => a - b);
}

/** Of each leaf the bundle that would lift it (a step may need several repairs), the best for its cost first. */
function ranked(
  problem: Omit<Problem, 'leaves'> & { leaves: readonly Remembered[] },
  chosen: ReadonlySet<number>,
  left: number,
  value: number,
  valueWith: (repairs: readonly number[]) => number,
): number[][] {
  const found: { repairs: number[]; gain: number; cost: number }[] = [];
  for (const leaf of problem.leaves) {
    if (leaf.repairs.every((repair) => chosen.has(repair))) continue;
    const costs = new Map(leaf.repairs.map((repair) => [repair, problem.costs[repair]!]));
    const { attainable } = curveOf(leaf, { done: chosen, never: new Set(), caps: null }, costs, left);
    let at = -1;
    for (let n = 1; n < attainable.cost.length; n++) {
      const worth = (point: number) =>
        (attainable.value[point]! - attainable.value[0]!) / attainable.cost[point]!;
      if (at < 0 || worth(n) > worth(at)) at = n;
    }
    if (at < 0) continue;
    const repairs = repairsAt(attainable, at);
    found.push({ repairs, gain: valueWith(repairs) - value, cost: attainable.cost[at]! });
  }
  return found
    .filter(({ gain }) => gain > 0)
    .sort((a, b) => b.gain * a.cost - a.gain * b.cost)
    .map(({ repairs }) => repairs);
}

const after = (
  repairs: readonly number[],
  chosen: ReadonlySet<number>,
  outcome: (done: readonly number[]) => Outcome,
): Outcome => outcome(repairs.filter((repair) => chosen.has(repair)));
