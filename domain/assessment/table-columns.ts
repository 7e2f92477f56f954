import type { Head, HeadKind } from './table-head.ts';
import { squeezed } from './table-piece.ts';
import type { Grid } from './table-piece.ts';
import { sectionKind } from './table-tree.ts';
import { readPoints } from './table-values.ts';

const SCORES = /扣|得\s*\d|得(?:满|零)?分|[计赋]分|\d\s*分(?!钟)|[A-D优良中差]#?\s*[:：>＞≥<＜≤]|加\s*\d/;

/**
 * Columns whose heads leave two meanings open, by their cells. 标准 is how points are given where no other column says that and its
 * cells do; else it is what is to be reached.
 */
export function settleColumns(grid: Grid, head: Head): Head {
  const columns = [...head.columns];
  const rules = columns.some((kind) => kind?.kind === 'rule' || kind?.kind === 'grade');
  columns.forEach((kind, column) => {
    const texts = grid.slice(head.firstRow).flatMap((row) => row[column]?.text ?? []);
    if (kind?.kind === 'rule') {
      const figures = texts.filter((text) => readPoints(text) !== null).length;
      if (figures > 0 && figures === texts.length && !columns.some((each) => each?.kind === 'points'))
        columns[column] = { kind: 'points', depth: null };
      return;
    }
    if (kind?.kind !== 'standard') return;
    const scoring = texts.filter((text) => SCORES.test(text)).length;
    const others = columns.some((each, at) => at !== column && each?.kind === 'title');
    const filled = texts.filter((text) => text.trim() !== '').length;
    columns[column] =
      !rules && others && scoring * 2 > filled
        ? { kind: 'rule' }
        : { kind: 'title', name: kind.name, depth: null, count: null };
  });
  columns.forEach((kind, column) => {
    if (kind?.kind === 'source') columns[column] = sourceOf(grid, head, column);
  });
  groupBySites(grid, head, columns);
  detailBehind(grid, head, columns);
  // 负面清单 as a head marks kinds beside titles, and is the title where there are none.
  if (!columns.some((kind) => kind?.kind === 'title')) {
    const at = columns.findIndex((kind) => kind?.kind === 'note' && sectionKind(kind.name) !== null);
    const kind = columns[at];
    if (kind?.kind === 'note') columns[at] = { kind: 'title', name: kind.name, depth: null, count: null };
  }
  return { ...head, columns };
}

const METHOD_WORDS =
  /审核|考察|调查|申报|统计|监控|抽查|走访|访|查阅|查看|核查|台账|网络|资料|材料|报表|巡查|测评|评估/;
const UNIT_WORDS = /[局委办部院厅会站所队处社]$|中心$|政府$|公司$/;

/** 数据来源 by its cells: ways of judging, or who gives the figures; null where they are neither. */
function sourceOf(grid: Grid, head: Head, column: number): HeadKind | null {
  const texts = grid
    .slice(head.firstRow)
    .flatMap((row) => squeezed(row[column]?.text ?? '') || [])
    .map((text) => text.split(/[、,;，；/]/)[0] ?? '');
  const most = (sign: RegExp) => texts.filter((text) => sign.test(text)).length * 2 > texts.length;
  if (most(UNIT_WORDS)) return { kind: 'units', role: 'assessing' };
  return most(METHOD_WORDS) ? { kind: 'methods' } : null;
}

/**
 * 考察要点 behind the methods or points, one for each title before them, tells how that one is judged: it is no level of its own. Only
 * where no other column is the rule.
 */
function detailBehind(grid: Grid, head: Head, columns: Head['columns']): void {
  if (columns.some((kind) => kind?.kind === 'rule' || kind?.kind === 'grade')) return;
  const titles = columns.flatMap((kind, column) => (kind?.kind === 'title' ? [column] : []));
  const [last, before] = [titles.at(-1), titles.at(-2)];
  if (last === undefined || before === undefined) return;
  const kind = columns[last];
  if (kind?.kind !== 'title' || kind.depth !== null) return;
  const between = columns
    .slice(before + 1, last)
    .some((each) => each?.kind === 'methods' || each?.kind === 'points' || each?.kind === 'weight');
  const begins = (column: number) =>
    grid.flatMap((row, at) => {
      const cell = row[column];
      const own = at >= head.firstRow && cell?.row === at && cell.column === column;
      return own && cell.columnSpan === 1 && cell.text.trim() !== '' ? [at] : [];
    });
  const [upper, lower] = [begins(before), begins(last)];
  if (!between || lower.length < 2 || lower.length !== upper.length) return;
  if (lower.every((row, at) => row === upper[at])) columns[last] = { kind: 'rule' };
}

/** Types of sites before all titles, each for several rows, are the level above them. */
function groupBySites(grid: Grid, head: Head, columns: Head['columns']): void {
  const first = columns.findIndex((kind) => kind?.kind === 'title');
  const at = columns.findIndex((kind) => kind?.kind === 'sites');
  const name = head.cells[at]?.at(-1)?.text;
  if (at < 0 || at > first || name === undefined) return;
  const texts = grid.slice(head.firstRow).map((row) => squeezed(row[at]?.text ?? ''));
  const own = grid.slice(head.firstRow).map((row) => squeezed(row[first]?.text ?? ''));
  const begun = (each: readonly string[]) =>
    each.filter((text, row) => text !== '' && text !== each[row - 1]).length;
  if (begun(texts) < begun(own))
    columns[at] = { kind: 'title', name: squeezed(name), depth: null, count: null };
}
