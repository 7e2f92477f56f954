import type { Edition, Grade, YearShare } from './edition.ts';
import { chineseNumeral, plain, squeezed } from './table-piece.ts';

/** "7个测评项目", "二级指标58项": what the document says of its own counts. */
export interface DeclaredCount {
  what: string;
  count: number;
  line: string;
}

const NAME = '(?:[一二三四五]级)?(?:测评|考核|考评|评价)?(?:指标|项目|内容|标准|要点|细则|大项|类别|板块)';
const AMOUNT = '(\\d{1,4}|[一二三四五六七八九十百]{1,5})';
const BEFORE = new RegExp(`${AMOUNT}(?:个|项|条|类|款|大类)(${NAME})`, 'g');
const BEHIND = new RegExp(
  `([一二三四五]级(?:测评)?(?:指标|项目|内容|标准))(?:共|有|为|计)*${AMOUNT}(?:个|项|条)`,
  'g',
);

export function declaredCounts(lines: readonly string[]): DeclaredCount[] {
  const found: DeclaredCount[] = [];
  const add = (what: string, amount: string, line: string) => {
    const count = /^\d/.test(amount) ? Number(amount) : chineseNumeral(amount);
    if (count !== null && !found.some((each) => each.what === what)) found.push({ what, count, line });
  };
  for (const line of lines) {
    const words = squeezed(line);
    for (const [, amount = '', what = ''] of words.matchAll(BEFORE)) add(what, amount, line);
    for (const [, what = '', amount = ''] of words.matchAll(BEHIND)) add(what, amount, line);
  }
  return found;
}

/** Does the name of a level mean what the prose counts? 内容 is 测评内容. */
export const sameLevel = (name: string, what: string): boolean => {
  const bare = (text: string) => text.replaceAll(/^(?:测评|考核|考评|评价)|名称$/g, '');
  return name === what || bare(name) === bare(what);
};

/** How grades are called where they are no letters. */
export const GRADE_WORDS = '优秀|优|良好|良|中等|中|一般|合格|较差|差|不合格';
const GRADE_NAME = `[A-E]#?|${GRADE_WORDS}`;
const NAMES = new RegExp(`(?:${GRADE_NAME})(?:档|级|等)?(?:=|:|为|得|计|按|是)`);
const WORTHS = new RegExp(
  `(${GRADE_NAME})(?:档|级|等)?(?:=|:|为|得|计|按|是)*(?:该项|本项|指标)?(?:(?:分值|满分|权重)?的?(\\d{1,3}%|[01](?:\\.\\d+)?)(?![\\d%.项条个处起分])|(满分|全分)|(不得分|零分|0分))`,
  'g',
);
/** 优、良、中、差分别按100%、80%、60%、0计分 */
const IN_ORDER = new RegExp(
  `((?:(?:${GRADE_NAME})(?:档|级|等)?[、,]?){2,6})(?:四|三|五)?(?:个)?(?:档|等次|等级)?(?:分别|依次)[^\\d%。;]{0,12}((?:\\d{1,3}%|[01](?:\\.\\d+)?)(?:[、,和](?:\\d{1,3}%|[01](?:\\.\\d+)?))+)(?![\\d%.项条个处起分])`,
);

/** A=1、B=0.8、C=0: at least two in one sentence, each at most 1. Null where the document does not say. */
export function declaredGrades(lines: readonly string[]): Grade[] | null {
  for (const line of lines) {
    const words = squeezed(line);
    const [, listed = '', shares = ''] = IN_ORDER.exec(words) ?? [];
    const inOrder = listed.match(new RegExp(GRADE_NAME, 'g')) ?? [];
    const worths = shares.split(/[、,和]/);
    if (inOrder.length > 1 && inOrder.length === worths.length)
      return inOrder.map((name, at) => ({ name, worth: worths[at] ?? '0', sinks: 'self' }));
    if (!NAMES.test(words)) continue;
    const grades = [...words.matchAll(WORTHS)].map(([, name = '', worth, full]): Grade => ({
      name,
      worth: worth ?? (full === undefined ? '0' : '1'),
      sinks: 'self',
    }));
    const worth = ({ worth: text }: Grade) =>
      text.endsWith('%') ? Number(text.slice(0, -1)) / 100 : Number(text);
    if (grades.length < 2 || new Set(grades.map(({ name }) => name)).size !== grades.length) continue;
    if (grades.every((grade) => worth(grade) <= 1)) return grades;
  }
  return null;
}

/** 第一年15%、第二年25%、第三年60%; or 三年分别占15%、25%、60%. */
export function declaredYears(lines: readonly string[]): YearShare[] {
  for (const line of lines) {
    const words = squeezed(line);
    const each = [...words.matchAll(/第([一二三])(?:年|年度)[^第%]{0,10}?(\d{1,3})%/g)];
    if (each.length > 1)
      return each.map(([, year = '', share = '']) => ({
        year: chineseNumeral(year) ?? 0,
        share: `${share}%`,
      }));
    const row = /三年[^%]{0,16}?(\d{1,2})%[、,:;+和](\d{1,2})%[、,:;+和](\d{1,2})%/.exec(words);
    if (row) return row.slice(1).map((share, at) => ({ year: at + 1, share: `${share}%` }));
  }
  return [];
}

const NOTICE = /^关于.*(?:通知|函|意见|请示)$/;
const sent = (line: string): string => /《([^《》]{4,})》/.exec(line)?.[1] ?? line;
const TITLE_SIGN = /测评|考核|考评|指标|标准|体系|评价|评分|细则|清单|手册/;

/** The title, year and class of place of the document by its first lines and its name. */
export function namesOf(
  lines: readonly string[],
  fileName: string,
): Pick<Edition, 'title' | 'year' | 'tier'> & { titleFound: boolean } {
  const short = lines
    .slice(0, 12)
    .map((line) => line.trim().replaceAll(/\s*\n\s*/g, ''))
    .filter(
      (line) =>
        line.length >= 4 &&
        line.length <= 60 &&
        !/[。;；：:，,]$|^附件\d*[:：]|^附件\d*$|^[一二三四五六七八九十]+、|[：:].*[：:]/.test(line),
    );
  const named = short.filter((line) => TITLE_SIGN.test(line));
  // 关于印发《…办法》的通知 sends what the document is; that is named again over its table.
  const found =
    named.find((line) => !NOTICE.test(line)) ?? (named[0] === undefined ? undefined : sent(named[0]));
  const title = found ?? fileName.replace(/\.\w+$/, '').trim();
  const words = plain([title, ...lines.slice(0, 4)].join('\n'));
  const year = /(20\d\d)(?=年|版|-|—|\))/.exec(words)?.[1];
  const tier = /县级|县域|县\(市\)|全国文明城市\(县|\S县/.test(words)
    ? 'county'
    : /地级|市级|省会|副省级|\S市/.test(words)
      ? 'city'
      : null;
  return {
    title: title || '测评体系',
    year: year === undefined ? null : Number(year),
    tier,
    titleFound: found !== undefined,
  };
}
