import { addDays, isCivilDate, type CivilDate } from '@tongchuang/domain/kernel/calendar.ts';

/** The table of a year as it is written: spans of holidays, single make-up workdays. */
export interface YearDraft {
  /** The official notice. */
  source: string;
  holidays: readonly { name: string; from: CivilDate; to: CivilDate }[];
  makeUps: readonly { date: CivilDate; for: string }[];
}

/** Days one after the other under one name, as spans. */
export function spansOf(days: readonly { date: CivilDate; name: string }[]): YearDraft['holidays'] {
  const spans: { name: string; from: CivilDate; to: CivilDate }[] = [];
  for (const { date, name } of [...days].sort((a, b) => (a.date < b.date ? -1 : 1))) {
    const last = spans.at(-1);
    if (last !== undefined && last.name === name && addDays(last.to, 1) === date) last.to = date;
    else spans.push({ name, from: date, to: date });
  }
  return spans;
}

/**
 * Reads a table out of a file: a calendar pack (.json), or lines of `date,name,kind` (.csv) where kind is 假 or 班.
 * @returns null where it is neither, or of another year
 */
export function readTable(text: string, year: number): YearDraft | null {
  return fromJson(text, year) ?? fromLines(text, year);
}

function fromJson(text: string, year: number): YearDraft | null {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof read !== 'object' || read === null) return null;
  const table = read as Partial<Record<string, unknown>>;
  if (table['year'] !== year || !Array.isArray(table['holidays']) || !Array.isArray(table['makeUpWorkdays']))
    return null;
  const holidays = table['holidays'] as Partial<Record<string, unknown>>[];
  const makeUps = table['makeUpWorkdays'] as Partial<Record<string, unknown>>[];
  const said = (value: unknown) => (typeof value === 'string' ? value : '');
  const draft: YearDraft = {
    source: said(table['source']),
    holidays: holidays.map((row) => ({
      name: said(row['name']),
      from: said(row['from']),
      to: said(row['to']),
    })),
    makeUps: makeUps.map((row) => ({ date: said(row['date']), for: said(row['for']) })),
  };
  return isSound(draft) ? draft : null;
}

const REST = /^(假|休|holiday|off)$/i;
const WORK = /^(班|调休|上班|work|makeup)$/i;

function fromLines(text: string, year: number): YearDraft | null {
  const days: { date: CivilDate; name: string; rests: boolean }[] = [];
  for (const line of text.replace(/^\uFEFF/, '').split(/\r?\n/)) {
    const [date = '', name = '', kind = ''] = line.split(/[,，\t]/).map((part) => part.trim());
    const day = date
      .replaceAll(/[./]/g, '-')
      .replace(/^(\d{4})-(\d)-/, '$1-0$2-')
      .replace(/-(\d)$/, '-0$1');
    if (!isCivilDate(day) || name === '') continue; // a head, an empty line
    if (!REST.test(kind) && !WORK.test(kind)) return null;
    days.push({ date: day, name, rests: REST.test(kind) });
  }
  if (!days.some(({ date }) => date.startsWith(`${year}-`))) return null;
  return {
    source: '',
    holidays: spansOf(days.filter(({ rests }) => rests)),
    makeUps: days.filter(({ rests }) => !rests).map(({ date, name }) => ({ date, for: name })),
  };
}

const isSound = ({ holidays, makeUps }: YearDraft): boolean =>
  holidays.length > 0 &&
  holidays.every(({ name, from, to }) => name !== '' && isCivilDate(from) && isCivilDate(to) && from <= to) &&
  makeUps.every(({ date, for: name }) => name !== '' && isCivilDate(date));
