import { printable } from './printable.ts';

const WORDS = new Intl.Segmenter('zh', { granularity: 'word' });
// A line of a title does not begin with one of these.
const CLINGS = /^[的之和与及等]|^\p{P}/u;

/** Width of the words in Chinese characters; letters and digits count half. */
export const characters = (words: string): number =>
  [...words].reduce((sum, letter) => sum + ((letter.codePointAt(0) ?? 0) < 0x2000 ? 0.5 : 1), 0);

/**
 * Characters that the lines of a title should hold so that they are of like length and break between words:
 * 回行时词意完整、排列对称. The title itself is not cut, so it reads back as one line.
 * @param room  characters that fit on the page's line
 */
export function titleWidth(title: string, room: number): number {
  const text = printable(title);
  const total = characters(text);
  if (text.includes('\n') || total <= room) return room;
  const even = total / Math.ceil(total / room);
  const ends: number[] = [];
  let at = 0;
  for (const { segment, index } of WORDS.segment(text)) {
    if (!CLINGS.test(text.slice(index))) ends.push(at);
    at += characters(segment);
  }
  // The first line is the widest (梯形); half a character of slack keeps rounding from breaking it early.
  const best = ends.find((end) => end >= even && end <= room - 0.5);
  return best === undefined ? room : best + 0.5;
}
