/**
 * Choosing repairs under a budget, freed of everything that is not needed for it. Leaves stand in branches; a branch adds up
 * what is below it, is not below 0 and not above the caps that struck leaves lay on it (docs/frameworks.md, "From leaves to the
 * total"). Values are whole hundredths of a point, costs whole hours or yuan.
 */
export interface Problem {
  /** By repair: its cost, 0 or more. */
  costs: readonly number[];
  /** By branch: the branch right above. Branch 0 is the total and has none; parents come before children. */
  above: readonly (number | null)[];
  leaves: readonly TouchedLeaf[];
}

export interface TouchedLeaf {
  branch: number;
  /** The repairs that touch it, ascending; a repair may touch several leaves. */
  repairs: readonly number[];
  /** No set of repairs brings more than this. */
  ceiling: number;
  /** What it gives when just these of its repairs (ascending) are done. Must answer the same each time. */
  after: (done: readonly number[]) => Outcome;
  /** Where its repairs act apart from each other; null where that is not known. */
  cells: readonly Cell[] | null;
}

export interface Outcome {
  value: number;
  /** What it lays on branches above it. */
  caps: readonly Cap[];
}

export interface Cap {
  branch: number;
  at: number;
}

/**
 * Repairs that act together (on one site, on one condition). Units of all cells of a leaf add up, and the leaf's value never
 * falls, nor does it get caps that it had not, when their sum rises: so the most units for a cost are the best for that cost.
 */
export interface Cell {
  repairs: readonly number[];
  /** Whole units that doing just these of the cell gives; of none: 0. */
  units: (done: readonly number[]) => number;
}

/** What all repairs of `done` (ascending) together bring the total to. */
export function totalAfter(problem: Problem, done: readonly number[]): number {
  const chosen = new Set(done);
  const outcomes = problem.leaves.map((leaf) =>
    leaf.after(leaf.repairs.filter((repair) => chosen.has(repair))),
  );
  return totalOf(problem, outcomes);
}

export function totalOf(problem: Problem, outcomes: readonly Outcome[]): number {
  const sums = problem.above.map(() => 0);
  const caps = problem.above.map(() => Infinity);
  problem.leaves.forEach((leaf, n) => {
    const outcome = outcomes[n]!;
    sums[leaf.branch]! += outcome.value;
    for (const cap of outcome.caps) caps[cap.branch] = Math.min(caps[cap.branch]!, cap.at);
  });
  for (let branch = sums.length - 1; branch >= 0; branch--) {
    sums[branch] = Math.min(Math.max(0, sums[branch]!), caps[branch]!);
    const above = problem.above[branch]!;
    if (above !== null) sums[above]! += sums[branch]!;
  }
  return sums[0]!;
}
