import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  addDays,
  addWorkdays,
  calendarOf,
  daysBetween,
  deadlineAt,
  instantAt,
  isCivilDate,
  isWorkday,
  monthEnd,
  nearestWorkday,
  speakDeadline,
  weekday,
  workdaysBetween,
} from './calendar.ts';
import type { YearTable } from './calendar.ts';
import { civilDate } from './civil-date.ts';
import { CALENDAR, WORKING_HOURS, Y2025, Y2026 } from './fixtures/packs.ts';
import { Refusal } from './refusal.ts';

/** Walks day by day over the tables as they are printed; shares no code with the calendar. */
function walkerSaysWorked(date: string): boolean {
  const table: YearTable = date < '2026' ? Y2025 : Y2026;
  if (table.makeUpWorkdays.some((day) => day.date === date)) return true;
  if (table.holidays.some(({ from, to }) => from <= date && date <= to)) return false;
  const day = new Date(`${date}T12:00:00Z`).getUTCDay();
  return day !== 0 && day !== 6;
}
const walk = (date: string) =>
  new Date(Date.parse(`${date}T12:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

const anyDay = fc.integer({ min: 0, max: 729 }).map((n) => addDays('2025-01-01', n));

test('every day of 2025 and 2026 is as the official notices say', () => {
  for (let day = '2025-01-01'; day < '2027-01-01'; day = walk(day)) {
    expect([day, isWorkday(CALENDAR, day)]).toEqual([day, walkerSaysWorked(day)]);
  }
});

test('a year of the notices has 248 workdays each', () => {
  expect(workdaysBetween(CALENDAR, '2024-12-31', '2025-12-31').workdays).toBe(248);
  expect(workdaysBetween(CALENDAR, '2025-12-31', '2026-12-31').workdays).toBe(248);
});

test('make-up workdays are worked, and the holidays that they pay for are not', () => {
  for (const day of ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10']) {
    expect(isWorkday(CALENDAR, day)).toBe(true);
    expect(weekday(day)).toBeGreaterThan(5);
  }
  expect(isWorkday(CALENDAR, '2026-02-16')).toBe(false);
  expect(isWorkday(CALENDAR, '2026-10-07')).toBe(false);
});

test('counting between two days equals walking them', () => {
  fc.assert(
    fc.property(anyDay, anyDay, (a, b) => {
      const [from, to] = a <= b ? [a, b] : [b, a];
      let walked = 0;
      for (let day = from; day < to;) {
        day = walk(day);
        if (walkerSaysWorked(day)) walked++;
      }
      expect(workdaysBetween(CALENDAR, from, to).workdays).toBe(walked);
      expect(workdaysBetween(CALENDAR, to, from).workdays + walked).toBe(0);
    }),
    { numRuns: 200 },
  );
});

test('counts add up over any day in between, loaded or not', () => {
  const wide = fc.integer({ min: -800, max: 1500 }).map((n) => addDays('2025-01-01', n));
  fc.assert(
    fc.property(wide, wide, wide, (a, b, c) => {
      const count = (from: string, to: string) => workdaysBetween(CALENDAR, from, to).workdays;
      expect(count(a, b) + count(b, c)).toBe(count(a, c));
    }),
  );
});

test('the n-th workday from a day is worked, lies n workdays away, and is monotone in n', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: -60, max: 60 }), (date, n) => {
      const found = addWorkdays(CALENDAR, date, n);
      if (found.provisional || n === 0) return;
      expect(isWorkday(CALENDAR, found.date)).toBe(true);
      // going back, the day that we start from is not passed but left, so an unworked start counts one less
      const back = n < 0 && walkerSaysWorked(date) === false ? 1 : 0;
      expect(workdaysBetween(CALENDAR, date, found.date).workdays).toBe(n + back);
      const further = addWorkdays(CALENDAR, date, n + Math.sign(n));
      expect(Math.sign(daysBetween(found.date, further.date))).toBe(Math.sign(n));
    }),
  );
});

test('a year that is not loaded has no answer, and counts through it are provisional', () => {
  expect(isWorkday(CALENDAR, '2027-01-01')).toBe('year_not_loaded');
  expect(workdaysBetween(CALENDAR, '2026-12-28', '2027-01-08')).toEqual({ workdays: 9, provisional: true });
  expect(addWorkdays(CALENDAR, '2026-12-30', 1)).toEqual({ date: '2026-12-31', provisional: false });
  expect(addWorkdays(CALENDAR, '2026-12-30', 2)).toEqual({ date: '2027-01-01', provisional: true });
});

test('the nearest workday is looked for in the direction asked', () => {
  expect(nearestWorkday(CALENDAR, '2026-10-03', 1)).toEqual({ date: '2026-10-08', provisional: false });
  expect(nearestWorkday(CALENDAR, '2026-10-03', -1)).toEqual({ date: '2026-09-30', provisional: false });
  expect(nearestWorkday(CALENDAR, '2026-10-10', -1).date).toBe('2026-10-10');
});

test('a deadline day ends at half past five in Shanghai, in every time zone', () => {
  expect(deadlineAt(CALENDAR, '2026-03-07').toISOString()).toBe('2026-03-07T09:30:00.000Z');
  expect(instantAt('2026-12-31', '24:00').toISOString()).toBe('2026-12-31T16:00:00.000Z');
  expect(civilDate(new Date('2026-03-06T15:59:59.999Z'))).toBe('2026-03-06');
  expect(civilDate(new Date('2026-03-06T16:00:00.000Z'))).toBe('2026-03-07');
});

test('a deadline on a make-up Saturday is spoken with its holiday and the workdays left', () => {
  const spoken = speakDeadline(CALENDAR, '2026-02-28', new Date('2026-02-26T01:00:00Z'));

  expect(spoken).toEqual({
    due: '2026-02-28',
    at: '17:30',
    weekday: 6,
    makeUp: '春节',
    holiday: null,
    restDay: false,
    workdaysLeft: 2,
    overdueBy: null,
    provisional: false,
  });
});

test('one second after closing time the deadline is over, by nought days', () => {
  expect(speakDeadline(CALENDAR, '2026-03-05', new Date('2026-03-05T09:30:00Z'))).toMatchObject({
    workdaysLeft: 0,
    overdueBy: null,
  });
  expect(speakDeadline(CALENDAR, '2026-03-05', new Date('2026-03-05T09:30:01Z'))).toMatchObject({
    workdaysLeft: null,
    overdueBy: { days: 0, workdays: 0 },
  });
  expect(speakDeadline(CALENDAR, '2026-09-30', new Date('2026-10-09T01:00:00Z')).overdueBy).toEqual({
    days: 9,
    workdays: 2,
  });
});

test('only real days are dates', () => {
  for (const day of [
    '2026-02-30',
    '0000-00-00',
    '2026-13-01',
    '二月三十',
    '2026-3-7',
    '2026-03-07T00:00',
    '',
  ]) {
    expect(isCivilDate(day)).toBe(false);
    expect(() => addDays(day, 1)).toThrow(Refusal);
  }
  expect(isCivilDate('2028-02-29')).toBe(true);
  expect(() => addDays('9999-12-31', 1)).toThrow(Refusal);
  expect(monthEnd('2028-02-03')).toBe('2028-02-29');
  expect(monthEnd('2026-12-03')).toBe('2026-12-31');
});

test('a table that contradicts itself is refused', () => {
  const table = (change: Partial<YearTable>): YearTable => ({ ...Y2026, ...change });
  const refused = (tables: YearTable[]) => expect(() => calendarOf(tables, WORKING_HOURS)).toThrow(Refusal);
  refused([Y2026, Y2026]);
  refused([table({ makeUpWorkdays: [{ date: '2026-03-04', for: '元旦' }] })]);
  refused([table({ makeUpWorkdays: [{ date: '2026-01-03', for: '元旦' }] })]);
  refused([table({ holidays: [{ name: '春节', from: '2026-02-23', to: '2026-02-15' }] })]);
  refused([table({ holidays: [{ name: '春节', from: '2026-02-29', to: '2026-03-01' }] })]);
});

test('a notice may reach into the year before it', () => {
  const next: YearTable = {
    year: 2027,
    source: 'test',
    holidays: [{ name: '元旦', from: '2026-12-31', to: '2027-01-02' }],
    makeUpWorkdays: [],
  };

  const both = calendarOf([Y2026, next], WORKING_HOURS);

  expect(isWorkday(CALENDAR, '2026-12-31')).toBe(true);
  expect(isWorkday(both, '2026-12-31')).toBe(false);
});
