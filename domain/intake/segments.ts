import type { Line } from './clean.ts';
import { RANK } from './markers.ts';
import type { MarkerStyle } from './markers.ts';
import { markersIn } from './sequences.ts';

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

/** Cuts the lines of the document at their markers: at the head of lines, and inside them where the count proves it. */
export function segmentsOf(fold: string, lines: readonly Line[]): Segment[] {
  const accepted = markersIn(fold, lines);
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
