import type { CellObject, SheetData } from 'write-excel-file/node';
import { startsFormula, textCell, writeWorkbook } from './excel-workbook.ts';
import { printable } from './printable.ts';

/** A list as it is shown on a page, to be taken along: the same columns, the same rows, the same order. */
export interface ListSheet {
  sheetName: string;
  title: string;
  columns: readonly ListColumn[];
  /** One value a column; null is an empty cell. */
  rows: readonly (readonly ListValue[])[];
}

export interface ListColumn {
  head: string;
  /** Unit of measure, printed in the head: "面积(平方米)". */
  unit?: string;
  /** Characters. */
  width: number;
  align: 'left' | 'center' | 'right';
  /**
   * text: as it stands, codes and phone numbers too · number: a number ·
   * date: ISO date "2026-09-30" · percent: a share in [0, 1], printed with one decimal.
   */
  kind: 'text' | 'number' | 'date' | 'percent';
}

export type ListValue = string | number | null;

const BORDER = { borderStyle: 'thin', borderColor: '#A6A6A6' } as const;
const HEAD = {
  ...BORDER,
  fontFamily: '黑体',
  backgroundColor: '#EDEDED',
  align: 'center',
  alignVertical: 'center',
  wrap: true,
} as const;
const TITLE = {
  fontFamily: '黑体',
  fontSize: 16,
  align: 'center',
  alignVertical: 'center',
  height: 30,
} as const;

/** The list as .xlsx: title, head with units (frozen, filterable, repeated in print), numbers and dates as such. */
export function writeListSheet(list: ListSheet): Promise<Uint8Array> {
  const rows: SheetData = [
    [
      textCell(list.title, { ...TITLE, columnSpan: list.columns.length }),
      ...list.columns.slice(1).map(() => null),
    ],
    list.columns.map((column) => textCell(headOf(column), HEAD)),
    ...list.rows.map((row) => list.columns.map((column, at) => cell(column, row[at] ?? null))),
  ];
  return writeWorkbook([
    {
      name: list.sheetName,
      widths: list.columns.map((column) => column.width),
      rows,
      headRows: 2,
      across: list.columns.reduce((sum, column) => sum + column.width, 0) > 90,
      filter: true,
    },
  ]);
}

function cell(column: ListColumn, value: ListValue): CellObject {
  const look = { ...BORDER, align: column.align, alignVertical: 'center' } as const;
  if (value === null) return look;
  if (typeof value === 'number' && column.kind === 'percent')
    return { ...look, value, type: Number, format: '0.0%' };
  if (typeof value === 'number') return { ...look, value, type: Number };
  const day = column.kind === 'date' ? dayOf(value) : null;
  if (day !== null) return { ...look, value: day, type: Date, format: 'yyyy-mm-dd' };
  return textCell(value, { ...look, wrap: true });
}

const headOf = ({ head, unit }: ListColumn): string => (unit === undefined ? head : `${head}（${unit}）`);

/** Midnight UTC of an ISO date, which is how the file format counts days; null for other words (长期坚持). */
function dayOf(value: string): Date | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return null;
  const day = new Date(`${value}T00:00:00Z`);
  return Number.isNaN(day.getTime()) ? null : day;
}

/**
 * The list as .csv for other programs: UTF-8 with a byte order mark (Excel asks for it), CRLF, no title row.
 * A text that begins like a formula, or with an apostrophe, gets one apostrophe before it: a reader takes exactly
 * one off, a spreadsheet shows text.
 */
export function writeListCsv(list: Pick<ListSheet, 'columns' | 'rows'>): Uint8Array {
  const lines = [
    list.columns.map((column) => field(headOf(column))),
    ...list.rows.map((row) => list.columns.map((column, at) => csvValue(column, row[at] ?? null))),
  ];
  return new TextEncoder().encode(`\uFEFF${lines.map((line) => `${line.join(',')}\r\n`).join('')}`);
}

function csvValue(column: ListColumn, value: ListValue): string {
  if (value === null) return '';
  if (typeof value === 'string') return field(value);
  return column.kind === 'percent' ? `${(value * 100).toFixed(1)}%` : String(value);
}

function field(text: string): string {
  const words = printable(text);
  const safe = startsFormula(words) || words.startsWith("'") ? `'${words}` : words;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
