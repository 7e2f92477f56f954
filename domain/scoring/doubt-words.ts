import type { Locale } from '../kernel/refusal.ts';
import type { NodeDoubt } from './doubt.ts';
import type { Flag } from './outliers.ts';

/** How an interval was found, for the page that shows it. */
export const METHOD_WORDS: Record<NodeDoubt['method'], Record<Locale, string>> = {
  exact: { 'zh-CN': '不是抽样得来，没有抽样误差。', en: 'Not counted from a sample: no sampling error.' },
  rate: {
    'zh-CN': '按点位抽样估计：威尔逊得分区间，点位相近的观测已按设计效应折算。',
    en: 'Estimated from sampled sites: Wilson’s score interval at the effective sample size.',
  },
  draws: {
    'zh-CN': '把下面各项的比率一起模拟推演，按规则计分后取区间。',
    en: 'All rates below are drawn together and scored by their rules; the interval is taken from the draws.',
  },
  unknown: { 'zh-CN': '没有观测，得分待定。', en: 'Not observed: the points are open.' },
  not_applicable: { 'zh-CN': '不适用。', en: 'Does not apply.' },
};

export const TOO_FEW_WORDS: Record<Locale, string> = {
  'zh-CN': '点位太少，还不能下结论。',
  en: 'Too few sites to say.',
};

/** Where the rules' steps make few observations cost points by chance (`total.stepped`). */
export const STEPPED_WORDS: Record<Locale, string> = {
  'zh-CN': '点位少、规则分档陡，得分受偶然影响大，已落在区间之外；请增加点位后再看。',
  en: 'Few sites under steep rules: the points lie outside their own interval. See more sites before relying on them.',
};

/** Why a unit is not ranked, in the words of the page. */
export const UNRANKED_WORDS: Record<'no_points' | 'too_few', Record<Locale, string>> = {
  no_points: { 'zh-CN': '没有得分，不参加排名。', en: 'No points: not ranked.' },
  too_few: {
    'zh-CN': '只看了 {sample} 个点位，少于 {minimum} 个，不参加排名。',
    en: 'Seen at {sample} sites, fewer than {minimum}: not ranked.',
  },
};

export const FLAG_WORDS: Record<Flag['kind'], Record<Locale, string>> = {
  far_value: {
    'zh-CN':
      '标准 {criterion} 的一个数值 {value} 与同类的中位数 {median} 相差很远（稳健 z 值 {z}），建议核对。',
    en: 'A value of {value} under criterion {criterion} is far from the median {median} of its like (robust z {z}): worth checking.',
  },
  uniform_marks: {
    'zh-CN':
      '打分人 {marker} 的 {marks} 个分中有 {times} 个都是 {value}，按其他人的打分预计约 {expected} 个（偶然出现的可能性不超过 {chance}），建议复看。',
    en: '{times} of {marks} marks by {marker} are {value}; from the marks of others about {expected} were to be expected (by chance at most {chance}): worth a second look.',
  },
  same_sheets: {
    'zh-CN':
      '{units} 的填报有 {common} 项可比，其中 {same} 项完全相同，预计约 {expected} 项（偶然出现的可能性不超过 {chance}），建议了解原因。',
    en: 'The sheets of {units} agree in {same} of {common} answers, where about {expected} were to be expected (by chance at most {chance}): worth asking why.',
  },
};

const fill = (words: string, facts: Readonly<Record<string, unknown>>): string =>
  words.replace(/\{(\w+)\}/g, (_, name: string) => String(facts[name] ?? ''));

/** One sentence with the numbers of the flag; a question, not a verdict. */
export function sayFlag(flag: Flag, locale: Locale): string {
  const between = locale === 'zh-CN' ? '、' : ' and ';
  const units = flag.kind === 'same_sheets' ? flag.units.join(between) : '';
  return fill(FLAG_WORDS[flag.kind][locale], { ...flag, units });
}

/** Why a unit is not ranked. */
export function sayUnranked(
  reason: { code: 'no_points' } | { code: 'too_few'; sample: number; minimum: number },
  locale: Locale,
): string {
  return fill(UNRANKED_WORDS[reason.code][locale], reason);
}
