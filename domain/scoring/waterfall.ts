import type { Edition, Node } from '../assessment/edition.ts';
import type { Mapping } from '../assessment/mapping.ts';
import { treeOf } from '../assessment/tree.ts';
import type { NodeResult, Result, Total } from './result.ts';

/**
 * Why one total differs from another (得分变化): steps, each with one cause, that add up to the difference to the last hundredth.
 */
export const CAUSES = [
  /** Another edition: the criterion is worth more or less, is judged otherwise, is new, is no longer there. */
  'edition_points',
  'edition_rule',
  'edition_added',
  'edition_gone',
  /** It came into the maximum, or went out of it. */
  'applicable',
  'not_applicable',
  /** It was not known before; it is no longer known. */
  'observed',
  'unobserved',
  /** What was seen is better, or worse. */
  'better',
  'worse',
  /** What a branch takes or gives by itself: caps of vetoes and hard floors, and that nothing falls below 0. */
  'caps',
] as const;
export type Cause = (typeof CAUSES)[number];

/** Which number is compared: what is sure, or an end of the range. */
export type Measured = 'points' | 'low' | 'high';

export interface Step {
  /** Of the later edition; of the earlier one where the criterion is gone. Null: the total itself. */
  code: string | null;
  cause: Cause;
  /** In points. */
  amount: number;
}

export interface Waterfall {
  from: number;
  to: number;
  /** The largest first; of equals in the order of the edition. Steps of nothing are left out. */
  steps: Step[];
  /** By node of the later edition, and under null for the total: its difference by cause. */
  nodes: Map<string | null, Partial<Record<Cause, number>>>;
}

export interface Scored {
  edition: Edition;
  result: Result;
}

/**
 * @param bridge   the earlier facts scored by the later edition, codes mapped; null where the edition is the same
 * @param mapping  needed with a bridge
 */
export function waterfall(
  before: Scored,
  after: Scored,
  bridge: Result | null = null,
  mapping: Mapping = [],
  measured: Measured = 'points',
): Waterfall {
  const amounts = new Map<string, { code: string | null; cause: Cause; hundredths: number }>();
  const add = (code: string | null, cause: Cause, hundredths: number) => {
    const key = `${cause} ${code ?? ''}`;
    const step = amounts.get(key) ?? { code, cause, hundredths: 0 };
    amounts.set(key, { ...step, hundredths: step.hundredths + hundredths });
  };
  const start = bridge === null ? before : { edition: after.edition, result: bridge };
  if (bridge !== null) editionSteps(before, start, mapping, measured, add);

  const was = byCode(start.result);
  for (const node of leavesOf(after)) {
    const earlier = was.get(node.code);
    const amount = amountOf(node, measured) - (earlier === undefined ? 0 : amountOf(earlier, measured));
    add(node.code, causeOf(earlier, node, amount), amount);
  }
  const heldBefore = heldBack(start, measured);
  for (const [code, held] of heldBack(after, measured)) add(code, 'caps', held - (heldBefore.get(code) ?? 0));

  const steps = [...amounts.values()]
    .filter(({ hundredths }) => hundredths !== 0)
    .map(({ code, cause, hundredths }): Step => ({ code, cause, amount: hundredths / 100 }));
  const order = new Map<string | null, number>(after.edition.nodes.map((node, n) => [node.code, n]));
  const place = (step: Step) => order.get(step.code) ?? order.size;
  return {
    from: before.result.total[measured] ?? 0,
    to: after.result.total[measured] ?? 0,
    steps: steps.toSorted((a, b) => Math.abs(b.amount) - Math.abs(a.amount) || place(a) - place(b)),
    nodes: byNode(after.edition, before.edition, mapping, steps),
  };
}

/** What the change of edition alone does to the earlier facts. */
function editionSteps(
  before: Scored,
  bridged: Scored,
  mapping: Mapping,
  measured: Measured,
  add: (code: string | null, cause: Cause, hundredths: number) => void,
): void {
  const oldNodes = new Map(before.edition.nodes.map((node) => [node.code, node]));
  const newLeaves = new Set(leavesOf(bridged).map((leaf) => leaf.code));
  const firstOf = new Map<string, string>();
  const originsOf = new Map<string, (Node | undefined)[]>();
  for (const { from, to } of mapping) {
    const first = to.find((code) => newLeaves.has(code));
    if (first !== undefined) firstOf.set(from, first);
    for (const code of to) originsOf.set(code, [...(originsOf.get(code) ?? []), oldNodes.get(from)]);
  }
  const carried = new Map<string, number>();
  for (const leaf of leavesOf(before)) {
    const to = firstOf.get(leaf.code);
    const amount = amountOf(leaf, measured);
    if (to === undefined) add(leaf.code, 'edition_gone', -amount);
    else carried.set(to, (carried.get(to) ?? 0) + amount);
  }
  const nodes = new Map(bridged.edition.nodes.map((node) => [node.code, node]));
  for (const leaf of leavesOf(bridged)) {
    const from = originsOf.get(leaf.code) ?? [];
    const node = nodes.get(leaf.code);
    const samePoints =
      from.length === 1 && from[0]?.points === node?.points && from[0]?.weight === node?.weight;
    const cause: Cause = from.length === 0 ? 'edition_added' : samePoints ? 'edition_rule' : 'edition_points';
    add(leaf.code, cause, amountOf(leaf, measured) - (carried.get(leaf.code) ?? 0));
  }
  const heldBefore = [...heldBack(before, measured).values()].reduce((sum, held) => sum + held, 0);
  const heldAfter = [...heldBack(bridged, measured).values()].reduce((sum, held) => sum + held, 0);
  add(null, 'caps', heldAfter - heldBefore);
}

function causeOf(before: NodeResult | undefined, after: NodeResult, amount: number): Cause {
  const was = before?.state ?? 'not_applicable';
  if (was !== after.state) {
    if (after.state === 'not_applicable') return 'not_applicable';
    if (was === 'not_applicable') return 'applicable';
    return after.state === 'known' ? 'observed' : 'unobserved';
  }
  return amount > 0 ? 'better' : 'worse';
}

/** By branch, and under null for the total: what it shows beyond the sum of what stands right below, in hundredths. */
function heldBack({ edition, result }: Scored, measured: Measured): Map<string | null, number> {
  const parents = new Map(edition.nodes.map((node) => [node.code, node.parent]));
  const leaves = new Set(leavesOf({ edition, result }).map((leaf) => leaf.code));
  const held = new Map<string | null, number>([[null, amountOf(result.total, measured)]]);
  for (const node of result.nodes) {
    const amount = amountOf(node, measured);
    if (!leaves.has(node.code)) held.set(node.code, (held.get(node.code) ?? 0) + amount);
    const parent = parents.get(node.code) ?? null;
    held.set(parent, (held.get(parent) ?? 0) - amount);
  }
  return held;
}

/** Adds each step to its node and everything above; what is gone goes to the nearest successor of what stood above it. */
function byNode(
  edition: Edition,
  earlier: Edition,
  mapping: Mapping,
  steps: readonly Step[],
): Map<string | null, Partial<Record<Cause, number>>> {
  const parents = new Map(edition.nodes.map((node) => [node.code, node.parent]));
  const oldParents = new Map(earlier.nodes.map((node) => [node.code, node.parent]));
  const successors = new Map(mapping.map(({ from, to }) => [from, to[0]]));
  const placeOf = (step: Step): string | null => {
    if (step.cause !== 'edition_gone') return step.code;
    let old = step.code === null ? null : (oldParents.get(step.code) ?? null);
    for (let n = 0; old !== null && n < earlier.nodes.length; n++) {
      const successor = successors.get(old) ?? old;
      if (parents.has(successor)) return successor;
      old = oldParents.get(old) ?? null;
    }
    return null;
  };
  const sums = new Map<string | null, Partial<Record<Cause, number>>>();
  for (const step of steps) {
    let code = placeOf(step);
    for (let n = 0; n <= edition.nodes.length; n++) {
      const causes = sums.get(code) ?? {};
      causes[step.cause] = (inHundredths(causes[step.cause] ?? 0) + inHundredths(step.amount)) / 100;
      sums.set(code, causes);
      if (code === null) break;
      code = parents.get(code) ?? null;
    }
  }
  return sums;
}

function leavesOf({ edition, result }: Scored): NodeResult[] {
  const tree = treeOf(edition.nodes);
  return result.nodes.filter((node) => tree.isLeaf(node.code));
}

const byCode = (result: Result) => new Map(result.nodes.map((node) => [node.code, node]));
const inHundredths = (points: number): number => Math.round(points * 100);
const amountOf = (node: NodeResult | Total, measured: Measured): number => inHundredths(node[measured] ?? 0);
