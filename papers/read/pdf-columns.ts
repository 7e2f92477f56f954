import type { FlowTable } from './flow.ts';
import { paragraph } from './flow.ts';
import type { Line } from './pdf-lines.ts';
import { cellText } from './pdf-paragraphs.ts';

/** Columns that are only aligned, without rulings: as many at least, over as many rows. */
const LEAST_COLUMNS = 3;
const LEAST_ROWS = 3;

interface Column {
  left: number;
  right: number;
}

/** Lines, and in their place the tables that some of them make up. */
export function alignedTables<L extends Line>(
  lines: readonly L[],
): (L | { table: FlowTable; top: number })[] {
  const items: (L | { table: FlowTable; top: number })[] = [];
  for (let at = 0; at < lines.length;) {
    const block = blockFrom(lines, at);
    const first = block[0];
    const table = first && tableOf(block);
    if (table) items.push({ table, top: first.baseline - first.size });
    else items.push(...lines.slice(at, at + 1));
    at += table ? block.length : 1;
  }
  return items;
}

/** The lines from here on whose pieces keep the columns of the first apart. */
function blockFrom<L extends Line>(lines: readonly L[], start: number): L[] {
  const head = lines[start];
  if (!head || head.pieces.length < LEAST_COLUMNS) return [];
  const block: L[] = [];
  let columns: Column[] = [];
  for (const line of lines.slice(start)) {
    const merged = merge([...columns, ...line.pieces], line.size * 0.6);
    if (merged.length !== head.pieces.length && block.length > 0) break;
    block.push(line);
    columns = merged;
  }
  return block;
}

function merge(pieces: readonly Column[], gutter: number): Column[] {
  const columns: Column[] = [];
  for (const { left, right } of [...pieces].sort((a, b) => a.left - b.left)) {
    const last = columns.at(-1);
    if (last && left < last.right + gutter) last.right = Math.max(last.right, right);
    else columns.push({ left, right });
  }
  return columns;
}

function tableOf(block: readonly Line[]): FlowTable | null {
  const columns = merge(
    block.flatMap(({ pieces }) => pieces),
    0,
  );
  const columnOf = (piece: Column) =>
    columns.findIndex(({ left, right }) => piece.left >= left - 1 && piece.right <= right + 1);
  const rows: Line[][][] = [];
  for (const line of block) {
    // A row begins in the first column; what stands below it in the others goes on.
    if (rows.length === 0 || line.pieces.some((piece) => columnOf(piece) === 0))
      rows.push(columns.map(() => []));
    for (const piece of line.pieces)
      rows.at(-1)?.[columnOf(piece)]?.push({ ...line, ...piece, pieces: [piece] });
  }
  const full = rows.filter((row) => row.filter((cell) => cell.length > 0).length >= LEAST_COLUMNS);
  if (full.length < LEAST_ROWS) return null;
  return {
    kind: 'table',
    sheet: null,
    cells: rows.flatMap((cells, row) =>
      cells.map((lines, column) => {
        const flow = [paragraph(cellText(lines, columns[column]?.right ?? 0))];
        return { row, column, rowSpan: 1, columnSpan: 1, flow, hidden: false };
      }),
    ),
  };
}
