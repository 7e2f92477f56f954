/**
 * A document that holds a framework, as this room needs it: lines of prose and tables in reading order. `papers/read`
 * makes it of a workbook or a Word document.
 */
export type FrameworkPiece = FrameworkLine | FrameworkTable;

export interface FrameworkLine {
  kind: 'line';
  /** With its number, where Word generated one. */
  text: string;
  /** Has a heading style. */
  heading: boolean;
}

export interface FrameworkTable {
  kind: 'table';
  /** Name of the worksheet, or 表1, 表2 … */
  name: string;
  isSheet: boolean;
  cells: readonly TableCell[];
  /** Number of each row as the program shows it, from 1; null where rows are simply counted. */
  rowNumbers: readonly number[] | null;
  /** Columns of the worksheet left of the first one here. */
  columnsBefore: number;
}

export interface TableCell {
  row: number;
  column: number;
  rowSpan: number;
  columnSpan: number;
  text: string;
}

/** Where something stands: the table and its row and column, counted from 1. */
export interface Place {
  table: string;
  row: number;
  column: number;
}

export const placeOf = (table: FrameworkTable, row: number, column: number): Place => ({
  table: table.name,
  row: table.rowNumbers?.[row] ?? row + 1,
  column: table.columnsBefore + column + 1,
});

/** "表1 第12行 第4列" */
export const placeWords = ({ table, row, column }: Place): string => `${table} 第${row}行 第${column}列`;

/** Cells by row and column; a merged cell stands in every place that it covers. */
export type Grid = (TableCell | undefined)[][];

// No real table is wider; a forged span must not make the reader count to a billion.
const WIDEST = 1_000;

export function gridOf(table: FrameworkTable): Grid {
  const grid: Grid = [];
  const height = table.cells.reduce((most, { row }) => Math.max(most, row + 1), 0);
  for (let row = 0; row < height; row++) grid.push([]);
  for (const cell of table.cells) {
    const bottom = Math.min(height, cell.row + Math.max(1, cell.rowSpan));
    const right = Math.min(WIDEST, cell.column + Math.max(1, cell.columnSpan));
    for (let row = cell.row; row < bottom; row++)
      for (let column = cell.column; column < right; column++) (grid[row] ?? [])[column] ??= cell;
  }
  return grid;
}

/** The cells that begin in the row and hold anything. */
export const beginningIn = (grid: Grid, row: number): TableCell[] =>
  [...new Set(grid[row] ?? [])].filter(
    (cell): cell is TableCell => cell !== undefined && cell.row === row && cell.text.trim() !== '',
  );

const UNSEEN = /[\ufeff\u200b-\u200d\u2060\u00ad]/g;

/** Half-width letters, digits and signs, plain blanks: how words and figures are compared. */
export const plain = (text: string): string =>
  text
    .replaceAll(UNSEEN, '')
    .replaceAll(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replaceAll(/[\u00a0\u2000-\u200a\u3000]/g, ' ')
    .replaceAll('﹪', '%')
    .replaceAll('≧', '≥')
    .replaceAll('≦', '≤')
    .replaceAll('∶', ':');

/** The same without any white space. */
export const squeezed = (text: string): string => plain(text).replaceAll(/\s+/g, '');

/** The title of a cell in one line: breaks of a narrow column go, those before the next point of a list stay. */
export const titleOf = (text: string): string =>
  text
    .replaceAll(UNSEEN, '')
    .trim()
    .replaceAll(/[ \t\u3000]*\n\s*/g, (_, at: number, whole: string) => {
      const rest = whole.slice(at).trimStart();
      if (LIST_POINT.test(plain(rest.slice(0, 8)))) return '\n';
      return /[\x21-\x7e]$/.test(whole.slice(0, at).trimEnd()) && /^[\x21-\x7e]/.test(rest) ? ' ' : '';
    });
const LIST_POINT =
  /^(?:\(?\d{1,2}[.)、]|[①-⑳]|\([一二三四五六七八九十]+\)|[一二三四五六七八九十]+、|[A-D]#?[:>≥<≤])/;

const DIGITS = '零一二三四五六七八九';

/** 十二 → 12; null where it is no Chinese numeral below 1,000. */
export function chineseNumeral(text: string): number | null {
  const match =
    /^(?:([一二三四五六七八九])百)?零?(?:([一二三四五六七八九])?十)?([一二三四五六七八九])?$/.exec(
      text.replace('两', '二'),
    );
  if (match === null || text === '') return null;
  const digit = (sign: string | undefined) => (sign === undefined ? 0 : DIGITS.indexOf(sign));
  const tens = text.includes('十') ? digit(match[2]) || 1 : 0;
  return digit(match[1]) * 100 + tens * 10 + digit(match[3]);
}
