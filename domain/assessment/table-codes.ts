import { codeRank, plainCode } from './table-marker.ts';
import { chineseNumeral, squeezed } from './table-piece.ts';
import type { RawNode, RawTree } from './table-tree.ts';

/**
 * Settles the codes: as written where the document writes them, taken from the children's where only those have some
 * (1.1.1 → 1.1), made by the places in the tree (1, 1.1, 1.1.1) where there are none.
 */
export function settleCodes(tree: RawTree): Map<RawNode, string> {
  const codes = new Map<RawNode, string>();
  const taken = new Set<string>();
  const give = (node: RawNode, code: string) => {
    codes.set(node, code);
    taken.add(code);
  };
  for (const node of tree.nodes) if (node.written !== null) give(node, node.written);
  for (const node of tree.nodes.toReversed()) {
    if (codes.has(node)) continue;
    const shared = sharedPrefix(node.children.map((child) => codes.get(child)));
    if (shared !== null && !taken.has(shared)) give(node, shared);
  }
  const roots = tree.nodes.filter(({ parent }) => parent === null);
  const ordinals = new Map<RawNode, number>();
  for (const siblings of [roots, ...tree.nodes.map(({ children }) => children)])
    number(tree, siblings, ordinals);
  for (const node of tree.nodes) {
    if (codes.has(node)) continue;
    const above = node.parent === null ? '' : `${codes.get(node.parent) ?? ''}.`;
    let at = ordinals.get(node) ?? 1;
    while (taken.has(`${above}${at}`)) at += 1;
    give(node, `${above}${at}`);
  }
  return codes;
}

/** 1.1.1 and 1.1.2 → 1.1; A1.1 → A1 */
function sharedPrefix(codes: readonly (string | undefined)[]): string | null {
  const prefixes = new Set(
    codes.map((code) =>
      code === undefined ? null : (/^([A-Za-z]{0,4}\d.*)[.-]\d+$/.exec(code)?.[1] ?? null),
    ),
  );
  const [only = null] = prefixes;
  return prefixes.size === 1 ? only : null;
}

/** Written numbers where all neighbours have one of their own, else their order. */
function number(tree: RawTree, siblings: readonly RawNode[], into: Map<RawNode, number>): void {
  const written = siblings.map(({ ordinal }) => ordinal);
  // Numbers that run on over several parents (序号 1 … 118) count rows, not neighbours.
  const usable = written[0] === 1 && written.every((ordinal) => ordinal !== null && ordinal > 0);
  const twice = siblings.find(({ ordinal }, at) => ordinal !== null && written.indexOf(ordinal) < at);
  // Sections number their criteria anew; only neighbours of one kind are held against each other.
  if (usable && twice !== undefined)
    tree.find('code_number_twice', { number: twice.ordinal ?? 0 }, twice.place);
  siblings.forEach((node, at) =>
    into.set(node, usable && twice === undefined ? (node.ordinal ?? at + 1) : at + 1),
  );
}

/** What a cell of a column of codes or numbers says: a code for the whole framework, or a number among neighbours. */
export function readCodeCell(text: string, isCode: boolean): { code: string | null; ordinal: number | null } {
  const words = squeezed(text);
  const code = plainCode(words);
  if (code === '') return { code: null, ordinal: null };
  const simple = /^\d+$/.test(code) ? Number(code) : chineseNumeral(code);
  if (simple !== null) return isCode ? { code, ordinal: simple } : { code: null, ordinal: simple };
  return isCode || codeRank(code) !== null ? { code, ordinal: null } : { code: null, ordinal: null };
}
