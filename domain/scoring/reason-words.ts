import type { Locale } from '../kernel/refusal.ts';

/** What can be said of a number (失分原因), each with the facts that its sentence needs. */
export interface Reasons {
  'out.fact': Record<never, never>;
  'out.tier': Record<never, never>;
  'out.unit_type': Record<never, never>;
  'out.when': { code: string };
  'out.not_asked': Record<never, never>;
  'out.nothing': Record<never, never>;
  unread: Record<never, never>;
  subframework: { title: string; low: string; high: string; max: string };
  part: { method: string; share: string };
  'guard.absence': { name: string };
  'guard.zero_tolerance': { name: string; amount: string };
  'guard.floor': { names: string };
  'guard.undecided': Record<never, never>;
  unknown: { names: string };
  conditions: { all: number; met: number };
  'conditions.lacking': { texts: string };
  'conditions.open': { texts: string };
  value: { name: string; amount: string };
  quotient: { above: string; amount: string; below: string; base: string; rate: string };
  members: { all: number; failed: number };
  'members.lacking': { names: string };
  'members.open': { names: string };
  sites: { all: number; failed: number };
  'sites.mean': { all: number; mean: string };
  'sites.open': { open: number };
  observations: { count: number; mean: string };
  formula: { text: string; amount: string };
  grade: { grade: string };
  grades: { grades: string };
  line: { name: string; amount: string; points: string };
  'line.open': { name: string };
  rate: { rate: string };
  range: { low: string; high: string };
  lost: { lost: string };
  added: { points: string };
  veto: Record<never, never>;
  child: { code: string; title: string; lost: string };
  capped: { code: string; title: string; cap: string; lost: string };
  raised: { lost: string };
  settled: { lost: string };
}

export type ReasonCode = keyof Reasons;

export interface Reason<C extends ReasonCode = ReasonCode> {
  code: C;
  facts: Reasons[C];
}

/** Clauses, so that several make one sentence. */
export const REASON_WORDS: Record<ReasonCode, Record<Locale, string>> = {
  'out.fact': { 'zh-CN': '已说明本条不适用', en: 'reported as not applicable' },
  'out.tier': { 'zh-CN': '本条不适用于这一级别', en: 'does not apply to this tier' },
  'out.unit_type': { 'zh-CN': '本条不适用于这类单位', en: 'does not apply to units of this type' },
  'out.when': { 'zh-CN': '前置条件（{code}）不成立', en: 'the earlier answer ({code}) takes it out' },
  'out.not_asked': {
    'zh-CN': '不由该单位负责，也没有该单位的观测',
    en: 'the unit does not answer for it and no fact names the unit',
  },
  'out.nothing': { 'zh-CN': '没有可测的对象', en: 'there is nothing to measure' },
  unread: { 'zh-CN': '评分规则尚未识读', en: 'its rule has not been read' },
  subframework: {
    'zh-CN': '“{title}”得{low}至{high}分，满分{max}分',
    en: '"{title}" comes to {low} to {high} of {max}',
  },
  part: { 'zh-CN': '{method}占{share}', en: '{method} counts {share}' },
  'guard.absence': { 'zh-CN': '没有“{name}”，不得分', en: 'there is no "{name}", so nothing is earned' },
  'guard.zero_tolerance': {
    'zh-CN': '“{name}”为{amount}，零容忍，不得分',
    en: '"{name}" is {amount}: zero tolerance, nothing is earned',
  },
  'guard.floor': {
    'zh-CN': '“{names}”触及底线，不得分',
    en: '"{names}" falls below the floor: nothing is earned',
  },
  'guard.undecided': { 'zh-CN': '是否触及底线尚未观测', en: 'whether the floor holds is not yet observed' },
  unknown: { 'zh-CN': '“{names}”尚未观测', en: '"{names}" is not yet observed' },
  conditions: { 'zh-CN': '{all}项条件中符合{met}项', en: '{met} of {all} conditions are met' },
  'conditions.lacking': { 'zh-CN': '未符合：{texts}', en: 'not met: {texts}' },
  'conditions.open': { 'zh-CN': '未观测：{texts}', en: 'not observed: {texts}' },
  value: { 'zh-CN': '“{name}”为{amount}', en: '"{name}" is {amount}' },
  quotient: {
    'zh-CN': '“{above}”{amount}，“{below}”{base}，实测值{rate}',
    en: '"{above}" {amount} of "{below}" {base}: {rate}',
  },
  members: { 'zh-CN': '{all}个对象中{failed}个未达标', en: '{failed} of {all} members fall short' },
  'members.lacking': { 'zh-CN': '未达标：{names}', en: 'short: {names}' },
  'members.open': { 'zh-CN': '未观测：{names}', en: 'not observed: {names}' },
  sites: { 'zh-CN': '{all}个点位中{failed}个未达标', en: '{failed} of {all} sites fall short' },
  'sites.mean': { 'zh-CN': '{all}个点位平均为{mean}', en: 'the mean of {all} sites is {mean}' },
  'sites.open': { 'zh-CN': '另有{open}个点位未观测', en: '{open} more sites are not observed' },
  observations: { 'zh-CN': '{count}次观测平均为{mean}', en: 'the mean of {count} observations is {mean}' },
  formula: { 'zh-CN': '按“{text}”计算为{amount}', en: '"{text}" gives {amount}' },
  grade: { 'zh-CN': '评为{grade}档', en: 'grade {grade}' },
  grades: { 'zh-CN': '可能为{grades}档', en: 'possible grades: {grades}' },
  line: { 'zh-CN': '“{name}”为{amount}，扣减{points}分', en: '"{name}" is {amount}: less {points} points' },
  'line.open': { 'zh-CN': '“{name}”尚未观测，扣减未定', en: '"{name}" is not yet observed' },
  rate: { 'zh-CN': '得分率{rate}', en: '{rate} of the points' },
  range: { 'zh-CN': '得分在{low}至{high}分之间', en: 'between {low} and {high} points' },
  lost: { 'zh-CN': '扣{lost}分', en: 'loses {lost} points' },
  added: { 'zh-CN': '加{points}分', en: 'adds {points} points' },
  veto: { 'zh-CN': '一票否决生效', en: 'the veto strikes' },
  child: { 'zh-CN': '“{title}”扣{lost}分', en: '"{title}" loses {lost} points' },
  capped: {
    'zh-CN': '因“{title}”最高只计{cap}分，再扣{lost}分',
    en: 'because of "{title}" at most {cap} points count: {lost} more are lost',
  },
  raised: { 'zh-CN': '扣到0分为止，少扣{lost}分', en: 'points do not fall below 0: {lost} less are lost' },
  settled: {
    'zh-CN': '结果已定，其余未观测部分计扣{lost}分',
    en: 'the result is settled: {lost} for what is not observed',
  },
};

export const reason = <C extends ReasonCode>(code: C, facts: Reasons[C]): Reason<C> => ({ code, facts });

/** One clause, without a full stop. */
export function reasonSentence({ code, facts }: Reason, locale: Locale = 'zh-CN'): string {
  const given = facts as Record<string, string | number>;
  return REASON_WORDS[code][locale].replaceAll(/\{(\w+)\}/g, (_, name: string) => String(given[name] ?? ''));
}

/** All clauses in one: `3个点位中1个未达标，得分率66.67%，扣0.33分`. */
export const inOneSentence = (reasons: readonly Reason[], locale: Locale = 'zh-CN'): string =>
  reasons.map((one) => reasonSentence(one, locale)).join(locale === 'en' ? '; ' : '，');

/** As papers write it: `扣0.33分：3个点位中1个未达标，得分率66.67%`. Null where nothing was lost. */
export function paperSentence(reasons: readonly Reason[], locale: Locale = 'zh-CN'): string | null {
  const lost = reasons.find(({ code }) => code === 'lost');
  if (lost === undefined) return null;
  const why = inOneSentence(
    reasons.filter((one) => one !== lost),
    locale,
  );
  const colon = locale === 'en' ? ': ' : '：';
  return why === '' ? reasonSentence(lost, locale) : `${reasonSentence(lost, locale)}${colon}${why}`;
}
