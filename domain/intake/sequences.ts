import type { Line } from './clean.ts';
import { foldText } from './fold.ts';
import { markerAt, RANK } from './markers.ts';
import type { Marker, MarkerStyle } from './markers.ts';
import { isSurelyUnit } from './unit-names.ts';

/** A place that may be a marker. */
export interface Candidate {
  a: number;
  marker: Marker;
  /** Index of its line. */
  line: number;
  lineStart: boolean;
  /** Number that Word generated. */
  number: string | null;
}

export interface AcceptedMarker {
  candidate: Candidate;
  /** An enumeration inside a paragraph, below the numbering of the lines. */
  inner: boolean;
}

/** Why a marker inside a line is believed. */
type Reason = 'expected' | 'starts' | 'skips' | 'alone' | 'none';

const BEGINS =
  /[一二三四五六七八九十百]{1,4} ?[、.]|\( ?[一二三四五六七八九十]{1,4} ?\)|\( ?\d{1,3} ?\)|\d{1,3} ?[、.](?!\d{1,3}(?![\d年月 ]))|第 ?[一二三四五六七八九十百\d]{1,5} ?(?:[章节条]|阶段|部分)|(?<=[。;,:] ?)[一二三四五六七八九十]是|[①-⑳⑴-⒛㉑-㉟❶-❿㈠-㈩]/g;
const CLOSING = /[。;!?:)】”’》.,]/;
const TITLE_END =
  /(?:方案|通知|意见|计划|规划|办法|细则|要点|汇报|总结|报告|体系|手册|清单|任务|如下|分解表|如下:) *$/;
const POINTED_AT = /(?:第|附件 ?:?|附表|图|表|式|按照|根据|依据|见|上述|前款|本条|之|和|至|到|与|款|条) *$/;
const POINTS_ON = /^ *(?:[、至到和及与]|款|项(?!目)|条(?!例)|目(?!标)|点(?!位))/;
const UNIT_LABELS = /(?:责任|牵头|配合|落实)(?:单位|部门) ?[:。]/g;

/** The markers of the lines: those at their heads, and those inside them that the count proves. */
export function markersIn(fold: string, lines: readonly Line[]): AcceptedMarker[] {
  const candidates = findCandidates(fold, lines);
  const chain = new Chain(candidates);
  const together = lines.map((line) => runsTogether(fold, line, lines.length));
  const last = new Map<MarkerStyle, number>();
  const inner = new Map<MarkerStyle, { n: number; line: number }>();
  const accepted: AcceptedMarker[] = [];
  for (const [i, candidate] of candidates.entries()) {
    const { marker, lineStart } = candidate;
    const { style, n } = marker;
    const before = last.get(style) ?? 0;
    if (lineStart) {
      if (marker.sign === ' ' && !(n === before + 1 || (n === 1 && chain.follows(i)))) continue;
      last.set(style, n);
      for (const other of last.keys()) {
        // The count of a list may run on across headings, but not that of ringed numbers.
        if (RANK[other] > RANK[style] && (other === 'circled' || other === 'ordinal' || other === 'letter'))
          last.delete(other);
      }
      accepted.push({ candidate, inner: false });
      continue;
    }
    if (marker.sign === ' ') continue;
    const from = lines[candidate.line]?.a ?? 0;
    const reason = (known: number): Reason => {
      if (n === known + 1 && n > 1) return 'expected';
      if (n === 1)
        return chain.follows(i)
          ? 'starts'
          : opensAlone(fold, accepted.at(-1)?.candidate, candidate)
            ? 'alone'
            : 'none';
      return known > 0 && n > known && n <= known + 3 && chain.follows(i) ? 'skips' : 'none';
    };
    if (style === 'ordinal') {
      // 一是…;二是… is one list, whether its first point begins a line or not.
      const why = n === 1 ? (chain.follows(i) ? 'starts' : 'none') : n === before + 1 ? 'expected' : 'none';
      if (!mayStand(fold, from, candidate, why)) continue;
      last.set(style, n);
      accepted.push({ candidate, inner: false });
      continue;
    }
    const ownLevel = chain.atHeads(style) < 2;
    const why = reason(before);
    if (n === 1 && opensAlone(fold, accepted.at(-1)?.candidate, candidate)) {
      last.set(style, n);
      accepted.push({ candidate, inner: false });
      continue;
    }
    const sequel = why === 'expected' && chain.nextAtHead(i)?.n !== n;
    if ((ownLevel && together[candidate.line] === true) || sequel) {
      if (mayStand(fold, from, candidate, why)) {
        last.set(style, n);
        accepted.push({ candidate, inner: false });
        continue;
      }
      if (ownLevel) continue;
    }
    const open = inner.get(style);
    const known = open !== undefined && open.line === candidate.line ? open.n : 0;
    const again = reason(known);
    if ((again === 'expected' || again === 'starts') && mayStand(fold, from, candidate, again)) {
      inner.set(style, { n, line: candidate.line });
      accepted.push({ candidate, inner: true });
    }
  }
  return accepted;
}

/** Does a line hold what should be several, so that its inner markers number items and not enumerations? */
function runsTogether(fold: string, line: Line, lines: number): boolean {
  const length = line.b - line.a;
  if (lines < 6 || length > 1500) return true;
  return length > 60 && (fold.slice(line.a, line.b).match(UNIT_LABELS)?.length ?? 0) >= 2;
}

/** What the candidates say about each other. */
class Chain {
  private readonly candidates: readonly Candidate[];
  private readonly same: number[] = [];
  private readonly head: number[] = [];
  private readonly heads = new Map<MarkerStyle, number>();

  constructor(candidates: readonly Candidate[]) {
    this.candidates = candidates;
    const seen = new Map<MarkerStyle, number>();
    const seenAtHead = new Map<MarkerStyle, number>();
    for (let i = candidates.length - 1; i >= 0; i--) {
      const candidate = candidates[i];
      if (candidate === undefined) continue;
      const { style } = candidate.marker;
      this.same[i] = seen.get(style) ?? -1;
      this.head[i] = seenAtHead.get(style) ?? -1;
      seen.set(style, i);
      if (!candidate.lineStart) continue;
      seenAtHead.set(style, i);
      this.heads.set(style, (this.heads.get(style) ?? 0) + 1);
    }
  }

  /** How many lines begin with this style. */
  atHeads(style: MarkerStyle): number {
    return this.heads.get(style) ?? 0;
  }

  nextAtHead(i: number): Marker | undefined {
    return this.candidates[this.head[i] ?? -1]?.marker;
  }

  /** Does the next number come before the count begins anew? */
  follows(i: number): boolean {
    const n = this.candidates[i]?.marker.n ?? 0;
    for (let j = this.same[i] ?? -1, steps = 0; j >= 0 && steps < 12; j = this.same[j] ?? -1, steps++) {
      const other = this.candidates[j]?.marker;
      if (other === undefined || other.n === 1) return false;
      if (other.n === n + 1) return true;
    }
    return false;
  }
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
    /** The last number of a list of names behind a label. */
    let name: Marker | null = null;
    for (let found = BEGINS.exec(text); found !== null; found = BEGINS.exec(text)) {
      const at = line.a + found.index;
      const marker = markerAt(fold, at);
      if (marker === null || marker.end > line.b) continue;
      if (numbersName(fold, line.a, at, marker, name)) {
        name = marker;
        continue;
      }
      candidates.push({ a: at, marker, line: i, lineStart: false, number: null });
      BEGINS.lastIndex = Math.max(BEGINS.lastIndex, marker.end - line.a);
    }
  }
  return candidates;
}

/** 责任单位:1.县城管局;2.县住建局 */
function numbersName(fold: string, from: number, at: number, marker: Marker, before: Marker | null): boolean {
  const name = /^[^。;,、\n]{2,24}/.exec(fold.slice(marker.end, marker.end + 24))?.[0].trim() ?? '';
  if (!isSurelyUnit(name)) return false;
  if (marker.n === 1) return /(?:单位|部门) ?: *$/.test(fold.slice(Math.max(from, at - 6), at));
  return (
    before?.style === marker.style &&
    before.n === marker.n - 1 &&
    isSurelyUnit(fold.slice(before.end, at).replace(/[;,、 ]+$/, ''))
  );
}

/** What stands before an inner marker: the end of a clause, a blank, or a word. */
function boundary(fold: string, lineStart: number, at: number): 'hard' | 'soft' | 'none' {
  let i = at - 1;
  while (i >= lineStart && fold.charCodeAt(i) === 0x20) i -= 1;
  if (i < lineStart) return 'hard';
  const char = fold[i] ?? '';
  if (CLOSING.test(char)) return 'hard';
  return i < at - 1 ? 'soft' : 'none';
}

/** A list of units without its full stop: 责任单位:县城管局、县财政局6.强化… */
const endsUnitList = (fold: string, from: number, a: number): boolean =>
  /(?:单位|部门) ?[:。][^。;!?]*$/.test(fold.slice(Math.max(from, a - 160), a));

const LONGEST_HEADING = 40;

/** A list of one item only: its 1. stands right behind the heading above it. */
function opensAlone(fold: string, above: Candidate | undefined, { a, marker }: Candidate): boolean {
  if (above === undefined || RANK[above.marker.style] >= RANK[marker.style]) return false;
  const words = fold.slice(above.marker.end, a);
  return words.length >= 2 && words.length <= LONGEST_HEADING && !/[。;,]/.test(words) && words.endsWith(' ');
}

/** (一)改善环境1.修路: the heading before has run into the first number of its list. */
const endsHeading = (fold: string, from: number, { a, marker }: Pick<Candidate, 'a' | 'marker'>): boolean =>
  marker.sign === '.' &&
  /[)、.] ?[一-鿿“”()\d-]{2,30}$/.test(fold.slice(Math.max(from, a - 34), a)) &&
  /[一-鿿“]/.test(fold[marker.end] ?? '');

function mayStand(fold: string, from: number, { a, marker }: Candidate, why: Reason): boolean {
  if (why === 'none') return false;
  if (POINTS_ON.test(fold.slice(marker.end, marker.end + 3))) return false;
  if (POINTED_AT.test(fold.slice(Math.max(from, a - 4), a))) return false;
  const edge = boundary(fold, from, a);
  if (edge !== 'none') return true;
  const before = fold[a - 1] ?? '';
  switch (marker.style) {
    case 'han':
      if (why === 'expected')
        return /[一-鿿]/.test(before) && !/[第十百零之其、一二三四五六七八九]/.test(before);
      return why === 'starts' && TITLE_END.test(fold.slice(Math.max(from, a - 6), a));
    case 'arabic':
      if (before === '(' || /[\d.、第]/.test(before)) return false;
      if (why === 'expected')
        return endsUnitList(fold, from, a) || (marker.sign === '.' && /[一-鿿]/.test(before));
      return (
        why === 'starts' &&
        (TITLE_END.test(fold.slice(Math.max(from, a - 6), a)) || endsHeading(fold, from, { a, marker }))
      );
    case 'article':
      return why === 'expected' && /[一-鿿]/.test(before);
    case 'part':
    case 'chapter':
    case 'section':
    case 'stage':
      return false;
    case 'circled':
      return why === 'expected' || why === 'starts';
    default:
      return why === 'expected' || (why === 'starts' && !/\d/.test(before));
  }
}
