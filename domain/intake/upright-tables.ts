import { squeeze } from './fold.ts';
import type { Cell } from './paper.ts';
import { cellsOf, columnOf, layoutOf } from './table-columns.ts';
import type { Grid } from './table-columns.ts';

const LEAST_HEADS = 3;
/** Words above a table that span its width. */
const MOST_TITLES = 3;

/**
 * The grid of a table whose heads stand at the left: one task a table (任务卡: 任务名称 | … | 牵头单位 | …), or one task a
 * column. It is turned so that heads stand above and each task has its row; other tables stay as they are.
 */
export function uprightOf(grid: Grid): Grid {
  let first = 0;
  while (first < MOST_TITLES && cellsOf(grid[first] ?? []).filter(isFilled).length === 1) first += 1;
  const body = grid.slice(first);
  const cards = cardsOf(body);
  if (cards !== null && layoutOf(cards) !== null) return cards;
  if (layoutOf(grid) !== null) return grid;
  const turned = transposedOf(body);
  return turned !== null && layoutOf(turned) !== null ? turned : grid;
}

const isFilled = (cell: Cell): boolean => cell.text.trim() !== '';
const isHead = (cell: Cell | undefined): cell is Cell => cell !== undefined && columnOf(cell.text) !== null;
const at = (cell: Cell, row: number, column: number): Cell => ({
  ...cell,
  row,
  column,
  rowSpan: 1,
  columnSpan: 1,
});

/** Head and value side by side, one or more pairs a row; a head that comes again begins the next task. */
function cardsOf(body: Grid): Grid | null {
  const pairs: { head: Cell; value: Cell }[] = [];
  let known = 0;
  /** Values that read like heads: 市容环境 may be either. */
  let twice = 0;
  for (const row of body) {
    const cells = cellsOf(row);
    const odd = cells.length % 2 === 1 ? cells.at(-1) : undefined;
    if (odd !== undefined && isFilled(odd)) return null;
    for (let i = 0; i + 1 < cells.length; i += 2) {
      const [head, value] = [cells[i], cells[i + 1]];
      if (head === undefined || value === undefined || !isFilled(head)) continue;
      if (isHead(value) && isFilled(value)) twice += 1;
      if (isHead(head)) known += 1;
      pairs.push({ head, value });
    }
  }
  if (known < LEAST_HEADS || known < pairs.length * 0.75 || twice * 3 > pairs.length) return null;
  const columns = new Map<string, number>();
  const heads: Cell[] = [];
  const tasks: (Cell | null)[][] = [];
  let task: (Cell | null)[] | null = null;
  for (const { head, value } of pairs) {
    const name = squeeze(head.text);
    const column = columns.get(name) ?? columns.size;
    if (!columns.has(name)) {
      columns.set(name, column);
      heads.push(at(head, 0, column));
    }
    if (task === null || task[column] !== undefined) tasks.push((task = []));
    task[column] = at(value, tasks.length, column);
  }
  return [heads, ...tasks].map((row) => heads.map((_, column) => row[column] ?? null));
}

/** Heads in the first column, a task in each of the others. */
function transposedOf(body: Grid): Grid | null {
  const width = body[0]?.length ?? 0;
  const heads = body.map((row) => row[0] ?? undefined);
  const known = heads.filter(isHead).length;
  if (width < 3 || known < LEAST_HEADS || known < body.length * 0.6) return null;
  const turned = new Map<Cell, Cell>();
  const turn = (cell: Cell | null, row: number, column: number): Cell | null => {
    if (cell === null) return null;
    const known = turned.get(cell);
    if (known !== undefined) return known;
    const other = { ...cell, row, column, rowSpan: cell.columnSpan, columnSpan: cell.rowSpan };
    turned.set(cell, other);
    return other;
  };
  return Array.from({ length: width }, (_, row) =>
    body.map((cells, column) => turn(cells[row] ?? null, row, column)),
  );
}
