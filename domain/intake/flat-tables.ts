// Over 300 lines of one thing: tables that a copy has flattened into lines, in four shapes.
import { foldText } from './fold.ts';
import { markerAt } from './markers.ts';
import type { Block, Cell, Paper, Table } from './paper.ts';
import type { Span } from './reading.ts';
import { columnOf, gridOf, layoutOf } from './table-columns.ts';
import type { Column } from './table-columns.ts';
import { timesIn } from './times.ts';
import { isSurelyUnit } from './unit-names.ts';

interface TextLine extends Span {
  text: string;
}

/**
 * The blocks of a paper with the tables put back that a copy has flattened: cells parted by tabs or upright strokes,
 * lines of comma-separated values, or one cell a line.
 */
export function withFlatTables(paper: Paper): Block[] {
  if (paper.format === 'docx' || paper.format === 'xlsx') return paper.blocks;
  if (!/[\t|]|,{2}|序 ?号|(?:责任|牵头)(?:单位|部门)\s*\n/.test(paper.text)) return paper.blocks;
  const blocks: Block[] = [];
  let run: Block[] = [];
  const flush = () => {
    for (const block of run.length > 0 ? rebuilt(paper, run) : []) blocks.push(block);
    run = [];
  };
  for (const block of paper.blocks) {
    if (block.kind === 'paragraph' && block.place === 'body' && block.number === null) run.push(block);
    else {
      flush();
      blocks.push(block);
    }
  }
  flush();
  return blocks;
}

function linesOf(paper: Paper, blocks: readonly Block[]): TextLine[] {
  const lines: TextLine[] = [];
  for (const block of blocks) {
    let start = block.start;
    while (start < block.end) {
      let stop = paper.text.indexOf('\n', start);
      if (stop < 0 || stop > block.end) stop = block.end;
      const text = paper.text.slice(start, stop);
      if (text.trim() !== '') lines.push({ start, end: stop, text });
      start = stop + 1;
    }
  }
  return lines;
}

function rebuilt(paper: Paper, run: readonly Block[]): Block[] {
  const lines = linesOf(paper, run).flatMap((line) => partedAtHead(line));
  const tables: { from: number; to: number; table: Table }[] = [];
  for (let i = 0; i < lines.length; i++) {
    const found =
      separated(paper, lines, i) ??
      commaSeparated(paper, lines, i) ??
      blankSeparated(paper, lines, i) ??
      cellPerLine(paper, lines, i);
    if (found === null) continue;
    tables.push({ from: i, to: found.to, table: found.table });
    i = found.to - 1;
  }
  if (tables.length === 0) return [...run];
  const blocks: Block[] = [];
  let at = 0;
  const paragraphs = (to: number) => {
    for (; at < to; at++) {
      const line = lines[at];
      if (line)
        blocks.push({
          kind: 'paragraph',
          start: line.start,
          end: line.end,
          number: null,
          outline: null,
          place: 'body',
        });
    }
  };
  for (const { from, to, table } of tables) {
    paragraphs(from);
    blocks.push(table);
    at = to;
  }
  paragraphs(lines.length);
  return blocks;
}

const cellOf = (
  paper: Paper,
  start: number,
  end: number,
  row: number,
  column: number,
  columnSpan = 1,
): Cell => {
  let a = start;
  let b = end;
  while (a < b && /[\s"]/.test(paper.text[a] ?? '')) a += 1;
  while (b > a && /[\s"]/.test(paper.text[b - 1] ?? '')) b -= 1;
  return {
    row,
    column,
    rowSpan: 1,
    columnSpan,
    text: paper.text.slice(a, b),
    start: a,
    end: b,
    hidden: false,
  };
};

const widthOf = (cells: readonly Cell[], least: number): number =>
  cells.reduce((most, cell) => Math.max(most, cell.column + 1), least);

function tableOf(cells: Cell[], columns: number): Table | null {
  const [first] = cells;
  if (first === undefined) return null;
  const table: Table = {
    kind: 'table',
    start: cells.reduce((least, cell) => Math.min(least, cell.start), first.start),
    end: cells.reduce((most, cell) => Math.max(most, cell.end), first.end),
    sheet: null,
    columns,
    cells,
  };
  return layoutOf(gridOf(table)) === null ? null : table;
}

/** Cells parted by tabs or by | on the lines from `from` on. */
function separated(
  paper: Paper,
  lines: readonly TextLine[],
  from: number,
): { to: number; table: Table } | null {
  const head = lines[from];
  if (head === undefined) return null;
  const sign = head.text.includes('\t') ? '\t' : head.text.includes('|') ? '|' : null;
  if (sign === null) return null;
  const width = splitAt(head, sign).length;
  if (width < 3 || splitAt(head, sign).filter((cell) => columnOf(cell.text) !== null).length < 2) return null;
  const cells: Cell[] = [];
  let row = 0;
  let i = from;
  for (; i < lines.length; i++) {
    const line = lines[i];
    if (line === undefined) break;
    if (!line.text.includes(sign)) {
      const next = lines[i + 1];
      if (i > from && next?.text.includes(sign) === true && line.text.trim().length <= 40) {
        cells.push(cellOf(paper, line.start, line.end, row++, 0, width));
        continue;
      }
      // A line feed inside the last cell.
      const last = cells.at(-1);
      if (last !== undefined && next?.text.includes(sign) === true) {
        last.end = line.end;
        last.text = paper.text.slice(last.start, last.end);
        continue;
      }
      break;
    }
    if (/^[\s|:-]+$/.test(line.text)) continue;
    for (const [column, cell] of splitAt(line, sign).entries())
      cells.push(cellOf(paper, cell.start, cell.end, row, column));
    row += 1;
  }
  const table = row >= 2 ? tableOf(cells, widthOf(cells, width)) : null;
  return table === null ? null : { to: i, table };
}

function splitAt(line: TextLine, sign: string): TextLine[] {
  const cells: TextLine[] = [];
  let { start } = line;
  let { end } = line;
  if (sign === '|') {
    const left = /^\s*\|/.exec(line.text)?.[0].length ?? 0;
    const right = /\|\s*$/.exec(line.text)?.[0].length ?? 0;
    start += left;
    end -= right;
  }
  const text = line.text.slice(start - line.start, end - line.start);
  let at = 0;
  for (const part of text.split(sign)) {
    cells.push({ start: start + at, end: start + at + part.length, text: part });
    at += part.length + 1;
  }
  return cells;
}

/** Comma-separated values with quotation marks round cells that hold commas or line feeds. */
function commaSeparated(
  paper: Paper,
  lines: readonly TextLine[],
  from: number,
): { to: number; table: Table } | null {
  const head = lines[from];
  if (head === undefined || !/^\s*"|,[^,]*,/.test(head.text) || /[。;；]/.test(head.text)) return null;
  const stop = lines.at(-1)?.end ?? head.end;
  const first = rowAt(paper.text, head.start, stop);
  if (
    first.cells.filter(
      (cell) => columnOf(paper.text.slice(cell.start, cell.end).replaceAll('"', '')) !== null,
    ).length < 3
  )
    return null;
  const cells: Cell[] = [];
  let row = 0;
  let at = head.start;
  const width = first.cells.length;
  if (width < 3) return null;
  while (at < stop) {
    const next = rowAt(paper.text, at, stop);
    if (next.cells.length < Math.max(2, width - 2)) break;
    for (const [column, cell] of next.cells.entries())
      cells.push(cellOf(paper, cell.start, cell.end, row, column));
    row += 1;
    at = next.end + 1;
  }
  const table = row >= 2 ? tableOf(cells, widthOf(cells, width)) : null;
  if (table === null) return null;
  let to = from;
  while (to < lines.length && (lines[to]?.start ?? stop) < at) to += 1;
  return { to, table };
}

const LONGEST_ROW = 20_000;

function rowAt(text: string, from: number, stop: number): { cells: Span[]; end: number } {
  const cells: Span[] = [];
  let quoted = false;
  let start = from;
  let i = from;
  for (; i < stop && i < from + LONGEST_ROW; i++) {
    const char = text[i];
    if (char === '"') quoted = !quoted;
    else if (!quoted && char === ',') {
      cells.push({ start, end: i });
      start = i + 1;
    } else if (!quoted && char === '\n') break;
  }
  cells.push({ start, end: i });
  return { cells, end: i };
}

const wordsOf = (line: TextLine): TextLine[] =>
  [...line.text.matchAll(/[^\s\u3000]+/g)].map((found) => ({
    start: line.start + found.index,
    end: line.start + found.index + found[0].length,
    text: found[0],
  }));

/** How many words from the k-th on are heads of columns, beginning with the one of numbers. */
function headsAt(words: readonly TextLine[], k: number): number {
  if (columnOf(words[k]?.text ?? '')?.kind !== 'no') return 0;
  let count = 1;
  while (k + count < words.length && columnOf(words[k + count]?.text ?? '') !== null) count += 1;
  return count;
}

/** A line in whose midst the heads of a table begin is cut there. */
function partedAtHead(line: TextLine): TextLine[] {
  if (!/序 ?号/.test(line.text) || /[\t|]/.test(line.text)) return [line];
  const words = wordsOf(line);
  const k = words.findIndex((_, i) => headsAt(words, i) >= 3);
  const head = words[k];
  if (k <= 0 || head === undefined) return [line];
  const cut = head.start - line.start;
  return [
    { start: line.start, end: head.start, text: line.text.slice(0, cut) },
    { start: head.start, end: line.end, text: line.text.slice(cut) },
  ];
}

/** Cells parted by blanks: heads on one line, and every row with its number before it. */
function blankSeparated(
  paper: Paper,
  lines: readonly TextLine[],
  from: number,
): { to: number; table: Table } | null {
  const head = lines[from];
  if (head === undefined || /[\t|]/.test(head.text)) return null;
  if (headsAt(wordsOf({ ...head, text: head.text.slice(0, 120) }), 0) < 3) return null;
  const words: TextLine[] = [];
  const lineOf: number[] = [];
  for (let i = from; i < lines.length && i < from + LONGEST_TABLE; i++) {
    const line = lines[i];
    if (line === undefined || (i > from && markerAt(foldText(line.text.slice(0, 8)), 0)?.style === 'han'))
      break;
    for (const word of wordsOf(line)) {
      words.push(word);
      lineOf.push(i);
    }
  }
  const found = cellPerLine(paper, words, 0);
  return found === null ? null : { to: (lineOf[found.to - 1] ?? from) + 1, table: found.table };
}

const LONGEST_TABLE = 2000;

/** One cell a line: the heads of the columns, then number, task, units … of each row in turn. */
function cellPerLine(
  paper: Paper,
  lines: readonly TextLine[],
  from: number,
): { to: number; table: Table } | null {
  const columns: Column[] = [];
  let i = from;
  for (; i < lines.length && columns.length < 12; i++) {
    const words = lines[i]?.text.trim() ?? '';
    const column = words.length <= 14 ? columnOf(words) : null;
    if (column === null) break;
    columns.push(column);
  }
  if (columns.length < 3 || columns[0]?.kind !== 'no' || !columns.some((column) => column.kind === 'unit'))
    return null;
  const cells: Cell[] = columns.flatMap((_, column) => {
    const line = lines[from + column];
    return line === undefined ? [] : [cellOf(paper, line.start, line.end, 0, column)];
  });
  let row = 1;
  let n = 1;
  while (i < lines.length) {
    const line = lines[i];
    if (line === undefined) break;
    if (Number(line.text.trim()) !== n) {
      const marked = markerAt(foldText(line.text.trim()), 0);
      if (
        marked !== null &&
        (marked.style === 'han' || marked.style === 'hanParen') &&
        Number(lines[i + 1]?.text.trim()) === n
      ) {
        cells.push(cellOf(paper, line.start, line.end, row++, 0, columns.length));
        i += 1;
        continue;
      }
      break;
    }
    let to = i + 1;
    while (to < lines.length && to < i + 30 && !opensRow(lines, to, n + 1)) to += 1;
    const last = to >= lines.length || !opensRow(lines, to, n + 1);
    const body = lines.slice(i + 1, last ? Math.min(lines.length, i + columns.length) : to);
    cells.push(cellOf(paper, line.start, line.end, row, 0), ...placed(paper, body, columns, row));
    row += 1;
    n += 1;
    i = last ? i + 1 + body.length : to;
    if (last) break;
  }
  const table = n > 2 ? tableOf(cells, columns.length) : null;
  return table === null ? null : { to: i, table };
}

/** Does the row with this number begin here, or the heading of a section before it? */
function opensRow(lines: readonly TextLine[], at: number, n: number): boolean {
  if (Number(lines[at]?.text.trim()) === n) return true;
  const marked = markerAt(foldText(lines[at]?.text.trim() ?? ''), 0);
  return (
    marked !== null &&
    (marked.style === 'han' || marked.style === 'hanParen') &&
    Number(lines[at + 1]?.text.trim()) === n
  );
}

/** The lines of one row in its columns: surplus lines belong to the task, missing ones to columns they do not fit. */
function placed(paper: Paper, body: readonly TextLine[], columns: readonly Column[], row: number): Cell[] {
  const cells: Cell[] = [];
  const rest = columns.slice(1);
  const surplus = body.length - rest.length;
  const textAt = rest.findLastIndex(
    (column) => column.kind === 'task' || column.kind === 'content' || column.kind === 'measure',
  );
  let next = 0;
  for (const [k, column] of rest.entries()) {
    const line = body[next];
    if (line === undefined) break;
    const size = k === Math.max(0, textAt) && surplus > 0 ? 1 + surplus : 1;
    if (surplus < 0 && !fits(line.text, column) && rest.slice(k + 1).some((later) => fits(line.text, later)))
      continue;
    const end = body[next + size - 1] ?? line;
    cells.push(cellOf(paper, line.start, end.end, row, k + 1));
    next += size;
  }
  return cells;
}

function fits(text: string, column: Column): boolean {
  const words = foldText(text.trim());
  const unit = words.split(/[、,; ]/).some((name) => isSurelyUnit(name));
  const time =
    words.length <= 24 &&
    (timesIn(words, { year: 2000, month: 1, window: null }).length > 0 ||
      /^(?:长期|持续|常态|全年)/.test(words));
  if (column.kind === 'unit') return unit;
  if (column.kind === 'deadline') return time;
  return !unit && !time;
}
