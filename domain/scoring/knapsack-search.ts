import { merged, nothing, partsAt, repairsAt, type Frontier, type View } from './knapsack.ts';
import { bounded, curveOf, remembering, sureCap, type Curve, type Remembered } from './knapsack-leaf.ts';
import { polished } from './knapsack-polish.ts';
import { totalAfter, type Problem } from './knapsack-problem.ts';

/** The best repairs under a budget (最优组合). Gain, bound and gap in hundredths of a point of the total. */
export interface Best {
  /** Ascending. */
  chosen: number[];
  gain: number;
  cost: number;
  /** No set within the budget gains more: proven. */
  bound: number;
  /** bound − gain. */
  gap: number;
  exact: boolean;
}

/** Steps of the search before it stops with what it has; counted, so that the answer does not depend on the machine. */
const STEPS = 16_000_000;
/** How often shares of cost are moved towards the leaves that want the repair, before anything is split. */
const SHARE_ROUNDS = 24;
/** Costs are counted in such parts where repairs touch several leaves, so that a cost of 1 can be shared. */
const COST_PARTS = 64;

type Remembering = Omit<Problem, 'leaves'> & { leaves: readonly Remembered[] };

/** One part of all possible choices: what is settled in it. */
interface Part {
  done: ReadonlySet<number>;
  never: ReadonlySet<number>;
  /** By leaf: the caps that it is held to lay. */
  caps: ReadonlyMap<number, string>;
  bound: number;
}

interface Relaxed {
  value: number;
  /** By leaf: the repairs that it chose. */
  picked: number[][];
  curves: (Curve | null)[];
}

/**
 * Branch and bound. Within a part each leaf is a frontier and the tree of branches merges them, which is exact but for two
 * things: a repair that touches several leaves is chosen in each by itself, at a share of its cost; and caps that could be
 * lifted are taken as lifted. Both only make it better than it is, so it is a bound; where the choice contradicts itself, the
 * part is split by that repair or by those caps.
 *
 * @param budget  in the unit of the costs, whole, 0 or more
 * @param steps   work before it stops; with fewer the bound may stand above the gain
 */
export function bestUnderBudget(given: Problem, budget: number, steps = STEPS): Best {
  const touched = given.leaves.flatMap((leaf) => leaf.repairs);
  const parts = touched.length > new Set(touched).size ? COST_PARTS : 1;
  const costs = given.costs.map((cost) => cost * parts);
  const leaves = given.leaves.map(remembering);
  const best = new Search({ ...given, costs, leaves }, budget * parts, steps).run();
  return { ...best, cost: best.cost / parts };
}

class Search {
  private readonly problem: Remembering;
  private readonly budget: number;
  private left: number;
  private readonly base: number;
  private best: { value: number; cost: number; chosen: number[] };
  /** By repair: the leaves that it touches, and what it costs in each; whole numbers that add up to its cost. */
  private readonly touches: number[][];
  private shares: number[][];
  private curves = new Map<string, Curve>();

  constructor(problem: Remembering, budget: number, steps: number) {
    this.problem = problem;
    this.budget = budget;
    this.left = steps;
    this.touches = problem.costs.map(() => []);
    problem.leaves.forEach((leaf, n) => leaf.repairs.forEach((repair) => this.touches[repair]!.push(n)));
    this.shares = this.touches.map((leaves, repair) => {
      const gains = leaves.map((n) => {
        const leaf = problem.leaves[n]!;
        return leaves.length === 1 ? 1 : Math.max(0, leaf.after([repair]).value - leaf.after([]).value);
      });
      return apportioned(problem.costs[repair]!, gains);
    });
    this.base = totalAfter(problem, []);
    this.best = { value: this.base, cost: 0, chosen: [] };
  }

  run(): Best {
    const whole: Part = { done: new Set(), never: new Set(), caps: new Map(), bound: Infinity };
    const open: Part[] = [{ ...whole, bound: this.boundByShares(whole) }];
    let unsplit = -Infinity;
    while (open.length > 0) {
      let at = 0;
      for (let n = 1; n < open.length; n++) if (open[n]!.bound >= open[at]!.bound) at = n;
      const part = open[at]!;
      if (part.bound <= this.best.value || this.left <= 0) break;
      open.splice(at, 1);
      unsplit = Math.max(unsplit, this.look(part, open));
    }
    const bound = Math.max(this.best.value, unsplit, ...open.map((part) => part.bound));
    return {
      chosen: this.best.chosen,
      gain: this.best.value - this.base,
      cost: this.best.cost,
      bound: bound - this.base,
      gap: bound - this.best.value,
      exact: bound === this.best.value,
    };
  }

  /** The least bound of the whole over several ways to share the costs; the best way stays. Leaves a first choice behind. */
  private boundByShares(whole: Part): number {
    let bound = Infinity;
    let bestShares = this.shares;
    for (let round = 0; round < SHARE_ROUNDS; round++) {
      const relaxed = this.relaxed(whole, 'optimistic');
      if (relaxed === null) return -Infinity;
      const isBetter = relaxed.value < bound;
      if (isBetter) [bound, bestShares] = [relaxed.value, this.shares];
      const torn = this.torn(whole, relaxed.picked);
      this.offer(relaxed.picked.flat());
      if (round === 0 || isBetter) this.dive(whole, relaxed.picked);
      if (torn.length === 0 || bound <= this.best.value || this.left <= 0) break;
      this.shiftShares(torn, relaxed, 1 / (2 + round / 2));
    }
    this.shares = bestShares;
    this.curves = new Map();
    return bound;
  }

  /** A part of what a torn repair costs in leaves that leave it goes to those that choose it. */
  private shiftShares(torn: readonly number[], relaxed: Relaxed, part: number): void {
    const chosenIn = new Map<number, Set<number>>(torn.map((repair) => [repair, new Set()]));
    relaxed.picked.forEach((repairs, n) => repairs.forEach((repair) => chosenIn.get(repair)?.add(n)));
    this.shares = this.shares.map((split, repair) => {
      const wanting = chosenIn.get(repair);
      if (wanting === undefined) return split;
      const kept = split.map((share, at) =>
        wanting.has(this.touches[repair]![at]!) ? share : Math.ceil(share * (1 - part)),
      );
      const freed = split.reduce((sum, share, at) => sum + share - kept[at]!, 0);
      const more = apportioned(
        freed,
        this.touches[repair]!.map((n) => (wanting.has(n) ? 1 : 0)),
      );
      return kept.map((share, at) => share + more[at]!);
    });
    this.curves = new Map();
  }

  /** Solves the part, or splits it into `open`. Returns a bound that stays although nothing is left to split. */
  private look(part: Part, open: Part[]): number {
    const relaxed = this.relaxed(part, 'optimistic');
    if (relaxed === null) return -Infinity;
    const bound = Math.min(part.bound, relaxed.value);
    if (bound <= this.best.value) return -Infinity;
    const torn = this.torn(part, relaxed.picked);
    if (this.offer([...part.done, ...relaxed.picked.flat()]) >= bound) return -Infinity;
    this.dive(part, relaxed.picked);
    if (bound <= this.best.value) return -Infinity;

    const [split] = torn;
    if (split !== undefined) {
      open.push({ ...part, never: new Set([...part.never, split]), bound });
      open.push({ ...part, done: new Set([...part.done, split]), bound });
      return -Infinity;
    }
    const leaf = relaxed.curves.findIndex(
      (curve, n) => curve !== null && curve.cases.size > 1 && !part.caps.has(n),
    );
    if (leaf < 0) return bound;
    for (const key of relaxed.curves[leaf]!.cases.keys())
      open.push({ ...part, caps: new Map([...part.caps, [leaf, key]]), bound });
    return -Infinity;
  }

  /** Repairs that some of their leaves choose and others do not, the dearest first. */
  private torn(part: Part, picked: readonly number[][]): number[] {
    return [...counted(picked)]
      .filter(([repair, times]) => !part.done.has(repair) && times < this.touches[repair]!.length)
      .map(([repair]) => repair)
      .sort((a, b) => this.problem.costs[b]! - this.problem.costs[a]! || a - b);
  }

  /** Settles every repair that touches several leaves as most of them wish, and takes the best of the rest. */
  private dive(part: Part, picked: readonly number[][]): void {
    const times = counted(picked);
    const done = new Set(part.done);
    const never = new Set(part.never);
    const wish = (repair: number) => (times.get(repair) ?? 0) / this.touches[repair]!.length;
    const shared = this.touches.flatMap((leaves, repair) =>
      leaves.length > 1 && !done.has(repair) && !never.has(repair) ? [repair] : [],
    );
    let paid = this.costOf(done);
    for (const repair of shared.sort((a, b) => wish(b) - wish(a) || a - b)) {
      const cost = this.problem.costs[repair]!;
      const takes = wish(repair) > 0 && paid + cost <= this.budget;
      (takes ? done : never).add(repair);
      if (takes) paid += cost;
    }
    const settled = this.relaxed({ ...part, done, never }, 'attainable');
    if (settled === null) return;
    const found = [...done, ...settled.picked.flat()];
    this.offer(found);
    if (shared.length === 0) return;
    this.offer(polished(this.problem, this.touches, found, this.budget));
    this.left -= 30 * this.problem.costs.length * this.problem.leaves.length;
  }

  /** Keeps the set if it is affordable and the best so far. Returns what it truly gives. */
  private offer(repairs: readonly number[]): number {
    const chosen = [...new Set(repairs)].sort((a, b) => a - b);
    const cost = this.costOf(chosen);
    if (cost > this.budget) return -Infinity;
    const value = totalAfter(this.problem, chosen);
    if (value > this.best.value || (value === this.best.value && cost < this.best.cost))
      this.best = { value, cost, chosen };
    return value;
  }

  /** The best of a part if each leaf chooses by itself; null where nothing is possible. */
  private relaxed(part: Part, view: View): Relaxed | null {
    const budget = this.budget - this.costOf(part.done);
    if (budget < 0) return null;
    const { above } = this.problem;
    const leaves: readonly Remembered[] = this.problem.leaves;
    const caps = above.map(() => Infinity);
    const constant = above.map(() => 0);
    const below: Frontier[][] = above.map(() => []);
    const leafOf = new Map<Frontier, number>();
    const curves = leaves.map((leaf, n) => {
      if (leaf.repairs.length === 0) {
        const outcome = leaf.after([]);
        constant[leaf.branch]! += outcome.value;
        for (const cap of outcome.caps) caps[cap.branch] = Math.min(caps[cap.branch]!, cap.at);
        return null;
      }
      const curve = this.curve(leaf, n, part);
      caps.forEach((cap, branch) => (caps[branch] = Math.min(cap, sureCap(curve, branch))));
      below[leaf.branch]!.push(curve[view]);
      leafOf.set(curve[view], n);
      return curve;
    });
    const sum = this.summed(below, constant, caps, budget, view);
    if (sum === null) return null;
    const last = sum.cost.length - 1;
    const picked = leaves.map((): number[] => []);
    for (const each of partsAt(sum, last, new Set(leafOf.keys()))) {
      const n = leafOf.get(each.frontier);
      if (n !== undefined) picked[n] = repairsAt(each.frontier, each.n);
    }
    return { value: sum.value[last]!, picked, curves };
  }

  /** The tree of branches from below; a branch that cannot go below 0 and has no cap hands its parts on upwards. */
  private summed(
    below: Frontier[][],
    constant: number[],
    caps: readonly number[],
    budget: number,
    view: View,
  ): Frontier | null {
    const { above } = this.problem;
    for (let branch = above.length - 1; ; branch--) {
      const parts = below[branch]!;
      if (parts.some((frontier) => frontier.cost.length === 0)) return null;
      const up = above[branch]!;
      const lowest = parts.reduce((sum, frontier) => sum + frontier.value[0]!, constant[branch]!);
      if (up !== null && lowest >= 0 && caps[branch] === Infinity) {
        constant[up]! += constant[branch]!;
        below[up]!.push(...parts);
        continue;
      }
      const sum = parts
        .sort((a, b) => a.cost.length - b.cost.length)
        .reduce((whole, next) => {
          this.left -= whole.cost.length * next.cost.length;
          return merged(whole, next, budget, view);
        }, nothing(constant[branch]!));
      const held = bounded(sum, caps[branch]!);
      if (held.cost.length === 0) return null;
      if (up === null) return held;
      below[up]!.push(held);
    }
  }

  private curve(leaf: Remembered, n: number, part: Part): Curve {
    const states = leaf.repairs.map((repair) => (part.done.has(repair) ? 1 : part.never.has(repair) ? 0 : 2));
    const caps = part.caps.get(n) ?? null;
    const key = `${n} ${states.join('')} ${caps}`;
    const known = this.curves.get(key);
    if (known !== undefined) return known;
    const costs = new Map(
      leaf.repairs.map((repair) => [repair, this.shares[repair]![this.touches[repair]!.indexOf(n)]!]),
    );
    const curve = curveOf(leaf, { done: part.done, never: part.never, caps }, costs, this.budget);
    this.left -= 40 * states.length * curve.optimistic.cost.length;
    this.curves.set(key, curve);
    return curve;
  }

  private costOf(repairs: Iterable<number>): number {
    let sum = 0;
    for (const repair of repairs) sum += this.problem.costs[repair]!;
    return sum;
  }
}

function counted(picked: readonly number[][]): Map<number, number> {
  const times = new Map<number, number>();
  for (const repair of picked.flat()) times.set(repair, (times.get(repair) ?? 0) + 1);
  return times;
}

/** Whole parts of `amount` by weight, evenly where no weight is above 0; the first parts take what is left over. */
function apportioned(amount: number, weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total === 0)
    return weights.length === 0
      ? []
      : apportioned(
          amount,
          weights.map(() => 1),
        );
  const parts = weights.map((weight) => Math.floor((amount * weight) / total));
  let rest = amount - parts.reduce((sum, part) => sum + part, 0);
  return parts.map((part, n) => (weights[n]! > 0 && rest-- > 0 ? part + 1 : part));
}
