import {
  addDays,
  calendarOf,
  daysBetween,
  type Calendar,
  type YearTable,
} from '@tongchuang/domain/kernel/calendar.ts';
import type { TenantId } from '@tongchuang/domain/kernel/ids.ts';
import type { Transaction } from '../database.ts';
import { insertRows } from '../rows.ts';

/** Office hours (上午8:30至下午5:30): a day's deadline ends with them. */
export const WORKING_HOURS = { from: '08:30', to: '17:30' } as const;

interface DayRow {
  year: number;
  source: string;
  version: number;
  days: { date: string; kind: 'holiday' | 'make_up'; name: string }[];
}

/** The last few calendars, by what they were made of: making one walks every day of its years. */
const made = new Map<string, Calendar>();
const MOST = 20;

/** The place's working calendar: the years that are loaded, and no others. */
export async function loadCalendar(transaction: Pick<Transaction, 'query'>): Promise<Calendar> {
  const rows = await listYears(transaction);
  const key = JSON.stringify(rows);
  const known = made.get(key);
  if (known) return known;
  const calendar = calendarOf(rows.map(tableOf), WORKING_HOURS);
  if (made.size >= MOST) made.delete(made.keys().next().value ?? '');
  made.set(key, calendar);
  return calendar;
}

export const listYears = ({ query }: Pick<Transaction, 'query'>): Promise<DayRow[]> =>
  query<DayRow & {}>(
    `select y.year, y.source, y.version,
            coalesce((select json_agg(json_build_object('date', d.date, 'kind', d.kind, 'name', d.name) order by d.date)
                        from calendar_days d where d.tenant_id = y.tenant_id and d.year = y.year), '[]') as days
       from calendar_years y order by y.year`,
  );

export const tableOf = ({ year, source, days }: DayRow): YearTable => ({
  year,
  source,
  holidays: days
    .filter((day) => day.kind === 'holiday')
    .map(({ date, name }) => ({ name, from: date, to: date })),
  makeUpWorkdays: days.filter((day) => day.kind === 'make_up').map(({ date, name }) => ({ date, for: name })),
});

/**
 * Loads or replaces the table of a year.
 * @param version  the one that its writer read; 0 where the year is new
 * @returns        false where somebody else was faster
 */
export async function saveYear(
  transaction: Transaction,
  tenant: TenantId,
  table: YearTable,
  version: number,
): Promise<boolean> {
  const [saved] = await transaction.query(
    version === 0
      ? `insert into calendar_years (tenant_id, year, source) values ($1, $2, $3) on conflict do nothing returning version`
      : `update calendar_years set source = $3, version = version + 1
          where tenant_id = $1 and year = $2 and version = $4 returning version`,
    version === 0 ? [tenant, table.year, table.source] : [tenant, table.year, table.source, version],
  );
  if (!saved) return false;
  await transaction.query('delete from calendar_days where year = $1', [table.year]);
  await insertRows(
    transaction,
    'calendar_days',
    daysOf(table).map((day) => ({ tenant_id: tenant, year: table.year, ...day })),
  );
  return true;
}

/** Every day that a table names, ranges spread out; holidays first. */
export function daysOf(table: YearTable): { date: string; kind: 'holiday' | 'make_up'; name: string }[] {
  const holidays = table.holidays.flatMap(({ name, from, to }) =>
    Array.from({ length: daysBetween(from, to) + 1 }, (_, nth) => ({
      date: addDays(from, nth),
      kind: 'holiday' as const,
      name,
    })),
  );
  const makeUps = table.makeUpWorkdays.map((day) => ({
    date: day.date,
    kind: 'make_up' as const,
    name: day.for,
  }));
  return [...holidays, ...makeUps];
}
