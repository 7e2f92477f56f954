import type { Head, HeadKind } from './table-head.ts';
import { codeRank, markedTitle, plainCode } from './table-marker.ts';
import { beginningIn, chineseNumeral, placeOf, plain, squeezed } from './table-piece.ts';
import type { FrameworkTable, Grid, TableCell } from './table-piece.ts';
import type { RawNode, RawTree } from './table-tree.ts';

/** Which node each row belongs to; what the other columns say is hung on them afterwards. */
export interface RowMap {
  /** Deepest node of the row; null for heads, totals, notes. */
  nodes: (RawNode | null)[];
  /** Columns of titles from the uppermost level down, by grid column. */
  titles: number[];
  from: number;
}

const TOTAL = /^(?:合计|总计|总分|小计|共计|累计|分值合计|满分)(?:[(:(].*)?$/;
const NOTE = /^(?:注|备注|说明|填表说明|填报说明|注意|附注|注释)\d?[::.、]/;
/** A row that is longer and stands alone is a note, no heading. */
const LONGEST_HEADING = 60;

/** Walks down the rows of a table and puts its nodes into the tree. */
export function readRows(tree: RawTree, table: FrameworkTable, grid: Grid, head: Head): RowMap {
  const titles = titleColumns(grid, head);
  const nodes: (RawNode | null)[] = grid.map(() => null);
  const heads = new Set(head.cells.flat().map(({ text }) => squeezed(text)));
  let path: (RawNode | null)[] = titles.map(() => null);
  let mine: RawNode[] = [];
  for (let row = head.firstRow; row < grid.length; row++) {
    const cells = beginningIn(grid, row);
    const first = cells[0];
    if (first === undefined) {
      nodes[row] = nodes[row - 1] ?? null;
      cover(nodes[row], row);
      continue;
    }
    const words = squeezed(first.text);
    if (cells.every(({ text }) => heads.has(squeezed(text)))) continue;
    if (TOTAL.test(words)) {
      readTotal(tree, table, head, cells, words, mine);
      if (words.startsWith('小计')) mine = [];
      continue;
    }
    if (cells.length === 1 && (NOTE.test(plain(first.text.trim())) || isAside(grid, row, first, titles))) {
      tree.lines.push(first.text);
      continue;
    }
    if (isHeading(grid, head, row, cells, titles)) {
      const name = cells.find(({ column }) => !isCounting(head.columns[column])) ?? first;
      nodes[row] = tree.heading(name.text, null, placeOf(table, row, name.column), row);
      path = titles.map(() => null);
    } else if (titles.length === 1) {
      nodes[row] = oneColumn(tree, table, grid, head, row, titles[0] ?? 0, nodes[row - 1] ?? null);
    } else {
      nodes[row] = severalColumns(tree, table, grid, head, row, titles, path, nodes[row - 1] ?? null);
    }
    const node = nodes[row];
    cover(node, row);
    if (node != null && node.from === row && mine.at(-1) !== node) mine.push(node);
  }
  // In one column of titles only the lowest level is what its head says.
  const only = titles.length === 1 ? head.columns[titles[0] ?? 0] : null;
  if (only?.kind === 'title')
    for (const node of nodes) if (node !== null && node.children.length === 0) node.levelName = only.name;
  return { nodes, titles, from: head.firstRow };
}

/** The rows that a node covers are also its parents'. */
function cover(node: RawNode | null | undefined, row: number): void {
  for (let each = node ?? null; each !== null; each = each.parent) each.to = Math.max(each.to, row);
}

const isCounting = (kind: HeadKind | null | undefined): boolean =>
  kind != null && ['number', 'code', 'points', 'weight', 'form', 'note'].includes(kind.kind);

/** Text under the table, in one cell over its width. */
function isAside(grid: Grid, row: number, cell: TableCell, titles: readonly number[]): boolean {
  const words = squeezed(cell.text);
  if (words.length <= LONGEST_HEADING) return false;
  const wide = titles.filter((column) => grid[row]?.[column] === cell).length > 1 || cell.columnSpan > 3;
  return wide || !titles.includes(cell.column);
}

/** A row that only names what follows, perhaps with points: one wide cell, or a lone one outside the columns of titles. */
function isHeading(
  grid: Grid,
  head: Head,
  row: number,
  cells: readonly TableCell[],
  titles: readonly number[],
): boolean {
  const naming = cells.filter(({ column }) => !isCounting(head.columns[column]));
  const [name] = naming.length === 0 && cells.length === 1 ? cells : naming;
  if (name === undefined || naming.length > 1) return false;
  // Something merged from above is still in force: the row belongs to it.
  if (titles.some((column) => (grid[row]?.[column]?.row ?? row) < row)) return false;
  if (cells.some((cell) => cell !== name && !isCounting(head.columns[cell.column]))) return false;
  const covered = titles.filter((column) => grid[row]?.[column] === name).length;
  if (covered > 1) return true;
  if (covered === 1) return titles.length === 1 && name.columnSpan > 1;
  return (
    name.columnSpan > 1 ||
    (cells.length === 1 && squeezed(name.text).length > 2 && !/^\d+$/.test(squeezed(name.text)))
  );
}

/** One column of titles: the level is told by code or number. */
function oneColumn(
  tree: RawTree,
  table: FrameworkTable,
  grid: Grid,
  head: Head,
  row: number,
  column: number,
  above: RawNode | null,
): RawNode | null {
  const cell = grid[row]?.[column];
  if (cell === undefined || cell.text.trim() === '' || cell.row < row)
    return continues(tree, table, grid, row, cell === undefined || cell.row === row, above);
  const lone = beginningIn(grid, row).every(
    ({ column: at }) => at === column || isCounting(head.columns[at]),
  );
  const rank =
    rankOf(grid, head, row) ??
    markedTitle(cell.text.trim()).rank ??
    (lone && looksUpper(grid, head, row, column) ? LONE : LEAF);
  return tree.heading(cell.text, rank, placeOf(table, row, column), row, 0);
}
/** A title alone in its row, without a number: above the rows that follow. */
const LONE = 15;
const LEAF = 99;

/** The row below says more than this one. */
function looksUpper(grid: Grid, head: Head, row: number, column: number): boolean {
  const below = beginningIn(grid, row + 1);
  const says = (cells: readonly TableCell[]) =>
    cells.filter(({ column: at }) => at !== column && !isCounting(head.columns[at])).length;
  return row + 1 < grid.length && says(below) > 0;
}

/** The rank by the column of codes or numbers. */
function rankOf(grid: Grid, head: Head, row: number): number | null {
  const at = (kind: HeadKind['kind']) => head.columns.findIndex((column) => column?.kind === kind);
  const code = textAt(grid, row, at('code'));
  if (code !== '') return codeRank(plainCode(code));
  const number = squeezed(textAt(grid, row, at('number'))).replace(/[、.]$/, '');
  if (number === '') return null;
  if (/^[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]$/.test(number)) return 8;
  if (chineseNumeral(number) !== null) return 10;
  if (/^\([一二三四五六七八九十]+\)$/.test(number)) return 20;
  if (/^\d+\.\d|^[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]/.test(number)) return codeRank(plainCode(number));
  return null;
}

const textAt = (grid: Grid, row: number, column: number): string => {
  const cell = column < 0 ? undefined : grid[row]?.[column];
  return cell?.row === row ? cell.text.trim() : '';
};

/** A column for each level: a cell begins a node, an empty one goes on with the node above. */
function severalColumns(
  tree: RawTree,
  table: FrameworkTable,
  grid: Grid,
  head: Head,
  row: number,
  titles: readonly number[],
  path: (RawNode | null)[],
  above: RawNode | null,
): RawNode | null {
  const cellAt = (level: number) => grid[row]?.[titles[level] ?? -1];
  const filled = titles.flatMap((_, level) => (cellAt(level)?.text.trim() ? [level] : []));
  const deepest = filled.at(-1);
  if (deepest === undefined) return continues(tree, table, grid, row, true, above);
  let begun = false;
  for (const level of filled) {
    const cell = cellAt(level);
    if (cell === undefined || cell === cellAt(level - 1)) continue;
    const current = path[level] ?? null;
    // Merged from above: still the node that it began.
    if (cell.row < row && current !== null && current.from >= cell.row) continue;
    if (level < deepest && current !== null && current.text === squeezed(cell.text) && !begun) continue;
    const parent = path.slice(0, level).findLast((node) => node !== null) ?? tree.top;
    const again =
      level < deepest
        ? (parent?.children ?? tree.nodes.filter((node) => node.parent === null)).find(
            (node) => node.column === level && node.text === squeezed(cell.text),
          )
        : undefined;
    const node = again ?? tree.add(parent, cell.text, placeOf(table, cell.row, cell.column), row, level);
    const column = head.columns[titles[level] ?? -1];
    node.levelName = column != null && 'name' in column ? column.name : null;
    path[level] = node;
    for (let below = level + 1; below < path.length; below++) path[below] = null;
    begun = true;
  }
  const node = path[deepest] ?? null;
  if (
    !begun &&
    node !== null &&
    beginningIn(grid, row).some(
      ({ column }) => titles.includes(column) === false && !isCounting(head.columns[column]),
    )
  )
    return continues(tree, table, grid, row, (cellAt(deepest)?.row ?? row) === row, node);
  return node;
}

/** A row without a title of its own belongs to the node above; said, unless a merged cell says it. */
function continues(
  tree: RawTree,
  table: FrameworkTable,
  grid: Grid,
  row: number,
  unsaid: boolean,
  above: RawNode | null,
): RawNode | null {
  const first = beginningIn(grid, row)[0];
  const place = placeOf(table, row, first?.column ?? 0);
  if (above === null) tree.find('row_unread', { text: first?.text ?? '' }, place);
  else if (unsaid) tree.find('row_continued', { title: above.title }, place);
  return above;
}

function readTotal(
  tree: RawTree,
  table: FrameworkTable,
  head: Head,
  cells: readonly TableCell[],
  label: string,
  mine: readonly RawNode[],
): void {
  const all = !label.startsWith('小计');
  for (const cell of cells) {
    const kind = head.columns[cell.column]?.kind;
    if (kind !== 'points' && kind !== 'weight') continue;
    const value = Number(/^(\d+(?:\.\d+)?)(?:分|%)?$/.exec(squeezed(cell.text))?.[1] ?? Number.NaN);
    const place = placeOf(table, cell.row, cell.column);
    if (Number.isNaN(value)) tree.find('points_unread', { text: cell.text }, place);
    else if (kind === 'points')
      tree.totals.push({
        label: label.replace(/[::].*$/, ''),
        value,
        nodes: all ? [...tree.nodes] : [...mine],
        place,
      });
  }
}

/**
 * The columns of titles in the order of their levels: as their heads number them, else as they stand; two whose usual
 * order is the other way round and that have fewer cells the higher they stand are turned.
 */
function titleColumns(grid: Grid, head: Head): number[] {
  const found = head.columns.flatMap((kind, column) =>
    kind?.kind === 'title'
      ? [{ column, depth: kind.depth, usual: usualDepth(kind.name), runs: runsIn(grid, head, column) }]
      : [],
  );
  if (found.every(({ depth }) => depth !== null) || found.filter(({ depth }) => depth !== null).length > 1)
    found.sort((a, b) => (a.depth ?? 99) - (b.depth ?? 99) || a.column - b.column);
  else
    found.sort((a, b) =>
      a.usual - b.usual > 0 === a.runs - b.runs > 0 && a.runs !== b.runs
        ? a.usual - b.usual
        : a.column - b.column,
    );
  return found.map(({ column }) => column);
}

const usualDepth = (name: string): number =>
  [
    /类别|板块|领域|大类|部分|章/,
    /项目|方面|专题/,
    /指标/,
    /内容|任务|事项|小类/,
    /标准|要求|要点|观测点|条款|要素/,
  ].findIndex((sign) => sign.test(name));

/** How often a column begins something new. */
function runsIn(grid: Grid, head: Head, column: number): number {
  const texts = grid.slice(head.firstRow).map((row) => squeezed(row[column]?.text ?? ''));
  return texts.filter((text, at) => text !== '' && text !== texts[at - 1]).length;
}
