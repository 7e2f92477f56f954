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
