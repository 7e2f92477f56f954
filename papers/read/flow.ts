import { plainSigns } from './symbols.ts';
import type { Block, Cell, Paper, PaperNote, Paragraph, Table } from '@tongchuang/domain/intake/paper.ts';

/**
 * What every format is first turned into: paragraphs and tables one after the other, cells holding such a flow again.
 * `layOut` puts it on one strip of text, which fixes all positions.
 */
export type Flow = FlowItem[];
export type FlowItem = FlowParagraph | FlowTable;

export interface FlowParagraph {
  kind: 'paragraph';
  /** May hold line feeds; each line becomes a paragraph of its own, because a line break is how many people start one. */
  text: string;
  number: string | null;
  outline: number | null;
  place: Paragraph['place'];
}

export interface FlowTable {
  kind: 'table';
  sheet: string | null;
  origin?: Table['origin'];
  /** In reading order. */
  cells: FlowCell[];
}

export interface FlowCell {
  row: number;
  column: number;
  rowSpan: number;
  columnSpan: number;
  flow: Flow;
  hidden: boolean;
}

export const paragraph = (
  text: string,
  more: Partial<Omit<FlowParagraph, 'kind' | 'text'>> = {},
): FlowParagraph => ({
  kind: 'paragraph',
  text,
  number: more.number ?? null,
  outline: more.outline ?? null,
  place: more.place ?? 'body',
});

/** Lays the flow on one strip of text: a line a paragraph, a line a table row, cells parted by tabs. */
export function layOut(name: string, format: Paper['format'], flow: Flow, notes: Notes): Paper {
  const strip = new Strip();
  for (const item of withoutFrames(flow)) {
    if (item.kind === 'table') strip.table(item);
    else strip.paragraph(item);
  }
  return { name, format, text: strip.text(), blocks: strip.blocks, notes: notes.list() };
}

/** Counts what was seen; a note with nothing to count does not exist. */
export class Notes {
  readonly #counts = new Map<PaperNote['code'], number>();

  add(code: PaperNote['code'], count = 1): void {
    if (count > 0) this.#counts.set(code, (this.#counts.get(code) ?? 0) + count);
  }

  list(): PaperNote[] {
    return [...this.#counts].map(([code, count]) => ({ code, count }));
  }
}

class Strip {
  readonly blocks: Block[] = [];
  readonly #pieces: string[] = [];
  #length = 0;
  #blankAbove = true;

  text(): string {
    return this.#pieces.join('');
  }

  paragraph({ text, number, outline, place }: FlowParagraph): void {
    // A heading broken for looks is still one heading.
    const shown = plainSigns(text);
    const lines = outline === null ? shown.split('\n') : [shown.replace(/\s*\n\s*/g, blankAtJoin)];
    let printed = number;
    for (const line of lines) {
      if (line.trim() === '' && printed === null) {
        // Blank lines part title from text for the eye; one is enough.
        if (!this.#blankAbove && lines.length === 1) this.#put('\n');
        this.#blankAbove = true;
        continue;
      }
      const start = this.#put(line);
      this.blocks.push({ kind: 'paragraph', start, end: this.#length, number: printed, outline, place });
      this.#put('\n');
      this.#blankAbove = false;
      printed = null;
    }
  }

  table({ sheet, origin, cells: flowing }: FlowTable): void {
    const start = this.#length;
    const cells: Cell[] = [];
    let row = flowing[0]?.row ?? 0;
    let columns = 0;
    for (const cell of flowing) {
      if (cells.length > 0) this.#put(cell.row === row ? '\t' : '\n');
      row = cell.row;
      columns = Math.max(columns, cell.column + cell.columnSpan);
      const text = cellText(cell.flow);
      const from = this.#put(text);
      const { column, rowSpan, columnSpan, hidden } = cell;
      cells.push({ row, column, rowSpan, columnSpan, text, start: from, end: this.#length, hidden });
    }
    if (cells.length === 0) return;
    this.blocks.push({
      kind: 'table',
      start,
      end: this.#length,
      sheet,
      columns,
      ...(origin === undefined ? {} : { origin }),
      cells,
    });
    this.#put('\n');
    this.#blankAbove = false;
  }

  #put(piece: string): number {
    const start = this.#length;
    this.#pieces.push(piece);
    this.#length += piece.length;
    return start;
  }
}

function cellText(flow: Flow): string {
  const lines: string[] = [];
  for (const item of flow) {
    const text = item.kind === 'table' ? tableText(item) : plainSigns(numbered(item));
    for (const line of text.split('\n')) if (line.trim() !== '') lines.push(line.replaceAll('\t', ' '));
  }
  return lines.join('\n');
}

/** A table inside a cell that stays: its rows as lines. */
function tableText(table: FlowTable): string {
  const rows = new Map<number, string[]>();
  for (const cell of table.cells) {
    const row = rows.get(cell.row) ?? [];
    row.push(cellText(cell.flow).replaceAll('\n', ' '));
    rows.set(cell.row, row);
  }
  return [...rows.values()].map((row) => row.filter((text) => text !== '').join(' ')).join('\n');
}

/** A cell has no field for a generated number, so it is printed; a blank only where number and text would run together. */
function numbered({ number, text }: FlowParagraph): string {
  if (number === null) return text;
  const runsTogether = /[\p{L}\p{N}]$/u.test(number) && /^[\p{L}\p{N}]/u.test(text);
  return number + (runsTogether ? ' ' : '') + text;
}

/** Tables that only frame something (one cell; one row or column around further tables) give way to what they frame. */
function withoutFrames(flow: Flow): Flow {
  if (!flow.some((item) => item.kind === 'table')) return flow;
  return flow.flatMap((item): Flow => {
    if (item.kind === 'paragraph' || !isFrame(item)) return [item];
    return withoutFrames(item.cells.flatMap((cell) => cell.flow));
  });
}

function isFrame({ cells, sheet }: FlowTable): boolean {
  const [first] = cells;
  if (!first || sheet !== null) return false;
  if (cells.length === 1) return true;
  if (!cells.some((cell) => cell.flow.some((item) => item.kind === 'table'))) return false;
  return cells.every((cell) => cell.row === first.row) || cells.every((cell) => cell.column === first.column);
}

/** No blank where a Chinese character stands on either side. */
function blankAtJoin(_: string, at: number, whole: string): string {
  return /[\x21-\x7e]/.test(whole[at - 1] ?? '') ? ' ' : '';
}
