import type { Earlier, EvidenceWindow } from './edition.ts';
import type { DutyRole } from './table-head.ts';
import { fullMethod } from './table-methods.ts';
import { chineseNumeral, plain, squeezed } from './table-piece.ts';

/** "10", "１０分", "5.5" as points; a deduction may stand with its minus. Null for anything else. */
export function readPoints(text: string): number | null {
  const match = /^(?:满分|分值|计|共)?[:(]?[-−+]?(\d{1,5}(?:\.\d{1,4})?)分?\)?$/.exec(squeezed(text));
  if (match) return Number(match[1]);
  const han = /^([一二三四五六七八九十百两]{1,5})分?$/.exec(squeezed(text))?.[1];
  return han === undefined ? null : chineseNumeral(han);
}

const METHOD_PARTS = /[、,;/\n|+]+|(?<=[一-鿿%])\s+(?=[一-鿿])/;

export interface MethodReading {
  method: string;
  /** "40%" */
  share: string | null;
}

/** 材料审核40%、实地考察60%; brackets stay together. */
export function readMethods(text: string): MethodReading[] {
  const found: MethodReading[] = [];
  for (const piece of splitOutside(plain(text), METHOD_PARTS)) {
    const words = piece
      .replace(/^(?:[①-⑳]|\(?\d{1,2}[.)](?!\d))\s*/, '')
      .replace(/[。.]$/, '')
      .trim();
    if (words === '') continue;
    const match = /^(.*?)[(:]?\s*(?:占|权重)?[:]?\s*(\d{1,3}(?:\.\d+)?)\s*%\)?$/.exec(words);
    const method = fullMethod((match?.[1] ?? words).replace(/[(:]$/, '').trim());
    const share = match === null ? null : `${match[2]}%`;
    if (method !== '' && !found.some((each) => each.method === method)) found.push({ method, share });
  }
  return found;
}

/** Splits at the pattern, but not inside brackets. */
export function splitOutside(text: string, pattern: RegExp): string[] {
  const kept: string[] = [];
  const hidden = text.replaceAll(
    /[(（【[][^()（）【】[\]]*[)）】\]]/g,
    (group) => `${HIDDEN}${kept.push(group) - 1}${HIDDEN}`,
  );
  return hidden
    .split(pattern)
    .map((piece) => piece.replaceAll(KEPT, (_, at: string) => kept[Number(at)] ?? '').trim());
}
// A code of the private area, which no document means.
const HIDDEN = '\uf8fe';
const KEPT = new RegExp(`${HIDDEN}(\\d+)${HIDDEN}`, 'g');

const ROLE_BEHIND: [RegExp, DutyRole][] = [
  [/[(](?:牵头|主责|主办|牵头单位|主要责任)[)]$|(?<=.{2})牵头$/, 'lead'],
  [/[(](?:配合|协办|协助|参与|配合单位)[)]$|(?<=.{2})配合$/, 'cooperating'],
  [/[(](?:责任|责任单位|负责)[)]$|(?<=.{2})负责$/, 'responsible'],
];
const ROLE_BEFORE: [RegExp, DutyRole][] = [
  [/^(?:牵头|主责|主办)(?:单位|部门)?[:]/, 'lead'],
  [/^(?:配合|协办|协助|协同|参与)(?:单位|部门)?[:]/, 'cooperating'],
  [/^(?:责任|承办|落实)(?:单位|部门)?[:]/, 'responsible'],
];

/** Names of units with their roles, as written; a role inside the cell outranks that of the column. */
export function readUnits(text: string, role: DutyRole): { unit: string; role: DutyRole }[] {
  const units: { unit: string; role: DutyRole }[] = [];
  let current = role;
  for (const piece of splitOutside(plain(text), /[、,;/\n|。]+|(?<=[一-鿿)])\s+(?=[一-鿿])/)) {
    let words = piece.trim();
    const before = ROLE_BEFORE.find(([sign]) => sign.test(words));
    if (before !== undefined) {
      current = before[1];
      words = words.replace(before[0], '').trim();
    }
    const behind = ROLE_BEHIND.find(([sign]) => sign.test(words));
    const unit = (behind === undefined ? words : words.replace(behind[0], '')).trim();
    const own = behind?.[1] ?? current;
    if (unit === '' || /^(?:[-—/]+|无)$/.test(unit)) continue;
    if (!units.some((each) => each.unit === unit && each.role === own)) units.push({ unit, role: own });
  }
  return units;
}

/** One demand for evidence each: by lines, numbers and semicolons. */
export const readDemands = (text: string): string[] =>
  text
    .replaceAll(/(?<=[^\s\d(])\s*(?=(?:\d{1,2}[.、](?!\d)|[((]\d{1,2}[))]|[①-⑳]))/g, '\n')
    .split(/[\n;；]+/)
    .map((demand) =>
      demand
        .trim()
        .replace(/^(?:\d{1,2}[.、](?!\d)|[((]\d{1,2}[))]|[①-⑳])\s*/, '')
        .replace(/。$/, ''),
    )
    .filter((demand) => demand !== '' && !/^(?:[-—/]+|无)$/.test(demand));

/** Names in a list: types of sites, of units, values of an axis. */
export const readNames = (text: string): string[] => [
  ...new Set(
    splitOutside(plain(text), /[、,;/\n|。]+/).filter(
      (name) => name !== '' && !/^(?:[-—]+|无|不限|全部|所有)$/.test(name),
    ),
  ),
];

const MONTH = /(20\d\d)\s*[年.\-/]\s*(\d{1,2})\s*月?/;

/** 近12个月; 2025年1月至2025年12月. What cannot be read keeps its text alone. */
export function readWindow(text: string): EvidenceWindow {
  const words = squeezed(text);
  const window: EvidenceWindow = { text: text.trim(), months: null, from: null, to: null };
  const months =
    /(\d{1,3})个月/.exec(words)?.[1] ?? (/近一年|一年(?:内|以内)|最近一年/.test(words) ? '12' : null);
  const two = new RegExp(
    `${MONTH.source}(?:\\d{1,2}日)?(?:至|到|-|—|~|–)+(?:(20\\d\\d)年)?(\\d{1,2})月`,
  ).exec(words);
  const year = /^(20\d\d)年(?:度|全年)?$/.exec(words)?.[1];
  if (two) {
    const [, from = '', first = '', to = from, last = ''] = two;
    window.from = `${from}-${first.padStart(2, '0')}`;
    window.to = `${to}-${last.padStart(2, '0')}`;
  } else if (year !== undefined) {
    window.from = `${year}-01`;
    window.to = `${year}-12`;
  } else if (months !== null) window.months = Number(months);
  return window;
}

const SIGNS: Record<string, Earlier['is']> = {
  '>': '>',
  '≥': '>=',
  '>=': '>=',
  '<': '<',
  '≤': '<=',
  '<=': '<=',
  '=': '=',
};

/**
 * "Ⅲ-12=1", "1.1.2为是", "1.1.2.点位数>0": only where an earlier answer was so.
 *
 * @param codes the code of each criterion by what it may be called: its code, its title
 */
export function readEarlier(text: string, codes: ReadonlyMap<string, string>): Earlier | null {
  const words = squeezed(text)
    .replaceAll(/[“”"'《》「」]/g, '')
    .replace(/^(?:仅在|仅当|当|如果|如|若|须|在)/, '')
    .replace(/(?:时|的|时适用|适用)+$/, '');
  const match = /^(.+?)(>=|<=|≥|≤|>|<|=|为|有|适用|存在|是)(-?\d+(?:\.\d+)?%?|是|有|否|无)?$/.exec(words);
  if (match === null) return null;
  const [, named = '', sign = '', value] = match;
  const known = [...codes.keys()]
    .filter((each) => named === each || named.startsWith(`${each}.`) || named.startsWith(`${each}:`))
    .sort((a, b) => b.length - a.length)[0];
  const code = known === undefined ? undefined : codes.get(known);
  if (known === undefined || code === undefined) return null;
  const fact = named.slice(known.length + 1) || 'value';
  if (value === '否' || value === '无') return { code, fact, is: '<=', than: '0' };
  if (value === undefined || value === '是' || value === '有')
    return value === undefined && SIGNS[sign] !== undefined ? null : { code, fact, is: '>', than: '0' };
  return { code, fact, is: SIGNS[sign] ?? '=', than: value };
}
