import type { Edition, Node } from './edition.ts';
import { treeOf } from './tree.ts';

/** The nodes with one code renamed wherever a node names it: as its parent, or in a condition. */
export const withCode = (nodes: readonly Node[], old: string, code: string): Node[] =>
  nodes.map((node) => renamed(node, new Map([[old, code]])));

function renamed(node: Node, codes: ReadonlyMap<string, string>): Node {
  const { parent, applies } = node;
  const newParent = parent === null ? null : (codes.get(parent) ?? parent);
  const when =
    applies.when === null
      ? null
      : { ...applies.when, code: codes.get(applies.when.code) ?? applies.when.code };
  return { ...node, parent: newParent, applies: { ...applies, when } };
}

/** A free code for one more child: the last sibling's counted on (Ⅲ-99 → Ⅲ-100), else the parent's with `.1`. */
export function nextCode(edition: Pick<Edition, 'nodes'>, parent: string | null): string {
  const { roots, childrenOf, byCode } = treeOf(edition.nodes);
  const last = (parent === null ? roots : childrenOf(parent)).at(-1)?.code;
  const [, stem = '', count = '0'] =
    last === undefined
      ? ['', parent === null ? '' : `${parent}.`]
      : (/^(.*?)(\d{1,9})$/.exec(last) ?? ['', `${last}.`]);
  for (let n = Number(count) + 1; ; n++) {
    const code = `${stem}${String(n).padStart(count.length, '0')}`;
    if (!byCode.has(code)) return code;
  }
}

/**
 * Codes anew from the place in the tree: 1, 1.1, 1.1.1; nodes in the order of the tree, conditions follow. What hangs on no
 * root keeps its code and stands at the end.
 */
export function renumbered(edition: Edition): Edition {
  const tree = treeOf(edition.nodes);
  const ordered: { node: Node; code: string }[] = [];
  const open = tree.roots.map((node, n) => ({ node, code: String(n + 1) })).reverse();
  const seen = new Set<Node>();
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { node, code } = next;
    seen.add(node);
    ordered.push(next);
    // Children of a code that stands twice belong to the first that has it.
    if (tree.byCode.get(node.code) !== node) continue;
    const children = tree
      .childrenOf(node.code)
      .map((child, n) => ({ node: child, code: `${code}.${n + 1}` }));
    open.push(...children.reverse());
  }
  const codes = new Map<string, string>();
  for (const { node, code } of ordered) if (!codes.has(node.code)) codes.set(node.code, code);
  const loose = edition.nodes.filter((node) => !seen.has(node));
  const nodes = ordered.map(({ node, code }) => ({ ...renamed(node, codes), code }));
  return { ...edition, nodes: [...nodes, ...loose] };
}
