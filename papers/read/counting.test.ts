import { expect, test } from 'vitest';
import { chinese, printed } from './counting.ts';

test.each([
  ['chineseCountingThousand', [1, 10, 11, 20, 101, 110, 123], '一 十 十一 二十 一百零一 一百一十 一百二十三'],
  ['chineseCounting', [9, 10, 21, 105], '九 十 二十一 一〇五'],
  ['japaneseCounting', [10, 12, 100, 101], '十 十二 百 百一'],
  ['ideographDigital', [1, 10, 25], '一 一〇 二五'],
  ['ideographTraditional', [1, 2, 10], '甲 乙 癸'],
  ['ideographZodiac', [1, 12], '子 亥'],
  ['ideographZodiacTraditional', [1, 11, 60], '甲子 甲戌 癸亥'],
  ['chineseLegalSimplified', [1, 12, 203], '壹 壹拾贰 贰佰零叁'],
  ['decimalEnclosedCircle', [1, 20, 21, 50, 51], '① ⑳ ㉑ ㊿ 51'],
  ['ideographEnclosedCircle', [1, 10], '㊀ ㊉'],
  ['decimalEnclosedParen', [1, 20], '⑴ ⒇'],
  ['upperLetter', [1, 26, 27, 28], 'A Z AA BB'],
  ['lowerRoman', [4, 9, 14], 'iv ix xiv'],
  ['decimalZero', [3, 12], '03 12'],
  ['numberInDash', [5], '- 5 -'],
  ['thaiNumbers', [7], '7'],
])('%s', (format, values, shown) => {
  expect(values.map((value) => printed(value, format)).join(' ')).toBe(shown);
});

test('large numbers are spoken with their gaps', () => {
  expect([1_000, 1_010, 10_000, 10_005, 20_110].map(chinese)).toEqual([
    '一千',
    '一千零一十',
    '一万',
    '一万零五',
    '二万零一百一十',
  ]);
});
