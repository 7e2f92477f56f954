import type { NamedFact } from './edition.ts';
import type { RuleContext, RuleReading } from './read-rule-context.ts';
import { readDeductions } from './read-rule-deduct.ts';
import type { Deductions } from './read-rule-deduct.ts';
import { measured, readGrades } from './read-rule-grades.ts';
import { readBetween, readJudged, readSites } from './read-rule-judged.ts';
import {
  readAllOf,
  readAllOrNothing,
  readEachCondition,
  readFormula,
  readLadder,
} from './read-rule-simple.ts';
import { clausesOf, cleanName, ruleWords } from './read-rule-terms.ts';

/**
 * Reads the text of a scoring rule (评分规则) into data: A>85%,B>80%,C≤80%; 每缺一处扣4分,扣完为止; 得分=播出数量÷4×分值.
 * Every word must be understood; else the text stays as it is and is shown as unread.
 *
 * @returns null where the reading is not certain
 */
export function readRuleText(text: string, context: RuleContext): RuleReading | null {
  const words = ruleWords(text);
  if (context.kind === 'veto') return vetoed(words, context);
  if (words === '' || context.kind === 'subframework') return null;
  const clauses = clausesOf(words);
  if (context.kind === 'deduction') return taken(clauses, context);
  if (context.kind === 'bonus')
    return added(clauses, context) ?? addedOnce(clauses, context) ?? earned(words, clauses, context);
  return earned(words, clauses, context);
}

const NAMES_GRADES =
  /(?<![A-Za-z])[A-E]#?(?:档|级|等)?(?:[:≥≤<>=\d]|为|$)|为[A-E]#?(?:档|级|等)?(?![A-Za-z])/m;

/** Grades of the edition that are no letters: 优:≥95%. */
function namesOwnGrades(words: string, { grades }: RuleContext): boolean {
  const own = grades.map(({ name }) => name).filter((name) => /^[一-鿿]+$/.test(name));
  if (own.length === 0) return false;
  return new RegExp(
    `(?:^|[,;。])(?:${own.join('|')})(?:档|级|等)?[:≥≤<>=\\d]|为(?:${own.join('|')})(?:$|[,;。])`,
    'm',
  ).test(words);
}

function earned(words: string, clauses: readonly string[], context: RuleContext): RuleReading | null {
  // What speaks of grades is read by grades or not at all.
  if (NAMES_GRADES.test(words) || namesOwnGrades(words, context)) return readGrades(words, context);
  return readOther(words, clauses, context);
}

const readOther = (words: string, clauses: readonly string[], context: RuleContext): RuleReading | null =>
  readFormula(clauses) ??
  readEachCondition(words, context) ??
  readSites(clauses) ??
  between(clauses, context) ??
  readJudged(clauses, context) ??
  deducted(readDeductions(clauses, context), context) ??
  readAllOrNothing(clauses, context) ??
  readLadder(clauses, context) ??
  readAllOf(clauses, context);

function between(clauses: readonly string[], context: RuleContext): RuleReading | null {
  const found = readBetween(clauses, context);
  if (found === null) return null;
  const { measure, facts } = measured(found.subject, found.unit, context);
  return {
    rule: { measure, score: { type: 'proportional', full: found.full, from: found.from }, guards: [] },
    facts,
  };
}

/** Points less what the lines take; the first line's fact is the measure. */
function deducted(found: Deductions | null, { points }: RuleContext): RuleReading | null {
  const first = found?.lines[0];
  if (found === null || first === undefined) return null;
  if (found.most !== null && points === null) return null;
  const floor = found.most === null ? 0 : Math.max(0, Math.round(((points ?? 0) - found.most) * 100) / 100);
  return {
    rule: {
      measure: { type: 'value', fact: first.fact.name, how: null },
      score: {
        type: 'deduct',
        lines: found.lines.map(({ line, fact }, at) => ({ ...line, fact: at === 0 ? null : fact.name })),
        floor: String(floor),
      },
      guards: found.guards.map(({ guard }) => guard),
    },
    facts: distinct([...found.lines.map(({ fact }) => fact), ...found.guards.map(({ fact }) => fact)]),
  };
}

const distinct = (facts: readonly NamedFact[]): NamedFact[] =>
  facts.filter(({ name }, at) => facts.findIndex((each) => each.name === name) === at);

/** 一票否决: it strikes as soon as it has happened. Words that set a limit or a time are not read. */
function vetoed(words: string, { title }: RuleContext): RuleReading | null {
  if (/\d/.test(words)) return null;
  const plainWords =
    /^(?:(?:有|凡|如|一旦)?(?:发生|出现|存在|发现|查实|违反)?(?:上述|以上|此类|该)?(?:情形|情况|问题|行为)?(?:之一|的|者)?,?)*(?:即|则|实行|予以|直接)?(?:一票)?(?:否决|取消.{0,12}资格)(?:制|项)?[。]?$/;
  if (words !== '' && !plainWords.test(words.replaceAll(/[,;。\n]/g, ''))) return null;
  return happened(cleanName(title) || '发生次数', title, 'pass');
}

/** 负面清单: the share of the points that is taken. */
function taken(clauses: readonly string[], context: RuleContext): RuleReading | null {
  const [only] = clauses;
  const rest = clauses.slice(1);
  if (only === undefined) return null;
  const once =
    /^(?:发生|出现|发现|存在)?(?:即|的|则|一次性)*(?:直接)?扣(?:除)?(\d{1,3}(?:\.\d{1,2})?)分$/.exec(only);
  if (once && rest.length === 0)
    return context.points === null || Number(once[1]) === context.points
      ? happened(cleanName(context.title) || '发生次数', context.title, 'pass')
      : null;
  const found = readDeductions(clauses, context);
  const line = found?.lines[0];
  if (found === null || line === undefined || found.lines.length > 1 || found.guards.length > 0) return null;
  if (line.line.limit !== '0' || line.line.side !== 'above') return null;
  if (found.most !== null && found.most !== context.points) return null;
  const amount =
    line.line.per === '1'
      ? `${line.fact.name} * ${line.line.points}`
      : `${line.fact.name} / ${line.line.per} * ${line.line.points}`;
  return {
    rule: {
      measure: { type: 'formula', text: amount, missing: 'unknown' },
      score: { type: 'points' },
      guards: [],
    },
    facts: [line.fact],
  };
}

/** 特色指标: 每增加1项加0.5分,最高加2分. */
function added(clauses: readonly string[], context: RuleContext): RuleReading | null {
  const line =
    /^(?:每)(?:新?增加?|获得?|创建|有|开展|新建|发现)?(?:一|1|每)?(个|项|次|处|篇|件|例|名|家|场|条)(.{0,16}?)(?:的)?(?:加|奖励|奖)(\d{1,2}(?:\.\d{1,2})?)分$/.exec(
      clauses[0] ?? '',
    );
  if (line === null) return null;
  const bound = clauses
    .slice(1)
    .map(
      (clause) => /^(?:最高|最多|累计)(?:加|不超过|加分不超过)?(\d{1,2}(?:\.\d{1,2})?)分$/.exec(clause)?.[1],
    );
  if (bound.length > 1 || bound.includes(undefined)) return null;
  if (bound[0] !== undefined && context.points !== null && Number(bound[0]) !== context.points) return null;
  const [, unit = '', thing = '', points = ''] = line;
  const name = `${cleanName(thing)}数量`;
  return {
    rule: {
      measure: { type: 'formula', text: `${name} * ${points}`, missing: 'unknown' },
      score: { type: 'points' },
      guards: [],
    },
    facts: [{ name, text: thing || context.title, unit, how: 'sum' }],
  };
}

/** 被省级以上推广的,加4分: all the points as soon as it is so. */
function addedOnce([only = '', ...more]: readonly string[], context: RuleContext): RuleReading | null {
  const [, words = '', points] =
    /^([^\d]{2,24}?)(?:的|,)*(?:一次性)?(?:加|奖励|奖)(\d{1,2}(?:\.\d{1,2})?)分$/.exec(only) ?? [];
  if (points === undefined || more.length > 0 || Number(points) !== context.points) return null;
  if (/每|或|视|酌|根据|按|分别|依次/.test(words)) return null;
  return happened(cleanName(words) || cleanName(context.title) || '达到次数', words, 'pass');
}

const happened = (name: string, text: string, type: 'pass'): RuleReading => ({
  rule: {
    measure: { type: 'value', fact: name, how: 'sum' },
    score: { type, is: '>', than: '0' },
    guards: [],
  },
  facts: [{ name, text, unit: '次', how: 'sum' }],
});
