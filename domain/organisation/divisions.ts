/**
 * Divisions (区划): province, city, county, town, village by their official codes; below them grid cells, buildings and unit
 * entrances, numbered by the place itself.
 *
 * The official code (统计用区划代码) has 12 digits: 2 province, 2 city, 2 county, 3 town, 3 village. A level's own code is its first
 * 2, 4, 6, 9 or 12 digits; written in full, zeros fill the rest.
 */
export const DIVISION_LEVELS = [
  'province',
  'city',
  'county',
  'town',
  'village',
  'grid_cell',
  'building',
  'entrance',
] as const;
export type DivisionLevel = (typeof DIVISION_LEVELS)[number];

/** What a roster writes for each; the first is what screens show. */
export const DIVISION_WORDS: Record<DivisionLevel, readonly [string, ...string[]]> = {
  province: ['省', '自治区', '直辖市', '省级'],
  city: ['市', '地级市', '州', '盟', '地市级', '市级'],
  county: ['县', '区', '县级市', '旗', '县区', '县级'],
  town: ['乡镇(街道)', '乡镇', '街道', '镇', '乡', '园区', '乡镇级', '镇街'],
  village: ['村(社区)', '村', '社区', '居委会', '村社区', '村级'],
  grid_cell: ['网格', '网格单元'],
  building: ['楼栋', '楼', '栋', '小区楼栋'],
  entrance: ['单元', '单元门', '门洞'],
};

/** Digits of the official code down to a level; null below the village, where the place numbers itself. */
export const CODE_DIGITS: Record<DivisionLevel, number | null> = {
  province: 2,
  city: 4,
  county: 6,
  town: 9,
  village: 12,
  grid_cell: null,
  building: null,
  entrance: null,
};

export type DivisionCodeProblem =
  | 'not_digits' // an official level with letters in its code
  | 'wrong_length'
  | 'zeros_missing' // 12 digits, but more than the level's own are filled
  | 'no_own_digits' // the level's own digits are all zero
  | 'not_below_parent'; // does not begin with the code of the division above

/** The level's own digits of an official code, whether written short or in full; other codes stay as they are. */
export function ownCode(code: string, level: DivisionLevel): string {
  const digits = CODE_DIGITS[level];
  if (digits === null || !/^\d{12}$/.test(code)) return code;
  return /^0*$/.test(code.slice(digits)) ? code.slice(0, digits) : code;
}

/**
 * What is wrong with a code as an official one; null when it is right. A place may number a division itself, so this is a
 * warning, never a refusal.
 * @param parent  the division above, null for the highest
 */
export function divisionCodeProblem(
  code: string,
  level: DivisionLevel,
  parent: { code: string; level: DivisionLevel } | null,
): DivisionCodeProblem | null {
  const digits = CODE_DIGITS[level];
  const above = parent === null ? '' : ownCode(parent.code, parent.level);
  if (digits === null)
    return code.length > above.length && code.startsWith(above) ? null : 'not_below_parent';
  if (!/^\d+$/.test(code)) return 'not_digits';
  if (code.length !== digits && code.length !== 12) return 'wrong_length';
  const own = ownCode(code, level);
  if (own.length !== digits) return 'zeros_missing';
  const step = own.slice(level === 'province' ? 0 : -(level === 'town' || level === 'village' ? 3 : 2));
  if (/^0+$/.test(step)) return 'no_own_digits';
  return own.startsWith(above) ? null : 'not_below_parent';
}

/** A division stands below one of a higher level; levels in between may be missing (a municipality's districts). */
export const mayStandBelow = (level: DivisionLevel, parent: DivisionLevel): boolean =>
  DIVISION_LEVELS.indexOf(level) > DIVISION_LEVELS.indexOf(parent);
