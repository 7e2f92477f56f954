import { compare, multiply, readDecimal } from '../kernel/rational.ts';
import type { NamedFact } from './edition.ts';
import type { RuleContext, RuleReading } from './read-rule-context.ts';
import { cleanName } from './read-rule-terms.ts';

// Rules that a person judges by looking: 符合得满分,否则不得分; 全部符合得3分,基本符合得1.8分,不符合0分; A:符合;C:不符合.

const MET =
  '(?:符合|达标|达到|满足|合格|具备|落实|完成|做到|到位)(?:(?:上述|以上)?(?:要求|标准|规定|条件))?(?:的)?';
const FULLY = new RegExp(`^(?:(?:全部|完全|均|都|全)?${MET}|有|是)$`);
const PARTLY = new RegExp(`^(?:基本|部分|大部分|较)${MET}$`);
const NOT = new RegExp(
  `^(?:(?:否则|其他|其它|其余|反之)(?:的|情况)*|(?:不|未|没有|没)(?:完全|全部)?${MET}|无|没有|否|不是)$`,
);
const POINTS = /^(.*?)(?:,|则|即|可)*(?:得|计|给)?(满分|全分|零分|不得分|不计分|(\d{1,3}(?:\.\d{1,2})?)分)$/;

export type Judged = { words: string; points: number | 'all' };

export function judgedClause(clause: string): Judged | null {
  const [, words = '', amount = '', figure] = POINTS.exec(clause) ?? [];
  if (amount === '') return null;
  if (/满|全/.test(amount)) return { words, points: 'all' };
  return { words, points: figure === undefined ? 0 : Number(figure) };
}

/** Full points where it is met, nothing where it is not; between them the points of a grade of the edition. */
export function readJudged(clauses: readonly string[], context: RuleContext): RuleReading | null {
  const judged = clauses.map(judgedClause);
  const first = judged[0];
  if (first == null || judged.length < 2 || judged.length > 3) return null;
  const full = first.points === 'all' ? context.points : first.points;
  if (context.points !== null && full !== context.points) return null;
  const last = judged.at(-1);
  if (last == null || last.points !== 0) return null;
  if (judged.length === 2) return metOrNot(first.words, last.words, context);
  const between = judged[1];
  if (!FULLY.test(first.words) || !NOT.test(last.words)) return null;
  if (between == null || typeof between.points !== 'number' || full === null || !PARTLY.test(between.words))
    return null;
  const share = between.points;
  const half = context.grades.find(({ worth }) => isShare(worth, share, full));
  const [best, none] = [1, 0].map((worth) => context.grades.find((grade) => isShare(grade.worth, worth, 1)));
  if (half === undefined || best === undefined || none === undefined) return null;
  return graded(
    [
      { grade: best.name, words: first.words },
      { grade: half.name, words: between.words },
      { grade: none.name, words: last.words },
    ],
    context,
  );
}

function metOrNot(met: string, not: string, { title }: RuleContext): RuleReading | null {
  if (/\d/.test(met + not)) return null;
  const plain = FULLY.test(met);
  // 列入预算的得满分,未列入的不得分: the second says again what the first asks.
  const denied = /^(?:未|不|没有|没|无)(.{2,12}?)(?:的)?$/.exec(not)?.[1];
  if (!NOT.test(not) && (plain || denied === undefined || !met.includes(denied))) return null;
  if (!plain && /每|且|或者|视情|酌情|根据|按|分别|逐|情况/.test(met)) return null;
  const subject = met.replace(/的$/, '');
  const name = (plain ? cleanName(title) : cleanName(subject)) || '是否符合';
  const text = `${plain ? title : subject}（符合为1，不符合为0）`;
  return {
    rule: {
      measure: { type: 'value', fact: name, how: 'min' },
      score: { type: 'pass', is: '>', than: '0' },
      guards: [],
    },
    facts: [{ name, text, unit: null, how: 'min' }],
  };
}

/** A:符合;B:基本符合;C:不符合 — the grade itself is what is observed. */
export function readJudgedGrades(
  clauses: readonly { grade: string; words: string }[],
  context: RuleContext,
): RuleReading | null {
  const said = clauses.filter(({ words }) => !/^[-—/]*$/.test(words));
  const [first] = said;
  const last = said.at(-1);
  if (first === undefined || last === undefined || said.length < 2) return null;
  if (isScale(said.map(({ words }) => words))) return graded(said, context);
  if (!FULLY.test(first.words) || !NOT.test(last.words)) return null;
  if (said.slice(1, -1).some(({ words }) => !PARTLY.test(words))) return null;
  return graded(said, context);
}

/** 好, 较好, 一般, 差; 开齐开足, 基本开齐, 未开齐: one thing seen as less and less so. */
function isScale(words: readonly string[]): boolean {
  const [first = '', ...rest] = words;
  const last = rest.pop() ?? '';
  if (words.some((each) => /[\d,;。]/.test(each) || each.length > 14)) return false;
  const thing = (each: string) => each.replace(/^(?:大?部分|基本上?|比较|较|欠|未|不|没有?|无|很|非常)/, '');
  const sharesWith = (each: string) => [...thing(each)].some((sign) => first.includes(sign));
  if (/^(?:大?部分|基本|比较|较|一般|欠|未|不|没|无|差)/.test(first)) return false;
  if (!/^(?:差|很差|较差)$/.test(last) && !(/^(?:未|不|没|无)/.test(last) && sharesWith(last))) return false;
  return rest.every(
    (each) => each === '一般' || (/^(?:大?部分|基本|比较|较|欠)/.test(each) && sharesWith(each)),
  );
}

function graded(grades: readonly { grade: string; words: string }[], { title }: RuleContext): RuleReading {
  const name = cleanName(title) || '评定等次';
  const text = `评定的等次：${grades.map(({ grade, words }) => `${grade}（${words.replace(/的$/, '')}）`).join('、')}`;
  const fact: NamedFact = { name, text, unit: null, how: null };
  return {
    rule: { measure: { type: 'observations', fact: name }, score: { type: 'share' }, guards: [] },
    facts: [fact],
  };
}

const isShare = (worth: string, points: number, full: number): boolean => {
  const read = readDecimal(worth);
  const [of, outOf] = [readDecimal(String(points)), readDecimal(String(full))];
  return read !== null && of !== null && outOf !== null && compare(multiply(read, outOf), of) === 0;
};
