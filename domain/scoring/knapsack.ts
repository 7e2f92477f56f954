/**
 * The best that each budget can buy (最优前沿): points with rising cost and strictly rising value, each with the set of repairs
 * behind it. Sums of frontiers are knapsacks: merging all leaves of an edition is the multiple-choice knapsack, solved
 * exactly because gains are whole hundredths of a point.
 */
export interface Frontier {
  readonly cost: readonly number[];
  readonly value: readonly number[];
  /** False where points were left out on the way: attainable and optimistic views may then differ. */
  readonly whole: boolean;
  readonly source: Source;
}

type Source =
  | { kind: 'sets'; sets: readonly (readonly number[])[] }
  | { kind: 'picked'; of: Frontier; at: readonly number[] }
  | {
      kind: 'merged';
      left: Frontier;
      right: Frontier;
      fromLeft: readonly number[];
      fromRight: readonly number[];
    };

/** One thing that can be done: whole numbers of cost (0 or more) and value (may be below 0). */
export interface Choice {
  cost: number;
  value: number;
  repairs: readonly number[];
}

/**
 * attainable: every point can be bought as it stands. optimistic: no set whatever is better than the frontier; used for
 * bounds only.
 */
export type View = 'attainable' | 'optimistic';

/** More points than this are thinned: each loses (or, optimistic, wins) at most 1/16,384 of the range of values. */
const WIDTH = 16_384;

export const nothing = (value: number): Frontier => ({
  cost: [0],
  value: [value],
  whole: true,
  source: { kind: 'sets', sets: [[]] },
});

/** The frontier of single choices; those above the budget are left out. Of equals the first stays. */
export function frontierOf(choices: readonly Choice[], budget: number): Frontier {
  const order = choices
    .map((choice, n) => ({ choice, n }))
    .filter(({ choice }) => choice.cost <= budget)
    .sort((a, b) => a.choice.cost - b.choice.cost || b.choice.value - a.choice.value || a.n - b.n);
  const kept: Choice[] = [];
  for (const { choice } of order) {
    const last = kept.at(-1);
    if (last === undefined || choice.value > last.value) kept.push(choice);
  }
  return {
    cost: kept.map((choice) => choice.cost),
    value: kept.map((choice) => choice.value),
    whole: true,
    source: { kind: 'sets', sets: kept.map((choice) => choice.repairs) },
  };
}

/** One of `a` and one of `b` together, within the budget. */
export function merged(a: Frontier, b: Frontier, budget: number, view: View = 'attainable'): Frontier {
  const [left, right] = a.cost.length >= b.cost.length ? [a, b] : [b, a];
  let sum: Pairs = { cost: [], value: [], left: [], right: [] };
  for (let r = 0; r < right.cost.length; r++) sum = withShifted(sum, left, right, r, budget);
  return thinned(
    {
      cost: sum.cost,
      value: sum.value,
      whole: a.whole && b.whole,
      source: { kind: 'merged', left, right, fromLeft: sum.left, fromRight: sum.right },
    },
    view,
  );
}

interface Pairs {
  cost: number[];
  value: number[];
  left: number[];
  right: number[];
}

/** The better of `sum` and `left` moved by point `r` of `right`: one walk along both. */
function withShifted(sum: Pairs, left: Frontier, right: Frontier, r: number, budget: number): Pairs {
  const moreCost = right.cost[r]!;
  const moreValue = right.value[r]!;
  const out: Pairs = { cost: [], value: [], left: [], right: [] };
  let best = -Infinity;
  let i = 0;
  let j = 0;
  while (i < sum.cost.length || j < left.cost.length) {
    const newCost = j < left.cost.length ? left.cost[j]! + moreCost : Infinity;
    if (newCost > budget && i >= sum.cost.length) break;
    const oldCost = i < sum.cost.length ? sum.cost[i]! : Infinity;
    const takeOld = oldCost < newCost || (oldCost === newCost && sum.value[i]! >= left.value[j]! + moreValue);
    const value = takeOld ? sum.value[i]! : left.value[j]! + moreValue;
    if (value > best && (takeOld || newCost <= budget)) {
      best = value;
      out.cost.push(takeOld ? oldCost : newCost);
      out.value.push(value);
      out.left.push(takeOld ? sum.left[i]! : j);
      out.right.push(takeOld ? sum.right[i]! : r);
    }
    if (takeOld) i++;
    else j++;
  }
  return out;
}

/** The frontier after a rule on the sum that never falls when the value rises: not below 0, not above a cap. Null leaves a point out. */
export function mapped(frontier: Frontier, rule: (value: number) => number | null): Frontier {
  const at: number[] = [];
  const value: number[] = [];
  frontier.value.forEach((before, n) => {
    const after = rule(before);
    if (after === null || (value.length > 0 && after <= value.at(-1)!)) return;
    at.push(n);
    value.push(after);
  });
  const { whole } = frontier;
  return {
    cost: at.map((n) => frontier.cost[n]!),
    value,
    whole,
    source: { kind: 'picked', of: frontier, at },
  };
}

/** Fewer points, where there are too many: by classes of value of equal width. */
export function thinned(frontier: Frontier, view: View, width = WIDTH): Frontier {
  const { cost, value } = frontier;
  if (cost.length <= width) return frontier;
  const low = value[0]!;
  const step = (value.at(-1)! - low) / width;
  const at: number[] = [];
  const costs: number[] = [];
  let first = 0;
  for (let n = 1; n <= cost.length; n++) {
    const same =
      n < cost.length && Math.floor((value[n]! - low) / step) === Math.floor((value[first]! - low) / step);
    if (same) continue;
    at.push(view === 'attainable' ? first : n - 1);
    costs.push(cost[first]!);
    first = n;
  }
  return {
    cost: costs,
    value: at.map((n) => value[n]!),
    whole: false,
    source: { kind: 'picked', of: frontier, at },
  };
}

/** The repairs behind point `n`, ascending; as often as parts of it took them. */
export function repairsAt(frontier: Frontier, n: number): number[] {
  return partsAt(frontier, n, new Set())
    .flatMap((part) => (part.frontier.source.kind === 'sets' ? part.frontier.source.sets[part.n]! : []))
    .sort((a, b) => a - b);
}

/** Which point of each of `parts` stands behind point `n`; what is not made of them comes as it was first given. */
export function partsAt(
  frontier: Frontier,
  n: number,
  parts: ReadonlySet<Frontier>,
): { frontier: Frontier; n: number }[] {
  const found: { frontier: Frontier; n: number }[] = [];
  const walk = [{ frontier, n }];
  for (let next = walk.pop(); next; next = walk.pop()) {
    const { source } = next.frontier;
    if (source.kind === 'sets' || parts.has(next.frontier)) found.push(next);
    else if (source.kind === 'picked') walk.push({ frontier: source.of, n: source.at[next.n]! });
    else {
      walk.push({ frontier: source.left, n: source.fromLeft[next.n]! });
      walk.push({ frontier: source.right, n: source.fromRight[next.n]! });
    }
  }
  return found;
}
