import type { FlowCell, FlowTable } from './flow.ts';
import { paragraph } from './flow.ts';
import { shown, shownText } from './number-format.ts';
import { readXml } from './xml.ts';

export interface SheetContext {
  strings: readonly string[];
  formats: readonly string[];
  from1904: boolean;
  title: string;
  /** The whole sheet is hidden. */
  hidden: boolean;
}

interface Filled {
  row: number;
  column: number;
  text: string;
  hidden: boolean;
}

/** A merged cell, counted from 0. */
export interface Area {
  top: number;
  left: number;
  bottom: number;
  right: number;
}

/**
 * The filled cells of a sheet as a table; null where nothing stands on it. Empty rows and the columns left of the first
 * filled one do not count, so a million formatted empty rows cost only the reading.
 */
export function readSheet(name: string, xml: Uint8Array, context: SheetContext): FlowTable | null {
  const cells: Filled[] = [];
  const merged: Area[] = [];
  const hiddenColumns: { from: number; to: number }[] = [];
  let row = -1;
  let column = -1;
  let rowHidden = false;
  let type = '';
  let format = '';
  let value = '';
  let listening = false;
  let phonetic = false;
  readXml(name, xml, {
    open(element, attributes) {
      switch (element) {
        case 'row':
          row = attributes['r'] === undefined ? row + 1 : Number(attributes['r']) - 1;
          column = -1;
          rowHidden = isSet(attributes['hidden']);
          break;
        case 'c': {
          const at = attributes['r'] === undefined ? null : address(attributes['r']);
          column = at?.column ?? column + 1;
          type = attributes['t'] ?? 'n';
          format = context.formats[Number(attributes['s'] ?? 0)] ?? 'General';
          value = '';
          break;
        }
        case 'v':
          listening = true;
          break;
        case 't':
          listening = !phonetic;
          break;
        case 'rPh':
          phonetic = true;
          break;
        case 'col':
          if (isSet(attributes['hidden'])) {
            hiddenColumns.push({ from: Number(attributes['min']) - 1, to: Number(attributes['max']) - 1 });
          }
          break;
        case 'mergeCell':
          merged.push(...area(attributes['ref'] ?? ''));
          break;
      }
    },
    text(piece) {
      if (listening) value += piece;
    },
    close(element) {
      if (element === 'v' || element === 't') listening = false;
      else if (element === 'rPh') phonetic = false;
      else if (element === 'c') {
        const text = unescaped(cellText(value, type, format, context));
        if (text.trim() !== '') cells.push({ row, column, text, hidden: rowHidden });
      }
    },
  });
  const isHidden = (at: number) => hiddenColumns.some(({ from, to }) => at >= from && at <= to);
  for (const cell of cells) cell.hidden ||= context.hidden || isHidden(cell.column);
  return cells.length === 0 ? null : asTable(context.title, cells, merged);
}

function cellText(value: string, type: string, format: string, context: SheetContext): string {
  switch (type) {
    case 's':
      return shownText(context.strings[Number(value)] ?? '', format);
    case 'b':
      return value === '1' ? 'TRUE' : 'FALSE';
    case 'n':
      return value === ''
        ? ''
        : Number.isNaN(Number(value))
          ? value
          : shown(Number(value), format, context.from1904);
    case 'd':
      return value.replace(/T00:00:00(\.0+)?Z?$/, '').replace('T', ' ');
    default:
      return value;
  }
}

/** Sorts the cells, drops what lies under a merged one, and closes the gaps that empty rows leave. */
function asTable(title: string, cells: Filled[], merged: Area[]): FlowTable {
  cells.sort((a, b) => a.row - b.row || a.column - b.column);
  const rows = Map.groupBy(cells, ({ row }) => row);
  const filledRows = [...rows.keys()];
  const left = cells.reduce((least, { column }) => Math.min(least, column), Infinity);
  const right = cells.reduce((most, { column }) => Math.max(most, column), 0);
  const areaAt = new Map(merged.map((each) => [`${each.top}:${each.left}`, each]));
  const covered = new Set<Filled>();
  for (const { top, bottom, left: from, right: to } of merged) {
    for (const row of between(filledRows, top, bottom)) {
      for (const cell of rows.get(row) ?? []) {
        const isFirst = cell.row === top && cell.column === from;
        if (!isFirst && cell.column >= from && cell.column <= to) covered.add(cell);
      }
    }
  }

  const kept = cells.filter((cell) => !covered.has(cell));
  const keptRows = [...new Set(kept.map(({ row }) => row))];
  const place = new Map(keptRows.map((row, at) => [row, at]));
  const gaps = left > 0 || keptRows.some((row, at) => row !== at);
  return {
    kind: 'table',
    sheet: title,
    ...(gaps ? { origin: { rows: keptRows.map((row) => row + 1), column: left + 1 } } : {}),
    cells: kept.map(({ row, column, text, hidden }): FlowCell => {
      const area = areaAt.get(`${row}:${column}`);
      const rowSpan = area ? between(keptRows, row, area.bottom).length : 1;
      const columnSpan = area ? Math.min(area.right, right) - column + 1 : 1;
      const flow = [paragraph(text)];
      return { row: place.get(row) ?? 0, column: column - left, rowSpan, columnSpan, flow, hidden };
    }),
  };
}

/** The part of an ascending list that lies from `least` to `most`. */
function between(ascending: readonly number[], least: number, most: number): number[] {
  return ascending.slice(firstFrom(ascending, least), firstFrom(ascending, most + 1));
}

function firstFrom(ascending: readonly number[], least: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? 0) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function area(ref: string): Area[] {
  const [from = '', to = from] = ref.split(':');
  const [first, last] = [address(from), address(to)];
  return first && last ? [{ top: first.row, left: first.column, bottom: last.row, right: last.column }] : [];
}

/** "AB12" as row 11, column 27. */
export function address(ref: string): { row: number; column: number } | null {
  const [, letters = '', digits] = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/.exec(ref) ?? [];
  if (digits === undefined) return null;
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return { row: Number(digits) - 1, column: column - 1 };
}

const isSet = (value: string | undefined): boolean => value === '1' || value === 'true';

/** Excel writes characters that XML may not hold as _x000D_. */
export function unescaped(text: string): string {
  if (!text.includes('_x')) return text.replaceAll('\r', '');
  return text
    .replace(/_x([0-9A-F]{4})_/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replaceAll('\r', '');
}
