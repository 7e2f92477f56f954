import type { Edition } from '../assessment/edition.ts';
import { hundredths, multiply, rational } from '../kernel/rational.ts';
import type { Cost, Repair } from './advice-repair.ts';
import type { Compiled, Leaf } from './compiled.ts';
import type { Fact } from './fact.ts';
import { cellsOf } from './gain-curves.ts';
import { trialOf, type Gain } from './gain.ts';
import type { Trial } from './gain-trial.ts';
import type { Judgement } from './judge.ts';
import type { Cap, Outcome, Problem, TouchedLeaf } from './knapsack-problem.ts';
import { bestUnderBudget } from './knapsack-search.ts';
import { PLACE, type Subject } from './subject.ts';

/** What is to rise: the total at worst, or at best. They differ only where something has not been observed. */
export type Aim = 'low' | 'high';

/** So many whole hours, or yuan. */
export type Budget = { hours: number } | { yuan: number };

/** The best repairs for the money (最优整改组合). Amounts in points. */
export interface BestRepairs {
  /** In the order given. */
  chosen: string[];
  gain: Gain;
  /** Of what is chosen; a unit is left out where one of them does not know it. */
  cost: Cost;
  /** No set within the budget raises the aim by more: proven. */
  bound: number;
  /** bound − what the aim rises by. */
  gap: number;
  exact: boolean;
  /** Repairs that could not be weighed: their cost is not known in the unit of the budget. */
  unpriced: string[];
}

export interface BestOptions {
  budget: Budget;
  aim?: Aim;
  /** Work before the search stops with what it has: `bestUnderBudget`. */
  steps?: number;
}

/**
 * @throws {RangeError} where a cost or the budget is no whole number from 0 up
 */
export function bestRepairs(
  edition: Edition,
  facts: readonly Fact[],
  repairs: readonly Repair[],
  { budget, aim = 'low', steps }: BestOptions,
  subject: Subject = PLACE,
): BestRepairs {
  const unit = 'hours' in budget ? 'hours' : 'yuan';
  const most = 'hours' in budget ? budget.hours : budget.yuan;
  const priced = repairs.filter((repair) => repair.cost[unit] !== undefined);
  const costs = priced.map((repair) => repair.cost[unit] ?? 0);
  for (const amount of [most, ...costs])
    if (!Number.isSafeInteger(amount) || amount < 0) throw new RangeError(`not a whole amount: ${amount}`);

  const { trial, compiled } = trialOf(edition, facts, priced, subject);
  const now = trial.standing([]);
  const problem = problemOf(compiled, trial, costs, aim);
  const best = bestUnderBudget(problem, most, steps);
  const after = trial.standing(best.chosen);
  trial.move([]);
  const chosen = best.chosen.map((repair) => priced[repair]!);
  const rise = after[aim] - now[aim];
  const bound = Math.max(best.bound, rise);
  return {
    chosen: chosen.map((repair) => repair.id),
    gain: {
      points: (after.points - now.points) / 100,
      low: (after.low - now.low) / 100,
      high: (after.high - now.high) / 100,
    },
    cost: costOf(chosen),
    bound: bound / 100,
    gap: (bound - rise) / 100,
    exact: bound === rise,
    unpriced: repairs.filter((repair) => repair.cost[unit] === undefined).map((repair) => repair.id),
  };
}

export function costOf(repairs: readonly Repair[]): Cost {
  const cost: Cost = {};
  for (const unit of ['hours', 'yuan'] as const)
    if (repairs.every((repair) => repair.cost[unit] !== undefined))
      cost[unit] = repairs.reduce((sum, repair) => sum + (repair.cost[unit] ?? 0), 0);
  return cost;
}

/** The tree of the edition, each leaf with what its repairs make of it. Branch 0 is the total. */
export function problemOf(compiled: Compiled, trial: Trial, costs: readonly number[], aim: Aim): Problem {
  const branchOf = new Map<number, number>();
  compiled.nodes.forEach((node, n) => {
    if (node.leaf < 0) branchOf.set(n, branchOf.size + 1);
  });
  const above = (node: number): number => branchOf.get(compiled.nodes[node]!.parent) ?? 0;
  const touching = compiled.leaves.map((): number[] => []);
  trial.leavesTouched().forEach((leaves, repair) => leaves.forEach((leaf) => touching[leaf]!.push(repair)));
  const leaves = compiled.leaves.map((leaf): TouchedLeaf => {
    const repairs = touching[leaf.index]!;
    const branch = above(leaf.node);
    const after = (done: readonly number[]): Outcome => {
      trial.moveFor(leaf.index, done);
      return outcomeOf(leaf, trial.ground.judgements[leaf.index]!, branch, aim);
    };
    return {
      branch,
      repairs,
      ceiling: leaf.kind === 'veto' || leaf.kind === 'deduction' ? 0 : leaf.points,
      after,
      cells: repairs.length > 1 ? cellsOf(leaf, repairs, trial) : null,
    };
  });
  return { costs, above: [null, ...[...branchOf.keys()].map(above)], leaves };
}

/** As docs/frameworks.md, "From leaves to the total", has it. */
function outcomeOf(leaf: Leaf, judgement: Judgement, branch: number, aim: Aim): Outcome {
  if (judgement.out) return { value: 0, caps: [] };
  const points = (share: Judgement & { out: false }, end: 'low' | 'high') =>
    hundredths(multiply(rational(leaf.points, 100), share[end]));
  const caps: Cap[] = [];
  if (judgement.sinks !== 'self') caps.push({ branch: judgement.sinks === 'total' ? 0 : branch, at: 0 });
  if (leaf.kind === 'veto') {
    const { low, high } = judgement;
    const { veto } = leaf.source;
    if (veto !== null && low.n > 0n && low.n === high.n && low.d === high.d)
      caps.push({ branch: veto.on === 'total' ? 0 : branch, at: Math.round(veto.cap * 100) });
    return { value: 0, caps };
  }
  if (leaf.kind !== 'deduction') return { value: points(judgement, aim), caps };
  return { value: -points(judgement, aim === 'low' ? 'high' : 'low'), caps };
}
