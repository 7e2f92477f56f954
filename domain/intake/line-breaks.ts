import { markerAt } from './markers.ts';

/** One physical line of the document, in positions of the folded text. */
export interface PhysicalLine {
  a: number;
  b: number;
  /** Number that Word generated. */
  number: string | null;
  /** White space before its first word, in half characters. */
  indent: number;
  /** A page mark stood between it and the line before. */
  afterPage: boolean;
  /** It may not be joined to the line before: a table or another text frame lies between. */
  apart: boolean;
}

const CLOSED = /[。!?:;)】”》>]$/;
const OPEN = /[、,(“《]$/;
const LABEL =
  /^[【\[(]? ?(?:[一-鿿]{0,6}(?:单位|部门|领导|责任人|联系人|时限|期限|时间|标准|目标|任务|措施|内容|要求)) ?[】\])]? ?[:。]/;

const width = (fold: string, a: number, b: number): number => {
  let sum = 0;
  for (let i = a; i < b; i++) sum += fold.charCodeAt(i) < 0x2e80 ? 1 : 2;
  return sum;
};

/**
 * Which lines go on in the next one: lines broken by a converter at the width of the page, or by the page itself.
 * @returns for each line whether it is joined to the line before it
 */
export function findSoftBreaks(fold: string, lines: readonly PhysicalLine[]): boolean[] {
  const widths = lines.map((line) => width(fold, line.a, line.b)).filter((size) => size > 0);
  const sorted = [...widths].sort((one, other) => one - other);
  const edge = sorted[Math.floor(sorted.length * 0.9)] ?? 0;
  const full = widths.filter((size) => size >= edge * 0.85).length;
  const wrapped = widths.length >= 6 && edge <= 120 && edge >= 24 && full >= widths.length * 0.3;
  return lines.map((line, i) => {
    const before = lines[i - 1];
    if (before === undefined || line.apart || line.number !== null || before.b === before.a) return false;
    if (markerAt(fold, line.a) !== null || LABEL.test(fold.slice(line.a, line.a + 16))) return false;
    const end = fold.slice(before.b - 1, before.b);
    const size = width(fold, before.a, before.b);
    if (OPEN.test(end)) return size >= 16;
    if (CLOSED.test(end)) return false;
    if (markerAt(fold, before.a)?.end === before.b) return false;
    if (line.afterPage && size >= 24 && (size >= edge * 0.85 || size >= 60)) return true;
    if (wrapped && size >= edge * 0.85) return true;
    return size >= 170;
  });
}
