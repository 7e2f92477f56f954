import {
  addDays,
  daysBetween,
  isWorkday,
  monthEnd,
  nearestWorkday,
  weekday,
  yearOf,
} from '../kernel/calendar.ts';
import type { Calendar, CivilDate } from '../kernel/calendar.ts';
import type { Recurrence, Rhythm } from './task.ts';

/**
 * When an obligation comes back (周期性任务). 定期 has no interval: it has no instances until the office sets one.
 * An instance is due on the last workday of its period, or on the last workday up to the named day; a period without any workday
 * (a week of Spring Festival) is due on the first workday after it.
 */
export interface Instance {
  /** First day of its period; names the instance. */
  from: CivilDate;
  to: CivilDate;
  due: CivilDate;
  /** The day named or the period's end, where `due` had to leave a rest day; null otherwise. */
  movedFrom: CivilDate | null;
  provisional: boolean;
}

const NUMBERS = new Map([...'一二三四五六七八九十'].map((letter, n): [string, number] => [letter, n + 1]));
NUMBERS.set('两', 2);
const numberOf = (text: string | undefined) =>
  text === undefined || text === '' ? 1 : (NUMBERS.get(text) ?? Number(text));
const WEEKDAYS = new Map([...'一二三四五六日'].map((letter, n): [string, number] => [letter, n + 1]));
WEEKDAYS.set('天', 7);

/** 旬, 半月, 学期 and 学年 are rhythms that no calendar here counts: the office sets what they mean. */
const WORDS: readonly (readonly [RegExp, Rhythm])[] = [
  [/^(半月|旬|学期|学年)/, 'unset'],
  [/^半年/, 'half_yearly'],
  [/^年/, 'yearly'],
  [/^季/, 'quarterly'],
  [/^月/, 'monthly'],
  [/^(周|星期|礼拜)/, 'weekly'],
  [/^(工作日|日|天)/, 'daily'],
];
const rhythmOf = (word: string): Rhythm => WORDS.find(([pattern]) => pattern.test(word))?.[1] ?? 'unset';

const NUMBER = '([一二三四五六七八九十两]|\\d{1,3})';
const WORD = '(半年|半月|年度|年|季度|季|月度|月份|月|周|星期|礼拜|旬|工作日|日|天|学期|学年)';
/** 每两周, 按季度, 逐月; what follows may name the day. */
const EACH = new RegExp(`(?:每隔?|按|逐)${NUMBER}?个?${WORD}(.*)$`);
/** 一年两次, 半年一次, 两年一次. */
const TIMES = new RegExp(`${NUMBER}?个?${WORD}${NUMBER}次`);
/** 一月一调度, 一季一通报. */
const ONE_EACH = /一个?(年|季度?|月|周|旬)一/;

/**
 * Reads a rhythm out of the words of a document: 每年, 每季度, 每月25日前, 每两周, 按月, 一年两次, 每年3月底前, 定期.
 * Null when the words have none; only explicit rhythm words count (长期, 常态化, 及时, 不定期 do not).
 */
export function recurrenceOf(phrase: string): Recurrence | null {
  const text = phrase.normalize('NFKC').replaceAll(/\s/g, '');
  const rhythm = (name: Rhythm, every = 1, day: number | null = null) => ({
    phrase,
    rhythm: name,
    every,
    day,
  });
  const each = EACH.exec(text);
  if (each !== null) {
    const name = rhythmOf(each[2] ?? '');
    const every = numberOf(each[1]);
    return every >= 1 ? rhythm(name, every, dayOf(name, each[3] ?? '')) : null;
  }
  const times = TIMES.exec(text);
  if (times !== null)
    return oftenIn(rhythmOf(times[2] ?? ''), numberOf(times[1]), numberOf(times[3]), rhythm);
  const one = ONE_EACH.exec(text);
  if (one !== null) return rhythm(rhythmOf(one[1] ?? ''));
  return /(?<!不)定期/.test(text) ? rhythm('unset') : null;
}

const MONTHS: Partial<Record<Rhythm, number>> = { yearly: 12, half_yearly: 6, quarterly: 3, monthly: 1 };

/** `times` times in `count` periods, where that is a whole rhythm (一年四次 is quarterly); else the office sets it. */
function oftenIn(
  name: Rhythm,
  count: number,
  times: number,
  rhythm: (name: Rhythm, every?: number) => Recurrence,
): Recurrence {
  if (times === 1) return rhythm(name, count);
  const months = ((MONTHS[name] ?? 0) * count) / times;
  const match = (Object.keys(MONTHS) as Rhythm[]).find((one) => MONTHS[one] === months);
  if (match !== undefined) return rhythm(match);
  return Number.isInteger(months) && months > 0 ? rhythm('monthly', months) : rhythm('unset');
}

function dayOf(rhythm: Rhythm, rest: string): number | null {
  if (rhythm === 'weekly')
    return WEEKDAYS.get(/^[的]?([一二三四五六日天])(?![次到至])/.exec(rest)?.[1] ?? '') ?? null;
  if (rhythm === 'monthly') {
    const day = Number(/^(?:的)?(\d{1,2})[日号]/.exec(rest)?.[1]);
    return day >= 1 && day <= 31 ? day : null;
  }
  if (rhythm !== 'yearly') return null;
  const match = /^(?:的)?(\d{1,2})月(?:份)?(?:(\d{1,2})[日号])?/.exec(rest);
  const [month, day] = [Number(match?.[1]), Number(match?.[2] ?? 31)];
  return month >= 1 && month <= 12 && day >= 1 && day <= 31 ? month * 100 + day : null;
}

/** Number of the single period (every = 1) that a day is in. */
function indexOf(rhythm: Rhythm, date: CivilDate): number {
  const month = yearOf(date) * 12 + Number(date.slice(5, 7)) - 1;
  switch (rhythm) {
    case 'yearly':
      return Math.floor(month / 12);
    case 'half_yearly':
      return Math.floor(month / 6);
    case 'quarterly':
      return Math.floor(month / 3);
    case 'monthly':
      return month;
    case 'weekly':
      return Math.floor(daysBetween('1970-01-05', date) / 7);
    case 'daily':
    case 'unset':
      return daysBetween('1970-01-01', date);
  }
}

function firstDay(rhythm: Rhythm, index: number): CivilDate {
  const months = { yearly: 12, half_yearly: 6, quarterly: 3, monthly: 1, weekly: 0, daily: 0, unset: 0 }[
    rhythm
  ];
  if (months === 0) {
    return rhythm === 'weekly' ? addDays('1970-01-05', index * 7) : addDays('1970-01-01', index);
  }
  const month = index * months;
  return `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}-01`;
}

/**
 * The instance whose period holds `date`.
 * @param start  a day of the first period; every second week is counted from there
 */
export function instanceAt(
  recurrence: Recurrence,
  start: CivilDate,
  date: CivilDate,
  calendar: Calendar,
): Instance | 'interval_not_set' {
  const { rhythm, every } = recurrence;
  if (rhythm === 'unset') return 'interval_not_set';
  const base = indexOf(rhythm, start);
  const index = base + Math.floor((indexOf(rhythm, date) - base) / every) * every;
  const from = firstDay(rhythm, index);
  const to = addDays(firstDay(rhythm, index + every), -1);
  const named = namedDay(recurrence, to);
  const earlier = nearestWorkday(calendar, named, -1);
  const found = earlier.date >= from ? earlier : nearestWorkday(calendar, named, 1);
  return {
    from,
    to,
    due: found.date,
    movedFrom: found.date === named ? null : named,
    provisional: found.provisional || earlier.provisional,
  };
}

/** The named day in the last single period, clipped to what exists (31 in February is its last day). */
function namedDay({ rhythm, day }: Recurrence, to: CivilDate): CivilDate {
  if (day === null) return to;
  if (rhythm === 'weekly') return addDays(to, day - weekday(to));
  const clip = (month: string, wanted: number) => {
    const last = monthEnd(`${month}-01`);
    return wanted < Number(last.slice(8)) ? `${month}-${String(wanted).padStart(2, '0')}` : last;
  };
  if (rhythm === 'monthly') return clip(to.slice(0, 7), day);
  if (rhythm === 'yearly')
    return clip(`${to.slice(0, 4)}-${String(Math.floor(day / 100)).padStart(2, '0')}`, day % 100);
  return to;
}

/** The instance after `last` (the first one, if null). A daily obligation rests on rest days. */
export function nextInstance(
  recurrence: Recurrence,
  start: CivilDate,
  last: Pick<Instance, 'to'> | null,
  calendar: Calendar,
): Instance | 'interval_not_set' {
  let day = last === null ? start : addDays(last.to, 1);
  if (recurrence.rhythm === 'daily' && recurrence.every === 1) {
    while (isWorkday(calendar, day) === false || (isWorkday(calendar, day) !== true && weekday(day) > 5))
      day = addDays(day, 1);
  }
  return instanceAt(recurrence, start, day, calendar);
}

/**
 * All instances from the one that holds `start` to the one that holds `until`; empty while no interval is set.
 * Those whose due day is over and that nobody filed count as not done.
 */
export function instancesUntil(
  recurrence: Recurrence,
  start: CivilDate,
  until: CivilDate,
  calendar: Calendar,
): Instance[] {
  const found: Instance[] = [];
  let next = nextInstance(recurrence, start, null, calendar);
  while (next !== 'interval_not_set' && next.from <= until) {
    found.push(next);
    next = nextInstance(recurrence, start, next, calendar);
  }
  return found;
}

/** Instances that should have been filed by `today` and were not. */
export const missedInstances = (
  recurrence: Recurrence,
  start: CivilDate,
  today: CivilDate,
  filed: ReadonlySet<CivilDate>,
  calendar: Calendar,
): Instance[] =>
  instancesUntil(recurrence, start, today, calendar).filter(
    (one) => one.due < today && !one.provisional && !filed.has(one.from),
  );
