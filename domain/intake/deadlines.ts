import { isoDay, timesIn } from './times.ts';
import type { Calendar, TimePhrase } from './times.ts';

/** A deadline by its place in the given text. */
export interface FoundDeadline {
  a: number;
  b: number;
  due: string | null;
  from: string | null;
}

/** Words behind a time that make it a fact of the past or part of a name. */
const NARRATED =
  /^ ?(?:以来|来,|印发|下发|出台|颁布|发布|召开的|启动的|制定的|开展的|修订|版|第|度(?!前|末)|获|荣获|被|全国文明城市测评|测评体系|是|为(?!止|期))/;
const DONE = /^[^,。;!?]{0,20}?(?:已(?:经)?[^,。;]|曾|过去|了(?!解))/;
const PASSED = /^ ?(?:以来|印发的|出台的|[^,。;!?]{0,12}已(?:经)?[完建实达全])/;
const BEGINS = /(?:自|从) ?$/;
const BEGINS_BEHIND = /^ ?(?:起|开始|以后|之后|后(?!勤|续)|施行|实施之日)/;
const CLAUSE_START =
  /(?:^|[,。;!?:、)】”\s]|于|在|到|至|截至|截止|截止到|力争|确保|计划|预计|拟|争取|自|从|约|每|前|并|原则上|必须|务必|需|须|要)$/;
const IS_DAY_NAME =
  /^ ?(?:[“”《]|世界|国际|全国[^。,;]{0,8}日|[^,。;]{0,12}(?:纪念日|宣传日|节(?!点|约|能|水|省)|活动日|主题日|植树日))/;
/** 全年推进 as a clause of its own; 全年开展12次 only says what is counted. */
const ALL_YEAR = /^ ?(?:持续)?(?:推进|坚持|实施|落实|抓好|开展)(?=[,。;)]|$)/;
const DO =
  /^ ?(?:[,、:]|完成|前|组织|开展|召开|启动|举办|进行|制定|成立|建成|实现|达到|全面|集中|对|印发方案|各|以|由|全部|投入|开工|竣工|完工|结束|验收|上报|报送|发布|发放|安排|基本|正式|前后|要|将)/;

/** Stretches of text whose numbers are names: within quotation marks and titles, document numbers. */
function quoted(text: string): { a: number; b: number }[] {
  const stretches: { a: number; b: number }[] = [];
  for (const found of text.matchAll(/“[^”“]{1,40}”|《[^《》]{1,80}》|〔[^〔〕]{1,12}〕|\[\d{4}\]/g)) {
    stretches.push({ a: found.index, b: found.index + found[0].length });
  }
  return stretches;
}

/**
 * The item's own deadline among the times that its words name: the latest that is a limit, else the first bare month
 * or day that opens a clause. Facts, starting days, names and plan years are none.
 */
export function deadlineIn(text: string, calendar: Calendar): FoundDeadline | null {
  if (!/[年月季末底前长持]|\d[-./]\d/.test(text)) return null;
  const names = quoted(text);
  let limit: TimePhrase | null = null;
  let bare: TimePhrase | null = null;
  // Without a year of the document the order of its months still tells which limit is the last one.
  const assumed = calendar.year === null;
  for (const time of timesIn(text, assumed ? { ...calendar, year: NO_YEAR } : calendar)) {
    if (names.some((name) => name.a <= time.a && time.b <= name.b)) continue;
    const before = text.slice(Math.max(0, time.a - 8), time.a);
    const behind = text.slice(time.b, time.b + 40);
    if (/[〔[(《“]$/.test(before) && /^[〕\]]/.test(behind)) continue;
    if (time.strength === 'limit' ? PASSED.test(behind) : NARRATED.test(behind) || DONE.test(behind))
      continue;
    if (
      !time.range &&
      BEGINS.test(before) &&
      (BEGINS_BEHIND.test(behind) || !text.slice(time.a, time.b).endsWith('前'))
    )
      continue;
    if (!time.range && BEGINS_BEHIND.test(behind)) continue;
    if (/(?:近|过去|连续|去年|上年|[报评选检验请核]前|之前|此前) ?$/.test(before)) continue;
    if (time.strength === 'limit') {
      if (limit === null || (time.due !== null && (limit.due === null || time.due > limit.due))) limit = time;
      continue;
    }
    if (bare !== null || (time.year !== null && calendar.year !== null && time.year < calendar.year))
      continue;
    if (time.strength === 'bare' && CLAUSE_START.test(before) && DO.test(behind) && !IS_DAY_NAME.test(behind))
      bare = time;
    if (CLAUSE_START.test(before) && text.slice(time.a, time.b) === '全年' && ALL_YEAR.test(behind))
      bare = time;
    if (time.strength === 'year' && time.range && CLAUSE_START.test(before) && /^ ?,/.test(behind))
      bare = time;
    if (time.strength === 'year' && /(?:到|至|截至) ?$/.test(before) && /^ ?[,全力基实达完]/.test(behind))
      bare = time;
  }
  const best = limit ?? bare;
  if (best === null) {
    const always =
      /(?<=^|[,。;、])(?:(?:长期坚持|常年坚持|长期推进|长期抓好|长抓不懈)(?=[,。;]|$)|持续推进(?=[。;]|$))/.exec(
        text,
      );
    if (always !== null)
      return { a: always.index, b: always.index + always[0].length, due: null, from: null };
  }
  return best === null ? null : { a: best.a, b: best.b, due: known(best.due), from: known(best.from) };
}

/** Stands for the year where the document names none; no deadline lies so early. */
const NO_YEAR = 1904;
const known = (day: string | null): string | null => (day !== null && day < '1910' ? null : day);

const EMPTY = /^(?:无|\/|—+|-+|暂无|\\|已(?:全部|全面|基本|经)?(?:完成|办结|整改|落实|达标)?(?:到位)?)?$/;

/** The value of a field or cell that holds nothing but the deadline: the whole of it is the phrase. */
export function deadlineOfValue(text: string, calendar: Calendar): FoundDeadline | null {
  const head = /^[\s:]*(?:于|在|截至|截止到?|力争|确保|务必)?\s*/.exec(text)?.[0].length ?? 0;
  const tail = /[\s。;,.]*$/.exec(text)?.[0].length ?? 0;
  let b = Math.max(head, text.length - tail);
  const done = /(?:全部|全面|基本)?(?:完成|完工)$/.exec(text.slice(head, b));
  if (done !== null && done.index > 0) b = head + done.index;
  const words = text.slice(head, b);
  if (EMPTY.test(words)) return null;
  const serial = /^(\d{5})(?:\.0+)?$/.exec(words);
  if (serial !== null) return { a: head, b, ...oneDay(daySerial(Number(serial[1]))) };
  const short = /^(\d{1,2})[./-](\d{1,2})(?:日?前)?$/.exec(words);
  if (short !== null && calendar.year !== null && Number(short[1]) <= 12 && Number(short[2]) <= 31) {
    return { a: head, b, from: null, due: isoDay(calendar.year, Number(short[1]), Number(short[2])) };
  }
  const times = timesIn(words, calendar);
  let best: TimePhrase | null = null;
  for (const time of times) {
    if (best === null || (time.due !== null && (best.due === null || time.due > best.due))) best = time;
  }
  return { a: head, b, due: best?.due ?? null, from: best?.from ?? null };
}

const oneDay = (day: string | null): { from: string | null; due: string | null } => ({
  from: null,
  due: day,
});

/** Days since 1899-12-30, as spreadsheets count; null outside 1954 … 2119. */
function daySerial(serial: number): string | null {
  if (serial < 20_000 || serial > 80_000) return null;
  return new Date((serial - 25_569) * 86_400_000).toISOString().slice(0, 10);
}

/** The window of a stage, from its heading: (2023年5月-8月), 第一阶段:4月底前 … */
export function windowIn(heading: string, calendar: Calendar): FoundDeadline | null {
  const times = timesIn(heading, calendar).filter(
    (time) => time.strength !== 'year' || /\( ?$/.test(heading.slice(0, time.a)),
  );
  for (const time of times) {
    const bracketed =
      /[(【[] ?(?:时间 ?: ?)?(?:自|从|力争|截至|于)?$/.test(heading.slice(0, time.a)) ||
      /^ ?[)】\]]/.test(heading.slice(time.b));
    const alone =
      time.a === 0 && /^(?:(?:重点|主要)?(?:工作|任务)(?:安排)?)? *:? *$/.test(heading.slice(time.b));
    const staged = /阶段|步骤|时间|第[一二三四五六]步/.test(heading);
    if (
      bracketed ||
      alone ||
      (staged && (time.range || time.strength === 'limit' || time.strength === 'bare'))
    ) {
      if (time.due !== null || time.range) return { a: time.a, b: time.b, due: time.due, from: time.from };
    }
  }
  return null;
}
