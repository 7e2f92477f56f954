import type { Line } from './clean.ts';
import { foldText } from './fold.ts';
import { markerAt, RANK } from './markers.ts';
import type { Marker, MarkerStyle } from './markers.ts';

/** A stretch of text from one marker to the next, or an unmarked paragraph. */
export interface Segment {
  /** Begin with its marker. */
  a: number;
  /** Begin behind its marker. */
  c: number;
  b: number;
  marker: Mark | null;
  /** It begins a line of the document. */
  lineStart: boolean;
  outline: number | null;
}

export interface Mark {
  style: MarkerStyle;
  n: number;
  rank: number;
  /** Where the printed number ends; for numbers that Word generated, `number` holds them instead. */
  shown: number;
  number: string | null;
  /** An enumeration inside a paragraph, below the numbering of the lines. */
  inner: boolean;
  sign: string;
}

interface Candidate {
  a: number;
  marker: Marker;
  line: number;
  lineStart: boolean;
  number: string | null;
}

const BEGINS =
  /[一二三四五六七八九十百]{1,4} ?[、.]|\( ?[一二三四五六七八九十]{1,4} ?\)|\( ?\d{1,3} ?\)|\d{1,3} ?[、.](?!\d{1,3}(?![\d年月 ]))|第 ?[一二三四五六七八九十百\d]{1,5} ?[章节条]|[①-⑳⑴-⒛㉑-㉟❶-❿㈠-㈩]/g;

const CLOSING = /[。;!?:)】”’》.,、]/;
const TITLE_END =
  /(?:方案|通知|意见|计划|规划|办法|细则|要点|汇报|总结|报告|体系|手册|清单|任务|如下|分解表|如下:) *$/;
const POINTED_AT = /(?:第|附件|附表|图|表|式|按照|根据|依据|见|上述|前款|本条|之|和|至|到|与|款|条) *$/;
const POINTS_ON = /^ *(?:[、至到和及与]|款|项(?!目)|条(?!例)|目(?!标)|点(?!位))/;

/** Cuts the lines of the document at their markers: at the head of lines, and inside them where the count proves it. */
export function segmentsOf(fold: string, lines: readonly Line[]): Segment[] {
  const candidates = findCandidates(fold, lines);
  const accepted = accept(fold, lines, candidates);
  const segments: Segment[] = [];
  let next = 0;
  for (const [i, line] of lines.entries()) {
    let a = line.a;
    let mark: Mark | null = null;
    let c = line.a;
    let lineStart = true;
    const push = (b: number) => {
      if (b > a || mark !== null)
        segments.push({
          a,
          c: Math.min(c, b),
          b,
          marker: mark,
          lineStart,
          outline: lineStart ? line.outline : null,
        });
    };
    for (; next < accepted.length && accepted[next]?.candidate.line === i; next++) {
      const found = accepted[next];
      if (found === undefined) break;
      const { candidate, inner } = found;
      if (!candidate.lineStart) push(candidate.a);
      const { marker } = candidate;
      lineStart = candidate.lineStart;
      a = candidate.a;
      c = candidate.number === null ? marker.end : candidate.a;
      const rank = inner ? RANK[marker.style] / 10 + 8.5 : RANK[marker.style];
      mark = {
        style: marker.style,
        n: marker.n,
        rank,
        shown: marker.shown,
        number: candidate.number,
        inner,
        sign: marker.sign,
      };
    }
    push(line.b);
  }
  return segments;
}

function findCandidates(fold: string, lines: readonly Line[]): Candidate[] {
  const candidates: Candidate[] = [];
  for (const [i, line] of lines.entries()) {
    const word = line.number === null ? null : markerAt(foldText(`${line.number} 文`), 0);
    if (line.number !== null && word !== null) {
      candidates.push({ a: line.a, marker: word, line: i, lineStart: true, number: line.number });
    }
    const text = fold.slice(line.a, line.b);
    const first = word === null ? markerAt(fold, line.a) : null;
    let from = 0;
    if (first !== null && first.end <= line.b) {
      candidates.push({ a: line.a, marker: first, line: i, lineStart: true, number: null });
      from = first.end - line.a;
    }
    if (text.length < 12) continue;
    BEGINS.lastIndex = Math.max(from, 1);
    for (let found = BEGINS.exec(text); found !== null; found = BEGINS.exec(text)) {
      const at = line.a + found.index;
      const marker = markerAt(fold, at);
      if (marker === null || marker.end > line.b || marker.style === 'ordinal') continue;
      candidates.push({ a: at, marker, line: i, lineStart: false, number: null });
      BEGINS.lastIndex = Math.max(BEGINS.lastIndex, marker.end - line.a);
    }
  }
  return candidates;
}

/** What stands before an inner marker: the end of a clause, a blank, or a word. */
function boundary(fold: string, lineStart: number, at: number): 'hard' | 'soft' | 'none' {
  let i = at - 1;
  while (i >= lineStart && fold.charCodeAt(i) === 0x20) i -= 1;
  if (i < lineStart) return 'hard';
  const char = fold[i] ?? '';
  if (char !== '、' && CLOSING.test(char)) return 'hard';
  return i < at - 1 ? 'soft' : 'none';
}

/** A list of units without its full stop: 责任单位:县城管局、县财政局6.强化… */
const endsUnitList = (fold: string, from: number, a: number): boolean =>
  /(?:单位|部门) ?[:。][^。;!?]*$/.test(fold.slice(Math.max(from, a - 160), a));

function mayStand(
  fold: string,
  from: number,
  { a, marker }: Candidate,
  expected: boolean,
  starts: boolean,
): boolean {
  if (POINTS_ON.test(fold.slice(marker.end, marker.end + 3))) return false;
  if (POINTED_AT.test(fold.slice(Math.max(from, a - 3), a))) return false;
  const edge = boundary(fold, from, a);
  switch (marker.style) {
    case 'han':
      if (edge === 'hard') return expected || starts;
      if (edge === 'soft') return expected || starts;
      return starts && marker.n === 1 && TITLE_END.test(fold.slice(Math.max(from, a - 6), a));
    case 'arabic':
      if (edge === 'none' && expected && fold[a - 1] !== '(' && endsUnitList(fold, from, a)) return true;
      if (edge === 'none')
        return starts && marker.n === 1 && TITLE_END.test(fold.slice(Math.max(from, a - 6), a));
      return expected || starts;
    case 'chapter':
    case 'section':
    case 'article':
      return edge !== 'none' && (expected || starts);
    default:
      return (
        expected ||
        (starts && (edge !== 'none' || marker.style === 'circled' || !/\d/.test(fold[a - 1] ?? '')))
      );
  }
}

function accept(
  fold: string,
  lines: readonly Line[],
  candidates: readonly Candidate[],
): { candidate: Candidate; inner: boolean }[] {
  const total = new Map<MarkerStyle, number>();
  for (const { lineStart, marker } of candidates) {
    if (lineStart) total.set(marker.style, (total.get(marker.style) ?? 0) + 1);
  }
  /** Next candidate of the same style, and next of them at the head of a line. */
  const nextSame: number[] = [];
  const nextAtHead: number[] = [];
  const seen = new Map<MarkerStyle, number>();
  const seenAtHead = new Map<MarkerStyle, number>();
  for (let i = candidates.length - 1; i >= 0; i--) {
    const candidate = candidates[i];
    if (candidate === undefined) continue;
    nextSame[i] = seen.get(candidate.marker.style) ?? -1;
    nextAtHead[i] = seenAtHead.get(candidate.marker.style) ?? -1;
    seen.set(candidate.marker.style, i);
    if (candidate.lineStart) seenAtHead.set(candidate.marker.style, i);
  }
  const follows = (i: number, style: MarkerStyle, n: number): boolean => {
    for (let j = nextSame[i] ?? -1, steps = 0; j >= 0 && steps < 12; j = nextSame[j] ?? -1, steps++) {
      const other = candidates[j]?.marker;
      if (other === undefined || other.style !== style) return false;
      if (other.n === n + 1) return true;
      if (other.n === 1) return false;
    }
    return false;
  };
  const last = new Map<MarkerStyle, number>();
  const inner = new Map<MarkerStyle, { n: number; line: number }>();
  const accepted: { candidate: Candidate; inner: boolean }[] = [];
  for (const [i, candidate] of candidates.entries()) {
    const { marker, lineStart } = candidate;
    const { style, n } = marker;
    if (lineStart) {
      if (marker.sign === ' ' && !(n === (last.get(style) ?? 0) + 1 || (n === 1 && follows(i, style, n))))
        continue;
      last.set(style, n);
      if (style !== 'circled')
        for (const other of last.keys()) if (RANK[other] > RANK[style]) forget(other, last);
      accepted.push({ candidate, inner: false });
      continue;
    }
    if (marker.sign === ' ') continue;
    const from = lines[candidate.line]?.a ?? 0;
    const ownLevel = (total.get(style) ?? 0) < 2;
    const head = candidates[nextAtHead[i] ?? -1]?.marker;
    const sequel = n === (last.get(style) ?? 0) + 1 && n > 1;
    if (ownLevel || (sequel && head?.n !== n)) {
      const starts = n === 1 && follows(i, style, n);
      if (mayStand(fold, from, candidate, sequel, starts)) {
        last.set(style, n);
        accepted.push({ candidate, inner: false });
        continue;
      }
      if (ownLevel) continue;
    }
    const chain = inner.get(style);
    const goesOn = chain !== undefined && chain.line === candidate.line && chain.n + 1 === n;
    if (mayStand(fold, from, candidate, goesOn, n === 1 && follows(i, style, n))) {
      inner.set(style, { n, line: candidate.line });
      accepted.push({ candidate, inner: true });
    }
  }
  return accepted;
}

/** A higher marker closes the count below it, except where the numbers run on across headings: those are kept apart. */
function forget(style: MarkerStyle, last: Map<MarkerStyle, number>): void {
  if (style === 'circled' || style === 'ordinal' || style === 'letter') last.delete(style);
}
