import { useState, type ReactNode } from 'react';
import { locale } from '@tongchuang/ui/locale/locale.ts';
import { recall, remember } from '@tongchuang/ui/remember.ts';

export interface Column<Row> {
  name: string;
  title: string;
  /** Unit of measure, written in the head: 元, %. */
  unit?: string;
  cell: (row: Row) => ReactNode;
  /** The cell's value: for sorting, for the hover over clamped text, and for the export. */
  value?: (row: Row) => string | number | null;
  /** Right-aligned with even digits. */
  number?: boolean;
  /** Never breaks: a code, a date. */
  code?: boolean;
  /** Least width in pixels. */
  width?: number;
  /** False: not sortable though it has a value. */
  sorts?: boolean;
  /** Not shown until somebody chooses it. */
  aside?: boolean;
  /** The foot's cell. */
  total?: (rows: readonly Row[]) => ReactNode;
}

/** Which columns are shown, in the order of the page; the browser remembers what a person chose for each table. */
export function useColumns<Row>(table: string, all: readonly Column<Row>[]) {
  const key = `columns.${table}`;
  const [chosen, setChosen] = useState<readonly string[] | null>(() => recall(key)?.split(',') ?? null);
  const shown = (column: Column<Row>, n: number) =>
    n === 0 || (chosen === null ? column.aside !== true : chosen.includes(column.name));
  const choose = (names: readonly string[] | null) => {
    remember(key, names === null ? null : names.join(','));
    setChosen(names);
  };
  return { columns: all.filter(shown), choose };
}

/** 任务（件） · Tasks (n) */
export const headOf = <Row>({ title, unit }: Column<Row>): string =>
  unit === undefined ? title : locale.get() === 'en' ? `${title} (${unit})` : `${title}（${unit}）`;

const chinese = new Intl.Collator('zh-Hans-CN', { numeric: true });

/** Nothing stands last, whichever way; names by pinyin, numbers in them by value. */
export function compare(a: string | number | null, b: string | number | null, down: boolean): number {
  if (a === null || a === '') return b === null || b === '' ? 0 : 1;
  if (b === null || b === '') return -1;
  const order =
    typeof a === 'number' && typeof b === 'number' ? a - b : chinese.compare(String(a), String(b));
  return down ? -order : order;
}

export function sorted<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  by: string,
): readonly Row[] {
  const down = by.startsWith('-');
  const value = columns.find(({ name }) => name === by.replace(/^-/, ''))?.value;
  return value === undefined ? rows : rows.toSorted((a, b) => compare(value(a), value(b), down));
}

/**
 * The rows as shown, as a CSV that Excel and WPS open (UTF-8 with its mark). A text that a spreadsheet would take for a formula
 * is disarmed by a leading apostrophe.
 */
export function csvOf<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): string {
  const written = columns.filter((column) => column.value !== undefined);
  const field = (value: string | number | null) => {
    if (typeof value === 'number') return String(value);
    const text = value ?? '';
    const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  const head = written.map((column) => field(headOf(column)));
  const lines = rows.map((row) => written.map(({ value }) => field(value?.(row) ?? null)));
  return `\uFEFF${[head, ...lines].map((line) => line.join(',')).join('\r\n')}\r\n`;
}

export function save(name: string, text: string, mime: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: mime }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
