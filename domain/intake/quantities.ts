import { chineseNumber } from './numerals.ts';

/** A number with its unit of measure, by its place in the folded text. */
export interface Quantity {
  a: number;
  /** Behind the unit. */
  b: number;
  value: number;
  /** The lesser number of a range: 3至5个. */
  low: number | null;
  unitA: number;
  unitB: number;
  unit: string;
  /** 余, 多 behind the number: more than it says. */
  more: boolean;
  /** Written in Chinese numerals. */
  han: boolean;
  /** The unit measures time. */
  time: boolean;
  percent: boolean;
}

const TIME_UNITS = '个?工作日|小时|分钟|秒钟?|个?学时|个?课时|天|日|周|个月|年|岁';
const UNITS = [
  '(?:[一-鿿]{1,3}|m³|μg|mg|kg)\\/(?:[十百]?[万千百])?(?:平方公里|平方米|立方米|公里|季度|小时|户|人|月|年|次|天|日|升|m³|床|亩)',
  '个?百分点',
  '%|‰',
  '平方公里|平方千米|平方米|立方米|万立方米|公里|千米|公顷|平米|㎡|m²|米|亩|公斤|千克|毫克|克|斤|吨|升|分贝|dB(?:\\(A\\))?|μg\\/m³|微克\\/立方米|℃|千瓦|兆瓦',
  '元|美元',
  '人次|户次|场次|车次|件次|课次|辆次|班次|人天',
  TIME_UNITS,
  '户|人|名|位|标台|个|处|条|桌|项|家|所|座|场|次|批次|套|件|篇|幅|块|面|台|辆|支|队|本|册|份|张|株|棵|盏|部|只|片|栋|幢|间|门|节|届|档|对|组|班|起|例|宗|笔|枚|副|根|期|口|眼|厅|层|段|车|艘|架|盆|桶|箱|袋|樘|帧|杆|基(?!本|础|层|地|金|准|点|数|站)|床(?!位)|组|轮(?!车|摩托|电动|椅|胎|毂|渡)|堂|首|则|倍|成|分|县|乡|镇|村|社区|街道|小区|学校|站|点|步|亩次|路',
];
const HAN = '[一二两三四五六七八九十百千]{1,5}';
const QUANTITY = new RegExp(
  `(?:(?<percent>百分之(?<parts>[一二三四五六七八九十百零点]{1,6}))|(?:(?<low>\\d{1,6}(?:\\.\\d{1,3})?) ?(?:至|到|—{1,2}|-|~) ?(?=\\d))?(?<num>\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d{1,9}(?:\\.\\d{1,4})?(?:、\\d{1,2}(?= ?(?:%|万[亩平]|公里|平方|个百分点)))?|${HAN}) ?(?<mult>万|亿)? ?(?<more>余|多|几)? ?(?<unit>${UNITS.join('|')})(?<more2>余|多)?)`,
  'g',
);
/** Measures whose 万 belongs to the unit: 万元, 万亩, 万平方米. */
const KEEPS_WAN = /^(?:元|美元|亩|平方米|立方米|平方公里|公里|米|千米|公顷|吨|平米|㎡|千瓦|户$)/;
const IS_TIME = new RegExp(`^(?:${TIME_UNITS})$`);

/** All quantities of the text in order. */
export function quantitiesIn(text: string): Quantity[] {
  const found: Quantity[] = [];
  if (!/[\d一二两三四五六七八九十百]/.test(text)) return found;
  for (const match of text.matchAll(QUANTITY)) {
    const groups: Record<string, string | undefined> = match.groups ?? {};
    const before = text[match.index - 1] ?? '';
    const a = match.index;
    const b = a + match[0].length;
    if (groups['percent'] !== undefined) {
      const value = percentOf(groups['parts'] ?? '');
      if (value !== null)
        found.push({
          a,
          b,
          value,
          low: null,
          unitA: b,
          unitB: b,
          unit: '%',
          more: false,
          han: false,
          time: false,
          percent: true,
        });
      continue;
    }
    const digits = groups['num'] ?? '';
    const han = !/\d/.test(digits);
    if (han && /^[百千]$/.test(digits)) continue;
    if (han ? /[第十百千万之其统同唯]/.test(before) : /[\d.第]/.test(before)) continue;
    if (!han && digits.startsWith('0') && !digits.startsWith('0.') && digits !== '0') continue;
    let value = han
      ? (chineseNumber(digits.replace('两', '二')) ?? Number.NaN)
      : Number(digits.replaceAll(',', '').replace('、', '.'));
    if (!Number.isFinite(value)) continue;
    const unit = groups['unit'] ?? '';
    const more = groups['more'] !== undefined || groups['more2'] !== undefined;
    const mult = groups['mult'];
    let unitB = b - (groups['more2']?.length ?? 0);
    let unitA = unitB - unit.length;
    let written = unit;
    if (mult !== undefined) {
      if (KEEPS_WAN.test(unit) && unit !== '户') {
        // 万元 as one unit; with 余 between, as in 3万余元, the sign is left out.
        written = `${mult}${unit}`;
        unitA = groups['more'] === undefined ? text.lastIndexOf(mult, unitA) : unitA;
      } else value = round(value * (mult === '万' ? 10_000 : 100_000_000));
    }
    if (unit === '站' || unit === '点') unitB = unitA + 1;
    found.push({
      a,
      b,
      value,
      low: lower(groups['low'], value),
      unitA,
      unitB,
      unit: written,
      more,
      han,
      time: IS_TIME.test(unit),
      percent: unit === '%' || unit === '‰',
    });
  }
  return found;
}

/** 3至5个 begins at 3; 2-1 is no range. */
const lower = (digits: string | undefined, value: number): number | null =>
  digits !== undefined && Number(digits) < value ? Number(digits) : null;

const round = (value: number): number => Math.round(value * 1e6) / 1e6;

/** 九十五点五 → 95.5 */
function percentOf(words: string): number | null {
  const [whole = '', fraction] = words.split('点');
  const value = whole === '百' ? 100 : chineseNumber(whole);
  if (value === null || fraction === undefined || fraction === '') return value;
  const digits = [...fraction].map((char) => chineseNumber(char) ?? 0).join('');
  return Number(`${value}.${digits}`);
}
