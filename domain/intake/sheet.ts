import { foldCode } from './fold.ts';
import type { Span } from './reading.ts';

/**
 * A stretch of the paper that is no text of the document (page mark, soft line break); `put` stands in its place: a colon
 * behind a label that stands alone on its line.
 */
export interface Cut extends Span {
  put: '' | ' ' | ':';
}

/**
 * The paper made ready for matching. `fold` is the text in half width and simplified characters, without cuts and
 * injected pinyin; `at[i]` is the offset in the paper of its i-th character, `at[fold.length]` the paper's length.
 */
export interface Sheet {
  raw: string;
  fold: string;
  at: Uint32Array;
  cuts: readonly Cut[];
}

const CHUNK = 8192;

/**
 * @param cuts   sorted, not overlapping; removed from what is matched and from what is shown
 * @param unread sorted, not overlapping; removed from what is matched only
 */
export function makeSheet(raw: string, cuts: readonly Cut[], unread: readonly Span[]): Sheet {
  const codes = new Uint16Array(raw.length);
  const at = new Uint32Array(raw.length + 1);
  let size = 0;
  let cut = 0;
  let skip = 0;
  for (let i = 0; i < raw.length; i++) {
    while (cut < cuts.length && (cuts[cut]?.end ?? 0) <= i) cut += 1;
    while (skip < unread.length && (unread[skip]?.end ?? 0) <= i) skip += 1;
    const here = cuts[cut];
    if (here !== undefined && here.start <= i) {
      if (here.put !== '' && here.start === i) {
        codes[size] = here.put.charCodeAt(0);
        at[size++] = i;
      }
      i = here.end - 1;
      continue;
    }
    const pinyin = unread[skip];
    if (pinyin !== undefined && pinyin.start <= i) {
      i = pinyin.end - 1;
      continue;
    }
    const code = foldCode(raw.charCodeAt(i));
    if (code < 0 || code === 0x0d) continue;
    codes[size] = code;
    at[size++] = i;
  }
  at[size] = raw.length;
  const parts: string[] = [];
  for (let i = 0; i < size; i += CHUNK) {
    parts.push(String.fromCharCode(...codes.subarray(i, Math.min(size, i + CHUNK))));
  }
  return { raw, fold: parts.join(''), at: at.subarray(0, size + 1), cuts };
}

/** First position in `fold` whose character stands at or behind this offset of the paper. */
export function foldOffset(sheet: Sheet, rawOffset: number): number {
  let low = 0;
  let high = sheet.fold.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sheet.at[middle] ?? 0) < rawOffset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Where a stretch of `fold` stands in the paper; the end includes its last character and nothing behind it. */
export function spanOf(sheet: Sheet, a: number, b: number): Span {
  const start = sheet.at[a] ?? sheet.raw.length;
  return { start, end: b > a ? (sheet.at[b - 1] ?? start) + 1 : start };
}

/** The words of a stretch as they are written, without the cuts in it. */
export function verbatim(sheet: Sheet, a: number, b: number): string {
  const { start, end } = spanOf(sheet, a, b);
  const { raw, cuts } = sheet;
  let low = 0;
  let high = cuts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((cuts[middle]?.end ?? 0) <= start) low = middle + 1;
    else high = middle;
  }
  let text = '';
  let from = start;
  for (let i = low; i < cuts.length; i++) {
    const cut = cuts[i];
    if (cut === undefined || cut.start >= end) break;
    if (cut.start > from) text += raw.slice(from, cut.start);
    text += cut.put;
    from = Math.max(from, cut.end);
  }
  return (text + raw.slice(from, end)).replaceAll('\r', '');
}

/** The stretch without blanks at its ends. */
export function trim(fold: string, a: number, b: number): { a: number; b: number } {
  while (a < b && fold.charCodeAt(a) <= 0x20) a += 1;
  while (b > a && fold.charCodeAt(b - 1) <= 0x20) b -= 1;
  return { a, b };
}
