import type { RawNode, RawTree } from './table-tree.ts';

/** Holds every row 合计 and 小计 against what the rows above it come to; bonus points may be in it or not. */
export function settleTotals(tree: RawTree): void {
  for (const { label, value, nodes, place } of tree.totals) {
    const wanted = new Set(nodes);
    const bearers = nodes.filter((node) => bears(node) && !below(node, wanted));
    const sum = (of: readonly RawNode[]) =>
      of.reduce((all, { points }) => all + Math.round((points ?? 0) * 100), 0);
    const normal = sum(bearers.filter(({ section }) => section === null));
    const withBonus = sum(bearers.filter(({ section }) => section === null || section === 'bonus'));
    const written = Math.round(value * 100);
    if (bearers.length === 0 || [normal, withBonus, sum(bearers)].includes(written)) continue;
    tree.find('total_wrong', { label, written: value, sum: normal / 100 }, place);
  }
}

const bears = ({ points }: RawNode): boolean => points !== null;

/** Something lower down among the same rows bears the points. */
const below = (node: RawNode, wanted: ReadonlySet<RawNode>): boolean =>
  node.children.some((child) => wanted.has(child) && (bears(child) || below(child, wanted)));
