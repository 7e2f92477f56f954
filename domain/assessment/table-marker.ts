import { chineseNumeral, plain } from './table-piece.ts';

/** What stands before and behind a title: its code or number, its points or weight. */
export interface MarkedTitle {
  title: string;
  /** A code that names it over the whole framework: Ⅲ-12, 1.1.2, A3-1. */
  code: string | null;
  /** A number that names it among its neighbours: 一、 (二) 3. 4) */
  ordinal: number | null;
  /** The smaller, the higher it stands; null without code or number. */
  rank: number | null;
  points: number | null;
  weight: string | null;
}

const ROMANS = 'ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ';
const CIRCLED = '①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳';
const HAN = '[一二三四五六七八九十百]+';

const TYPED = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII'];

/** Rank of a code by its depth; null where the words are no code. */
export function codeRank(code: string): number | null {
  const roman = new RegExp(`^([${ROMANS}])(?:[-.]\\d+)+$`).exec(code);
  if (roman) return 40 + ROMANS.indexOf(roman[1] ?? '') + code.split(/[.-]/).length - 2;
  // Ⅱ-3 typed as II-3
  const typed = /^(I{1,3}|IV|VI{0,3})(?:[-.]\d+)+$/.exec(code)?.[1];
  if (typed !== undefined) return 40 + TYPED.indexOf(typed) + code.split(/[.-]/).length - 2;
  if (/^(?:[A-Za-z]{1,4}-?)?\d{1,4}(?:[.-]\d{1,4})*$/.test(code)) return 40 + code.split(/[.-]/).length;
  return null;
}

/** The code as it is compared: half width, one kind of dash, no blanks and no point at its end. */
export const plainCode = (text: string): string =>
  plain(text)
    .replaceAll(/\s+/g, '')
    .replaceAll(/[—–−‐‑]+/g, '-')
    .replace(/^[([]?(.*?)[)\].、]*$/, '$1');

const MARKERS: { pattern: RegExp; rank: number; read: (written: string) => number | null }[] = [
  { pattern: new RegExp(`^第(${HAN})(?:部分|章|篇|类)\\s*`), rank: 5, read: chineseNumeral },
  { pattern: new RegExp(`^([${ROMANS}])[、.\\s]\\s*`), rank: 8, read: (sign) => ROMANS.indexOf(sign) + 1 },
  { pattern: new RegExp(`^(${HAN})[、.]\\s*`), rank: 10, read: chineseNumeral },
  { pattern: new RegExp(`^\\((${HAN})\\)[、.]?\\s*`), rank: 20, read: chineseNumeral },
  { pattern: /^(\d{1,3})[、.](?!\d)\s*/, rank: 41, read: Number },
  {
    pattern:
      /^(\d{1,3})\s+(?=[\u4e00-\u9fff“《])(?!个|项|处|次|米|岁|天|小时|公里|公顷|[年月日分人户度](?:以|内|之|的|及|$))/,
    rank: 41,
    read: Number,
  },
  { pattern: /^(\d{1,3})\)[、.]?\s*/, rank: 60, read: Number },
  { pattern: /^\((\d{1,3})\)[、.]?\s*/, rank: 62, read: Number },
  { pattern: new RegExp(`^([${CIRCLED}])\\s*`), rank: 70, read: (sign) => CIRCLED.indexOf(sign) + 1 },
];

const CODES = [
  new RegExp(`^([${ROMANS}]\\s*[-—–.]\\s*\\d{1,4}(?:[-.]\\d{1,3})*)[\\s、.:]*`),
  /^([A-Z]{1,4}-?\d{1,3}(?:[-.]\d{1,3})*)(?:[\s、.:]+|(?=[\u4e00-\u9fff]))/,
  /^(\d{1,3}(?:\.\d{1,3}){1,5})(?![\d%米分万亿度倍元㎡公千])[\s、.:]*/,
  // 1-1 学习教育, 1-1-2学习教育; 3-5个 is a range.
  /^(\d{1,3}(?:-\d{1,3}){1,5})(?:[\s、.:]+(?=[\u4e00-\u9fff“《])|(?<=-\d{1,3}-\d{1,3})(?:[\s、.:]+|(?=[\u4e00-\u9fff])))(?![个项处次人米年月日天分岁户度小公里])/,
];

const WORTH =
  /[([【]\s*(?:共?\d{1,3}[项个条],?)?(?:满分|分值|总分|标准分|基础分|权重|占比|最高|最多|上限|不超过|共|计|占)*[:为]?\s*(\d{1,4}(?:\.\d{1,4})?)\s*(分|%)[)\]】]\s*[:。]?$/;

/** Takes a title apart; a list of points (1)… 2)…) keeps its numbers, which are not the title's own. */
export function markedTitle(text: string): MarkedTitle {
  const marked: MarkedTitle = {
    title: text,
    code: null,
    ordinal: null,
    rank: null,
    points: null,
    weight: null,
  };
  // Same length, so that what is found in one is cut off the other.
  const folded = plain(text).length === text.length ? plain(text) : text;
  const worth = WORTH.exec(folded);
  let end = text.length;
  if (worth) {
    end = worth.index;
    if (worth[2] === '%') marked.weight = `${worth[1]}%`;
    else marked.points = Number(worth[1]);
  }
  const words = folded.slice(0, end);
  let start = 0;
  for (const pattern of CODES) {
    const match = pattern.exec(words);
    if (match === null || match[0].length === words.length) continue;
    marked.code = plainCode(match[1] ?? '');
    marked.rank = codeRank(marked.code);
    start = match[0].length;
    break;
  }
  if (marked.code === null) {
    for (const { pattern, rank, read } of MARKERS) {
      const match = pattern.exec(words);
      if (match === null || match[0].length === words.length) continue;
      if (isList(words, match[0], match[1] ?? '')) break;
      marked.ordinal = read(match[1] ?? '');
      marked.rank = rank;
      start = match[0].length;
      break;
    }
  }
  marked.title = text.slice(start, end).trim();
  // What ends a point of a list is no part of its name.
  if (marked.ordinal !== null && !/[;；。].*[;；。]$/.test(marked.title))
    marked.title = marked.title.replace(/[;；。]$/, '');
  return marked.title === '' ? { ...marked, title: text.trim() } : marked;
}

/** The next number in the same dress stands further on: the words are points of a list. */
function isList(words: string, marker: string, number: string): boolean {
  const own = CIRCLED.indexOf(number);
  const next = own >= 0 ? CIRCLED[own + 1] : /^\d+$/.test(number) ? String(Number(number) + 1) : null;
  if (next == null) return false;
  const [before = '', behind = ''] = marker.trimEnd().split(number);
  return words.includes(`${before}${next}${behind}`, marker.length);
}
