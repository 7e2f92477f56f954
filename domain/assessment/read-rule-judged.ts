import { compare, multiply, readDecimal } from '../kernel/rational.ts';
import type { NamedFact } from './edition.ts';
import type { RuleContext, RuleReading } from './read-rule-context.ts';
import { cleanName, readThreshold } from './read-rule-terms.ts';

// Rules that a person judges by looking: 符合得满分,否则不得分; 全部符合得3分,基本符合得1.8分,不符合0分; A:符合;C:不符合.

const MET =
  '(?:符合|达标|达到|满足|合格|具备|落实|完成|做到|到位)(?:(?:上述|以上)?(?:要求|标准|规定|条件))?(?:的)?';
const FULLY = new RegExp(`^(?:(?:全部|完全|均|都|全)?${MET}|有|是)$`);
const PARTLY = new RegExp(`^(?:基本|部分|大部分|较)${MET}$`);
const NOT = new RegExp(
  `^(?:(?:否则|其他|其它|其余|反之)(?:的|情况)*|(?:不|未|没有|没)(?:完全|全部)?${MET}|无|没有|否|不是)$`,
);
const POINTS = /^(.*?)(?:,|则|即|可)*(?:得|计|给)?(满分|全分|零分|不得分|不计分|(\d{1,3}(?:\.\d{1,2})?)分)$/;

type Judged = { words: string; points: number | 'all' };

function judgedClause(clause: string): Judged | null {
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
  if (!FULLY.test(first.words) || !NOT.test(last.words)) return null;
  if (said.slice(1, -1).some(({ words }) => !PARTLY.test(words))) return null;
  return graded(said, context);
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

const BETWEEN =
  /^(?:介于)?(?:(?:两|二)者)?(?:之间|其间|中间|区间内?|其余|其他|在此之间)(?:的)?(?:按|按照)(?:照)?(?:比例|线性插值法?|插值法?)(?:计分|得分|折算|赋分|计算|给分)?$/;

/** 达到98%得满分,低于90%不得分,之间按比例计分 */
export function readBetween(
  clauses: readonly string[],
  { points }: RuleContext,
): { subject: string; unit: string | null; full: string; from: string } | null {
  const [top = '', bottom = '', between = '', ...more] = clauses;
  if (more.length > 0 || !BETWEEN.test(between)) return null;
  const [high, low] = [judgedClause(top), judgedClause(bottom)];
  if (high === null || low === null || low.points !== 0) return null;
  if (high.points !== 'all' && high.points !== points) return null;
  const [upper, lower] = [readThreshold(high.words), readThreshold(low.words)];
  const [most, least] = [upper?.tests[0], lower?.tests[0]];
  if (upper === null || lower === null || most === undefined || least === undefined) return null;
  if (upper.tests.length > 1 || lower.tests.length > 1 || upper.unit !== lower.unit) return null;
  if (lower.subject !== '' && lower.subject !== upper.subject) return null;
  const rising = most.is.startsWith('>') && least.is.startsWith('<');
  const falling = most.is.startsWith('<') && least.is.startsWith('>');
  const [full, from] = [readDecimal(most.than), readDecimal(least.than)];
  if (full === null || from === null || compare(full, from) !== (rising ? 1 : falling ? -1 : 0)) return null;
  if (!rising && !falling) return null;
  return { subject: upper.subject, unit: upper.unit, full: most.than, from: least.than };
}

const SITES =
  /^(?:按|按照|根据)(?:抽查|检查|测评|考察|抽样)?(?:点位|场所|站点|路段)?(?:的)?(?:达标|合格|符合要求|通过)(?:的)?(?:点位|场所|站点|路段)?(?:的)?(率|比例|占比|比率)(?:折算)?(?:计分|得分|赋分|给分|计算得分)$/;

/** 按达标点位比例计分: the share of the sites that pass. */
export function readSites(clauses: readonly string[]): RuleReading | null {
  const [only = '', ...more] = clauses;
  if (more.length > 0 || !SITES.test(only) || !/点位|场所|站点|路段/.test(only)) return null;
  const name = '达标';
  return {
    rule: {
      measure: { type: 'sites', fact: name, counts: 'pass', passes: { is: '>=', than: '1' }, strata: [] },
      score: { type: 'share' },
      guards: [],
    },
    facts: [{ name, text: '点位是否达标（达标为1，不达标为0）', unit: null, how: null }],
  };
}
