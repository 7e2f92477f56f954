import { chineseNumber } from './numerals.ts';

/** A stretch of time named in a text. */
export interface TimePhrase {
  /** Offsets in the given text. */
  a: number;
  b: number;
  /** ISO dates; `due` is the last day meant, null where no day is named. */
  from: string | null;
  due: string | null;
  /** How plainly it is a limit: 9月底前 and ranges are; 2023年5月 may be; a year alone is not. */
  strength: 'limit' | 'bare' | 'year';
  /** A window from one day to another. */
  range: boolean;
  /** Year written in the phrase. */
  year: number | null;
}

/** Where years come from that a phrase leaves out. */
export interface Calendar {
  /** Year of the title or of the issue date. */
  year: number | null;
  /** Month of the issue date, for 本月底. */
  month: number | null;
  /** The paper is about that month alone (7月份工作要点), so that 月底 is its end. */
  monthly?: boolean;
  /** Window of the stage: 3月底前 within 2025-10 … 2026-06 is in 2026. */
  window: { from: string | null; due: string | null } | null;
  /** First day of the month of issue, where the document tells it. */
  issued?: string | null;
}

const HAN_MONTH = '十[一二]|[一二三四五六七八九十]';
const YEAR =
  '(?:(?<year>\\d{4}|20[xX×*]{2}|[xX×*]{2,4}|二[〇零○O0]?[〇零一二三四五六七八九○]{2,3}) ?年度?|(?<near>今年|本年度?|明年|当年|次年|来年|后年))';
const HAN_DAY = '[二三]?十[一二三四五六七八九]?|[一二三四五六七八九]';
const MONTH = `(?<month>\\d{1,2}|${HAN_MONTH}) ?月份?`;
const POINT = [
  `${YEAR}? ?${MONTH} ?(?:(?<day>\\d{1,2}|${HAN_DAY}) ?[日号]|(?<part>底|末|初|中旬|上旬|下旬|中(?![小秋学华国共心央])))?`,
  `${YEAR}? ?(?<quarter>第? ?[一二三四1-4] ?季度)(?<quarterEnd>末|底)?`,
  `${YEAR}? ?(?<half>上半年|下半年|年底|年末|年终|年中(?!心)|年初|年内|全年)`,
  `${YEAR}(?<yearEnd>底|末|终|内|初|中(?![小秋学华国共心央]))?`,
  '(?<iso>\\d{4}[-./]\\d{1,2}(?:[-./]\\d{1,2})?)',
  '(?<near2>本|当|下)?(?<monthEnd>月底|月末|全月|季度末|季末)',
];
const FESTIVAL =
  '(?:春节|元旦|国庆节?|五一|“五一”|“十一”|清明节?|端午节?|中秋节?|元宵节?|七一|“七一”|八一|教师节|汛期|两会|中考|高考|(?:[春秋]季(?:学期)?|新学[期年])?开学|寒假|暑[假期])(?:来临|到来)?(?:之前|以前|前夕?|期间)';
/** What a place prepares for: 考核前, 测评前. */
const EVENT =
  '(?:考核|测评|复查|验收|迎检|实地考察)(?:到来|开始)?(?:之前|前)(?![期一二三四五六七八九十\\d列置述])';
const BEFORE =
  '\\(含[^()]{0,6}\\)(?:之前|以前|前)|之前|以前|前(?!夕|后|往|期|来|者|提|三|述|沿|去|台|进|列|置|移|瞻)|底前|以内|之内|内(?!容|部|涵|外|环|河|设|务)|止|为止|左右|前后|期间';

const JOIN = ' ?(?:至|到|—{1,2}|-{1,2}|~|起至|起到|开始至|开始到|起,?至) ?';
const unnamed = (pattern: string, suffix: string): string =>
  pattern.replaceAll(/\(\?<(\w+)>/g, (_, name: string) => `(?<${name}${suffix}>`);

const point = (i: number, suffix: string): string => unnamed(POINT[i] ?? '', suffix);
/** Any point of time; group names carry the number of the alternative. */
const anyPoint = (suffix: string): string => POINT.map((_, i) => point(i, `_${i}${suffix}`)).join('|');

const RANGE = new RegExp(
  `(?:(?<now>即日起?|现在起?|目前|印发之日起?|发布之日起?)|${anyPoint('a')})${JOIN}(?:(?<day_only>\\d{1,2}) ?[日号]|${anyPoint('b')})(?<tail>${BEFORE})?`,
  'y',
);
/** 2024-2026年, 3-5月: the first point leaves its unit out. */
const SHORT_RANGE = new RegExp(
  `(?:(?<y1>\\d{4}) ?(?:至|到|—{1,2}|-|~) ?(?<y2>\\d{4}) ?年(?<ye>底|末)?|(?:${unnamed(YEAR, '_s')} ?)?(?<m1>\\d{1,2}) ?(?:至|到|—{1,2}|-|~) ?(?<m2>\\d{1,2}) ?月份?(?<part_s>底|末)?)(?<tail>${BEFORE})?`,
  'y',
);
const SINGLE = new RegExp(`(?:${anyPoint('a')})(?<tail>${BEFORE})?`, 'y');
const OTHER = new RegExp(
  `(?:(?:\\d{4} ?年|[今明]年) ?)?(?:${FESTIVAL}|${EVENT})|(?:\\d{1,2}|[一二两三四五六七八九十]{1,2}) ?(?:年|个月)(?:左右)?(?:之|以)?内|每(?:年|月|季度?|半年|周)(?:度)?(?:第?[一二三四]季度)?(?:\\d{1,2} ?月)?(?:\\d{1,2} ?[日号]|底|末|初|[上中下]旬|[一二三四五六日])?(?:之前|以前|前)`,
  'y',
);
const STARTS =
  /(?:20)?[xX×*]{2,4} ?年(?=.{0,3}[月底内末])|\d{4} ?[年./至到~—-]|\d{1,2} ?(?:月|年内|年以内|年之内|个月|[至到~—-]{1,2} ?\d{1,2} ?月)|[一二两三四五六七八九十]{1,2}(?:月(?:[底份上中下末初\d前]|[一二三四五六七八九十]{1,3}日)|年内|年左右内|年以内|个月)|^[一二三四五六七八九十]{1,2}月$|二[〇零○O0][〇零一二三四五六七八九○]{2}年|今年|本年|明年|当年|次年|来年|后年|年底|年末|年终|年中|年内|全年|[上下]半年|第? ?[一二三四1-4] ?季度|[本当下]?月[底末]|全月(?=[,。;)\s]|$)|季度?末|即日|现在起|每[年月季周半]|春节|元旦|国庆|“?五一|“十一|清明|端午|中秋|元宵|“?七一|八一|教师节|汛期|两会|中考|高考|(?:[春秋]季(?:学期)?|新学[期年])?开学|寒假|暑[假期]|印发之日|发布之日|(?:考核|测评|复查|验收|迎检|实地考察)(?:到来|开始)?(?:之前|前)/g;

/** A year that the copy hides: 20xx年9月底前 names a time, but no day. */
const MASKED_YEAR = -1;

type Groups = Record<string, string | undefined>;

interface Day {
  from: string | null;
  due: string | null;
  strength: TimePhrase['strength'];
  /** The last day is named even when 前 follows: 9月底, 9月30日. */
  exact: boolean;
  year: number | null;
}

/** All stretches of time that the folded text names, in order and without overlap. */
export function timesIn(text: string, calendar: Calendar): TimePhrase[] {
  const times: TimePhrase[] = [];
  let running: number | null = null;
  STARTS.lastIndex = 0;
  for (let found = STARTS.exec(text); found !== null; found = STARTS.exec(text)) {
    const at = found.index;
    if (/[\d.]/.test(text[at - 1] ?? '') && /\d/.test(text[at] ?? '')) continue;
    const time = timeAt(text, at, calendar, running);
    if (time === null) continue;
    // A year before the paper's own is a fact or a name (对照2024年版): months without a year are not in it.
    if (time.year !== null && (calendar.year === null || time.year >= calendar.year)) running = time.year;
    times.push(time);
    STARTS.lastIndex = Math.max(time.b, at + 1);
  }
  return times;
}

function timeAt(text: string, at: number, calendar: Calendar, running: number | null): TimePhrase | null {
  const other = execAt(OTHER, text, at);
  if (other !== null) {
    return {
      a: at,
      b: at + other[0].length,
      from: null,
      due: null,
      strength: 'limit',
      range: false,
      year: null,
    };
  }
  const long = execAt(RANGE, text, at);
  if (long !== null) {
    const groups: Groups = long.groups ?? {};
    const first = groups['now'] === undefined ? dayOf(groups, 'a', calendar, running) : null;
    const second =
      groups['day_only'] === undefined
        ? dayOf(groups, 'b', calendar, first?.year ?? running, first)
        : dayInMonthOf(first, Number(groups['day_only']));
    if (second !== null) {
      const due = isBefore(groups['tail']) && !second.exact ? null : second.due;
      return {
        a: at,
        b: at + long[0].length,
        from: first?.from ?? null,
        due,
        strength: first?.strength === 'year' && second.strength === 'year' ? 'bare' : 'limit',
        range: true,
        year: second.year ?? first?.year ?? null,
      };
    }
  }
  const short = execAt(SHORT_RANGE, text, at);
  if (short !== null) {
    const time = shortRange(short, at, calendar, running);
    if (time !== null) return time;
  }
  const single = execAt(SINGLE, text, at);
  if (single === null) return null;
  const groups: Groups = single.groups ?? {};
  const day = dayOf(groups, 'a', calendar, running);
  if (day === null) return null;
  const tail = groups['tail'];
  const before = isBefore(tail);
  return {
    a: at,
    b: at + single[0].length,
    from: before ? null : day.from,
    due: before && !day.exact ? null : day.due,
    strength: tail === undefined ? day.strength : 'limit',
    range: false,
    year: day.year,
  };
}

const isBefore = (tail: string | undefined): boolean =>
  tail !== undefined && tail.endsWith('前') && tail !== '底前';

function execAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function shortRange(
  found: RegExpExecArray,
  at: number,
  calendar: Calendar,
  running: number | null,
): TimePhrase | null {
  const groups: Groups = found.groups ?? {};
  const base = { a: at, b: at + found[0].length, range: true };
  if (groups['y1'] !== undefined) {
    const last = Number(groups['y2']);
    const limit = groups['ye'] !== undefined || groups['tail'] !== undefined;
    return {
      ...base,
      from: `${groups['y1']}-01-01`,
      due: `${last}-12-31`,
      strength: limit ? 'limit' : 'year',
      year: last,
    };
  }
  const m1 = Number(groups['m1']);
  const m2 = Number(groups['m2']);
  if (m1 < 1 || m1 > 12 || m2 < 1 || m2 > 12) return null;
  const named = yearOf(groups['year_s'], groups['near_s'], calendar);
  const year = named ?? yearFor(m2, calendar, running);
  return {
    ...base,
    from: year === null ? null : isoDay(m1 > m2 ? year - 1 : year, m1, 1),
    due: year === null ? null : lastDay(year, m2),
    strength: 'limit',
    year: named,
  };
}

/** Year as written; null where it is left out. */
function yearOf(digits: string | undefined, near: string | undefined, calendar: Calendar): number | null {
  if (digits !== undefined) {
    if (/[xX×*]/.test(digits)) return MASKED_YEAR;
    const year = /^\d+$/.test(digits) ? Number(digits) : chineseNumber(digits.replace(/[○O0]/g, '〇'));
    return year !== null && year >= 1900 && year <= 2200 ? year : null;
  }
  if (near === undefined || calendar.year === null) return null;
  const ahead: Record<string, number> = { 明年: 1, 次年: 1, 来年: 1, 后年: 2 };
  return calendar.year + (ahead[near] ?? 0);
}

/** Year meant by a month that carries none: the stage's, else the one named before, else the document's. */
function yearFor(month: number, { window, year }: Calendar, running: number | null): number | null {
  if (window?.due) {
    const last = Number(window.due.slice(0, 4));
    const first = window.from === null ? last : Number(window.from.slice(0, 4));
    for (let candidate = first; candidate <= last; candidate++) {
      const day = lastDay(candidate, month);
      if ((window.from === null || day >= window.from) && isoDay(candidate, month, 1) <= window.due)
        return candidate;
    }
  }
  return running ?? year;
}

function dayOf(
  groups: Groups,
  end: string,
  calendar: Calendar,
  running: number | null,
  first: Day | null = null,
): Day | null {
  const get = (name: string): string | undefined => {
    for (let i = 0; i < POINT.length; i++) {
      const value = groups[`${name}_${i}${end}`];
      if (value !== undefined) return value;
    }
    return undefined;
  };
  const named = yearOf(get('year'), get('near'), calendar);
  const iso = get('iso');
  if (iso !== undefined) return isoPoint(iso);
  const month = get('month');
  if (month !== undefined) {
    const m = /^\d+$/.test(month) ? Number(month) : (chineseNumber(month) ?? 0);
    if (m < 1 || m > 12) return null;
    let year = named ?? first?.year ?? yearFor(m, calendar, running);
    // From October to March: the end lies in the year after.
    if (named === null && first?.from && year !== null && isoDay(year, m, 28) < first.from) year += 1;
    return monthDay(year, m, get('day'), get('part'), named);
  }
  const quarter = get('quarter');
  if (quarter !== undefined) {
    const digit = /[一二三四1-4]/.exec(quarter)?.[0] ?? '1';
    const q = /\d/.test(digit) ? Number(digit) : (chineseNumber(digit) ?? 1);
    const year = named ?? yearFor(q * 3, calendar, running);
    const exact = get('quarterEnd') !== undefined;
    return withYear(year, named, exact, 'limit', (y) => [isoDay(y, q * 3 - 2, 1), lastDay(y, q * 3)]);
  }
  const half = get('half');
  if (half !== undefined) {
    const year = named ?? yearFor(half === '上半年' || half === '年中' ? 6 : 12, calendar, running);
    if (half === '年初') return { from: null, due: null, strength: 'limit', exact: false, year: named };
    if (half === '上半年' || half === '年中') {
      return withYear(year, named, true, 'limit', (y) => [isoDay(y, 1, 1), lastDay(y, 6)]);
    }
    const strength = half === '全年' ? 'year' : 'limit';
    return withYear(year, named, true, strength, (y) => [
      isoDay(y, half === '下半年' ? 7 : 1, 1),
      lastDay(y, 12),
    ]);
  }
  const monthEnd = get('monthEnd');
  if (monthEnd !== undefined) {
    const { year, month: issued } = calendar;
    if (year === null || issued === null || (get('near2') === undefined && calendar.monthly !== true)) {
      return { from: null, due: null, strength: 'limit', exact: false, year: null };
    }
    const ahead = get('near2') === '下' ? 1 : 0;
    const m = monthEnd.startsWith('季') ? Math.ceil(issued / 3) * 3 : issued + ahead;
    return {
      from: null,
      due: lastDay(m > 12 ? year + 1 : year, ((m - 1) % 12) + 1),
      strength: 'limit',
      exact: true,
      year: null,
    };
  }
  if (named === null) return null;
  const yearEnd = get('yearEnd');
  if (yearEnd === '初') return { from: null, due: null, strength: 'limit', exact: false, year: named };
  const middle = yearEnd === '中';
  return withYear(named, named, yearEnd !== undefined, yearEnd === undefined ? 'year' : 'limit', (y) => [
    isoDay(y, 1, 1),
    lastDay(y, middle ? 6 : 12),
  ]);
}

function monthDay(
  year: number | null,
  m: number,
  day: string | undefined,
  part: string | undefined,
  named: number | null,
): Day | null {
  if (day !== undefined) {
    const d = /^\d/.test(day) ? Number(day) : (chineseNumber(day) ?? 0);
    if (d < 1 || d > 31) return null;
    return withYear(year, named, true, 'bare', (y) => [isoDay(y, m, d), isoDay(y, m, d)]);
  }
  if (part === '初') return { from: null, due: null, strength: 'limit', exact: false, year: named };
  if (part === '上旬')
    return withYear(year, named, true, 'limit', (y) => [isoDay(y, m, 1), isoDay(y, m, 10)]);
  if (part === '中旬')
    return withYear(year, named, true, 'limit', (y) => [isoDay(y, m, 11), isoDay(y, m, 20)]);
  if (part === '中') return withYear(year, named, true, 'limit', (y) => [isoDay(y, m, 1), isoDay(y, m, 15)]);
  if (part === '下旬') return withYear(year, named, true, 'limit', (y) => [isoDay(y, m, 21), lastDay(y, m)]);
  const exact = part !== undefined;
  return withYear(year, named, exact, exact ? 'limit' : 'bare', (y) => [isoDay(y, m, 1), lastDay(y, m)]);
}

function withYear(
  year: number | null,
  named: number | null,
  exact: boolean,
  strength: TimePhrase['strength'],
  days: (year: number) => [string, string],
): Day {
  if (year === null || year === MASKED_YEAR) return { from: null, due: null, strength, exact, year: null };
  const [from, due] = days(year);
  return { from, due, strength, exact, year: named ?? year };
}

function dayInMonthOf(first: Day | null, d: number): Day | null {
  if (first?.from == null || d < 1 || d > 31) return first === null ? null : { ...first, due: null };
  const due = `${first.from.slice(0, 8)}${String(d).padStart(2, '0')}`;
  return { from: first.from, due, strength: 'limit', exact: true, year: first.year };
}

function isoPoint(text: string): Day | null {
  const [y = 0, m = 0, d] = text.split(/[-./]/).map(Number);
  if (y < 1900 || y > 2200 || m < 1 || m > 12 || (d !== undefined && (d < 1 || d > 31))) return null;
  if (d !== undefined)
    return { from: isoDay(y, m, d), due: isoDay(y, m, d), strength: 'bare', exact: true, year: y };
  return { from: isoDay(y, m, 1), due: lastDay(y, m), strength: 'bare', exact: false, year: y };
}

const two = (n: number): string => String(n).padStart(2, '0');

/** The day, or the month's last one where the month is shorter. */
export const isoDay = (year: number, month: number, day: number): string =>
  `${year}-${two(month)}-${two(Math.min(day, daysIn(year, month)))}`;

export const lastDay = (year: number, month: number): string => isoDay(year, month, 31);

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
