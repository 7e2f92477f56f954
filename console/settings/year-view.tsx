import type { ReactNode } from 'react';
import type { z } from 'zod';
import type { CalendarYear } from '@tongchuang/contract/campaign.ts';
import { addDays, isWorkday, monthEnd, weekday, type Calendar } from '@tongchuang/domain/kernel/calendar.ts';
import { locale, t } from '@tongchuang/ui/locale/locale.ts';
import { dayOf, sayDate, sayShortDate } from '@tongchuang/ui/speech.ts';
import { draftOf } from './year-table.ts';

export type Year = z.output<typeof CalendarYear>;

interface YearViewProps {
  year: Year;
  calendar: Calendar;
  edit: ReactNode;
}

/** Twelve months with what is worked and what is not; a holiday carries 休, a make-up workday 班. */
export function YearView({ year, calendar, edit }: YearViewProps): ReactNode {
  const months = Array.from({ length: 12 }, (_, n) => `${year.year}-${String(n + 1).padStart(2, '0')}-01`);
  const workdays = daysOf(`${year.year}-01-01`, `${year.year}-12-31`).filter(
    (day) => isWorkday(calendar, day) === true,
  ).length;
  const { holidays } = draftOf(year);
  return (
    <div className="tc-year-columns">
      <section className="tc-sheet" aria-labelledby="year">
        <div className="tc-year-head">
          <h2 id="year">{t('settings.year_of', { year: year.year, count: workdays })}</h2>
          {edit}
        </div>
        <p className="tc-quiet">{year.source}</p>
        <p className="tc-year-legend">
          <span className="tc-day tc-day-holiday">1</span> {t('settings.legend_holiday')}
          <span className="tc-day tc-day-work">1</span> {t('settings.legend_make_up')}
          <span className="tc-day tc-day-rest">1</span> {t('settings.legend_weekend')}
        </p>
        <div className="tc-year">
          {months.map((first) => (
            <Month key={first} first={first} year={year} calendar={calendar} />
          ))}
        </div>
      </section>
      <div>
        <section className="tc-sheet" aria-labelledby="holidays">
          <h2 id="holidays">{t('settings.holidays')}</h2>
          <ul className="tc-year-list">
            {holidays.map((one) => (
              <li key={`${one.name}${one.from}`}>
                <b>{one.name}</b>{' '}
                <span>
                  {one.from === one.to
                    ? sayDate(one.from)
                    : t('settings.from_to', { from: sayDate(one.from), to: sayShortDate(one.to, one.from) })}
                </span>
              </li>
            ))}
            {holidays.length === 0 && <li className="tc-quiet">{t('settings.none')}</li>}
          </ul>
        </section>
        <section className="tc-sheet" aria-labelledby="make-ups">
          <h2 id="make-ups">{t('settings.make_ups')}</h2>
          <ul className="tc-year-list">
            {year.makeUpWorkdays.map((one) => (
              <li key={one.date}>
                <b>{sayDate(one.date)}</b>{' '}
                <span>
                  {weekdayWord(one.date, 'short')} · {t('settings.for_holiday', { name: one.name })}
                </span>
              </li>
            ))}
            {year.makeUpWorkdays.length === 0 && <li className="tc-quiet">{t('settings.none')}</li>}
          </ul>
        </section>
      </div>
    </div>
  );
}

const daysOf = (from: string, to: string): string[] => {
  const days: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
};

const named = (date: string, form: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(locale.get(), { ...form, timeZone: 'UTC' }).format(new Date(`${date}T00:00:00Z`));
const weekdayWord = (date: string, form: 'narrow' | 'short'): string => named(date, { weekday: form });

/** A Monday and the six days after it, for the heads of the weeks. */
const WEEK = daysOf('2024-01-01', '2024-01-07');

interface MonthProps {
  first: string;
  year: Year;
  calendar: Calendar;
}

function Month({ first, year, calendar }: MonthProps): ReactNode {
  const today = dayOf(new Date());
  const holidays = new Map(year.holidays.map(({ date, name }) => [date, name]));
  const makeUps = new Map(year.makeUpWorkdays.map(({ date, name }) => [date, name]));
  const days = daysOf(first, monthEnd(first));
  const before = weekday(first) - 1;
  const cells = [...Array.from({ length: before }, () => null), ...days];
  const weeks = Array.from({ length: Math.ceil(cells.length / 7) }, (_, n) => cells.slice(n * 7, n * 7 + 7));
  const about = (day: string): { className: string; mark: string; title: string } => {
    const makeUp = makeUps.get(day);
    const holiday = holidays.get(day);
    if (makeUp !== undefined)
      return {
        className: 'tc-day tc-day-work',
        mark: t('settings.mark_work'),
        title: t('settings.make_up_for', { name: makeUp }),
      };
    if (holiday !== undefined)
      return { className: 'tc-day tc-day-holiday', mark: t('settings.mark_rest'), title: holiday };
    const worked = isWorkday(calendar, day) === true;
    return { className: worked ? 'tc-day' : 'tc-day tc-day-rest', mark: '', title: '' };
  };
  return (
    <table className="tc-month">
      <caption>{named(first, { month: 'long' })}</caption>
      <thead>
        <tr>
          {WEEK.map((day) => (
            <th key={day} scope="col" abbr={named(day, { weekday: 'long' })}>
              {weekdayWord(day, 'narrow')}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week, n) => (
          <tr key={n}>
            {Array.from({ length: 7 }, (_, at) => {
              const day = week[at];
              if (day === null || day === undefined) return <td key={at} />;
              const { className, mark, title } = about(day);
              return (
                <td key={at} title={title} aria-current={day === today ? 'date' : undefined}>
                  <span className={className}>
                    {Number(day.slice(8))}
                    {mark !== '' && <small>{mark}</small>}
                    {title !== '' && <span className="tc-hidden"> {title}</span>}
                  </span>
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
