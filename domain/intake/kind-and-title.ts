import type { CleanPaper, Line } from './clean.ts';
import { foldText, squeeze } from './fold.ts';
import { markerAt } from './markers.ts';
import { chineseNumber } from './numerals.ts';
import type { Paper } from './paper.ts';
import type { Reading } from './reading.ts';
import { verbatim } from './sheet.ts';
import { isoDay } from './times.ts';
import type { Calendar } from './times.ts';

const PLAN_NOUNS =
  '方案|意见|计划|规划|要点|办法|规定|细则|[^代图报列]表|台账|清单|手册|体系|标准|分工|分解|责任书|安排|任务书|制度|重点任务|重点工作|矩阵|任务[卡单]|[交督]办单|责任状|路线图';
const SPEECH = '讲话(?:提纲|稿)?|发言(?:提纲|稿|材料)?|致辞|主持词';
/** A report that also looks ahead: 2024年工作总结及2025年工作打算. */
const AHEAD = '(?:总结|汇报|报告|情况)[及和暨与][^,。;:]{2,24}(?:打算|计划|安排|思路|要点|建议|谋划)';
const REPORT_NOUNS = `汇报|总结|报告|简报|情况通报|情况|材料|纪实|综述|${SPEECH}|${AHEAD}`;
const TITLE = new RegExp(
  `^.{3,80}(?:${PLAN_NOUNS}|${REPORT_NOUNS}|通知|函)(?: ?\\([^()]{1,20}\\))*(?:范文|模板|全文)?$`,
);
const IN_TEXT = new RegExp(
  `^(.{4}).{0,56}?(?:${PLAN_NOUNS}|${REPORT_NOUNS}|通知)(?:\\([^()]{1,20}\\))?(?= |一、|[局区县市]?(?:机关|直属?)?各[^,。:]{1,12}[、,:]|为|在|针对|根据|按照|近年|今年|现将|20|\\1|[^的\\u4e00-\\u9fff》]|$)`,
);
/** What else a title ends in, believed only of a document's first lines. */
const LOOSE_TITLE =
  /^[^,。;:!?|>]{4,50}(?:行动|工程|任务|举措|措施|工作|项目|条例|规则|规程|公约|守则|纲要)(?: ?\([^()]{1,20}\))*$/;
/** The line of a web page that says where in the site it stands. */
const WAY_THERE = /[>›»]|^首页|位置 ?:/;
/** The first half of a sentence that a line break has cut. */
const CLAUSE = /^(?:以|坚持|按照|根据|为|围绕|结合|对照|通过|现将|并|要|全面|认真)|[,:]/;
const ISSUER =
  /^(?:中共)?.{2,30}(?:委员会|办公室|人民政府|指挥部|领导小组|文明办|委|局)(?:文件)?$|〔\d{4}〕|^附件|^(?:内部|机密|秘密|急件|特急)/;

interface Candidate {
  text: string;
  rank: number;
}

/** The document's own title: the plan before the notice that sends it; null where no line reads like one. */
export function titleOf(paper: Paper, { sheet, items, head }: CleanPaper): string | null {
  const candidates: Candidate[] = [];
  let previous: Line | null = null;
  let loose: string | null = null;
  let seen = 0;
  for (const [i, item] of items.entries()) {
    if (item.kind === 'table') {
      for (const cell of item.table.cells.slice(0, 3)) {
        const text = cell.text.replace(/\s*\n\s*/g, '').trim();
        if (TITLE.test(foldText(text)) && cell.columnSpan > 1)
          candidates.push({ text, rank: rankOf(foldText(text)) });
      }
      seen += 1;
      if (seen > 3) break;
      continue;
    }
    const words = sheet.fold.slice(item.a, Math.min(item.b, item.a + 200));
    if (item.b - item.a > 200 || /[。;]/.test(words)) {
      const found = candidates.length === 0 ? IN_TEXT.exec(words) : null;
      if (found !== null && markerAt(sheet.fold, item.a) === null && !CLAUSE.test(found[0])) {
        candidates.push({ text: verbatim(sheet, item.a, item.a + found[0].length), rank: rankOf(found[0]) });
      }
      seen += 1;
      previous = null;
      if (seen > 12) break;
      continue;
    }
    const marker = markerAt(sheet.fold, item.a);
    if (marker !== null && (marker.style === 'han' || marker.style === 'chapter') && seen > 0) {
      seen += 3;
      if (seen > 12) break;
    }
    const first =
      previous !== null && isFirstHalf(sheet.fold.slice(previous.a, previous.b)) ? previous : null;
    const reads = TITLE.test(words) || (first !== null && SECOND_HALF.test(words));
    if (marker === null && reads && !ISSUER.test(words) && !CLAUSE.test(words)) {
      const text = `${first === null ? '' : verbatim(sheet, first.a, first.b)}${verbatim(sheet, item.a, item.b)}`;
      candidates.push({ text, rank: rankOf(foldText(text)) });
    }
    if (i < 2 && marker === null && LOOSE_TITLE.test(words) && !ISSUER.test(words) && !CLAUSE.test(words))
      loose ??= verbatim(sheet, item.a, item.b);
    previous = marker === null ? item : null;
  }
  for (const line of head) {
    const text = line.replace(/\.(?:docx?|pdf|xlsx?|wps|txt)$/i, '').replace(/_第 ?\d+ ?页$/, '');
    if (TITLE.test(text) && !WAY_THERE.test(text)) candidates.push({ text, rank: 5 });
  }
  let best: Candidate | null = null;
  for (const candidate of candidates) if (best === null || candidate.rank < best.rank) best = candidate;
  if (best !== null) return best.text;
  const name = paper.name.replace(/\.\w{2,5}$/, '');
  return TITLE.test(foldText(name)) && /[一-鿿]{4}/.test(name) ? name : loose;
}

/** 工作方案 on a line of its own, under the rest of the title. */
const SECOND_HALF = new RegExp(
  `^(?:${PLAN_NOUNS}|(?:工作|实施|行动|推进|活动|任务|责任|重点)+(?:${PLAN_NOUNS}))$`,
);

const isFirstHalf = (line: string): boolean =>
  line.length >= 4 &&
  line.length <= 40 &&
  !/[。;:,!?)]$/.test(line) &&
  !ISSUER.test(line) &&
  !TITLE.test(line) &&
  !/\d{4} ?年 ?\d{1,2} ?月/.test(line);

/** Plans first, then reports, notices last; a title that only names another paper in 《》 counts as its frame. */
function rankOf(title: string): number {
  const bare = title.replace(/ ?\([^()]*\)$/, '').replace(/(?:范文|模板|全文)$/, '');
  if (/的?通知$|函$/.test(bare)) return 3;
  if (new RegExp(`(?:${AHEAD})$`).test(bare)) return 2;
  if (new RegExp(`(?:${PLAN_NOUNS})$`).test(bare)) return 1;
  return 2;
}

/** Titles of papers that tell what was done or said. */
const TELLS = new RegExp(
  `(?:汇报|总结|报告|简报|纪实|综述|情况|情况通报|汇报材料|经验材料|${SPEECH}|${AHEAD})$`,
);

/** What sort of document it looks like. */
export function kindOf(
  title: string | null,
  found: { tasks: number; fromTables: number; named: number; opening: string },
): Reading['kind'] {
  const words = squeeze(title ?? '')
    .replace(/\([^()]*\)/g, '')
    .replace(/(?:范文|模板|全文)$/, '');
  if (found.named < 3 && TELLS.test(words)) return 'report';
  if (
    found.named < 3 &&
    /(?:情况|工作)[^。]{0,20}(?:简要)?(?:汇报|报告|总结|通报)如下|同志们 ?[:,!]/.test(found.opening)
  )
    return 'report';
  if (/手册|测评体系|指标体系|测评标准|考核标准|评分标准|考核细则|考评细则|评分细则/.test(words))
    return 'handbook';
  if (/分解|分工(?!会)|责任清单|任务清单|任务表|责任表|一览表|台账|清单$|责任书$/.test(words))
    return 'decomposition';
  if (found.tasks === 0) return 'other';
  if (found.fromTables > found.tasks / 2 && !/方案|意见|计划|规划/.test(words)) return 'decomposition';
  return 'plan';
}

const DATE_LINE =
  /^(?:.{0,24}[ ,])?\(?((?:19|20)\d\d|二[〇○O零][〇○O零一二三四五六七八九]{2}) ?年 ?(\d{1,2}|[一二三四五六七八九十]{1,2}) ?月 ?(?:[\d一二三四五六七八九十]{0,3}) ?日?(?:印发|发布)?\)?$/;
/** (2026年) below the title. */
const YEAR_LINE = /^\( ?((?:19|20)\d\d) ?年度?(?:版|修订|试行|第.{1,3}[期批次号])?\)$/;
const PUBLISHED = /(?:发布|成文|印发|发文|生成)(?:日期|时间) ?:? ?((?:19|20)\d\d)[-年./](\d{1,2})/;

/** The year and month from which dates without a year are counted. */
export function calendarOf(paper: Paper, title: string | null, { sheet, items, head }: CleanPaper): Calendar {
  let issued: { year: number; month: number } | null = null;
  let numbered: number | null = null;
  let bracketed: number | null = null;
  const look = (text: string): void => {
    const line = DATE_LINE.exec(text);
    if (line !== null) {
      const year = numberOf(line[1] ?? '');
      const month = numberOf(line[2] ?? '');
      if (year !== null && month !== null) issued ??= { year, month };
    }
    const alone = YEAR_LINE.exec(text)?.[1];
    if (alone !== undefined) bracketed ??= Number(alone);
    const number = /〔((?:19|20)\d\d)〕 ?\d{1,4} ?号/.exec(text);
    if (number !== null) numbered ??= Number(number[1]);
  };
  for (const item of items) {
    if (item.kind === 'line') {
      if (item.b - item.a <= 60) look(sheet.fold.slice(item.a, item.b));
    } else {
      for (const cell of item.table.cells.slice(0, 12))
        if (cell.text.length <= 40) look(foldText(cell.text).trim());
    }
  }
  for (const line of head) {
    const found = PUBLISHED.exec(line);
    if (found !== null) issued ??= { year: Number(found[1]), month: Number(found[2]) };
  }
  const words = foldText(title ?? '');
  const range = /((?:19|20)\d\d) ?年? ?(?:[-—~至到]{1,2}) ?((?:19|20)\d\d)/.exec(words);
  const single = range === null ? (/((?:19|20)\d\d) ?(?:年|$)/.exec(words)?.[1] ?? null) : null;
  const known = issued as { year: number; month: number } | null;
  const year =
    (single === null ? null : Number(single)) ??
    bracketed ??
    known?.year ??
    numbered ??
    yearNamed(foldText(paper.name)) ??
    (range === null ? null : Number(range[1])) ??
    commonYear(sheet.fold);
  const issuedOn = known === null ? null : isoDay(known.year, known.month, 1);
  const about = /(?:^|[^\d至到—~-])(\d{1,2}) ?月份?(?!\d|[-—~至到日底末中上下])[^,。;]{0,16}$/.exec(
    words,
  )?.[1];
  const monthly = about !== undefined && Number(about) >= 1 && Number(about) <= 12;
  const month = monthly ? Number(about) : (known?.month ?? null);
  return { year, month, monthly, window: null, issued: issuedOn };
}

const numberOf = (text: string): number | null =>
  /^\d+$/.test(text) ? Number(text) : chineseNumber(text.replace(/[○O零]/g, '〇'));

const yearNamed = (text: string): number | null => {
  const found = /(?<!\d)((?:19|20)\d\d)(?!\d)/.exec(text)?.[1];
  return found === undefined ? null : Number(found);
};

/** The year that the text names most often, dates before bare years; null where none is named. */
function commonYear(fold: string): number | null {
  const text = fold.replace(/《[^《》]{1,80}》|〔\d{4}〕/g, '');
  for (const pattern of [
    /(?<!\d)(20\d\d) ?年 ?\d{1,2} ?月/g,
    /(?<!\d)(20\d\d) ?年(?=底|内|[上下]半年|度?(?:在全|全[市县区]|创建|重点|工作))/g,
  ]) {
    const counts = new Map<number, number>();
    for (const found of text.matchAll(pattern)) {
      const year = Number(found[1]);
      counts.set(year, (counts.get(year) ?? 0) + 1);
    }
    let best: number | null = null;
    for (const [year, count] of counts) if (best === null || count > (counts.get(best) ?? 0)) best = year;
    if (best !== null) return best;
  }
  return null;
}
