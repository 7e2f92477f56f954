import type { Flow, FlowCell, FlowTable } from './flow.ts';
import { paragraph } from './flow.ts';
import { alignedTables } from './pdf-columns.ts';
import { footnotesOf, removeFurniture } from './pdf-furniture.ts';
import { linesOf } from './pdf-lines.ts';
import type { Line } from './pdf-lines.ts';
import type { Page, Run } from './pdf-page.ts';
import { areaOf, cellText, Paragraphs } from './pdf-paragraphs.ts';
import type { PlacedLine } from './pdf-paragraphs.ts';
import { gridsOf } from './pdf-tables.ts';
import type { Grid } from './pdf-tables.ts';

interface PageParts {
  width: number;
  height: number;
  lines: Line[];
  tables: PageTable[];
}

interface PageTable {
  grid: Grid;
  texts: string[];
  /** By cell: its last line reaches the right edge, so that it may go on over the page. */
  full: boolean[];
}

/** Turns pages into paragraphs and tables. `removed` counts heads, feet and repeated table heads that went. */
export function blocksOf(pages: readonly Page[]): { flow: Flow; removed: number } {
  const parts = pages.map(partsOf);
  let removed = removeFurniture(parts);
  const footnotes = footnotesOf(parts);
  const whole = areaOf(
    parts.flatMap(({ lines }) => lines),
    Math.min(...parts.map(({ width }) => width)),
  );
  const placed = parts.map(({ lines, width }, page) => {
    const area = areaOf(lines, width, whole);
    return lines.map((line): PlacedLine => ({ ...line, page, area }));
  });

  const flow: Flow = [];
  const paragraphs = new Paragraphs(placed.flat());
  const push = (text: string | null) => text !== null && flow.push(paragraph(text));
  let last: { table: FlowTable; columns: readonly number[]; full: Set<FlowCell> } | null = null;
  parts.forEach(({ tables }, at) => {
    const items = [...alignedTables(placed[at] ?? []), ...tables].sort((a, b) => topOf(a) - topOf(b));
    for (const item of items) {
      if ('table' in item) {
        push(paragraphs.end());
        flow.push(item.table);
        last = null;
        continue;
      }
      if ('text' in item) {
        push(paragraphs.take(item));
        last = null;
        continue;
      }
      push(paragraphs.end());
      const table = tableOf(item);
      const full = new Set(table.cells.filter((_, cell) => item.full[cell]));
      if (last && sameColumns(last.columns, item.grid.columns)) {
        for (const cell of full) last.full.add(cell);
        removed += continueTable(last.table, table, last.full);
      } else {
        flow.push(table);
        last = { table, columns: item.grid.columns, full };
      }
    }
  });
  push(paragraphs.end());
  flow.push(...footnotes.map((text) => paragraph(text, { place: 'footnote' })));
  return { flow, removed };
}

type Item = PlacedLine | PageTable | { table: FlowTable; top: number };

function topOf(item: Item): number {
  if ('table' in item) return item.top;
  return 'text' in item ? item.baseline - item.size : item.grid.top;
}

function partsOf({ width, height, runs, rulings }: Page): PageParts {
  const grids = gridsOf(rulings);
  const rest: Run[] = [];
  const inCells = new Map<Grid['cells'][number], Run[]>();
  for (const run of runs) {
    const middle = run.baseline - run.size * 0.35;
    const grid = grids.find(
      (each) => middle > each.top && middle < each.bottom && run.x > each.left - 3 && run.x < each.right,
    );
    if (!grid) rest.push(run);
    else {
      for (const piece of cut(run, grid)) {
        const center = piece.x + Math.min(piece.width, piece.size) / 2;
        const cell = grid.cells.find(
          (each) => middle >= each.top && middle < each.bottom && center >= each.left && center < each.right,
        );
        if (cell) inCells.set(cell, [...(inCells.get(cell) ?? []), piece]);
        else rest.push(piece);
      }
    }
  }
  const tables = grids.flatMap((grid) => {
    const full: boolean[] = [];
    const texts = grid.cells.map((cell) => {
      const lines = linesOf(inCells.get(cell) ?? []);
      const padding = Math.min(6, Math.max(0, Math.min(...lines.map(({ left }) => left - cell.left))));
      const last = lines.at(-1);
      full.push(last !== undefined && last.right > cell.right - padding - last.size * 1.2);
      return cellText(lines, cell.right - padding);
    });
    // Rulings without a word between them are ornament.
    return texts.some((text) => text !== '') ? [{ grid, texts, full }] : [];
  });
  return { width, height, lines: linesOf(rest), tables };
}

/** Writers run the texts of neighbouring cells together; a ruling between them parts them again. */
function cut(run: Run, { cells }: Grid): Run[] {
  const middle = run.baseline - run.size * 0.35;
  const inRow = cells.filter((cell) => middle >= cell.top && middle < cell.bottom);
  const walls = inRow
    .map(({ left }) => left)
    .filter((wall) => wall > run.x + run.size * 0.4 && wall < run.x + run.width - run.size * 0.4);
  if (walls.length === 0) return [run];
  const signs = [...run.text];
  const weights = signs.map((sign) => (/[\x20-\x7e]/.test(sign) ? 0.5 : 1));
  const unit = run.width / weights.reduce((sum, weight) => sum + weight, 0);
  const pieces: Run[] = [];
  let x = run.x;
  signs.forEach((sign, at) => {
    const width = (weights[at] ?? 1) * unit;
    const piece = pieces.at(-1);
    const parted =
      piece && walls.some((wall) => wall > piece.x + piece.width - unit * 0.5 && wall <= x + width * 0.5);
    if (!piece || parted) pieces.push({ ...run, text: sign, x, width });
    else {
      piece.text += sign;
      piece.width += width;
    }
    x += width;
  });
  return pieces.filter(({ text }) => text.trim() !== '');
}

function tableOf({ grid, texts }: PageTable): FlowTable {
  const cells = grid.cells.map(({ row, column, rowSpan, columnSpan }, at): FlowCell => {
    return { row, column, rowSpan, columnSpan, flow: [paragraph(texts[at] ?? '')], hidden: false };
  });
  return { kind: 'table', sheet: null, cells };
}

function sameColumns(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((place, at) => Math.abs(place - (b[at] ?? 0)) < 5);
}

const textOf = (cell: FlowCell): string =>
  cell.flow.map((item) => (item.kind === 'paragraph' ? item.text : '')).join('\n');

/** Sets a table that goes on over the page under the first part. @returns rows of a repeated head that were left out */
function continueTable(table: FlowTable, more: FlowTable, full: Set<FlowCell>): number {
  const rowsOf = ({ cells }: FlowTable) => Map.groupBy(cells, ({ row }) => row);
  const print = (cells: readonly FlowCell[] | undefined) =>
    cells?.map((cell) => `${cell.column}:${textOf(cell)}`).join('\t');
  const [above, below] = [rowsOf(table), rowsOf(more)];
  let heads = 0;
  while (heads < 3 && below.has(heads) && print(above.get(heads)) === print(below.get(heads))) heads++;

  const height = Math.max(...table.cells.map(({ row, rowSpan }) => row + rowSpan));
  const lastRow = table.cells.filter((cell) => cell.row + cell.rowSpan === height);
  const torn = tornFrom(lastRow, below.get(heads) ?? [], full);
  // A torn row is one row, so everything below moves up by one.
  const shift = height - heads - (torn.length > 0 ? 1 : 0);
  for (const [upper, lower] of torn) {
    upper.flow = [paragraph(textOf(upper) + textOf(lower))];
    upper.rowSpan = Math.max(upper.rowSpan, lower.row + shift + lower.rowSpan - upper.row);
  }
  for (const cell of more.cells) {
    if (cell.row < heads || torn.some(([, lower]) => lower === cell)) continue;
    const upper =
      cell.row === heads && textOf(cell) === ''
        ? lastRow.find(({ column }) => column === cell.column)
        : undefined;
    // A merged cell that began on the page before shows nothing here.
    if (upper && textOf(upper) !== '' && (upper.rowSpan > 1 || cell.rowSpan > 1)) {
      upper.rowSpan = cell.row + shift + cell.rowSpan - upper.row;
    } else if (torn.length === 0 || cell.row > heads) {
      const moved = { ...cell, row: cell.row + shift };
      if (full.has(cell)) full.add(moved);
      table.cells.push(moved);
    }
  }
  return heads;
}

const isNumber = (cell: FlowCell): boolean => /^\d{1,3}$/.test(textOf(cell));

/**
 * Cells of a row that broke at the page's end, each under one that does not end in a full stop: only a few go on, or
 * all that do had filled their last line.
 */
function tornFrom(
  upper: readonly FlowCell[],
  lower: readonly FlowCell[],
  full: ReadonlySet<FlowCell>,
): [FlowCell, FlowCell][] {
  const filled = lower.filter((cell) => textOf(cell) !== '');
  if (filled.length === 0 || filled.length === lower.length) return [];
  const pairs = filled.map((cell) => [upper.find((each) => each.column === cell.column), cell] as const);
  // A number under a number is the next row, however few of its cells are its own.
  if (pairs.some(([above, cell]) => above && isNumber(above) && isNumber(cell))) return [];
  const few = filled.length <= lower.length / 2;
  const torn = pairs.flatMap(([above, cell]): [FlowCell, FlowCell][] =>
    above &&
    textOf(above) !== '' &&
    ((few && cell.rowSpan === 1) || full.has(above)) &&
    !/[。\uff01\uff1b.!;]$/.test(textOf(above))
      ? [[above, cell]]
      : [],
  );
  return torn.length === filled.length ? torn : [];
}
