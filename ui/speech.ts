import { daysBetween, type CivilDate, type SpokenDeadline } from '@tongchuang/domain/kernel/calendar.ts';
import { wallAt } from '@tongchuang/domain/kernel/civil-date.ts';
import { locale } from './locale/locale.ts';

/** How screens say numbers, days and times. All in the place's own time, Asia/Shanghai. */

const isEnglish = (): boolean => locale.get() === 'en';

/** 12,345. Numbers in 万 stand only in papers. */
export const sayNumber = (value: number, decimals = 0): string =>
  new Intl.NumberFormat('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(
    value,
  );

/** Ten-thousandths as 86.5%; whole percents without a decimal. */
export const sayShare = (basisPoints: number): string =>
  `${sayNumber(basisPoints / 100, basisPoints % 100 === 0 ? 0 : 1)}%`;

/** 甲、乙、丙 · a, b, c */
export const sayList = (words: readonly string[]): string => words.join(isEnglish() ? ', ' : '、');

/** Things that are sentences or lists themselves, one after the other. */
export const sayParts = (words: readonly string[]): string => words.join(isEnglish() ? '; ' : '；');

/** （旁注） · (aside), with its own space. */
export const sayAside = (words: string): string => (isEnglish() ? ` (${words})` : `（${words}）`);

/** 1536 → 1.5 KB; bytes in powers of 1,024. */
export function sayBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const power = Math.min(3, Math.floor(Math.log2(bytes) / 10));
  const value = bytes / 1024 ** power;
  return `${sayNumber(value, value < 10 ? 1 : 0)} ${['B', 'KB', 'MB', 'GB'][power]}`;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const partsOf = (date: CivilDate) => ({
  year: Number(date.slice(0, 4)),
  month: Number(date.slice(5, 7)),
  day: Number(date.slice(8, 10)),
});

/** 2026年3月7日 · 7 Mar 2026 */
export function sayDate(date: CivilDate): string {
  const { year, month, day } = partsOf(date);
  return isEnglish() ? `${day} ${MONTHS[month - 1]} ${year}` : `${year}年${month}月${day}日`;
}

/** 3月7日 · 7 Mar; with the year when it is not this one. */
export function sayShortDate(date: CivilDate, today: CivilDate = dayOf(new Date())): string {
  const { year, month, day } = partsOf(date);
  if (year !== partsOf(today).year) return sayDate(date);
  return isEnglish() ? `${day} ${MONTHS[month - 1]}` : `${month}月${day}日`;
}

const wallOf = (instant: string | Date): { day: CivilDate; time: string } => wallAt(new Date(instant));
export const dayOf = (instant: string | Date): CivilDate => wallOf(instant).day;

/** 2026年3月7日 10:32 */
export function sayInstant(instant: string | Date): string {
  const { day, time } = wallOf(instant);
  return `${sayDate(day)} ${time}`;
}

/** Near things in few words: 10:32 today, else 昨天 10:32, else 3月7日 10:32, else with the year. */
export function sayShortInstant(instant: string | Date, now: Date = new Date()): string {
  const { day, time } = wallOf(instant);
  const today = dayOf(now);
  if (day === today) return time;
  if (day === dayOf(new Date(now.getTime() - 86_400_000))) {
    return isEnglish() ? `yesterday ${time}` : `昨天 ${time}`;
  }
  return `${sayShortDate(day, today)} ${time}`;
}

const WEEKDAYS = {
  'zh-CN': ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
  en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
} as const;

export interface DeadlineWords {
  /** 还剩 2 个工作日 · 超期 3 个工作日 */
  span: string;
  /** 3月7日（周六，调休上班）17:30 */
  when: string;
  /** 2026年3月7日 17:30, for the hover. */
  exact: string;
  late: boolean;
}

/** "还剩 2 个工作日 · 3月7日（周六，调休上班）17:30". A count over a year without a calendar says so. */
export function sayDeadline(deadline: SpokenDeadline, today: CivilDate = dayOf(new Date())): DeadlineWords {
  const english = isEnglish();
  const weekday = WEEKDAYS[english ? 'en' : 'zh-CN'][deadline.weekday - 1] ?? '';
  const notes = [weekday, dayNote(deadline, english)].filter((note) => note !== '');
  const when = english
    ? `${sayShortDate(deadline.due, today)} (${notes.join(', ')}) ${deadline.at}`
    : `${sayShortDate(deadline.due, today)}（${notes.join('，')}）${deadline.at}`;
  return {
    span: spanOf(deadline, english, today) + (deadline.provisional ? provisionalNote(english) : ''),
    when,
    exact: `${sayDate(deadline.due)} ${deadline.at}`,
    late: deadline.overdueBy !== null,
  };
}

function spanOf(
  { due, workdaysLeft, overdueBy }: SpokenDeadline,
  english: boolean,
  today: CivilDate,
): string {
  if (overdueBy !== null) return overdueWords(overdueBy, english);
  if (workdaysLeft === 0) return nearWords(daysBetween(today, due), english);
  return english
    ? `${workdaysLeft} ${workdaysLeft === 1 ? 'workday' : 'workdays'} left`
    : `还剩 ${workdaysLeft} 个工作日`;
}

/** No workday is left before it: today itself, or a day of rest that is near. */
function nearWords(days: number, english: boolean): string {
  if (days <= 0) return english ? 'due today' : '今天到期';
  if (days === 1) return english ? 'due tomorrow' : '明天到期';
  return english ? `due in ${days} days` : `${days} 天后到期`;
}

/** Over a weekend a thing is late by days although no workday has passed. */
function overdueWords({ days, workdays }: { days: number; workdays: number }, english: boolean): string {
  if (workdays > 0) {
    return english
      ? `overdue by ${workdays} ${workdays === 1 ? 'workday' : 'workdays'}`
      : `超期 ${workdays} 个工作日`;
  }
  if (days > 0) return english ? `overdue by ${days} ${days === 1 ? 'day' : 'days'}` : `超期 ${days} 天`;
  return english ? 'overdue since today' : '今天超期';
}

function dayNote({ makeUp, holiday, restDay }: SpokenDeadline, english: boolean): string {
  if (makeUp !== null) return english ? 'make-up workday' : '调休上班';
  if (holiday !== null) return holiday;
  if (restDay === true) return english ? 'day of rest' : '休息日';
  return '';
}

const provisionalNote = (english: boolean): string =>
  english ? ' (provisional: that year has no calendar yet)' : '（暂计：该年日历未载入）';
