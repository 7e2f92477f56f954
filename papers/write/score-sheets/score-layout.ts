import type { Edition, Node } from '@tongchuang/domain/assessment/edition.ts';

/** Where each edition and each of its nodes stands on the sheets, known before any formula is written. */
export interface EditionPlace {
  edition: Edition;
  /** Row of its total on the tree sheet; the next row holds the projection. */
  totalRow: number;
  nodes: NodePlace[];
  roots: NodePlace[];
  /** Editions that its sub-framework nodes name, by code. */
  uses: Map<string, EditionPlace>;
}

export interface NodePlace {
  node: Node;
  of: EditionPlace;
  /** Row on the tree sheet. */
  row: number;
  parent: NodePlace | null;
  children: NodePlace[];
  /** Row of a leaf's outcome at the head of the calculation sheet; null for a branch. */
  outcomeRow: number | null;
}

export const TREE_HEAD_ROWS = 4;
export const CALCULATION_HEAD_ROWS = 3;

/** The edition itself first, then each sub-framework once for each edition that it stands in. */
export function layOut(edition: Edition): EditionPlace[] {
  const places: EditionPlace[] = [];
  let nextRow = TREE_HEAD_ROWS + 1;
  let nextOutcome = CALCULATION_HEAD_ROWS + 1;
  const place = (one: Edition): EditionPlace => {
    const here: EditionPlace = { edition: one, totalRow: nextRow, nodes: [], roots: [], uses: new Map() };
    places.push(here);
    nextRow += 2;
    const byCode = new Map<string, NodePlace>();
    for (const node of one.nodes) {
      const parent = node.parent === null ? null : (byCode.get(node.parent) ?? null);
      const at: NodePlace = { node, of: here, row: nextRow++, parent, children: [], outcomeRow: null };
      (parent === null ? here.roots : parent.children).push(at);
      here.nodes.push(at);
      byCode.set(node.code, at);
    }
    for (const leaf of leavesOf(here)) leaf.outcomeRow = nextOutcome++;
    nextRow++;
    for (const { code, edition: sub } of one.subframeworks)
      if (!here.uses.has(code)) here.uses.set(code, place(sub));
    return here;
  };
  place(edition);
  return places;
}

export const leavesOf = (place: EditionPlace): NodePlace[] =>
  place.nodes.filter((at) => at.children.length === 0);

/** Row of the leaf's outcome on the calculation sheet. */
export const outcomeOf = (leaf: NodePlace): number => {
  if (leaf.outcomeRow === null) throw new Error(`no leaf: ${leaf.node.code}`);
  return leaf.outcomeRow;
};
