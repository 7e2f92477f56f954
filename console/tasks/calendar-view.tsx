import { useRef, type KeyboardEvent, type ReactNode } from 'react';
import { taskCalendar } from '@tongchuang/contract/tasks.ts';
import type { ReplyOf } from '@tongchuang/contract/route.ts';
import { addDays, monthEnd, weekday, type CivilDate } from '@tongchuang/domain/kernel/calendar.ts';
import { Loaded } from '@tongchuang/ui/loaded.tsx';
import { locale, t } from '@tongchuang/ui/locale/locale.ts';
import { Counted } from '@tongchuang/ui/pieces/counted.tsx';
import { lightWord, Shape, type Tone } from '@tongchuang/ui/pieces/status-tag.tsx';
import { dayOf, sayDate } from '@tongchuang/ui/speech.ts';
import { useCall } from '@tongchuang/ui/use-call.ts';
import { taskName } from '../pieces/task-words.tsx';
import { useUrl } from '../pieces/url-state.ts';
import type { Wanted } from './use-tree.ts';

type Day = ReplyOf<typeof taskCalendar>['days'][number];

const TONES: Record<Day['tasks'][number]['light'], Tone> = {
  on_time: 'good',
  at_risk: 'warn',
  late: 'veto',
  done: 'good',
  none: 'muted',
};
/** Tasks of a day that its cell shows. */
const FEW = 3;

/** 时限日历: a month of deadlines, with holidays and make-up workdays. The filters of the page hold here too. */
export function CalendarView({ of }: { of: Wanted }): ReactNode {
  const url = useUrl();
  const today = dayOf(new Date());
  const month = /^\d{4}-\d{2}$/.test(url.get('month')) ? url.get('month') : today.slice(0, 7);
  const first = `${month}-01`;
  const from = addDays(first, 1 - weekday(first));
  const last = monthEnd(first);
  const to = addDays(last, 7 - weekday(last));
  const calendar = useCall(taskCalendar, { query: { from, to } }, { keepLast: true });
  const shown = new Set<string>(of.lines.map((line) => line.id));
  const at = url.get('day') === '' ? today : url.get('day');
  return (
    <div className="tc-sheet tc-month">
      <div className="tc-month-head">
        <button
          type="button"
          className="tc-button"
          aria-label={t('tasks.month_before')}
          onClick={() => url.set({ month: addDays(first, -1).slice(0, 7), day: null })}
        >
          ‹
        </button>
        <h2 aria-live="polite">{sayMonth(month)}</h2>
        <button
          type="button"
          className="tc-button"
          aria-label={t('tasks.month_after')}
          onClick={() => url.set({ month: addDays(last, 1).slice(0, 7), day: null })}
        >
          ›
        </button>
        <button type="button" className="tc-button" onClick={() => url.set({ month: null, day: null })}>
          {t('tasks.month_now')}
        </button>
      </div>
      <Loaded of={calendar} lines={10}>
        {({ days, withoutDay }) => (
          <>
            <Month days={days} month={month} today={today} at={at} shown={shown} />
            <p className="tc-sum-line">
              {days.some((day) => day.workday === null) && (
                <span className="tc-quiet">{t('tasks.year_missing')}</span>
              )}
              <span>
                {t('tasks.without_day')}{' '}
                <Counted
                  value={withoutDay}
                  unit={t('tasks.items')}
                  says={t('tasks.says_without_day')}
                  href={url.with({ view: null, due: 'none', month: null, day: null })}
                />
              </span>
            </p>
            <DayList day={days.find(({ date }) => date === at)} shown={shown} />
          </>
        )}
      </Loaded>
    </div>
  );
}

interface MonthProps {
  days: readonly Day[];
  month: string;
  today: CivilDate;
  at: CivilDate;
  shown: ReadonlySet<string>;
}

function Month({ days, month, today, at, shown }: MonthProps): ReactNode {
  const url = useUrl();
  const grid = useRef<HTMLTableElement>(null);
  const active = days.some(({ date }) => date === at)
    ? at
    : (days.find(({ date }) => date >= `${month}-01`)?.date ?? '');
  const goTo = (date: CivilDate) => {
    url.set({ day: date, month: date.slice(0, 7) });
    requestAnimationFrame(() => grid.current?.querySelector<HTMLElement>(`[data-day="${date}"]`)?.focus());
  };
  const key = (event: KeyboardEvent) => {
    if (!(event.target instanceof HTMLTableCellElement)) return;
    const steps: Record<string, CivilDate> = {
      ArrowLeft: addDays(active, -1),
      ArrowRight: addDays(active, 1),
      ArrowUp: addDays(active, -7),
      ArrowDown: addDays(active, 7),
      PageUp: addDays(`${active.slice(0, 7)}-01`, -1),
      PageDown: addDays(monthEnd(active), 1),
      Home: `${active.slice(0, 7)}-01`,
      End: monthEnd(active),
    };
    const to = steps[event.key];
    if (to === undefined) return;
    event.preventDefault();
    goTo(to);
  };
  const weeks = Array.from({ length: Math.ceil(days.length / 7) }, (_, n) => days.slice(n * 7, n * 7 + 7));
  return (
    <table className="tc-month-grid" role="grid" aria-label={sayMonth(month)} ref={grid} onKeyDown={key}>
      <thead>
        <tr>
          {[1, 2, 3, 4, 5, 6, 7].map((n) => (
            <th key={n} scope="col">
              {t(`tasks.weekday_${n as 1}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week[0]?.date}>
            {week.map((day) => (
              <DayCell
                key={day.date}
                day={day}
                isAt={day.date === active}
                isToday={day.date === today}
                isOther={day.date.slice(0, 7) !== month}
                tasks={day.tasks.filter((task) => shown.has(task.id))}
                onPick={() => goTo(day.date)}
              />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface DayCellProps {
  day: Day;
  tasks: Day['tasks'];
  isAt: boolean;
  isToday: boolean;
  isOther: boolean;
  onPick: () => void;
}

function DayCell({ day, tasks, isAt, isToday, isOther, onPick }: DayCellProps): ReactNode {
  const url = useUrl();
  const note = noteOf(day);
  const classes = [
    'tc-day',
    isAt ? 'tc-day-at' : '',
    isToday ? 'tc-day-today' : '',
    isOther ? 'tc-day-other' : '',
    day.workday === false ? 'tc-day-rest' : '',
  ];
  return (
    <td
      className={classes.filter(Boolean).join(' ')}
      tabIndex={isAt ? 0 : -1}
      data-day={day.date}
      aria-selected={isAt}
      onClick={onPick}
    >
      <div className="tc-day-head">
        <b aria-hidden="true">{Number(day.date.slice(8))}</b>
        <span className="tc-hidden">{sayDate(day.date)}</span>
        {note !== '' && (
          <small className={day.workday === true ? 'tc-day-makeup' : 'tc-day-holiday'}>{note}</small>
        )}
        {tasks.length > 0 && <span className="tc-day-count">{tasks.length}</span>}
      </div>
      {tasks.slice(0, FEW).map((task) => (
        <a
          key={task.id}
          className="tc-day-task"
          href={url.with({ open: task.id })}
          tabIndex={-1}
          title={`${lightWord(task.light)} ${taskName(task)}`}
          onClick={(event) => event.stopPropagation()}
        >
          <span className={`tc-tone-${TONES[task.light]}`}>
            <Shape tone={TONES[task.light]} />
          </span>
          <span>{taskName(task)}</span>
        </a>
      ))}
      {tasks.length > FEW && (
        <small className="tc-quiet">{t('tasks.day_more', { count: tasks.length - FEW })}</small>
      )}
    </td>
  );
}

/** 春节, or 调休上班 with the holiday it makes up for. */
const noteOf = (day: Day): string =>
  day.name === null ? '' : day.workday === true ? t('tasks.make_up', { name: day.name }) : day.name;

/** All tasks of the day that is chosen. */
function DayList({ day, shown }: { day: Day | undefined; shown: ReadonlySet<string> }): ReactNode {
  const url = useUrl();
  if (day === undefined) return null;
  const tasks = day.tasks.filter((task) => shown.has(task.id));
  return (
    <section className="tc-day-list">
      <h3>
        {sayDate(day.date)} {noteOf(day)} · {t('tasks.count', { count: tasks.length })}
      </h3>
      <ul>
        {tasks.map((task) => (
          <li key={task.id}>
            <span className={`tc-tone-${TONES[task.light]}`}>
              <Shape tone={TONES[task.light]} /> {lightWord(task.light)}
            </span>
            <a href={url.with({ open: task.id })}>{taskName(task)}</a>
            <span className="tc-quiet tc-nobreak">{task.lead}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

const sayMonth = (month: string): string =>
  new Intl.DateTimeFormat(locale.get() === 'en' ? 'en-GB' : 'zh-CN', {
    year: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  }).format(new Date(`${month}-01T00:00:00Z`));
