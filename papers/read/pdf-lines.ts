import type { Run } from './pdf-page.ts';

/** A printed line, its runs joined. */
export interface Line {
  text: string;
  left: number;
  right: number;
  baseline: number;
  size: number;
  /** Pieces that wide gaps part, as in columns that are only aligned. */
  pieces: { text: string; left: number; right: number }[];
}

const CHINESE = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’—…\u{20000}-\u{3fffd}]/u;

/** Puts runs that stand on one line together, from top to bottom and left to right. */
export function linesOf(runs: readonly Run[]): Line[] {
  const sorted = [...runs].sort((a, b) => a.baseline - b.baseline || a.x - b.x);
  const groups: Run[][] = [];
  for (const run of sorted) {
    const group = groups.findLast((each) => belongs(run, each));
    if (group) group.push(run);
    else groups.push([run]);
  }
  return groups
    .map(lineOf)
    .filter((line) => line !== null)
    .sort((a, b) => a.baseline - b.baseline);
}

/** On the same line: baselines nearly equal, or a small raised sign within the height of the others. */
function belongs(run: Run, group: readonly Run[]): boolean {
  const tallest = group.reduce((most, each) => (each.size > most.size ? each : most));
  const apart = Math.abs(run.baseline - tallest.baseline);
  return apart <= 0.3 * Math.max(run.size, tallest.size) || isRaised(run, tallest) || isRaised(tallest, run);
}

const isRaised = (small: Run, large: Run): boolean =>
  small.size < 0.75 * large.size &&
  small.baseline < large.baseline - 0.2 * large.size &&
  small.baseline > large.baseline - 0.8 * large.size;

function lineOf(group: readonly Run[]): Line | null {
  const runs = group.map(withoutThinBlanks).sort((a, b) => a.x - b.x);
  const tallest = runs.reduce((most, each) => (each.size > most.size ? each : most));
  const pieces: Line['pieces'] = [];
  let before: Run | null = null;
  for (const run of runs) {
    const piece = pieces.at(-1);
    // The number of a footnote; m² keeps its power.
    if (
      before &&
      isRaised(run, tallest) &&
      /^[\d①-⑳[\]*]+$/.test(run.text.trim()) &&
      !/[a-zA-Z]\s*$/.test(before.text)
    )
      continue;
    const gap = before ? run.x - (before.x + before.width) : 0;
    if (!piece || (before && gap > 0.9 * tallest.size))
      pieces.push({ text: run.text, left: run.x, right: run.x + run.width });
    else {
      piece.text += (isBlank(gap, piece.text, run) ? ' ' : '') + run.text;
      piece.right = Math.max(piece.right, run.x + run.width);
    }
    before = run;
  }
  for (const piece of pieces) piece.text = piece.text.trim();
  const printed = pieces.filter(({ text }) => text !== '');
  const [first] = printed;
  if (!first) return null;
  return {
    text: printed.map(({ text }) => text).join(' '),
    left: first.left,
    right: printed.at(-1)?.right ?? first.right,
    baseline: tallest.baseline,
    size: tallest.size,
    pieces: printed,
  };
}

/** The engine reports thin gaps inside a run as blanks; how wide they are shows in the width of the run. */
function withoutThinBlanks(run: Run): Run {
  const blanks = run.text.match(BESIDE_CHINESE)?.length ?? 0;
  if (blanks === 0) return run;
  let signs = 0;
  for (const sign of run.text) signs += sign === ' ' ? 0 : /[\x21-\x7e]/.test(sign) ? 0.5 : 1;
  const each = (run.width / run.size - signs) / (run.text.match(/ /g)?.length ?? 1);
  return each > 0.45 ? run : { ...run, text: run.text.replace(BESIDE_CHINESE, '') };
}

const BESIDE_CHINESE =
  /(?<=[\u2e80-\u9fff\uff00-\uffef]) (?=[!-~])|(?<=[!-~]) (?=[\u2e80-\u9fff\uff00-\uffef])/g;

/** Writers set a quarter of a character between Chinese and digits; that is no blank of the text. */
function isBlank(gap: number, before: string, { text, size }: Run): boolean {
  if (/\s$/.test(before) || /^\s/.test(text)) return false;
  const chinese = CHINESE.test(before.slice(-1)) || CHINESE.test(text.slice(0, 1));
  return gap > size * (chinese ? 0.6 : 0.18);
}

/** Text of two lines in one: a blank only between words of letters. */
export function joinLines(before: string, after: string): string {
  const apart = /[!-~]$/.test(before) && /^[!-~]/.test(after);
  return before + (apart ? ' ' : '') + after;
}

/** What begins a paragraph by itself: 一、 (一) 1. (1) ① 第一章 附件. */
export const MARKER =
  /^(?:第[一二三四五六七八九十百零〇\d]{1,5}[章节条款篇项部]|[一二三四五六七八九十百]{1,4}[、.\uff0e]|[(\uff08][一二三四五六七八九十百\d]{1,4}[)\uff09]|\d{1,3}[、.\uff0e](?!\d)|\d{1,3}[)\uff09]|[①-⑳㈠-㈩⒈-⒛⑴-⒇]|附件|附表|[A-Z][、.\uff0e])/;
