import type { Locale } from '../kernel/refusal.ts';
import type { Cause } from './waterfall.ts';

/** What an open problem takes, as a code and the facts of its sentence. */
export interface Need {
  code: NeedCode;
  facts: Record<string, string | number>;
}

export const NEED_CODES = [
  'condition',
  'observation',
  'site',
  'occurrence',
  'absence',
  'more',
  'fewer',
] as const;
export type NeedCode = (typeof NEED_CODES)[number];

/** `{title}` is that of the criterion. A site that is not named is left out together with its brackets 〔 〕. */
export const NEED_WORDS: Record<NeedCode, Record<Locale, string>> = {
  condition: { 'zh-CN': '{title}：达到“{text}”', en: '{title}: meet "{text}"' },
  observation: {
    'zh-CN': '{title}：〔{site}，〕整改 1 处不符合项',
    en: '{title}: 〔{site}, 〕put 1 observation right',
  },
  site: {
    'zh-CN': '{title}：〔{site}，〕整改 {count} 处不符合项，使点位达标',
    en: '{title}: 〔{site}, 〕put {count} observations right so that the site passes',
  },
  occurrence: {
    'zh-CN': '{title}：消除“{text}”（{count} 条记录）',
    en: '{title}: no more "{text}" ({count} records)',
  },
  absence: { 'zh-CN': '{title}：补齐“{text}”', en: '{title}: provide "{text}"' },
  more: {
    'zh-CN': '{title}：“{text}”再增加 {count}{unit}，即可提高得分',
    en: '{title}: {count}{unit} more of "{text}" for more points',
  },
  fewer: {
    'zh-CN': '{title}：“{text}”再减少 {count}{unit}，即可提高得分',
    en: '{title}: {count}{unit} less of "{text}" for more points',
  },
};

export function sentenceOf(need: Need, locale: Locale, title: string): string {
  const facts: Record<string, string | number> = { title, ...need.facts };
  const filled = (text: string) => text.replace(/\{(\w+)\}/g, (_, name: string) => String(facts[name] ?? ''));
  return filled(
    NEED_WORDS[need.code][locale].replace(/〔(.*?)〕/g, (_, part: string) => (facts['site'] ? part : '')),
  );
}

/** Names of the bars of a waterfall. */
export const CAUSE_WORDS: Record<Cause, Record<Locale, string>> = {
  edition_points: { 'zh-CN': '分值调整', en: 'worth changed' },
  edition_rule: { 'zh-CN': '评分规则调整', en: 'rule changed' },
  edition_added: { 'zh-CN': '新增标准', en: 'criterion added' },
  edition_gone: { 'zh-CN': '取消标准', en: 'criterion dropped' },
  applicable: { 'zh-CN': '转为适用', en: 'now applies' },
  not_applicable: { 'zh-CN': '转为不适用', en: 'no longer applies' },
  observed: { 'zh-CN': '新观测到', en: 'newly observed' },
  unobserved: { 'zh-CN': '未再观测', en: 'no longer observed' },
  better: { 'zh-CN': '情况变好', en: 'better' },
  worse: { 'zh-CN': '情况变差', en: 'worse' },
  caps: { 'zh-CN': '封顶与保底', en: 'caps and floors' },
};
