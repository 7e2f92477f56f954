import { placeWords } from './table-piece.ts';
import type { Place } from './table-piece.ts';

/** What the reader of framework tables saw and could not take as it stands. */
export const TABLE_FINDINGS = {
  table_skipped: '这张表没有测评体系的表头，没有读入。',
  table_continued: '这张表没有表头，按上一张表的列读入。',
  table_hidden: '有 {count} 个单元格处于隐藏的行、列或工作表中，也已读入。',
  column_unread: '看不懂表头“{head}”，这一列的 {count} 个单元格没有读入。',
  column_form: '“{head}”是考核时填写的列，其中已填的 {count} 格没有读入。',
  note_unread: '备注“{text}”没有对应的字段，没有读入。',
  row_continued: '这一行没有自己的名称，并入了上一项“{title}”。',
  row_unread: '这一行不属于任何一项，没有读入：“{text}”。',
  title_missing: '没有找到测评体系的标题，暂用文件名。',
  points_unread: '看不懂分值“{text}”。',
  points_twice: '“{title}”的分值前后不一：{one} 与 {other}。',
  points_nowhere: '分值“{text}”跨了几行，不知属于哪一项。',
  weight_unread: '看不懂权重“{text}”。',
  weight_as_points: '“{head}”一列的数字加起来不是 1 或 100%，按分值读入。',
  weight_of_whole: '下级权重之和等于上级的权重，是占总分的比例，按 100 分折成分值读入。',
  grade_worth_default: '体系没有写明“{grades}”各得分值的多少，按通常的 {worths} 读入。',
  grade_worth_assumed: '体系没有写明“{grades}”各得分值的多少，暂按 {worths} 计，请核对后再启用。',
  list_unread: '这一段说到{what}，但没有分条列出，没有读入：“{text}”。',
  total_wrong: '“{label}”写的是 {written}，各项相加是 {sum}。',
  method_share_unread: '“{text}”给各种方法分了比例，但评分规则还没有识读，比例暂留在规则原文中。',
  rule_shared: '几项共用一段评分规则，已分别写入各项：“{text}”。',
  when_unread: '看不懂适用条件“{text}”。',
  code_number_twice: '同一项下的序号“{number}”用了不止一次，编号改按先后顺序。',
  level_name_missing: '第 {level} 层没有名称，暂称“{name}”。',
  level_count_open: '文中说有 {count} {what}，不知是哪一层。',
  // a workbook of our own that people have worked on
  cell_edited: '“{head}”在表中由“{was}”改为“{is}”，已按表读入。',
  edit_not_taken: '“{head}”在表中改成了“{is}”，这一列只供查看，没有读入。',
  parts_differ: '测评方法改动后，分项规则与方法对不上，请核对。',
  row_unknown: '表中的“{code}”不在原体系中，新增的行没有读入，请在系统中添加。',
  row_missing: '“{code}”在表中找不到了，仍按原样保留。',
  rule_cell_broken: '“规则”页的{column}无法识读，这一格没有读入。',
  table_lost: '没有找到可以核对的指标表，全部按数据页读入。',
} as const;
export type TableFindingCode = keyof typeof TABLE_FINDINGS;

/** One finding; `where` names table, row and column. */
export interface TableFinding {
  code: string;
  message: string;
  where: string;
  place: Place | null;
  /** Code of the node that it is about. */
  node: string | null;
}

const LONGEST = 40;

/** The sentence with its facts; long quotations are cut. */
export function tableFinding(
  code: TableFindingCode,
  facts: Readonly<Record<string, string | number>>,
  place: Place | null,
  node: string | null = null,
): TableFinding {
  const message = TABLE_FINDINGS[code].replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const fact = String(facts[name] ?? '').replaceAll(/\s+/g, ' ');
    return fact.length > LONGEST ? `${fact.slice(0, LONGEST).toWellFormed()}…` : fact;
  });
  return { code, message, where: place === null ? '全文' : placeWords(place), place, node };
}
