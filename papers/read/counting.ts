/**
 * A value as Word prints it in one of its number formats (ST_NumberFormat of OOXML; .doc and RTF say the same by number).
 * Formats of languages that do not occur in such documents print plain digits, as Word does without their fonts.
 *
 * @param value 0 or more; formats that have no sign for it fall back to digits
 */
export function printed(value: number, format: string): string {
  const make = FORMATS[format];
  return (make && make(value)) ?? String(value);
}

/** Names of the number formats by the number (nfc) that .doc and RTF give them. */
export const FORMAT_BY_NUMBER: Readonly<Record<number, string>> = {
  0: 'decimal', 1: 'upperRoman', 2: 'lowerRoman', 3: 'upperLetter', 4: 'lowerLetter', 5: 'ordinal', 10: 'ideographDigital',
  11: 'japaneseCounting', 14: 'decimalFullWidth', 16: 'ideographLegalTraditional', 17: 'japaneseDigitalTenThousand',
  18: 'decimalEnclosedCircle', 19: 'decimalFullWidth2', 22: 'decimalZero', 23: 'bullet', 26: 'decimalEnclosedFullstop',
  27: 'decimalEnclosedParen', 28: 'decimalEnclosedCircleChinese', 29: 'ideographEnclosedCircle', 30: 'ideographTraditional',
  31: 'ideographZodiac', 32: 'ideographZodiacTraditional', 33: 'taiwaneseCounting', 34: 'ideographLegalTraditional',
  35: 'taiwaneseCountingThousand', 36: 'taiwaneseDigital', 37: 'chineseCounting', 38: 'chineseLegalSimplified',
  39: 'chineseCountingThousand', 57: 'numberInDash', 255: 'none',
}; // prettier-ignore

const DIGITS = '〇一二三四五六七八九';
const STEMS = '甲乙丙丁戊己庚辛壬癸';
const BRANCHES = '子丑寅卯辰巳午未申酉戌亥';

type Printer = (value: number) => string | undefined;

const FORMATS: Record<string, Printer> = {
  none: () => '',
  decimalZero: (n) => String(n).padStart(2, '0'),
  decimalFullWidth: (n) => shifted(String(n), 0xff10 - 0x30),
  decimalFullWidth2: (n) => shifted(String(n), 0xff10 - 0x30),
  numberInDash: (n) => `- ${n} -`,
  upperRoman: roman,
  lowerRoman: (n) => roman(n)?.toLowerCase(),
  upperLetter: letters,
  lowerLetter: (n) => letters(n)?.toLowerCase(),
  ordinal: (n) => `${n}${n % 100 > 10 && n % 100 < 14 ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th')}`,
  decimalEnclosedCircle: circled,
  decimalEnclosedCircleChinese: circled,
  ideographEnclosedCircle: (n) => run(0x3280, 1, 10)(n),
  decimalEnclosedParen: run(0x2474, 1, 20),
  decimalEnclosedFullstop: run(0x2488, 1, 20),
  ideographTraditional: (n) => STEMS[n - 1],
  ideographZodiac: (n) => BRANCHES[n - 1],
  ideographZodiacTraditional: (n) =>
    n < 1 ? undefined : STEMS.charAt((n - 1) % 10) + BRANCHES.charAt((n - 1) % 12),
  ideographDigital: digitByDigit,
  japaneseDigitalTenThousand: digitByDigit,
  taiwaneseDigital: digitByDigit,
  chineseCounting: (n) => (n < 100 ? chinese(n) : digitByDigit(n)),
  taiwaneseCounting: (n) => (n < 100 ? chinese(n) : digitByDigit(n)),
  chineseCountingThousand: chinese,
  taiwaneseCountingThousand: chinese,
  japaneseCounting: (n) =>
    chinese(n)
      ?.replace(/^一(?=[百千])/, '')
      .replaceAll('零', ''),
  chineseLegalSimplified: (n) => formal(n, '零壹贰叁肆伍陆柒捌玖', '拾佰仟万'),
  ideographLegalTraditional: (n) => formal(n, '零壹貳參肆伍陸柒捌玖', '拾佰仟萬'),
};

/** 一 … 十 … 九千九百九十九万, as people count: 十一, 一百零一, 一百一十. */
export function chinese(n: number): string | undefined {
  const words = spoken(n, '零一二三四五六七八九', '十百千万');
  return words?.replace(/^一十/, '十');
}

/** Formal numerals keep their leading one: 壹拾壹. */
const formal: (n: number, digits: string, units: string) => string | undefined = spoken;

function spoken(n: number, digits: string, units: string): string | undefined {
  if (!Number.isInteger(n) || n < 0 || n >= 100_000_000) return undefined;
  if (n < 10) return digits[n];
  if (n >= 10_000) {
    const rest = n % 10_000;
    const gap = rest > 0 && rest < 1_000 ? digits.charAt(0) : '';
    const head = spoken(Math.floor(n / 10_000), digits, units) ?? '';
    return head + units.charAt(3) + gap + (rest > 0 ? (spoken(rest, digits, units) ?? '') : '');
  }
  let words = '';
  let gap = false;
  for (let power = 3; power >= 0; power--) {
    const digit = Math.floor(n / 10 ** power) % 10;
    if (digit === 0) {
      gap = words !== '';
      continue;
    }
    words +=
      (gap ? digits.charAt(0) : '') + digits.charAt(digit) + (power > 0 ? units.charAt(power - 1) : '');
    gap = false;
  }
  return words;
}

function digitByDigit(n: number): string {
  return String(n).replace(/\d/g, (digit) => DIGITS.charAt(Number(digit)));
}

/** ①…⑳, ㉑…㉟, ㊱…㊿; beyond 50 there are no such characters. */
export function circled(n: number): string | undefined {
  return run(0x2460, 1, 20)(n) ?? run(0x3251, 21, 35)(n) ?? run(0x32b1, 36, 50)(n);
}

function run(code: number, first: number, last: number): Printer {
  return (n) => (n >= first && n <= last ? String.fromCodePoint(code + n - first) : undefined);
}

function shifted(digits: string, by: number): string {
  return digits.replace(/\d/g, (digit) => String.fromCodePoint(digit.charCodeAt(0) + by));
}

/** A … Z, AA, BB …: Word doubles the letter, it does not count on. */
function letters(n: number): string | undefined {
  if (n < 1 || n > 780) return undefined;
  return String.fromCodePoint(65 + ((n - 1) % 26)).repeat(Math.ceil(n / 26));
}

function roman(n: number): string | undefined {
  if (n < 1 || n > 3_999) return undefined;
  const signs: [number, string][] = [
    [1000, 'M'], [900, 'CM'], [500, 'D'], [400, 'CD'], [100, 'C'], [90, 'XC'],
    [50, 'L'], [40, 'XL'], [10, 'X'], [9, 'IX'], [5, 'V'], [4, 'IV'], [1, 'I'],
  ]; // prettier-ignore
  let rest = n;
  let words = '';
  for (const [value, sign] of signs) {
    words += sign.repeat(Math.floor(rest / value));
    rest %= value;
  }
  return words;
}
