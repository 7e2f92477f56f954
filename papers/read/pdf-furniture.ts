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
  /^[-—–―‐·•\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/,\uff0c、]?\s*共?\s*\d{1,4}\s*页?)?[-—–―‐·•\s]*$/;

/** A line of a table of contents: dots that lead to a page. */
const LEADERS = /(?:[.…·]\s?){5,}\s*[-—(\uff08]?\d{1,4}[-—)\uff09]?$/;

/** Takes heads, feet and numbers of pages, and tables of contents, out of the lines. @returns how many lines went */
export function removeFurniture(pages: readonly PageLines[]): number {
  const seen = new Map<string, Set<number>>();
  pages.forEach((page, at) => {
    for (const line of [...edge(page, 'top'), ...edge(page, 'bottom')]) {
      const key = keyOf(line);
      seen.set(key, (seen.get(key) ?? new Set()).add(at));
    }
  });
  const spacing = usualSpacing(pages);
  /** Pages whose outermost line says this: a head on nearly all is sure, on left or right pages only it must stand apart. */
  const isFurniture = (line: Line, inner: Line | undefined): boolean => {
    if (PAGE_NUMBER.test(line.text)) return true;
    const often = seen.get(keyOf(line))?.size ?? 0;
    const apart =
      !inner || Math.abs(inner.baseline - line.baseline) > spacing * 1.25 || line.size < inner.size * 0.9;
    return (often > 2 && often >= pages.length * 0.8) || (often >= Math.max(2, pages.length * 0.4) && apart);
  };
  let removed = 0;
  for (const page of pages) {
    const before = page.lines.length;
    for (const side of ['top', 'bottom'] as const) {
      // From the outside in: what stands inside of a line that stays is text.
      for (
        let [line, inner] = edge(page, side);
        line && isFurniture(line, inner);
        [line, inner] = edge(page, side)
      ) {
        page.lines = page.lines.filter((each) => each !== line);
      }
    }
    page.lines = page.lines.filter(({ text }) => !LEADERS.test(text));
    removed += before - page.lines.length;
  }
  return removed;
}

/** The outermost lines of a side, from the outside in. */
function edge({ height, lines }: PageLines, side: 'top' | 'bottom'): Line[] {
  if (side === 'top') return lines.slice(0, DEEP).filter(({ baseline }) => baseline < height * ZONE);
  return lines
    .slice(-DEEP)
    .filter(({ baseline }) => baseline > height * (1 - ZONE))
    .toReversed();
}

function usualSpacing(pages: readonly PageLines[]): number {
  const steps = pages.flatMap(({ lines }) =>
    lines.slice(1).map((line, at) => line.baseline - (lines[at]?.baseline ?? 0)),
  );
  return steps.sort((a, b) => a - b)[Math.floor(steps.length / 2)] ?? 0;
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

/** The same words at the same height, whatever the number of the page. */
const keyOf = ({ text, baseline }: Line): string =>
  `${Math.round(baseline / 6)}:${text.replace(/\s/g, '').replace(/\d+/g, '#')}`;
