import { squeezed } from './table-piece.ts';
import type { RawNode, RawTree, Said } from './table-tree.ts';

interface Written {
  node: RawNode;
  said: Said;
  words: string;
}

/**
 * Weights as they are meant: with % or as fractions of 1 they are shares of the parent; plain numbers are percentages where the
 * neighbours come to 100 under a parent that has other points, or where the head says %; else they are points (权数 2.2).
 */
export function settleWeights(tree: RawTree): void {
  const written: Written[] = tree.nodes.flatMap((node) =>
    node.said
      .filter(({ head }) => head.kind === 'weight')
      .map((said) => ({ node, said, words: squeezed(said.text) })),
  );
  const numbers = written.filter(({ words }) => /^\d+(?:\.\d+)?%?$/.test(words) || /^\d+\/\d+$/.test(words));
  for (const each of written)
    if (!numbers.includes(each)) tree.find('weight_unread', { text: each.said.text }, each.said.place);
  const bare = numbers.filter(({ words }) => /^\d+(?:\.\d+)?$/.test(words));
  const marked = numbers.length > bare.length;
  const asShare = (each: Written, words: string) => {
    each.node.weight = words;
    each.node.places.weight = each.said.place;
  };
  for (const each of numbers) if (!bare.includes(each)) asShare(each, each.words);
  if (bare.length === 0) return;
  const percent =
    bare.some(({ said }) => said.head.kind === 'weight' && said.head.percent) || arePercentages(bare);
  const fractions = bare.every(({ words }) => Number(words) <= 1);
  for (const each of bare) {
    if (fractions && !percent) asShare(each, each.words);
    else if (percent) asShare(each, `${each.words}%`);
    else if (marked) tree.find('weight_unread', { text: each.said.text }, each.said.place);
    else {
      each.node.points ??= Number(each.words);
      each.node.places.points = each.said.place;
    }
  }
  if (!fractions && !percent && !marked)
    tree.find('weight_as_points', { head: '权重' }, bare[0]?.said.place ?? null);
}

/**
 * 公共秩序45%: 礼让25%, 停放20%. Where the lower weights come to the upper one, not to 100 %, they are shares of the whole: points of
 * 100. Likewise where only the lowest have weights and all of them come to 100 %.
 */
export function settleWhole(tree: RawTree): void {
  const weighed = tree.nodes.filter(({ weight }) => weight !== null);
  const groups = [...Map.groupBy(weighed, ({ parent }) => parent)].filter(([parent]) => parent !== null);
  const isWhole = (sum: number | null) => sum !== null && Math.abs(sum - 100) < 1e-6;
  if (groups.every(([, children]) => isWhole(sumOf(children)))) return;
  const uppers = groups.filter(([parent]) => parent?.weight != null);
  const asUpper = ([parent, children]: (typeof groups)[number]) => {
    const [own, sum] = [hundredfold(parent?.weight ?? null), sumOf(children)];
    return own !== null && sum !== null && Math.abs(own - sum) < 1e-6;
  };
  const roots = weighed.filter(({ parent }) => parent === null);
  const nested = uppers.length === groups.length && isWhole(sumOf(roots)) && groups.every(asUpper);
  const lowest =
    uppers.length === 0 &&
    roots.length === 0 &&
    weighed.every(({ children }) => children.length === 0) &&
    tree.nodes.every(({ points }) => points === null) &&
    isWhole(sumOf(weighed));
  if (!nested && !lowest) return;
  tree.find('weight_of_whole', {}, weighed[0]?.places.weight ?? null);
  for (const node of weighed) {
    node.points ??= Math.round((hundredfold(node.weight) ?? 0) * 100) / 100;
    node.places.points ??= node.places.weight;
    node.weight = null;
  }
}

const hundredfold = (weight: string | null): number | null => {
  const number = Number(weight?.replace(/%$/, '') ?? Number.NaN);
  if (Number.isNaN(number)) return null;
  return weight?.endsWith('%') === true ? number : number * 100;
};

const sumOf = (nodes: readonly RawNode[]): number | null =>
  nodes.reduce<number | null>((sum, { weight }) => {
    const own = hundredfold(weight);
    return sum === null || own === null ? null : sum + own;
  }, 0);

/** Under every parent that has numbers, they come to 100, and there is more than one such parent. */
function arePercentages(bare: readonly Written[]): boolean {
  const groups = Map.groupBy(bare, ({ node }) => node.parent);
  const inner = [...groups].filter(([parent]) => parent !== null);
  return (
    inner.length > 1 &&
    inner.every(
      ([, group]) => Math.abs(group.reduce((sum, { words }) => sum + Number(words), 0) - 100) < 1e-6,
    )
  );
}
