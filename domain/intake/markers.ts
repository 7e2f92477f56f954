import { chineseNumber } from './numerals.ts';

/** How an item is numbered, from the outermost to the innermost in the usual order of official papers. */
export type MarkerStyle =
  | 'part'
  | 'code1'
  | 'code2'
  | 'code3'
  | 'chapter'
  | 'section'
  | 'article'
  | 'han'
  | 'stage'
  | 'hanParen'
  | 'namedHan'
  | 'named'
  | 'arabic'
  | 'decimal2'
  | 'decimal3'
  | 'arabicParen'
  | 'arabicHalf'
  | 'circled'
  | 'letter'
  | 'ordinal'
  | 'bullet';

export const RANK: Record<MarkerStyle, number> = {
  part: 1,
  code1: 2.2,
  code2: 3.2,
  code3: 4.2,
  chapter: 2,
  section: 2.5,
  article: 2.8,
  han: 3,
  stage: 3.5,
  hanParen: 4,
  namedHan: 4.4,
  named: 4.5,
  arabic: 5,
  decimal2: 5.4,
  decimal3: 5.7,
  arabicParen: 6,
  arabicHalf: 6.5,
  circled: 7,
  letter: 7.5,
  ordinal: 8,
  bullet: 9,
};

export interface Marker {
  style: MarkerStyle;
  /** Its place in the count; 0 for bullets. */
  n: number;
  /** Where the printed number ends: before the full stop or 、 behind it. */
  shown: number;
  /** Where the text behind it begins. */
  end: number;
  /** The sign behind the number: "." or "、"; a blank where only a blank stands there; or none. */
  sign: string;
}

const HAN = '一二三四五六七八九十百';
const PATTERNS: readonly [RegExp, (found: RegExpExecArray) => [MarkerStyle, string] | null][] = [
  [
    new RegExp(`(第 ?([${HAN}零〇\\d]{1,5}) ?(编|部分|篇|章|节|条|阶段|步|类))([、:.]?) *`, 'y'),
    ([, , n = '', kind = '']) => [KINDS[kind] ?? 'part', n],
  ],
  [new RegExp(`(([${HAN}]{1,4})) ?([、.]) *`, 'y'), ([, , n = '']) => ['han', n]],
  [new RegExp(`(\\( ?([${HAN}]{1,4}) ?\\))([、.]?) *`, 'y'), ([, , n = '']) => ['hanParen', n]],
  [new RegExp(`(([${HAN}]{1,3})\\))([、.]?) *`, 'y'), ([, , n = '']) => ['hanParen', n]],
  [
    /((\d{1,2})\.(\d{1,2})((?:\.\d{1,2})?))(?:[.、] *|(?=[ 一-鿿“(]))(?! *(?:[万亿%元米亩倍月]|公里|公顷|平方|个|分贝|小时)) */y,
    ([, , , second = '', third = '']) => (third === '' ? ['decimal2', second] : ['decimal3', third.slice(1)]),
  ],
  [/((\d{1,3})) ?([、.])(?=\d{4} ?年|\d{1,2} ?月|[^\d]|$) */y, ([, , n = '']) => ['arabic', n]],
  [/((\d{1,2}))( ) *(?=[一-鿿“])/y, ([, , n = '']) => ['arabic', n]],
  [/(\( ?(\d{1,3}) ?\))([、.]?) */y, ([, , n = '']) => ['arabicParen', n]],
  [/((\d{1,2})\))([、.]?) */y, ([, , n = '']) => ['arabicHalf', n]],
  [
    new RegExp(
      `((?:任务|行动|工程|措施|举措|专项|攻坚|板块|项目|目标|清单|活动|战役|战场|主题|模块|领域)([${HAN}\\d]{1,3}))([:、. ]) *`,
      'y',
    ),
    ([, , n = '']) => [/\d/.test(n) ? 'named' : 'namedHan', n],
  ],
  [new RegExp(`(([${HAN}]{1,2})[是要])([:,]?) *`, 'y'), ([, , n = '']) => ['ordinal', n]],
  [new RegExp(`(第([${HAN}]{1,2}))([,、]) *`, 'y'), ([, , n = '']) => ['ordinal', n]],
  [
    /((Ⅰ|Ⅱ|Ⅲ|I{1,3})[-—](\d{1,3}))() *(?=[一-鿿“])/y,
    ([, , roman = '', n = '']) => [CODES[roman] ?? 'code1', n],
  ],
  [/(([a-zA-Z]))([.、)]) */y, ([, , letter = '']) => ['letter', String((letter.charCodeAt(0) | 32) - 96)]],
  [/(([●◆■▲★◇○□▪•·※➢◎]))() */y, () => ['bullet', '0']],
  [/((——?|-))() *(?=[一-鿿“])/y, () => ['bullet', '0']],
];

/** Codes of assessment frameworks: Ⅰ-1, Ⅱ-3, Ⅲ-12. */
const CODES: Record<string, MarkerStyle> = {
  Ⅰ: 'code1',
  Ⅱ: 'code2',
  Ⅲ: 'code3',
  I: 'code1',
  II: 'code2',
  III: 'code3',
};

const KINDS: Record<string, MarkerStyle> = {
  编: 'part',
  部分: 'part',
  篇: 'part',
  类: 'part',
  章: 'chapter',
  节: 'section',
  条: 'article',
  阶段: 'stage',
  步: 'stage',
};

/** One character that is a number in a ring, in brackets or with a full stop. */
function compact(code: number): [MarkerStyle, number] | null {
  if (code >= 0x2460 && code <= 0x2473) return ['circled', code - 0x245f];
  if (code >= 0x3251 && code <= 0x325f) return ['circled', code - 0x323c];
  if (code >= 0x2776 && code <= 0x277f) return ['circled', code - 0x2775];
  if (code >= 0x2474 && code <= 0x2487) return ['arabicParen', code - 0x2473];
  if (code >= 0x2488 && code <= 0x249b) return ['arabic', code - 0x2487];
  if (code >= 0x3220 && code <= 0x3229) return ['hanParen', code - 0x321f];
  return null;
}

/** Could a marker begin with this character? Cheap test before the patterns are tried. */
export const mayBegin = (code: number): boolean =>
  (code >= 0x30 && code <= 0x39) ||
  code === 0x28 ||
  (code >= 0x41 && code <= 0x7a) ||
  code >= 0x2010 ||
  code === 0xb7 ||
  code === 0x2d;

/** The marker that stands exactly at this position of the folded text, or null. */
export function markerAt(fold: string, position: number): Marker | null {
  const code = fold.charCodeAt(position);
  if (!mayBegin(code)) return null;
  const single = compact(code);
  if (single !== null) {
    let end = position + 1;
    while (fold.charCodeAt(end) === 0x20 || fold[end] === '、' || fold[end] === '.') end += 1;
    return { style: single[0], n: single[1], shown: position + 1, end, sign: '' };
  }
  for (const [pattern, read] of PATTERNS) {
    pattern.lastIndex = position;
    const found = pattern.exec(fold);
    if (found === null) continue;
    const kind = read(found);
    if (kind === null) continue;
    const [style, digits] = kind;
    const n = /^\d+$/.test(digits) ? Number(digits) : (chineseNumber(digits) ?? 0);
    if (style !== 'bullet' && n === 0) continue;
    const sign = /^[.、 ]$/.test(found[3] ?? '') ? (found[3] ?? '') : '';
    return { style, n, shown: position + (found[1]?.length ?? 0), end: position + found[0].length, sign };
  }
  return null;
}
