const DIGITS: Record<string, number> = {
  〇: 0,
  零: 0,
  一: 1,
  壹: 1,
  二: 2,
  两: 2,
  贰: 2,
  三: 3,
  叁: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};

const TENS: Record<string, number> = { 十: 10, 百: 100, 千: 1000 };
const MYRIADS: Record<string, number> = { 万: 10_000, 亿: 100_000_000 };

/**
 * 二十三 → 23, 一百零五 → 105, 二〇二六 → 2026, 三万五千 → 35000.
 * @returns null where the string is no Chinese numeral
 */
export function chineseNumber(text: string): number | null {
  if (text === '') return null;
  if (/^[〇零一二三四五六七八九]{2,}$/.test(text)) {
    return Number([...text].map((char) => DIGITS[char] ?? 0).join(''));
  }
  let total = 0;
  let section = 0;
  let digit = 0;
  for (const char of text) {
    const value = DIGITS[char];
    const ten = TENS[char];
    const myriad = MYRIADS[char];
    if (value !== undefined) digit = value;
    else if (ten !== undefined) {
      section += (digit === 0 ? 1 : digit) * ten;
      digit = 0;
    } else if (myriad !== undefined) {
      total = (total + section + digit || 1) * myriad;
      section = 0;
      digit = 0;
    } else return null;
  }
  return total + section + digit;
}
