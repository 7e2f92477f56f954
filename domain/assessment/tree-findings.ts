import { readDecimal } from '../kernel/rational.ts';
import { circlesIn, circleWords } from './circles.ts';
import type { Edition, Node } from './edition.ts';
import type { Report } from './finding.ts';
import { checkedNumber, checkedPoints, checkedSum } from './checks.ts';
import { isInside, sumsOfPoints, weighedPoints } from './tree.ts';
import type { Tree } from './tree.ts';

/** Deeper than any handbook; engines walk trees by recursion. */
const DEEPEST_LEVEL = 20;

/** Codes, parents and levels. */
export function placeFindings(edition: Edition, tree: Tree, at: (nth: number | null) => Report): void {
  const { nodes, levels } = edition;
  if (nodes.length === 0) at(null)('no_nodes', 'nodes');
  const circles = circlesIn(
    new Map(nodes.flatMap(({ code, parent }) => (parent === null ? [] : [[code, parent] as const]))),
  );
  const circling = new Map(circles.flatMap((circle) => circle.map((code) => [code, circle] as const)));
  const places = new Map<string, number>();
  nodes.forEach((node, nth) => {
    const report = at(nth);
    const first = places.get(node.code);
    if (node.code === '') report('code_missing', 'code');
    else if (first !== undefined) report('code_twice', 'code', { other: nodes[first]?.title ?? '' });
    else places.set(node.code, nth);

    if (node.level > DEEPEST_LEVEL)
      report('level_too_deep', 'level', { level: node.level, deepest: DEEPEST_LEVEL });
    else if (levels.length > 0 && node.level > levels.length)
      report('level_unknown', 'level', { level: node.level, levels: levels.length });
    const circle = circling.get(node.code);
    if (circle !== undefined) {
      if (circle[0] === node.code && first === undefined)
        report('parent_circle', 'parent', { circle: circleWords(circle) });
      return;
    }
    const parent = node.parent === null ? undefined : tree.byCode.get(node.parent);
    if (node.parent !== null && parent === undefined)
      report('parent_unknown', 'parent', { parent: node.parent });
    else if (node.parent !== null && !places.has(node.parent))
      report('parent_later', 'parent', { parent: node.parent });
    const above = parent?.level ?? 0;
    if (node.parent !== null && parent === undefined) return;
    if (node.level <= above) report('level_order', 'level', { level: node.level, above });
    else if (node.level > above + 1)
      report('level_skipped', 'level', { level: node.level, expected: above + 1 });
  });
  countFindings(edition, at(null));
  keyFindings(edition, tree, at);
}

/** 7 / 58 / 118 as declared; a published count may or may not take in bonus, deduction and veto nodes. */
function countFindings({ levels, nodes }: Edition, report: Report): void {
  levels.forEach(({ name, count }, n) => {
    const there = nodes.filter(({ level }) => level === n + 1);
    const inside = there.filter(isInside).length;
    if (count !== null && count !== there.length && count !== inside)
      report('count_differs', `levels[${n}].count`, { level: name, declared: count, real: there.length });
  });
}

/** Facts name a leaf by code or key: no name may mean two of them. */
function keyFindings({ nodes }: Edition, tree: Tree, at: (nth: number) => Report): void {
  const holders = new Map(tree.leaves.map(({ code }) => [code, code]));
  nodes.forEach(({ code, key }, nth) => {
    if (key === null || key === code || !tree.isLeaf(code)) return;
    const holder = holders.get(key);
    if (holder === undefined) holders.set(key, code);
    else if (holder !== code) at(nth)('key_twice', 'key', { key, other: holder });
  });
}

/** Points, weights and their sums. */
export function pointFindings(edition: Edition, tree: Tree, at: (nth: number | null) => Report): void {
  const points = weighedPoints(edition);
  const sums = sumsOfPoints(edition, points);
  const inside = new Set(
    tree.leaves.filter(isInside).flatMap(({ code }) => tree.pathOf(code).map((node) => node.code)),
  );
  const counted = (siblings: readonly Node[]) => {
    const some = siblings.filter(({ code }) => inside.has(code));
    return some.length > 0 ? some : siblings.filter(({ kind }) => kind !== 'veto');
  };

  edition.nodes.forEach((node, nth) => {
    const report = at(nth);
    if (node.points !== null) checkedPoints(node.points, 'points', report);
    if (node.weight !== null) checkedNumber(node.weight, '0 or more', 'weight', report);
    if (tree.isLeaf(node.code)) {
      if (node.points === null && !isWeighed(node) && node.kind !== 'veto')
        report('points_missing', 'points');
      return;
    }
    const children = tree.childrenOf(node.code);
    if (
      node.points === null &&
      node.weight === null &&
      children.some((child) => child.points === null && isWeighed(child))
    )
      report('weights_of_nothing', 'points');
    const some = counted(children);
    if (!weightsAddUp(some, report) || some.every((child) => child.points === null && isWeighed(child)))
      return;
    if (node.points === null && !isWeighed(node)) return;
    const declared = points.get(node.code) ?? 0;
    const real = some.reduce(
      (sum, child) => sum + ((hasPoints(child) ? points : sums).get(child.code) ?? 0),
      0,
    );
    if (real !== declared && some.length > 0)
      report('points_sum', 'points', { declared: declared / 100, sum: real / 100 });
  });
  weightsAddUp(counted(tree.roots), at(null));
}

const isWeighed = (node: Node) => node.weight !== null && readDecimal(node.weight) !== null;
const hasPoints = (node: Node) => node.points !== null || isWeighed(node);

/** Weights are held against 100 % unless some of the siblings have points instead; false where they fail. */
function weightsAddUp(siblings: readonly Node[], report: Report): boolean {
  if (siblings.every(({ weight }) => weight === null)) return true;
  if (siblings.some(({ points, weight }) => points !== null && weight === null)) return true;
  let fits = true;
  checkedSum(
    siblings.flatMap(({ weight }) => (weight === null ? [] : [readDecimal(weight)])),
    (sum) => {
      fits = false;
      report('weights_sum', 'weight', { sum, count: siblings.length });
    },
  );
  return fits;
}
