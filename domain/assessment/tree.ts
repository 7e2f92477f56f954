import { compare, hundredths, multiply, rational, readDecimal, add, ZERO } from '../kernel/rational.ts';
import type { Rational } from '../kernel/rational.ts';
import type { Edition, Node } from './edition.ts';

/** The nodes of an edition by name and by place; of nodes that share a code, the first is meant. */
export interface Tree {
  byCode: ReadonlyMap<string, Node>;
  /** Roots first in their own list; a node whose parent does not exist stands in none. */
  roots: readonly Node[];
  childrenOf: (code: string) => readonly Node[];
  isLeaf: (code: string) => boolean;
  /** In the order of the edition. */
  leaves: readonly Node[];
  /** From the root down to the node itself; ends where parents run in a circle. */
  pathOf: (code: string) => Node[];
  /** The node and all below it, in the order of the edition. */
  branchOf: (code: string) => Node[];
}

export function treeOf(nodes: readonly Node[]): Tree {
  const byCode = new Map<string, Node>();
  const children = new Map<string, Node[]>();
  const roots: Node[] = [];
  for (const node of nodes) {
    if (!byCode.has(node.code)) byCode.set(node.code, node);
    if (node.parent === null) roots.push(node);
    else {
      const siblings = children.get(node.parent);
      if (siblings === undefined) children.set(node.parent, [node]);
      else siblings.push(node);
    }
  }
  const childrenOf = (code: string) => children.get(code) ?? [];
  const isLeaf = (code: string) => !children.has(code);
  const pathOf = (code: string) => {
    const path: Node[] = [];
    const seen = new Set<string>();
    let here = byCode.get(code);
    while (here !== undefined && !seen.has(here.code)) {
      seen.add(here.code);
      path.push(here);
      here = here.parent === null ? undefined : byCode.get(here.parent);
    }
    return path.reverse();
  };
  const branchOf = (code: string) => {
    const inside = new Set([code]);
    for (const inner of inside) for (const child of childrenOf(inner)) inside.add(child.code);
    return nodes.filter((node) => inside.has(node.code));
  };
  const leaves = nodes.filter((node) => isLeaf(node.code));
  return { byCode, roots, childrenOf, isLeaf, leaves, pathOf, branchOf };
}

/** What roots with weights share. */
const WHOLE = 10_000;

/**
 * Points of every node in hundredths, by code: its own, or through weights (权重) from the top down; docs/frameworks.md,
 * "Weights". 0 where they come from nowhere, and for nodes that hang on no root.
 */
export function weighedPoints(edition: Pick<Edition, 'nodes'>): Map<string, number> {
  const tree = treeOf(edition.nodes);
  const points = new Map(edition.nodes.map((node): [string, number] => [node.code, 0]));
  const done = new Set<string>();
  const open: { above: number; siblings: readonly Node[] }[] = [{ above: WHOLE, siblings: tree.roots }];
  for (const { above, siblings } of open) {
    for (const [code, own] of shared(above, siblings)) if (!done.has(code)) points.set(code, own);
    for (const { code } of siblings) {
      if (done.has(code)) continue;
      done.add(code);
      open.push({ above: points.get(code) ?? 0, siblings: tree.childrenOf(code) });
    }
  }
  return points;
}

function shared(above: number, siblings: readonly Node[]): Map<string, number> {
  const points = new Map<string, number>();
  let weights = ZERO;
  let given = 0;
  let heaviest: { code: string; weight: Rational } | null = null;
  for (const node of siblings) {
    if (points.has(node.code)) continue;
    const weight = node.weight === null ? null : readDecimal(node.weight);
    if (node.points !== null) points.set(node.code, Math.round(node.points * 100));
    else if (weight !== null) {
      const own = part(above, weight);
      points.set(node.code, own);
      given += own;
      weights = add(weights, weight);
      if (heaviest === null || compare(weight, heaviest.weight) > 0) heaviest = { code: node.code, weight };
    }
  }
  if (heaviest !== null) {
    const left = part(above, weights) - given;
    points.set(heaviest.code, (points.get(heaviest.code) ?? 0) + left);
  }
  return points;
}

const part = (above: number, weight: Rational) => hundredths(multiply(rational(above, 100), weight));

/**
 * What each branch comes to, in hundredths, by code: the sum of its normal and sub-framework leaves; of a leaf its points. A branch
 * without such leaves (特色指标, 负面清单) has the sum of its others, vetoes aside.
 */
export function sumsOfPoints(
  edition: Pick<Edition, 'nodes'>,
  points: ReadonlyMap<string, number> = weighedPoints(edition),
): Map<string, number> {
  const tree = treeOf(edition.nodes);
  const sums = new Map(edition.nodes.map(({ code }) => [code, { inside: 0, outside: 0, hasInside: false }]));
  for (const leaf of new Set(tree.leaves.map(({ code }) => tree.byCode.get(code) ?? null))) {
    if (leaf === null || leaf.kind === 'veto') continue;
    const own = points.get(leaf.code) ?? 0;
    for (const { code } of tree.pathOf(leaf.code)) {
      const sum = sums.get(code);
      if (sum === undefined) continue;
      if (isInside(leaf)) {
        sum.inside += own;
        sum.hasInside = true;
      } else sum.outside += own;
    }
  }
  return new Map([...sums].map(([code, sum]) => [code, sum.hasInside ? sum.inside : sum.outside]));
}

/** Whether its points are part of the maximum. */
export const isInside = (node: Pick<Node, 'kind'>): boolean =>
  node.kind === 'normal' || node.kind === 'subframework';
