import type { Head, HeadKind } from './table-head.ts';
import { plainCode } from './table-marker.ts';
import { placeOf, squeezed } from './table-piece.ts';
import type { FrameworkTable, Grid, TableCell } from './table-piece.ts';
import { readCodeCell } from './table-codes.ts';
import type { RowMap } from './table-rows.ts';
import { readPoints } from './table-values.ts';
import type { CellField, RawNode, RawTree } from './table-tree.ts';

/** Hangs what the columns beside the titles say on the nodes of the rows. */
export function hangCells(tree: RawTree, table: FrameworkTable, grid: Grid, head: Head, rows: RowMap): void {
  head.columns.forEach((kind, column) => {
    if (kind?.kind === 'title') return;
    const cells = [...new Set(grid.slice(rows.from).flatMap((row) => row[column] ?? []))].filter(
      (cell) => cell.text.trim() !== '' && cell.column === column && rows.nodes[cell.row] != null,
    );
    // What stands in a wide heading is its title, in whichever column it begins.
    const own = cells.filter((cell) => !isTitleOf(rows.nodes[cell.row], table, cell));
    if (kind !== null) markEmpty(kind, column);
    const name = head.cells[column]?.at(-1);
    if (kind === null || kind.kind === 'form') {
      if (own.length === 0 || (kind === null && name === undefined && own.length === 0)) return;
      const at = name ?? own[0];
      tree.find(
        kind === null ? 'column_unread' : 'column_form',
        { head: squeezed(name?.text ?? ''), count: own.length },
        placeOf(table, at?.row ?? 0, column),
      );
      return;
    }
    if (kind.kind === 'code' || kind.kind === 'number')
      hangCodes(own, kind.kind === 'code', grouped(column) ?? levelOf(rows, own, kind.depth));
    else if (kind.kind === 'points' || kind.kind === 'weight') hangWorth(own, kind, column);
    else
      for (const cell of own) {
        const under = nodesUnder(cell);
        if (kind.kind === 'rule' && under.length > 1)
          tree.find('rule_shared', { text: cell.text }, placeOf(table, cell.row, cell.column));
        for (const node of under) say(node, kind, cell);
      }
  });

  /** A criterion whose cell is empty lacks it there: findings name that cell. */
  function markEmpty(kind: HeadKind, column: number): void {
    const field = FIELD_OF[kind.kind];
    if (field === undefined) return;
    grid.slice(rows.from).forEach((cells, at) => {
      const row = rows.from + at;
      const node = rows.nodes[row];
      const isEmpty = cells[column] === undefined || cells[column].text.trim() === '';
      if (node != null && isEmpty && node.from === row && node.children.length === 0)
        node.lacks[field] ??= placeOf(table, row, column);
    });
  }

  /** The level whose title stands under the same wider head. */
  function grouped(column: number): number | null {
    const upper = head.cells[column]?.at(-2);
    const level = rows.titles.findIndex((title) => head.cells[title]?.at(-2) === upper);
    return upper === undefined || level < 0 ? null : level;
  }

  function hangCodes(cells: readonly TableCell[], isCode: boolean, level: number | null): void {
    const codes = cells.map((cell) => plainCode(cell.text));
    const isKnown = isCode && new Set(codes).size === codes.length;
    // 1, 1.1, 1.2, 2 in one column number the levels that they belong to.
    const depths = new Set(codes.map((code) => code.split(/[.-]/).length));
    const stepped =
      isKnown && depths.size > 1 && depths.has(1) && codes.every((code) => /^\d+(?:[.-]\d+)*$/.test(code));
    for (const cell of cells) {
      const { code, ordinal } = readCodeCell(
        cell.text,
        isCode && (isKnown || !/^\d+$/.test(plainCode(cell.text))),
      );
      const lowest = rows.nodes[cell.row] ?? null;
      const own = stepped ? levelOfCode(code, lowest) : level;
      for (let node = lowest; node !== null; node = node.parent) {
        // A row that begins only an upper node numbers that.
        const isUpper = node === lowest && own !== null && node.column < own;
        if (node.from !== cell.row || (own !== null && node.column !== own && node.column >= 0 && !isUpper))
          continue;
        node.written = code ?? node.written;
        node.ordinal = code === null ? (node.ordinal ?? ordinal) : node.ordinal;
        node.places.code = placeOf(table, cell.row, cell.column);
        break;
      }
    }
  }

  /** The level that the steps of a code speak of, where a node of it begins here; else the lowest. */
  function levelOfCode(code: string | null, lowest: RawNode | null): number | null {
    const depth = (code?.split(/[.-]/).length ?? 0) - 1;
    for (let node = lowest; node !== null; node = node.parent) if (node.column === depth) return depth;
    return lowest?.column ?? null;
  }

  function hangWorth(
    cells: readonly TableCell[],
    kind: Extract<HeadKind, { depth: number | null }>,
    column: number,
  ): void {
    const several = head.columns.filter((each) => each?.kind === kind.kind).length > 1;
    const nearest = rows.titles.findIndex(
      (title) => title === rows.titles.filter((each) => each < column).at(-1),
    );
    const depth =
      kind.depth === null
        ? null
        : rows.titles.findIndex((title) => {
            const titleKind = head.columns[title];
            return titleKind?.kind === 'title' && titleKind.depth === kind.depth;
          });
    const level =
      depth !== null && depth >= 0
        ? depth
        : (grouped(column) ?? (several || nearest < rows.titles.length - 1 ? nearest : null));
    for (const cell of cells) {
      const place = placeOf(table, cell.row, cell.column);
      const node = bearer(cell, level);
      if (node === null) tree.find('points_nowhere', { text: cell.text.trim() }, place);
      else if (kind.kind === 'weight') say(node, kind, cell);
      else {
        const points = readPoints(cell.text);
        if (/^(?:[-—/]+|无)$/.test(squeezed(cell.text))) continue;
        if (points === null) {
          node.lacks.points = place;
          tree.find('points_unread', { text: cell.text.trim() }, place);
        } else if (node.points !== null && node.points !== points)
          tree.find('points_twice', { title: node.title, one: node.points, other: points }, place);
        else {
          node.points = points;
          node.places.points = place;
        }
      }
    }
  }

  /** Whose worth the cell gives: a node of that level or, merged over rows, the node of exactly these rows. */
  function bearer(cell: TableCell, level: number | null): RawNode | null {
    const node = rows.nodes[cell.row] ?? null;
    if (node === null || node.column < 0) return node;
    const line: RawNode[] = [];
    for (let each: RawNode | null = node; each !== null; each = each.parent) line.push(each);
    const last = lastRow(cell);
    const covers = (each: RawNode) => each.from === cell.row && each.to === last;
    const wanted = level === null ? undefined : line.find((each) => each.column === level);
    if (wanted !== undefined && (cell.rowSpan === 1 || covers(wanted))) return wanted;
    if (cell.rowSpan > 1)
      return (
        line.find(covers) ??
        (node.from === cell.row && node.to <= last && nodesUnder(cell).length === 1 ? node : null)
      );
    return node;
  }

  function lastRow(cell: TableCell): number {
    let last = cell.row;
    for (let row = cell.row; row < cell.row + cell.rowSpan; row++) if (rows.nodes[row] != null) last = row;
    return last;
  }

  /** The criteria whose rows the cell covers. */
  function nodesUnder(cell: TableCell): RawNode[] {
    const nodes = rows.nodes.slice(cell.row, cell.row + Math.max(1, cell.rowSpan));
    const leaves = [...new Set(nodes.filter((node): node is RawNode => node !== null))];
    const lowest = leaves.filter((node) => node.children.length === 0);
    return lowest.length > 0 ? lowest : leaves;
  }

  function say(node: RawNode, kind: HeadKind, cell: TableCell): void {
    node.said.push({
      head: kind,
      text: cell.text.trim(),
      place: placeOf(table, cell.row, cell.column),
      row: cell.row,
    });
  }
}

const FIELD_OF: Partial<Record<HeadKind['kind'], CellField>> = {
  points: 'points',
  methods: 'methods',
  rule: 'ruleText',
  units: 'responsible',
  evidence: 'evidence',
};

function isTitleOf(node: RawNode | null | undefined, table: FrameworkTable, cell: TableCell): boolean {
  const place = placeOf(table, cell.row, cell.column);
  return (
    node?.place.row === place.row && node.place.column === place.column && node.place.table === place.table
  );
}

/** The level whose nodes begin in the rows where the cells stand. */
function levelOf(rows: RowMap, cells: readonly TableCell[], depth: number | null): number | null {
  if (rows.titles.length < 2) return null;
  if (depth !== null && depth <= rows.titles.length) return depth - 1;
  const at = new Set(cells.map(({ row }) => row));
  const scores = rows.titles.map((_, level) => {
    const begins = new Set<number>();
    rows.nodes.forEach((leaf, row) => {
      for (let node = leaf; node !== null; node = node.parent)
        if (node.column === level && node.from === row) begins.add(row);
    });
    return [...at].filter((row) => begins.has(row)).length * 2 - at.size - begins.size;
  });
  const best = Math.max(...scores);
  // Where two levels begin in the same rows, the lower one is the one that is numbered row by row.
  return scores.lastIndexOf(best);
}
