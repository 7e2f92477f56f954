import {
  frontierOf,
  mapped,
  merged,
  nothing,
  repairsAt,
  type Choice,
  type Frontier,
  type View,
} from './knapsack.ts';
import type { Cap, Cell, TouchedLeaf, Outcome } from './knapsack-problem.ts';

/** What is settled about a leaf in one branch of the search. */
export interface Settled {
  done: ReadonlySet<number>;
  never: ReadonlySet<number>;
  /** The caps that it is held to lay (`capsKey`); null: open. */
  caps: string | null;
}

/** What each cost can bring a leaf to. Where it is exact the two frontiers are one. */
export interface Curve {
  attainable: Frontier;
  optimistic: Frontier;
  /** Caps that it lays whatever is chosen, by `capsKey` of each case that may come about. */
  cases: ReadonlyMap<string, readonly Cap[]>;
  exact: boolean;
}

/** Up to so many free repairs all sets are tried, 2^6 judgements of a leaf; without cells up to 2^10. */
const TRIED_ALL = 6;
const TRIED_ALL_WITHOUT_CELLS = 10;
/** With more repairs in one cell than this, the cells are of no use. */
const CELL_TRIED_ALL = 6;

export const capsKey = (caps: readonly Cap[]): string =>
  caps
    .map((cap) => `${cap.branch}:${cap.at}`)
    .sort()
    .join(' ');

/** A leaf that is judged once for each set of its repairs; with cells, once for each sum of units. */
export interface Remembered extends TouchedLeaf {
  /** What a sum of units gives; `done`: any set that has it. */
  withUnits: (units: number, done: () => readonly number[]) => Outcome;
}

export function remembering(leaf: TouchedLeaf): Remembered {
  const known = new Map<string | number, Outcome>();
  const once = (key: string | number, done: () => readonly number[]): Outcome => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const outcome = leaf.after(done());
    known.set(key, outcome);
    return outcome;
  };
  const { cells } = leaf;
  return {
    ...leaf,
    withUnits: once,
    after: (done) => once(cells === null ? done.join() : unitsOf(cells, done), () => done),
  };
}

function unitsOf(cells: readonly Cell[], done: readonly number[]): number {
  const chosen = new Set(done);
  return cells.reduce(
    (sum, cell) => sum + cell.units(cell.repairs.filter((repair) => chosen.has(repair))),
    0,
  );
}

/** @param costs  what each free repair costs in this leaf; one that touches several leaves costs a share in each */
export function curveOf(
  leaf: Remembered,
  settled: Settled,
  costs: ReadonlyMap<number, number>,
  budget: number,
): Curve {
  const forced = leaf.repairs.filter((repair) => settled.done.has(repair));
  const free = leaf.repairs.filter((repair) => !settled.done.has(repair) && !settled.never.has(repair));
  const cells = leaf.cells?.every((cell) => cell.repairs.length <= CELL_TRIED_ALL) ? leaf.cells : null;
  if (free.length <= (cells === null ? TRIED_ALL_WITHOUT_CELLS : TRIED_ALL))
    return everySet(leaf, forced, free, settled, costs, budget);
  if (cells !== null) return byCells(leaf, cells, forced, free, settled, costs, budget);
  return byChains(leaf, forced, free, costs, budget);
}

function everySet(
  leaf: TouchedLeaf,
  forced: readonly number[],
  free: readonly number[],
  settled: Settled,
  costs: ReadonlyMap<number, number>,
  budget: number,
): Curve {
  const cases = new Map<string, readonly Cap[]>();
  const choices: Choice[] = [];
  for (const repairs of subsets(free)) {
    const cost = costOf(repairs, costs);
    if (cost > budget) continue;
    const outcome = leaf.after(united(forced, repairs));
    const key = capsKey(outcome.caps);
    if (settled.caps !== null && key !== settled.caps) continue;
    cases.set(key, outcome.caps);
    choices.push({ cost, value: outcome.value, repairs });
  }
  const frontier = frontierOf(choices, budget);
  return { attainable: frontier, optimistic: frontier, cases, exact: true };
}

/** A knapsack of units inside the leaf; only the sums on its frontier are judged. */
function byCells(
  leaf: Remembered,
  cells: readonly Cell[],
  forced: readonly number[],
  free: readonly number[],
  settled: Settled,
  costs: ReadonlyMap<number, number>,
  budget: number,
): Curve {
  const isForced = new Set(forced);
  const isFree = new Set(free);
  const options = cells.map((cell) => {
    const must = cell.repairs.filter((repair) => isForced.has(repair));
    const may = cell.repairs.filter((repair) => isFree.has(repair));
    const choices = subsets(may).map((repairs) => ({
      cost: costOf(repairs, costs),
      value: cell.units(united(must, repairs)),
      repairs,
    }));
    return frontierOf(choices, budget);
  });
  const cases = new Map<string, readonly Cap[]>();
  const judged = (view: View): Frontier => {
    const units = options.reduce((sum, next) => merged(sum, next, budget, view), nothing(0));
    const points = new Map(units.value.map((value, n) => [value, n]));
    return mapped(units, (value) => {
      const outcome = leaf.withUnits(value, () => united(forced, repairsAt(units, points.get(value)!)));
      const key = capsKey(outcome.caps);
      cases.set(key, outcome.caps);
      // A case with caps keeps the sets without: the caps are laid on them too, which only makes them worse than they are.
      return settled.caps === '' && key !== '' ? null : outcome.value;
    });
  };
  const attainable = judged('attainable');
  const optimistic = attainable.whole ? attainable : judged('optimistic');
  const held = settled.caps === null ? cases : new Map([...cases].filter(([key]) => key === settled.caps));
  return { attainable, optimistic, cases: held, exact: attainable.whole };
}

/** Too many repairs that act on each other: tried one by one and in chains; the bound is what the leaf can give at most. */
function byChains(
  leaf: TouchedLeaf,
  forced: readonly number[],
  free: readonly number[],
  costs: ReadonlyMap<number, number>,
  budget: number,
): Curve {
  const base = leaf.after(forced).value;
  const alone = new Map(free.map((repair) => [repair, leaf.after(united(forced, [repair])).value - base]));
  const cheapFirst = [...free].sort((a, b) => costs.get(a)! - costs.get(b)! || a - b);
  const goodFirst = [...free].sort(
    (a, b) => alone.get(b)! * (costs.get(a)! + 1) - alone.get(a)! * (costs.get(b)! + 1) || a - b,
  );
  const sets = [
    ...free.map((repair) => [repair]),
    ...[cheapFirst, goodFirst].flatMap((chain) => chain.map((_, n) => chain.slice(0, n + 1))),
  ];
  const choices = sets
    .map((repairs) => ({ repairs, cost: costOf(repairs, costs) }))
    .filter(({ cost }) => cost <= budget)
    .map(({ repairs, cost }) => ({ repairs, cost, value: leaf.after(united(forced, repairs)).value }));
  const attainable = frontierOf([{ cost: 0, value: base, repairs: [] }, ...choices], budget);
  const best = choices.reduce<Choice>((a, b) => (b.value > a.value ? b : a), {
    cost: 0,
    value: base,
    repairs: [],
  });
  const optimistic = frontierOf(
    [
      { cost: 0, value: base, repairs: [] },
      {
        cost: Math.min(...free.map((repair) => costs.get(repair)!)),
        value: leaf.ceiling,
        repairs: best.repairs,
      },
    ],
    budget,
  );
  // Sets that were not tried may free it of every cap, so none is laid.
  return { attainable, optimistic, cases: new Map([['', []]]), exact: false };
}

/** All subsets, the empty one first. */
export function subsets(repairs: readonly number[]): number[][] {
  return repairs.reduce<number[][]>(
    (sets, repair) => [...sets, ...sets.map((set) => [...set, repair])],
    [[]],
  );
}

const costOf = (repairs: readonly number[], costs: ReadonlyMap<number, number>): number =>
  repairs.reduce((sum, repair) => sum + costs.get(repair)!, 0);

const united = (a: readonly number[], b: readonly number[]): number[] => [...a, ...b].sort((x, y) => x - y);

/** A branch is not below 0 and not above its cap. */
export const bounded = (frontier: Frontier, cap: number): Frontier =>
  mapped(frontier, (value) => Math.min(Math.max(0, value), cap));

/** The cap that it lays on a branch in each case that may come about. */
export function sureCap(curve: Curve, branch: number): number {
  const caps = [...curve.cases.values()].map((each) =>
    Math.min(Infinity, ...each.filter((cap) => cap.branch === branch).map((cap) => cap.at)),
  );
  return caps.length === 0 ? Infinity : Math.max(...caps);
}
