import type { FrameworkChange } from '@tongchuang/contract/frameworks.ts';
import type { Edition, Node } from '@tongchuang/domain/assessment/edition.ts';
import { treeOf } from '@tongchuang/domain/assessment/tree.ts';

export type Way = 'up' | 'down' | 'out' | 'in';

/** One step of a node among its siblings, out to its parent's side or in under the sibling before it; null where there is no way. */
export function stepOf(edition: Edition, code: string, way: Way): FrameworkChange | null {
  const tree = treeOf(edition.nodes);
  const node = tree.byCode.get(code);
  if (node === undefined) return null;
  const siblings = siblingsOf(edition, node);
  const at = siblings.indexOf(node);
  const move = (parent: string | null, after: string | null): FrameworkChange => ({
    op: 'move',
    code,
    parent,
    after,
  });
  if (way === 'up') return at < 1 ? null : move(node.parent, siblings[at - 2]?.code ?? null);
  if (way === 'down') {
    const next = siblings[at + 1];
    return next === undefined ? null : move(node.parent, next.code);
  }
  if (way === 'out') {
    const above = node.parent === null ? undefined : tree.byCode.get(node.parent);
    return above === undefined ? null : move(above.parent, above.code);
  }
  const before = siblings[at - 1];
  if (before === undefined) return null;
  return move(before.code, tree.childrenOf(before.code).at(-1)?.code ?? null);
}

/** The acts that bring a removed branch back to where it was, the node itself first. */
export function bringBack(edition: Edition, code: string): FrameworkChange[] {
  const tree = treeOf(edition.nodes);
  const before = (node: Node): string | null => {
    const siblings = siblingsOf(edition, node);
    return siblings[siblings.indexOf(node) - 1]?.code ?? null;
  };
  return tree.branchOf(code).map((node) => ({ op: 'add', node: { ...node }, after: before(node) }));
}

const siblingsOf = (edition: Edition, node: Node): readonly Node[] => {
  const tree = treeOf(edition.nodes);
  return node.parent === null ? tree.roots : tree.childrenOf(node.parent);
};
