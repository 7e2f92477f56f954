import { joinLines } from './pdf-lines.ts';
import type { Line } from './pdf-lines.ts';

export interface PageLines {
  height: number;
  lines: Line[];
}

/** Page heads and feet stand in the outer eighth of the page, and at most so many lines deep. */
const ZONE = 0.125;
const DEEP = 3;

const PAGE_NUMBER =
  /^[-—–―‐·•\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/,,、]?\s*共?\s*\d{1,4}\s*页?)?[-—–―‐·•\s]*$/;

/** A line of a table of contents: dots that lead to a page. */
const LEADERS = /(?:[.…·]\s?){5,}\s*[-—(]?\d{1,4}[-—)]?$/;

/** Takes heads, feet and numbers of pages, and tables of contents, out of the lines. @returns how many lines went */
export function removeFurniture(pages: readonly PageLines[]): number {
  const seen = new Map<string, Set<number>>();
  pages.forEach((page, at) => {
    for (const line of margins(page)) {
      const key = keyOf(line);
      seen.set(key, (seen.get(key) ?? new Set()).add(at));
    }
  });
  // A head may stand on left or right pages only, and not on the first.
  const often = Math.max(2, Math.floor(pages.length * 0.4));
  let removed = 0;
  for (const page of pages) {
    const outer = new Set(margins(page));
    const kept = page.lines.filter((line) => {
      const recurs = (seen.get(keyOf(line))?.size ?? 0) >= often;
      if (LEADERS.test(line.text)) return false;
      return !outer.has(line) || !(recurs || PAGE_NUMBER.test(line.text));
    });
    removed += page.lines.length - kept.length;
    page.lines = kept;
  }
  return removed;
}

/** Takes the footnotes out of the lines: small print at the bottom of a page that begins with a number or a star. */
export function footnotesOf(pages: readonly PageLines[]): string[] {
  const sizes = pages.flatMap(({ lines }) => lines.map(({ size }) => size)).sort((a, b) => a - b);
  const usual = sizes[Math.floor(sizes.length / 2)] ?? 0;
  const notes: string[] = [];
  for (const page of pages) {
    const start = page.lines.findLastIndex(({ size }) => size > usual * 0.88) + 1;
    const small = page.lines.slice(start);
    const first = small[0];
    if (start === 0 || !first || first.baseline < page.height * 0.6 || !NOTE_MARK.test(first.text)) continue;
    page.lines = page.lines.slice(0, start);
    for (const { text } of small) {
      if (NOTE_MARK.test(text) || notes.length === 0) notes.push(text);
      else notes.push(joinLines(notes.pop() ?? '', text));
    }
  }
  return notes;
}

const NOTE_MARK = /^(?:\d{1,2}(?!\d)|[①-⑳]|[*※†]|\[\d{1,2}\])/;

/** The outermost lines at top and bottom. */
function margins({ height, lines }: PageLines): Line[] {
  const top = lines.slice(0, DEEP).filter(({ baseline }) => baseline < height * ZONE);
  const bottom = lines.slice(-DEEP).filter(({ baseline }) => baseline > height * (1 - ZONE));
  return [...top, ...bottom];
}

/** The same words at the same height, whatever the number of the page. */
const keyOf = ({ text, baseline }: Line): string =>
  `${Math.round(baseline / 6)}:${text.replace(/\s/g, '').replace(/\d+/g, '#')}`;
