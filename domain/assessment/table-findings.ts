import type { Locale } from '../kernel/refusal.ts';
import { placeWords } from './table-piece.ts';
import type { Place } from './table-piece.ts';

/** What the reader of framework tables saw and could not take as it stands. */
export const TABLE_FINDINGS = {
  table_skipped: {
    'zh-CN': '这张表没有测评体系的表头，没有读入。',
    en: 'This table has no head of a framework and was not read.',
  },
  table_continued: {
    'zh-CN': '这张表没有表头，按上一张表的列读入。',
    en: 'This table has no head; it was read by the columns of the one before.',
  },
  table_hidden: {
    'zh-CN': '有 {count} 个单元格处于隐藏的行、列或工作表中，也已读入。',
    en: '{count} cells stand in hidden rows, columns or sheets; they were read too.',
  },
  column_unread: {
    'zh-CN': '看不懂表头“{head}”，这一列的 {count} 个单元格没有读入。',
    en: 'The head "{head}" is not understood; {count} cells of the column were not read.',
  },
  column_form: {
    'zh-CN': '“{head}”是考核时填写的列，其中已填的 {count} 格没有读入。',
    en: '"{head}" is a column to be filled in while assessing; its {count} filled cells were not read.',
  },
  note_unread: {
    'zh-CN': '备注“{text}”没有对应的字段，没有读入。',
    en: 'The note "{text}" has no field of its own and was not read.',
  },
  row_continued: {
    'zh-CN': '这一行没有自己的名称，并入了上一项“{title}”。',
    en: 'This row has no title of its own and was joined to "{title}" before it.',
  },
  row_unread: {
    'zh-CN': '这一行不属于任何一项，没有读入：“{text}”。',
    en: 'This row belongs to no node and was not read: "{text}".',
  },
  title_missing: {
    'zh-CN': '没有找到测评体系的标题，暂用文件名。',
    en: 'No title of the framework was found; the name of the file stands in for it.',
  },
  points_unread: { 'zh-CN': '看不懂分值“{text}”。', en: 'The points "{text}" are not understood.' },
  points_twice: {
    'zh-CN': '“{title}”的分值前后不一：{one} 与 {other}。',
    en: 'The points of "{title}" differ: {one} and {other}.',
  },
  points_nowhere: {
    'zh-CN': '分值“{text}”跨了几行，不知属于哪一项。',
    en: 'The points "{text}" cover several rows; to which node they belong is not known.',
  },
  weight_unread: { 'zh-CN': '看不懂权重“{text}”。', en: 'The weight "{text}" is not understood.' },
  weight_as_points: {
    'zh-CN': '“{head}”一列的数字加起来不是 1 或 100%，按分值读入。',
    en: 'The numbers of the column "{head}" do not come to 1 or 100%; they were read as points.',
  },
  weight_of_whole: {
    'zh-CN': '下级权重之和等于上级的权重，是占总分的比例，按 100 分折成分值读入。',
    en: 'The weights below come to the weight above: they are shares of the whole, read as points of 100.',
  },
  grade_worth_default: {
    'zh-CN': '体系没有写明“{grades}”各得分值的多少，按通常的 {worths} 读入。',
    en: 'What "{grades}" are each worth is not written; they were read as is usual: {worths}.',
  },
  grade_worth_assumed: {
    'zh-CN': '体系没有写明“{grades}”各得分值的多少，暂按 {worths} 计，请核对后再启用。',
    en: 'What "{grades}" are each worth is not written; {worths} are taken for now. Check them before it is put to use.',
  },
  list_unread: {
    'zh-CN': '这一段说到{what}，但没有分条列出，没有读入：“{text}”。',
    en: 'This passage speaks of {what} without listing them and was not read: "{text}".',
  },
  total_wrong: {
    'zh-CN': '“{label}”写的是 {written}，各项相加是 {sum}。',
    en: '"{label}" says {written}; the parts come to {sum}.',
  },
  method_share_unread: {
    'zh-CN': '“{text}”给各种方法分了比例，但评分规则还没有识读，比例暂留在规则原文中。',
    en: '"{text}" gives each method its share, but the rule has not been read yet; the shares stay in its text.',
  },
  rule_shared: {
    'zh-CN': '几项共用一段评分规则，已分别写入各项：“{text}”。',
    en: 'Several criteria share one rule text, which was written to each of them: "{text}".',
  },
  when_unread: { 'zh-CN': '看不懂适用条件“{text}”。', en: 'The condition "{text}" is not understood.' },
  code_number_twice: {
    'zh-CN': '同一项下的序号“{number}”用了不止一次，编号改按先后顺序。',
    en: 'The number "{number}" is used more than once under one node; codes follow the order instead.',
  },
  level_name_missing: {
    'zh-CN': '第 {level} 层没有名称，暂称“{name}”。',
    en: 'Level {level} has no name; it is called "{name}" for now.',
  },
  level_count_open: {
    'zh-CN': '文中说有 {count} {what}，不知是哪一层。',
    en: 'The text speaks of {count} {what}; which level is meant is not known.',
  },
  // a workbook of our own that people have worked on
  cell_edited: {
    'zh-CN': '“{head}”在表中由“{was}”改为“{is}”，已按表读入。',
    en: '"{head}" was changed in the table from "{was}" to "{is}" and was read so.',
  },
  edit_not_taken: {
    'zh-CN': '“{head}”在表中改成了“{is}”，这一列只供查看，没有读入。',
    en: '"{head}" was changed in the table to "{is}"; the column is for reading only and was not taken.',
  },
  parts_differ: {
    'zh-CN': '测评方法改动后，分项规则与方法对不上，请核对。',
    en: 'The methods were changed and the parts of the rule no longer fit them; please check.',
  },
  row_unknown: {
    'zh-CN': '表中的“{code}”不在原体系中，新增的行没有读入，请在系统中添加。',
    en: '"{code}" in the table is not in the framework; new rows are not read, add them here.',
  },
  row_missing: {
    'zh-CN': '“{code}”在表中找不到了，仍按原样保留。',
    en: '"{code}" is no longer in the table; it stays as it was.',
  },
  rule_cell_broken: {
    'zh-CN': '“规则”页的{column}无法识读，这一格没有读入。',
    en: '{column} on the sheet 规则 cannot be read; the cell was left out.',
  },
  table_lost: {
    'zh-CN': '没有找到可以核对的指标表，全部按数据页读入。',
    en: 'The table to compare with was not found; everything was read from the data sheets.',
  },
} as const satisfies Record<string, Record<Locale, string>>;
export type TableFindingCode = keyof typeof TABLE_FINDINGS;

/** One finding; `where` names table, row and column. */
export interface TableFinding {
  code: TableFindingCode;
  /** What its sentence needs; long quotations are cut. */
  facts: Record<string, string | number>;
  message: string;
  where: string;
  place: Place | null;
  /** Code of the node that it is about. */
  node: string | null;
}

const LONGEST = 40;

export function tableFinding(
  code: TableFindingCode,
  given: Readonly<Record<string, string | number>>,
  place: Place | null,
  node: string | null = null,
): TableFinding {
  const facts = Object.fromEntries(Object.entries(given).map(([name, fact]) => [name, cut(fact)]));
  const message = tableFindingSentence({ code, facts }, 'zh-CN');
  return { code, facts, message, where: place === null ? '全文' : placeWords(place), place, node };
}

const cut = (fact: string | number): string | number => {
  const text = String(fact).replaceAll(/\s+/g, ' ');
  return text.length > LONGEST
    ? `${text.slice(0, LONGEST).toWellFormed()}…`
    : typeof fact === 'number'
      ? fact
      : text;
};

export const isTableFinding = (code: string): code is TableFindingCode => Object.hasOwn(TABLE_FINDINGS, code);

/** The sentence with its facts, in the reader's language. */
export const tableFindingSentence = (
  { code, facts }: Pick<TableFinding, 'code' | 'facts'>,
  locale: Locale,
): string =>
  TABLE_FINDINGS[code][locale].replaceAll(/\{(\w+)\}/g, (_, name: string) => String(facts[name] ?? ''));

/** 测评体系 第4行 第2列 → 测评体系 row 4 column 2: places are kept as they were first written. */
export const placeIn = (where: string, locale: Locale): string =>
  locale === 'zh-CN'
    ? where
    : where
        .replace(/^全文$/, 'the whole file')
        .replace(/ 第(\d+)行 第(\d+)列$/, ' row $1 column $2')
        .replace(/^表(\d+)(?= )/, 'Table $1');
