import { withFlatTables } from './flat-tables.ts';
import { findSoftBreaks } from './line-breaks.ts';
import type { PhysicalLine } from './line-breaks.ts';
import { findPageMarks, findPageOpenings } from './page-marks.ts';
import type { PageMark } from './page-marks.ts';
import type { Paper, Paragraph, Table } from './paper.ts';
import type { Span } from './reading.ts';
import { foldOffset, makeSheet, trim } from './sheet.ts';
import type { Cut, Sheet } from './sheet.ts';
import { documentIn, withoutFrame } from './site-frame.ts';

/** One paragraph of the document proper, in positions of the sheet's folded text. */
export interface Line {
  kind: 'line';
  a: number;
  b: number;
  /** Number that Word generated and that is not in the text. */
  number: string | null;
  outline: number | null;
}

export interface TableItem {
  kind: 'table';
  table: Table;
}

/** The document without its frame and page marks. */
export interface CleanPaper {
  sheet: Sheet;
  items: (Line | TableItem)[];
  pageMarks: Span[];
  frame: Span[];
  pinyin: Span[];
  /** Links to further pages stood at the end. */
  pageLinks: boolean;
  /** Lines of the frame before the document: they may hold its title and date. */
  head: string[];
}

const PINYIN = /(?<=[㐀-鿿豈-﫿])[(（]([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹ]{1,6})[)）]/g;
/** So many bracketed syllables are no coincidence any more. */
const PINYIN_AT_LEAST = 5;
const PAGE_LINKS = / *(?:\[\d{1,3}\]){2,} *(?:下一页|尾页)?/g;

interface RawLine extends PhysicalLine {
  outline: number | null;
}

function findPinyin(raw: string): Span[] {
  const spans: Span[] = [];
  for (const found of raw.matchAll(PINYIN)) {
    spans.push({ start: found.index, end: found.index + found[0].length });
  }
  return spans.length >= PINYIN_AT_LEAST ? spans : [];
}

/** The lines of a paragraph that carries line feeds. */
function linesOf(sheet: Sheet, block: Paragraph, apart: boolean): RawLine[] {
  const lines: RawLine[] = [];
  const from = foldOffset(sheet, block.start);
  const to = foldOffset(sheet, block.end);
  let start = from;
  let first = true;
  while (start <= to) {
    let stop = sheet.fold.indexOf('\n', start);
    if (stop < 0 || stop > to) stop = to;
    const { a, b } = trim(sheet.fold, start, stop);
    if (b > a) {
      const indent = a - start;
      const own = first || block.place !== 'body';
      lines.push({
        a,
        b,
        number: first ? block.number : null,
        indent,
        afterPage: false,
        apart: apart && own,
        outline: first ? block.outline : null,
      });
      first = false;
    } else if (first && block.number !== null && stop >= to) {
      lines.push({
        a,
        b: a,
        number: block.number,
        indent: 0,
        afterPage: false,
        apart,
        outline: block.outline,
      });
    }
    start = stop + 1;
  }
  return lines;
}

/** Takes away what the paper carries beside the document, and joins what its pages and lines have parted. */
export function clean(paper: Paper): CleanPaper {
  const raw = paper.text;
  const pinyin = findPinyin(raw);
  const draft = makeSheet(raw, [], pinyin);
  const parts: (RawLine | Table)[] = [];
  let apart = true;
  for (const block of withFlatTables(paper)) {
    if (block.kind === 'table') {
      parts.push(block);
      apart = true;
    } else if (block.place !== 'footnote') {
      const lines = linesOf(draft, block, apart || block.place === 'textbox');
      for (const line of lines) parts.push(line);
      if (lines.length > 0) apart = block.place === 'textbox';
    }
  }
  const isLine = (part: RawLine | Table): part is RawLine => !('kind' in part);
  const all = parts.filter(isLine);
  /** A table is document, however few words it holds. */
  const weighed = parts.map((part) =>
    isLine(part)
      ? { text: draft.fold.slice(part.a, Math.min(part.b, part.a + 400)), length: part.b - part.a }
      : { text: '责任单位', length: 4000 },
  );
  const bounds = paper.format === 'xlsx' ? { from: 0, to: parts.length } : withoutFrame(weighed);
  const from = parts.slice(0, bounds.from).filter(isLine).length;
  const to = parts.slice(0, bounds.to).filter(isLine).length;
  const frameLines = [...all.slice(0, from), ...all.slice(to)];
  const body = all.slice(from, to);

  const rawSpan = (a: number, b: number): Span => ({
    start: draft.at[a] ?? raw.length,
    end: b > a ? (draft.at[b - 1] ?? raw.length) + 1 : (draft.at[a] ?? raw.length),
  });
  const swallowed: Span[] = [];
  for (const line of new Set([body[0], body.at(-1)])) {
    if (line === undefined) continue;
    const inside = documentIn(draft.fold.slice(line.a, line.b));
    const { a, b } = line;
    if (inside.from > 0) swallowed.push(rawSpan(a, a + inside.from));
    if (inside.to < b - a) swallowed.push(rawSpan(a + inside.to, b));
    line.a = a + inside.from;
    line.b = trim(draft.fold, a, a + inside.to).b;
  }
  const openings = findPageOpenings(draft.fold, body);
  const marks = [...findPageMarks(draft.fold, body), ...openings].sort((one, other) => one.a - other.a);
  const cuts: Cut[] = [];
  const cut = (mark: Pick<PageMark, 'a' | 'b' | 'put'>) =>
    cuts.push({ ...rawSpan(mark.a, mark.b), put: mark.put });
  let pageLinks = false;
  const kept = dropMarks(body, marks, draft.fold);
  for (const mark of marks) cut(mark);
  for (const line of kept) {
    for (const found of draft.fold.slice(line.a, line.b).matchAll(PAGE_LINKS)) {
      pageLinks = true;
      cut({ a: line.a + found.index, b: line.a + found.index + found[0].length, put: '' });
    }
  }
  const joined = findSoftBreaks(draft.fold, kept, paper.format !== 'docx' && paper.format !== 'xlsx');
  const groups: { start: number; end: number; line: RawLine }[] = [];
  for (const [i, line] of kept.entries()) {
    const span = rawSpan(line.a, line.b);
    const last = groups.at(-1);
    const joint = joined[i] ?? null;
    if (joint !== null && last !== undefined) {
      cuts.push({ start: last.end, end: span.start, put: joint });
      last.end = span.end;
    } else groups.push({ ...span, line });
  }
  const merged = mergeCuts(cuts);
  const sheet = merged.length === 0 ? draft : makeSheet(raw, merged, pinyin);
  const byLine = new Map(groups.map((group) => [group.line, group]));
  const items: CleanPaper['items'] = [];
  for (const part of parts) {
    if (!isLine(part)) {
      items.push({ kind: 'table', table: part });
      continue;
    }
    const group = byLine.get(part);
    if (group === undefined) continue;
    const { a, b } = trim(sheet.fold, foldOffset(sheet, group.start), foldOffset(sheet, group.end));
    if (b > a || part.number !== null) {
      items.push({ kind: 'line', a, b, number: part.number, outline: part.outline });
    }
  }
  return {
    sheet,
    items,
    pageMarks: marks.map((mark) => rawSpan(mark.a, mark.b)),
    frame: [...frameLines.map((line) => rawSpan(line.a, line.b)), ...swallowed],
    pinyin,
    pageLinks,
    head: all.slice(0, from).map((line) => draft.fold.slice(line.a, line.b)),
  };
}

/** Lines that are page marks fall away; the line behind one knows it. The lines are ours, so they are changed in place. */
function dropMarks(lines: readonly RawLine[], marks: readonly PageMark[], fold: string): RawLine[] {
  const whole = new Set(marks.filter((mark) => mark.line).map((mark) => mark.a));
  const openings = new Map(marks.filter((mark) => !mark.line).map((mark) => [mark.a, mark.b]));
  const kept: RawLine[] = [];
  let afterPage = false;
  for (const line of lines) {
    if (whole.has(line.a)) {
      afterPage = true;
      continue;
    }
    line.afterPage = afterPage;
    const end = openings.get(line.a);
    if (end !== undefined) {
      const { a, b } = trim(fold, end, line.b);
      line.a = a;
      line.b = b;
      line.afterPage = true;
    }
    if (line.b > line.a || line.number !== null) kept.push(line);
    afterPage = false;
  }
  return kept;
}

function mergeCuts(cuts: Cut[]): Cut[] {
  cuts.sort((one, other) => one.start - other.start || one.end - other.end);
  const merged: Cut[] = [];
  for (const cut of cuts) {
    const last = merged.at(-1);
    if (last !== undefined && cut.start < last.end) {
      if (cut.end > last.end) last.end = cut.end;
    } else if (cut.end > cut.start) merged.push({ ...cut });
  }
  return merged;
}
