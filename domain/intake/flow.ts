import type { Line, TableItem } from './clean.ts';
import { squeeze } from './fold.ts';
import { labelOf } from './labels.ts';
import { markerAt } from './markers.ts';
import type { FlowItem } from './outline.ts';
import type { Table } from './paper.ts';
import { segmentsOf } from './segments.ts';
import { foldOffset, trim } from './sheet.ts';
import { sumsUp } from './summed-up.ts';
import type { Sheet } from './sheet.ts';
import { cellsOf, gridOf, layoutOf } from './table-columns.ts';
import { uprightOf } from './upright-tables.ts';

const ATTACHED = /^附(?:件|表)? ?[:]/;
const NOTE = /^(?:备注|注|附注|填表说明|说明) ?[:]/;
const ATTACHMENT = /^附(?:件|表) ?[\d一二三四五六七八九十]{0,2} ?[:]?(?: ?[^。;,]{0,40})?$/;
const IMPRINT = /^(?:抄送|主送|抄报|主题词|印发|联系(?:人|电话) ?[:]|\(?此件|此页无正文|共印 ?\d)/;
/** Closing words that belong to no item. */
const CLOSES =
  /^(?:有关|相关|几点|具体)要求 ?:|^(?:以上|上述)(?:任务|工作|各项|事项|内容)|^请(?:各|认真|结合|按)|^特此|^(?:有关|相关)(?:工作)?要求 ?:|^(?:工作|具体)?要求 ?: ?(?:各|请)|^(?:报送|上报|反馈)(?:时间|时限|方式|要求) ?:|^\(?联系(?:人|单位|电话|方式) ?:|^各(?:单位|部门|乡镇|街道|(?:牵头|责任|配合|相关|有关|成员)(?:单位|部门)|级)[^。:]{0,24}(?:要|请|应|务必)(?!求)/;
const DATE =
  /^\(?(?:20\d\d|二[〇○O零]\S{2}) ?年 ?[\d一二三四五六七八九十]{1,2} ?月 ?[\d一二三四五六七八九十]{0,3} ?日? ?(?:印发)?\)?$/;
const SIGNED =
  /^[^。;,:、()]{2,24}(?:委员会|人民政府|办公室|领导小组|指挥部|文明办|党委|局|委)(?: +[^。;,:、()]{2,24}(?:人民政府|办公室))?$/;

/**
 * The stretches of the document in reading order. Lists of attachments, notes, signatures and imprints fall out; where
 * one stands, the outline begins anew.
 */
export function flowOf(sheet: Sheet, items: readonly (Line | TableItem)[]): FlowItem[] {
  const { fold } = sheet;
  const flow: FlowItem[] = [];
  let lines: Line[] = [];
  const flush = () => {
    for (const segment of segmentsOf(fold, lines)) flow.push(segment);
    lines = [];
  };
  /** Columns of the table before, which may go on in the next one without its head. */
  let columns = 0;
  let attachments = false;
  for (const [i, item] of items.entries()) {
    if (item.kind === 'table') {
      const grid = gridOf(item.table);
      const width = grid[0]?.length ?? 0;
      attachments = false;
      if (layoutOf(uprightOf(grid)) !== null || (columns === width && width > 2)) {
        flush();
        flow.push({ table: item.table });
        columns = width;
      } else for (const line of linesOfLayout(sheet, item.table)) lines.push(line);
      continue;
    }
    const text = fold.slice(item.a, Math.min(item.b, item.a + 120));
    if (ATTACHED.test(text) && item.b - item.a <= 100) {
      attachments = true;
      continue;
    }
    if (attachments && item.b - item.a <= 60 && /^\d{1,2} ?[.、]|^《/.test(text) && !text.includes('。'))
      continue;
    attachments = NOTE.test(text) && item.b - item.a <= 12;
    if (NOTE.test(text)) continue;
    const short = item.b - item.a <= 50 && item.number === null && markerAt(fold, item.a) === null;
    if (
      short &&
      (ATTACHMENT.test(text) || IMPRINT.test(text) || dates(fold, items, i) || signs(fold, items, i))
    ) {
      flush();
      flow.push({ reset: true });
      continue;
    }
    if (item.number === null && markerAt(fold, item.a) === null && CLOSES.test(text) && !sumsUp(text))
      continue;
    lines.push(item);
  }
  flush();
  return flow;
}

/** A date on a line of its own; a month over a list is its heading, not the date of the paper. */
function dates(fold: string, items: readonly (Line | TableItem)[], at: number): boolean {
  const [item, next] = [items[at], items[at + 1]];
  if (item === undefined || item.kind === 'table') return false;
  const text = fold.slice(item.a, item.b);
  if (!DATE.test(text)) return false;
  if (!text.endsWith('月') || next === undefined || next.kind === 'table') return true;
  return (next.number === null ? markerAt(fold, next.a) : markerAt(`${next.number} `, 0))?.style !== 'arabic';
}

/** An office's name on a line of its own is a signature where a date or the end of the paper follows. */
function signs(fold: string, items: readonly (Line | TableItem)[], at: number): boolean {
  for (let i = at; i < at + 3; i++) {
    const item = items[i];
    if (item === undefined) return i > at;
    if (item.kind === 'table') return false;
    const text = fold.slice(item.a, Math.min(item.b, item.a + 80));
    if (i > at && (DATE.test(text) || IMPRINT.test(text))) return true;
    if (!SIGNED.test(text) || labelOf(/^\S+/.exec(text)?.[0] ?? '') !== null) return false;
  }
  return false;
}

const LONG_CELL = 40;

/** A table that only arranges text: its cells are paragraphs. Lists of names and figures give none. */
function linesOfLayout(sheet: Sheet, table: Table): Line[] {
  const filled = table.cells.filter((cell) => cell.text.trim() !== '');
  const total = filled.reduce((sum, cell) => sum + cell.text.length, 0);
  if (filled.length === 0 || (table.columns > 2 && total / filled.length < LONG_CELL)) return [];
  const lines: Line[] = [];
  const add = (start: number, end: number) => {
    let from = foldOffset(sheet, start);
    const to = foldOffset(sheet, end);
    while (from < to) {
      let stop = sheet.fold.indexOf('\n', from);
      if (stop < 0 || stop > to) stop = to;
      const { a, b } = trim(sheet.fold, from, stop);
      if (b > a) lines.push({ kind: 'line', a, b, number: null, outline: null });
      from = stop + 1;
    }
  };
  for (const row of gridOf(table)) {
    const cells = cellsOf(row).filter((cell) => cell.text.trim() !== '');
    const [first, second] = cells;
    if (first === undefined) continue;
    // 责任单位 | 县城管局: a label with its value beside it.
    if (
      second !== undefined &&
      cells.length === 2 &&
      !second.text.includes('\n') &&
      labelOf(squeeze(first.text)) !== null
    ) {
      add(first.start, second.end);
      continue;
    }
    for (const cell of cells) add(cell.start, cell.end);
  }
  return lines;
}
