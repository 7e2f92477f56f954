import { printed } from './counting.ts';
import { moment } from './excel-date.ts';

/**
 * A number of a worksheet as its format shows it: 0.9 under `0%` is 90%. Dates print as 2026-09-30 whatever their
 * format, so that the year is there.
 *
 * @param code  format code, for example `0.0%`, `#,##0"户"`, `yyyy"年"m"月"d"日"`
 * @param from1904 whether day 0 is 1 January 1904 (old Macintosh workbooks)
 */
export function shown(value: number, code: string, from1904: boolean): string {
  if (code.length > 255 || !Number.isFinite(value)) return plain(value);
  const { section, sign } = sectionFor(value, code);
  const tokens = tokensOf(section);
  const chinese = /\[DBNum([12])\]/i.exec(section)?.[1];
  if (isPlain(tokens)) {
    if (chinese)
      return printed(value, chinese === '1' ? 'chineseCountingThousand' : 'chineseLegalSimplified');
    return tokens.trim() === '' && section !== '' ? sign + literals(section) : plain(value);
  }
  if (MOMENT.test(tokens)) return moment(value, tokens, from1904) ?? plain(value);
  return /[0#?]/.test(tokens)
    ? sign + withDigits(Math.abs(value), section, tokens)
    : sign + literals(section);
}

/** The code without literals. */
const tokensOf = (section: string): string =>
  section.replace(/"[^"]*"|\\.|_.|\*.|\[(?!(?:h+|m+|s+)\])[^\]]*\]/gi, '');
const isPlain = (tokens: string): boolean =>
  /general|通用格式|@|\?\/|\/[\d?]/i.test(tokens) || tokens.trim() === '';
const MOMENT = /[ymdhs]|aaa|e(?![+-])/i;

/** Whether a number under this format is a day: a date serial, with or without the time. */
export function isMoment(code: string): boolean {
  if (code.length > 255) return false;
  const tokens = tokensOf(sectionFor(1, code).section);
  return (
    !isPlain(tokens) &&
    MOMENT.test(tokens) &&
    /[ymda]/i.test(tokens.replace(/h+[^a-z]*m+|m+[^a-z]*s+|am\/pm|a\/p|\[[hms]+\]/gi, ''))
  );
}

/** A text cell under a format such as `@"街道"`. */
export function shownText(text: string, code: string): string {
  const section = sectionsOf(code).find((each) => each.includes('@'));
  if (section === undefined || section.trim() === '@') return text;
  return literals(section, text);
}

/** Format codes that a workbook names by number only; 27 to 58 are those of Chinese Excel. */
export const BUILT_IN: Readonly<Record<number, string>> = {
  1: '0', 2: '0.00', 3: '#,##0', 4: '#,##0.00', 9: '0%', 10: '0.00%', 11: '0.00E+00', 12: '# ?/?', 13: '# ??/??',
  14: 'yyyy-m-d', 15: 'd-mmm-yy', 16: 'd-mmm', 17: 'mmm-yy', 18: 'h:mm', 19: 'h:mm:ss', 20: 'h:mm', 21: 'h:mm:ss',
  22: 'yyyy-m-d h:mm', 27: 'yyyy-m', 28: 'm-d', 29: 'm-d', 30: 'm-d-yy', 31: 'yyyy-m-d', 32: 'h:mm', 33: 'h:mm:ss',
  34: 'h:mm', 35: 'h:mm:ss', 36: 'yyyy-m', 37: '#,##0', 38: '#,##0', 39: '#,##0.00', 40: '#,##0.00', 41: '#,##0',
  42: '#,##0', 43: '#,##0.00', 44: '#,##0.00', 45: 'mm:ss', 46: '[h]:mm:ss', 47: 'mm:ss', 48: '##0.0E+0', 49: '@',
  50: 'yyyy-m', 51: 'm-d', 52: 'yyyy-m', 53: 'm-d', 54: 'm-d', 55: 'h:mm', 56: 'h:mm:ss', 57: 'yyyy-m', 58: 'm-d',
}; // prettier-ignore

/** As Excel shows a number without a format, but never in powers of ten while the digits are known. */
function plain(value: number): string {
  return String(Number(value.toPrecision(15)));
}

const sectionsOf = (code: string): string[] => code.split(/;(?=(?:[^"]*"[^"]*")*[^"]*$)/);

/** The section for the value's sign or condition; a section of its own for negatives needs no further sign. */
function sectionFor(value: number, code: string): { section: string; sign: string } {
  const sections = sectionsOf(code);
  const minus = value < 0 ? '-' : '';
  const conditions = sections.map((section) => /\[([<>=]+)(-?[\d.]+)\]/.exec(section));
  if (conditions.some(Boolean)) {
    const met = conditions.findIndex((each) => each && holds(value, each[1] ?? '', Number(each[2])));
    const other = conditions.findIndex((each) => each === null);
    return { section: sections[met >= 0 ? met : other] ?? 'General', sign: minus };
  }
  if (value < 0 && sections[1] !== undefined) return { section: sections[1], sign: '' };
  if (value === 0 && sections[2] !== undefined) return { section: sections[2], sign: '' };
  return { section: sections[0] ?? 'General', sign: minus };
}

function holds(value: number, sign: string, limit: number): boolean {
  if (sign === '=') return value === limit;
  if (sign === '<>') return value !== limit;
  return (
    (sign.includes('>') && value > limit) ||
    (sign.includes('<') && value < limit) ||
    (sign.endsWith('=') && value === limit)
  );
}

/** The words around the number; `at` stands for @. */
function literals(section: string, at = ''): string {
  return pieces(section)
    .map((piece) => (piece === '@' ? at : literal(piece)))
    .join('');
}

/** Quoted text, escapes, brackets and single signs. */
const pieces = (section: string): string[] => section.match(/"[^"]*"?|\\.|_.|\*.|\[[^\]]*\]|./gsu) ?? [];

function literal(piece: string): string {
  if (piece.startsWith('"')) return piece.replaceAll('"', '');
  if (piece.startsWith('\\')) return piece.slice(1);
  if (piece.startsWith('[')) return /^\[\$([^-\]]*)/.exec(piece)?.[1] ?? '';
  return piece.length > 1 || '0#?.,@'.includes(piece) ? '' : piece;
}

function withDigits(value: number, section: string, tokens: string): string {
  const percents = tokens.match(/%/g)?.length ?? 0;
  const thousands = /[0#?],+(?=[0#?])/.test(tokens);
  const scaling = /[0#?](,+)(?=[^0#?,]*$|\.)/.exec(tokens)?.[1]?.length ?? 0;
  const [whole = '', fraction = ''] = tokens.split(/e[+-]/i)[0]?.split('.') ?? [];
  const most = fraction.match(/[0#?]/g)?.length ?? 0;
  const least = fraction.match(/0/g)?.length ?? 0;
  const scaled = (value * 100 ** percents) / 1000 ** scaling;
  const exponent = /e([+-])(0+)/i.exec(tokens);
  let digits: string;
  if (exponent) {
    const [mantissa = '', power = '0'] = scaled.toExponential(Math.min(most, 20)).split('e');
    digits = `${mantissa}E${power.startsWith('-') ? '-' : exponent[1] === '+' ? '+' : ''}${power.slice(1).padStart(exponent[2]?.length ?? 1, '0')}`;
  } else {
    const [before = '', after = ''] = rounded(scaled, Math.min(most, 20)).split('.');
    const padded = before.padStart(whole.match(/0/g)?.length ?? 0, '0');
    const grouped = thousands ? padded.replace(/\B(?=(\d{3})+$)/g, ',') : padded;
    const kept = after.replace(new RegExp(`0{0,${most - least}}$`), '');
    digits =
      (/[0]/.test(whole) || before !== '0' || most === 0 ? grouped : '') + (kept === '' ? '' : `.${kept}`);
  }
  return placed(section, digits);
}

/** Rounded as on paper (1.005 to 1.01), not by the binary value behind it. */
function rounded(value: number, places: number): string {
  const exact = plain(value);
  if (exact.includes('e')) return value.toFixed(places);
  return Number(`${Math.round(Number(`${exact}e${places}`))}e-${places}`).toFixed(places);
}

/** Words before and after the number; words inside it (000-0000) part its last digits. */
function placed(section: string, digits: string): string {
  const all = pieces(section.replace(/e[+-]0+/i, ''));
  const isDigit = (piece: string) => piece.length === 1 && '0#?.,'.includes(piece);
  const first = all.findIndex((piece) => '0#?.'.includes(piece) && piece.length === 1);
  const last = all.findLastIndex(isDigit);
  let inner = digits;
  let fromEnd = 0;
  for (let at = last; at >= first; at--) {
    const piece = all[at] ?? '';
    if (isDigit(piece)) fromEnd++;
    else if (!digits.includes('.')) {
      const cut = Math.max(0, inner.length - fromEnd);
      inner = inner.slice(0, cut) + literal(piece) + inner.slice(cut);
      fromEnd += literal(piece).length;
    }
  }
  return (
    all.slice(0, first).map(literal).join('') +
    inner +
    all
      .slice(last + 1)
      .map(literal)
      .join('')
  );
}
