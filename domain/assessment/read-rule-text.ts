import type { NamedFact } from './edition.ts';
import { readAdded, readAddedOnce } from './read-rule-added.ts';
import type { RuleContext, RuleReading } from './read-rule-context.ts';
import { readDeductions } from './read-rule-deduct.ts';
import type { Deductions } from './read-rule-deduct.ts';
import { measured, readGrades } from './read-rule-grades.ts';
import { readJudged } from './read-rule-judged.ts';
import { readBetween, readByHand, readInProportion, readSites } from './read-rule-share.ts';
import {
  readAllOf,
  readAllOrNothing,
  readEachCondition,
  readFormula,
  readLadder,
} from './read-rule-simple.ts';
import { clausesOf, cleanName, ruleWords } from './read-rule-terms.ts';

/** No rule that can be read for certain is longer. */
const LONGEST = 2_000;

/**
 * Reads the text of a scoring rule (评分规则) into data: A>85%,B>80%,C≤80%; 每缺一处扣4分,扣完为止; 得分=播出数量÷4×分值.
 * Every word must be understood; else the text stays as it is and is shown as unread.
 *
 * @returns null where the reading is not certain
 */
export function readRuleText(text: string, context: RuleContext): RuleReading | null {
  if (text.length > LONGEST || context.title.length > LONGEST) return null;
  const words = ruleWords(text);
  if (context.kind === 'veto') return vetoed(words, context);
  if (words === '' || context.kind === 'subframework') return null;
  const clauses = clausesOf(words);
  if (context.kind === 'deduction') return taken(clauses, context);
  if (context.kind === 'bonus')
    return readAdded(clauses, context) ?? readAddedOnce(clauses, context) ?? earned(words, clauses, context);
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
  readSites(clauses) ??
  readFormula(clauses, context) ??
  readByHand(clauses) ??
  readEachCondition(words, context) ??
  between(clauses, context) ??
  readJudged(clauses, context) ??
  deducted(readDeductions(clauses, context), context) ??
  readInProportion(clauses, context) ??
  readAdded(clauses, context) ??
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
  const event = title.replace(/的?[，,]?(?:实行|予以|直接|即|则)*(?:一票否决|取消.{0,14}资格)(?:制)?$/, '');
  return happened(cleanName(event) || '发生次数', event || title, 'pass');
}

/** 负面清单: the share of the points that is taken. */
function taken(clauses: readonly string[], context: RuleContext): RuleReading | null {
  const [only] = clauses;
  const rest = clauses.slice(1);
  if (only === undefined) return null;
  const once =
    /^(?:发生|出现|发现|存在)?(?:[^\d每或按视酌]{2,24}的)?(?:即|的|则|一次性)*(?:直接)?扣(?:除)?(\d{1,3}(?:\.\d{1,2})?)分$/.exec(
      only,
    );
  if (once && rest.length === 0) {
    const points = Number(once[1]);
    if (context.points !== null && points !== context.points) return null;
    return {
      ...happened(cleanName(context.title) || '发生次数', context.title, 'pass'),
      ...(context.points === null ? { points } : {}),
    };
  }
  const found = readDeductions(clauses, context);
  const line = found?.lines[0];
  if (found === null || line === undefined || found.lines.length > 1 || found.guards.length > 0) return null;
  if (line.line.limit !== '0' || line.line.side !== 'above') return null;
  if (found.most !== null && context.points !== null && found.most !== context.points) return null;
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
    ...(context.points === null && found.most !== null ? { points: found.most } : {}),
  };
}

const happened = (name: string, text: string, type: 'pass'): RuleReading => ({
  rule: {
    measure: { type: 'value', fact: name, how: 'sum' },
    score: { type, is: '>', than: '0' },
    guards: [],
  },
  facts: [{ name, text, unit: '次', how: 'sum' }],
});
