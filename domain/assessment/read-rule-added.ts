import type { NamedFact } from './edition.ts';
import type { RuleContext, RuleReading } from './read-rule-context.ts';
import { UNIT_WORDS, cleanName, smallNumber } from './read-rule-terms.ts';

// Points that are earned one by one: 每增加1项加0.5分,最高加2分; 每有1处得2分,最高8分.

const AMOUNT = '(\\d{1,4}|[一二两三四五六七八九十])';
const POINTS = '(\\d{1,3}(?:\\.\\d{1,2})?)分';
const EACH = new RegExp(
  `^(.{0,24}?)(?:的)?每([^\\d]{0,8}?)${AMOUNT}?(${UNIT_WORDS}|人次)([^\\d]{0,16}?)(?:的)?(?:另|再|可)?(?:得|加|计|奖励|奖|赋)${POINTS}$`,
);
const MOST =
  /^(?:总计|合计|累计|本项|该项|此项)?(?:最高|最多|累计|至多|上限|封顶|总分|总计|满分)?(?:得|加|可加|可得|加分)?(?:最高|最多|不超过|不超|不高于|至|上限为?)?(\d{1,3}(?:\.\d{1,2})?)分(?:为止|为限|封顶)?$|^(?:加|得)满为止$/;
const NAMES_MOST = /最高|最多|累计|至多|上限|封顶|不超|总分|为止|为限|满分/;
/** Says how often it is to be done; the figures of the next clause say what that is worth. */
const ASKED =
  /^(?:各|每)(?:半?年度?|季度?|个?月|周)(?:度|份)?(?:至少)?[^\d扣分]{0,10}\d{1,3}(?:次|期|场|篇|个|项|条|件)(?:[^\d扣分]{0,8})$/;
/** Words that make a count more than a count. */
const UNCERTAIN = /视|酌|根据|分别|依次|按|或|超过|超出|低|高于|达到|扣|除外|以外|比例|百分/;
const ONE = new RegExp(
  `^((?:开展|组织|举办|获得|报送|上报|完成|建成|创建|推出|有)?[1一](?:${UNIT_WORDS})[^\\d]{0,10}(?:得|加|计))`,
);
const VERB = /^(?:新?增加?|获得?|创建|有|开展|新建|发现|报送|上报|组织|举办|建成|完成|推出|被[^\d]{1,6})?$/;

/** One line or several, each so many points a unit; null where a clause says something else. */
export function readAdded(clauses: readonly string[], context: RuleContext): RuleReading | null {
  const lines: { fact: NamedFact; points: string; per: string }[] = [];
  let most: number | null = null;
  const limited = clauses.some((clause) => NAMES_MOST.test(clause) && MOST.test(clause));
  for (const [at, written] of clauses.entries()) {
    // 开展1次得2分,最多得10分: the limit says that each one counts.
    const clause = limited ? written.replace(ONE, '每$1') : written;
    const lead = clauses[at - 1] ?? '';
    if (ASKED.test(clause) && EACH.test(clauses[at + 1] ?? '')) continue;
    if (isLead(clause) && EACH.test(clauses[at + 1] ?? '')) continue;
    const bound = NAMES_MOST.test(clause) ? MOST.exec(clause) : null;
    if (bound !== null) {
      if (bound[1] === undefined) continue;
      if (most !== null) return null;
      most = Number(bound[1]);
      continue;
    }
    const line = lineOf(clause, isLead(lead) ? lead : '');
    if (line === null) return null;
    lines.push(line);
  }
  if (lines.length === 0 || (most !== null && context.points !== null && most !== context.points))
    return null;
  if (new Set(lines.map(({ fact }) => fact.name)).size !== lines.length) return null;
  const text = lines
    .map(({ fact, points, per }) =>
      per === '1' ? `${fact.name} * ${points}` : `${fact.name} / ${per} * ${points}`,
    )
    .join(' + ');
  return {
    rule: { measure: { type: 'formula', text, missing: 'unknown' }, score: { type: 'points' }, guards: [] },
    facts: lines.map(({ fact }) => fact),
    ...(context.points === null && most !== null ? { points: most } : {}),
  };
}

/** 获得国家级表彰的,每项加3分: what is counted stands before. */
const isLead = (clause: string): boolean =>
  /^(?!每)[^\d]{2,24}的$/.test(clause) && !UNCERTAIN.test(clause) && !/分(?!类)|每/.test(clause);

function lineOf(clause: string, lead: string): { fact: NamedFact; points: string; per: string } | null {
  const [, before = '', verb = '', number = '一', unit = '', thing = '', points = ''] =
    EACH.exec(clause) ?? [];
  const per = smallNumber(number);
  if (points === '' || per === null || per === '0' || unit === '%' || !VERB.test(verb)) return null;
  const words = `${lead.replace(/的$/, '')}${before}${thing}`.replaceAll(/[,;]/g, '');
  if (UNCERTAIN.test(words) || /\d/.test(words)) return null;
  const act = verb === '' || /^(?:有|发现)$/.test(verb) ? '' : verb;
  const subject = cleanName(`${lead.replace(/的$/, '')}${before}`) + cleanName(`${act}${thing}`);
  const name = cleanName(`${subject}数量`);
  return name === ''
    ? null
    : { fact: { name, text: subject === '' ? '数量' : subject, unit, how: 'sum' }, points, per };
}

/** 被省级以上推广的,加4分: all the points as soon as it is so. */
export function readAddedOnce(
  [only = '', ...more]: readonly string[],
  context: RuleContext,
): RuleReading | null {
  const [, words = '', points] =
    /^([^\d]{2,24}?)(?:的|即|则|,)*(?:一次性)?(?:加|奖励|奖)(\d{1,2}(?:\.\d{1,2})?)分$/.exec(only) ?? [];
  if (points === undefined || more.length > 0) return null;
  if (context.points !== null && Number(points) !== context.points) return null;
  if (/每|或|视|酌|根据|按|分别|依次/.test(words)) return null;
  const name = cleanName(words) || cleanName(context.title) || '达到次数';
  return {
    rule: {
      measure: { type: 'value', fact: name, how: 'sum' },
      score: { type: 'pass', is: '>', than: '0' },
      guards: [],
    },
    facts: [{ name, text: words, unit: '次', how: 'sum' }],
    ...(context.points === null ? { points: Number(points) } : {}),
  };
}
