import { addDays, isCivilDate, type YearTable } from '@tongchuang/domain/kernel/calendar.ts';

/** The table of a year as its form holds it, and as a pack or a pasted text says it. */

export interface TableDraft {
  source: string;
  holidays: readonly { name: string; from: string; to: string }[];
  makeUpWorkdays: readonly { date: string; for: string }[];
}

export const EMPTY_TABLE: TableDraft = { source: '', holidays: [], makeUpWorkdays: [] };

interface KnownYear {
  source: string;
  holidays: readonly { date: string; name: string }[];
  makeUpWorkdays: readonly { date: string; name: string }[];
}

/** Single days as the place keeps them, neighbours of one name drawn together into ranges. */
export function draftOf({ source, holidays, makeUpWorkdays }: KnownYear): TableDraft {
  const ranges: { name: string; from: string; to: string }[] = [];
  for (const { date, name } of holidays.toSorted((a, b) => (a.date < b.date ? -1 : 1))) {
    const last = ranges.at(-1);
    if (last !== undefined && last.name === name && addDays(last.to, 1) === date) last.to = date;
    else ranges.push({ name, from: date, to: date });
  }
  return {
    source,
    holidays: ranges,
    makeUpWorkdays: makeUpWorkdays.map(({ date, name }) => ({ date, for: name })),
  };
}

export type TableProblem = 'not_json' | 'not_a_table' | 'other_year' | 'bad_row';

/**
 * Reads the JSON of a pack: `{year, source, holidays: [{name, from, to}], makeUpWorkdays: [{date, for}]}`.
 * @returns the table, or what is wrong with the text and, where a row is, which
 */
export function readTable(
  text: string,
  year: number,
): { table: TableDraft } | { problem: TableProblem; row: string } {
  let given: unknown;
  try {
    given = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return { problem: 'not_json', row: '' };
  }
  if (!isRecord(given) || !Array.isArray(given.holidays) || !Array.isArray(given.makeUpWorkdays ?? []))
    return { problem: 'not_a_table', row: '' };
  if (given.year !== undefined && given.year !== year)
    return { problem: 'other_year', row: String(given.year) };
  const holidays: YearTable['holidays'][number][] = [];
  for (const row of given.holidays as unknown[]) {
    const { name, from, to } = isRecord(row) ? row : {};
    if (!isText(name) || !isDay(from) || !isDay(to)) return { problem: 'bad_row', row: JSON.stringify(row) };
    holidays.push({ name, from, to });
  }
  const makeUpWorkdays: YearTable['makeUpWorkdays'][number][] = [];
  for (const row of (given.makeUpWorkdays ?? []) as unknown[]) {
    const { date, for: name } = isRecord(row) ? row : {};
    if (!isText(name) || !isDay(date)) return { problem: 'bad_row', row: JSON.stringify(row) };
    makeUpWorkdays.push({ date, for: name });
  }
  return { table: { source: isText(given.source) ? given.source : '', holidays, makeUpWorkdays } };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';
const isDay = (value: unknown): value is string => typeof value === 'string' && isCivilDate(value);
