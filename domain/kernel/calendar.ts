import { civilDate, SHANGHAI_MS } from './civil-date.ts';
import { Refusal } from './refusal.ts';

/**
 * The working calendar (工作日历) as data: which civil days are worked, make-up workdays (调休上班) included.
 * All days are civil days in Asia/Shanghai, whatever the time zone of the machine.
 *
 * A year whose table is not loaded is said, never guessed: the State Council publishes the next year in autumn, and until then
 * every count that touches it takes Monday to Friday as worked and comes back `provisional`. Nothing may be sent,
 * published or scored from a provisional count.
 */
export interface Calendar {
  years: ReadonlyMap<number, YearCalendar>;
  workingHours: WorkingHours;
}

/** A civil day as 'YYYY-MM-DD', from 0001-01-01 to 9999-12-31. Such texts sort as the days do. */
export type CivilDate = string;

/** Local times 'HH:MM'; a deadline ends with `to`. */
export interface WorkingHours {
  from: string;
  to: string;
}

export interface YearCalendar {
  year: number;
  holidays: ReadonlyMap<CivilDate, string>;
  makeUpWorkdays: ReadonlyMap<CivilDate, string>;
  /** Workdays before the n-th day of the year (0 is 1 January); one entry more than the year has days. */
  worked: Uint16Array;
}

/** A year as it stands in a pack. Days may reach into the neighbouring years where the official notice does. */
export interface YearTable {
  year: number;
  /** The official notice. */
  source: string;
  holidays: readonly { name: string; from: CivilDate; to: CivilDate }[];
  makeUpWorkdays: readonly { date: CivilDate; for: string }[];
}

/** A day found by counting. */
export interface CountedDate {
  date: CivilDate;
  provisional: boolean;
}

const DAY_MS = 86_400_000;
const CIVIL = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Days that were looked at before: lists count the same few hundred days thousands of times. */
const serials = new Map<string, number | null>();
const MOST_SERIALS = 10_000;

/** Days since 1970-01-01, or null for what is no real day: 2026-02-30, 0000-00-00, 农历 text. */
function serial(text: string): number | null {
  const known = serials.get(text);
  if (known !== undefined) return known;
  if (serials.size >= MOST_SERIALS) serials.clear();
  const number = counted(text);
  serials.set(text, number);
  return number;
}

function counted(text: string): number | null {
  const match = CIVIL.exec(text);
  if (match === null) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (year === 0) return null;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  return date.getTime() / DAY_MS;
}

export const isCivilDate = (text: string): boolean => serial(text) !== null;

/** @throws {Refusal} `calendar.not_a_date` */
function dayNumber(date: CivilDate): number {
  const number = serial(date);
  if (number === null) throw new Refusal('calendar.not_a_date', { value: date });
  return number;
}

function dateOf(day: number): CivilDate {
  const date = new Date(day * DAY_MS);
  const year = date.getUTCFullYear();
  if (!(year >= 1 && year <= 9999)) throw new Refusal('calendar.not_a_date', { value: `day ${day}` });
  return date.toISOString().slice(0, 10);
}

/** The civil day `days` later (or earlier, if negative), workday or not. */
export const addDays = (date: CivilDate, days: number): CivilDate => dateOf(dayNumber(date) + days);

/** Civil days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: CivilDate, to: CivilDate): number => dayNumber(to) - dayNumber(from);

/** 1 is Monday, 7 is Sunday. */
export const weekday = (date: CivilDate): number => weekdayOf(dayNumber(date));
const weekdayOf = (day: number): number => ((((day + 3) % 7) + 7) % 7) + 1;

export const yearOf = (date: CivilDate): number => Number(date.slice(0, 4));
const newYear = (year: number): number => dayNumber(`${String(year).padStart(4, '0')}-01-01`);
/** The last day of the month that `date` is in. */
export function monthEnd(date: CivilDate): CivilDate {
  dayNumber(date);
  const next = Number(date.slice(5, 7)) % 12;
  const year = yearOf(date) + (next === 0 ? 1 : 0);
  if (year > 9999) return '9999-12-31';
  return addDays(`${String(year).padStart(4, '0')}-${String(next + 1).padStart(2, '0')}-01`, -1);
}

/**
 * The calendar of a place from the tables of its years.
 * @throws {Refusal} `calendar.table_wrong`: a day that does not exist, a range that runs backwards, a make-up workday that is
 *   no weekend or also a holiday, a day named twice, or two tables for one year
 */
export function calendarOf(tables: readonly YearTable[], workingHours: WorkingHours): Calendar {
  const holidays = new Map<CivilDate, string>();
  const makeUps = new Map<CivilDate, string>();
  const known = new Set<number>();
  for (const table of tables) {
    const wrong = (problem: string) => new Refusal('calendar.table_wrong', { year: table.year, problem });
    if (known.has(table.year)) throw wrong('year given twice');
    known.add(table.year);
    const own = new Set<CivilDate>();
    for (const { name, from, to } of table.holidays) {
      const [first, last] = [serial(from), serial(to)];
      if (first === null || last === null || last < first || last - first > 30)
        throw wrong(`${name} ${from} ${to}`);
      if (Math.abs(yearOf(from) - table.year) > 1) throw wrong(`${name} ${from}`);
      for (let day = first; day <= last; day++) {
        const date = dateOf(day);
        if (own.has(date)) throw wrong(`${date} ${name}`);
        own.add(date);
        holidays.set(date, name);
      }
    }
    for (const { date, for: name } of table.makeUpWorkdays) {
      const day = serial(date);
      if (day === null || weekdayOf(day) < 6 || Math.abs(yearOf(date) - table.year) > 1)
        throw wrong(`${name} ${date}`);
      if (own.has(date)) throw wrong(`${date} ${name}`);
      own.add(date);
      makeUps.set(date, name);
    }
  }
  const years = new Map<number, YearCalendar>();
  for (const table of tables) {
    const first = newYear(table.year);
    const length = newYear(table.year + 1) - first;
    const worked = new Uint16Array(length + 1);
    for (let n = 0; n < length; n++) {
      const date = dateOf(first + n);
      if (makeUps.has(date) && holidays.has(date)) {
        throw new Refusal('calendar.table_wrong', {
          year: table.year,
          problem: `${date} holiday and workday`,
        });
      }
      const isWorked = makeUps.has(date) || (weekdayOf(first + n) < 6 && !holidays.has(date));
      worked[n + 1] = (worked[n] ?? 0) + (isWorked ? 1 : 0);
    }
    const own = (days: ReadonlyMap<CivilDate, string>) =>
      new Map([...days].filter(([date]) => yearOf(date) === table.year));
    years.set(table.year, {
      year: table.year,
      holidays: own(holidays),
      makeUpWorkdays: own(makeUps),
      worked,
    });
  }
  return { years, workingHours };
}

/** Whether the day is worked; a year without a table has no answer. */
export function isWorkday(calendar: Calendar, date: CivilDate): boolean | 'year_not_loaded' {
  const day = dayNumber(date);
  const year = calendar.years.get(yearOf(date));
  if (year === undefined) return 'year_not_loaded';
  const n = day - newYear(year.year);
  return (year.worked[n + 1] ?? 0) > (year.worked[n] ?? 0);
}

/** As isWorkday, with Monday to Friday standing in where no table is loaded. */
function takenAsWorked(calendar: Calendar, date: CivilDate): boolean {
  const known = isWorkday(calendar, date);
  return known === 'year_not_loaded' ? weekday(date) < 6 : known;
}

/**
 * Workdays after `from` up to and including `to`; negative when `to` is earlier, so that
 * `workdaysBetween(a, b) = -workdaysBetween(b, a)` and counts add up over a day in between.
 */
export function workdaysBetween(
  calendar: Calendar,
  from: CivilDate,
  to: CivilDate,
): { workdays: number; provisional: boolean } {
  if (dayNumber(to) < dayNumber(from)) {
    const back = workdaysBetween(calendar, to, from);
    return { workdays: back.workdays === 0 ? 0 : -back.workdays, provisional: back.provisional };
  }
  let workdays = 0;
  let provisional = false;
  let start = dayNumber(from) + 1;
  const end = dayNumber(to) + 1;
  while (start < end) {
    const number = yearOf(dateOf(start));
    const first = newYear(number);
    const stop = number === 9999 ? end : Math.min(end, newYear(number + 1));
    const year = calendar.years.get(number);
    if (year !== undefined) workdays += (year.worked[stop - first] ?? 0) - (year.worked[start - first] ?? 0);
    else {
      provisional = true;
      workdays += mondaysToFridays(start, stop);
    }
    start = stop;
  }
  return { workdays, provisional };
}

/** Mondays to Fridays in the half-open range of day numbers. */
function mondaysToFridays(start: number, stop: number): number {
  const weeks = Math.floor((stop - start) / 7);
  let count = weeks * 5;
  for (let day = start + weeks * 7; day < stop; day++) if (weekdayOf(day) < 6) count++;
  return count;
}

/**
 * The `count`-th workday after `date` (before it, if negative). 0 gives `date` itself, workday or not.
 * @param count  at most 10,000 either way
 */
export function addWorkdays(calendar: Calendar, date: CivilDate, count: number): CountedDate {
  if (!Number.isInteger(count) || Math.abs(count) > 10_000)
    throw new Refusal('calendar.count_wrong', { count });
  const step = Math.sign(count);
  let current = date;
  let left = Math.abs(count);
  let provisional = !calendar.years.has(yearOf(date)) && count !== 0;
  dayNumber(date);
  while (left > 0) {
    current = addDays(current, step);
    provisional ||= !calendar.years.has(yearOf(current));
    if (takenAsWorked(calendar, current)) left--;
  }
  return { date: current, provisional };
}

/** `date` itself if it is worked, else the next workday (`step` 1) or the one before (`step` -1). */
export function nearestWorkday(calendar: Calendar, date: CivilDate, step: 1 | -1): CountedDate {
  let current = date;
  let provisional = !calendar.years.has(yearOf(date));
  while (!takenAsWorked(calendar, current)) {
    current = addDays(current, step);
    provisional ||= !calendar.years.has(yearOf(current));
  }
  return { date: current, provisional };
}

/** The instant at which a deadline day ends: the close of working hours on that day, here 17:30 in Shanghai. */
export const deadlineAt = (calendar: Calendar, date: CivilDate): Date =>
  instantAt(date, calendar.workingHours.to);

/** @param time local 'HH:MM'; '24:00' is the end of the day */
export function instantAt(date: CivilDate, time: string): Date {
  const match = /^(\d{2}):(\d{2})$/.exec(time);
  const minutes = match === null ? Number.NaN : Number(match[1]) * 60 + Number(match[2]);
  if (!(minutes <= 1440) || Number(match?.[2]) > 59)
    throw new Refusal('calendar.not_a_date', { value: `${date} ${time}` });
  return new Date(dayNumber(date) * DAY_MS + minutes * 60_000 - SHANGHAI_MS);
}

/** What a screen says of a deadline: 还剩 2 个工作日 · 3月7日(周六,调休上班)17:30. */
export interface SpokenDeadline {
  due: CivilDate;
  /** Close of work on that day, local 'HH:MM'. */
  at: string;
  /** 1 Monday to 7 Sunday. */
  weekday: number;
  /** Name of the holiday that this make-up workday pays for, null on other days. */
  makeUp: string | null;
  /** Name of the holiday that the deadline falls on, null on other days. */
  holiday: string | null;
  /** Falls on a day that is not worked, holiday or weekend; null while the year is not loaded. */
  restDay: boolean | null;
  /** Workdays from tomorrow up to the deadline; 0 on its own day; null once it is over. */
  workdaysLeft: number | null;
  /** How long it has been over; null before. Both are 0 in the evening of the day itself. */
  overdueBy: { days: number; workdays: number } | null;
  /** Some year that was counted through has no table yet. */
  provisional: boolean;
}

export function speakDeadline(calendar: Calendar, due: CivilDate, now: Date): SpokenDeadline {
  const today = civilDate(now);
  const year = calendar.years.get(yearOf(due));
  const left = workdaysBetween(calendar, today, due);
  const over = now.getTime() > deadlineAt(calendar, due).getTime();
  const worked = isWorkday(calendar, due);
  return {
    due,
    at: calendar.workingHours.to,
    weekday: weekday(due),
    makeUp: year?.makeUpWorkdays.get(due) ?? null,
    holiday: year?.holidays.get(due) ?? null,
    restDay: worked === 'year_not_loaded' ? null : !worked,
    workdaysLeft: over ? null : left.workdays,
    overdueBy: over
      ? { days: daysBetween(due, today), workdays: left.workdays === 0 ? 0 : -left.workdays }
      : null,
    provisional: left.provisional || year === undefined,
  };
}
