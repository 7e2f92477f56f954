import { SIMPLIFIED_BY_TRADITIONAL } from './traditional.ts';

/** Characters that print nothing: byte order mark, zero-width signs, soft hyphen. */
const UNSEEN = new Set([0xfeff, 0x200b, 0x200c, 0x200d, 0x2060, 0xad]);

const BLANKS = new Set([0x20, 0xa0, 0x2002, 0x2003, 0x2004, 0x2005, 0x2009, 0x202f, 0x3000, 0x0b, 0x0c]);

const SPECIAL = new Map<number, number>(
  (
    [
      ['〞', '”'],
      ['〝', '“'],
      ['"', '”'],
      ['﹙', '('],
      ['﹚', ')'],
      ['–', '—'],
      ['―', '—'],
      ['─', '—'],
      ['━', '—'],
      ['‐', '-'],
      ['‑', '-'],
      ['−', '-'],
      ['〜', '~'],
      ['∼', '~'],
      ['﹪', '%'],
      ['﹔', ';'],
      ['﹕', ':'],
      ['﹐', ','],
      ['﹑', '、'],
      ['｡', '。'],
      ['､', '、'],
      ['∶', ':'],
      ['≧', '≥'],
      ['≦', '≤'],
      ['〔', '〔'],
      ['〇', '〇'],
    ] as const
  ).map(([from, to]) => [from.charCodeAt(0), to.charCodeAt(0)]),
);

const isRadical = (code: number): boolean =>
  (code >= 0x2e80 && code <= 0x2fdf) || (code >= 0xf900 && code <= 0xfaff);

/**
 * The character that stands for this one when words are matched: half width, simplified, one kind of dash and blank.
 * @param code UTF-16 code unit
 * @returns code unit, or -1 where nothing is printed
 */
export function foldCode(code: number): number {
  let folded = FOLDED[code] ?? UNKNOWN;
  if (folded === UNKNOWN) FOLDED[code] = folded = folding(code);
  return folded;
}

/** What each code folds to, kept once it was asked for: papers ask for the same few thousand again and again. */
const UNKNOWN = -2;
const FOLDED = new Int32Array(0x1_0000).fill(UNKNOWN);

function folding(code: number): number {
  if (code < 0x80) return code === 0x22 ? 0x201d : code === 0x0b || code === 0x0c ? 0x20 : code;
  if (UNSEEN.has(code)) return -1;
  if (BLANKS.has(code)) return 0x20;
  if (code >= 0xff01 && code <= 0xff5e) return code === 0xff02 ? 0x201d : code - 0xfee0;
  const special = SPECIAL.get(code);
  if (special !== undefined) return special;
  if (isRadical(code)) return String.fromCharCode(code).normalize('NFKC').charCodeAt(0);
  return SIMPLIFIED_BY_TRADITIONAL.get(code) ?? code;
}

/** The same for a short string, such as a heading of a column. */
export function foldText(text: string): string {
  let folded = '';
  for (let i = 0; i < text.length; i++) {
    const code = foldCode(text.charCodeAt(i));
    if (code >= 0) folded += String.fromCharCode(code);
  }
  return folded;
}

/** Folded and without any white space: how column headings and labels are compared. */
export const squeeze = (text: string): string => foldText(text).replace(/\s+/g, '');

export const isHan = (code: number): boolean =>
  (code >= 0x4e00 && code <= 0x9fff) || (code >= 0x3400 && code <= 0x4dbf) || code === 0x3007;

export const isTraditional = (code: number): boolean => SIMPLIFIED_BY_TRADITIONAL.has(code);

/** Syllables in brackets that a converter has put behind characters: 創(chuàng)建 → 創建. */
export const withoutPinyin = (text: string): string => text.replace(/[(（][a-zà-ǜ]{1,6}[)）]/g, '');
