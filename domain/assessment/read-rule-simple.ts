import type { NamedFact } from './edition.ts';
import { compare, multiply, rational, readDecimal } from '../kernel/rational.ts';
import { parseFormula } from './formula.ts';
import type { RuleContext, RuleReading } from './read-rule-context.ts';
import { readGuard } from './read-rule-deduct.ts';
import { measured } from './read-rule-grades.ts';
import { cleanName, listedIn, readThreshold } from './read-rule-terms.ts';
import type { Threshold } from './read-rule-terms.ts';
import type { Comparator, DeductLine, Rule, Score } from './rule.ts';

const ELSE_NOTHING =
  /^(?:否则|其他|其它|其余|反之|未达到|达不到|未达标|不达标|达不到要求|不符合|未达到要求|低于标准)(?:的|则|情况|要求|标准)*(?:不得分|得0分|计0分|为0分|0分)$/;
const EARNS =
  /^(.*?)(?:的|,|则|即|可|方可)*(?:得|计|给)(满分|全分|该项分值|(\d{1,3}(?:\.\d{1,2})?)分|(\d{1,3})%(?:的)?(?:分值|满分|分)?)$/;
const NOTHING =
  /^(.*?)(?:的|,|则|即)*(?:该项|本项|此项)?(?:一律)?(?:不得分|得0分|计0分|为0分|不计分|(?<![\d.])0分)$/;

const rule = (
  measure: Rule['measure'],
  score: Score,
  facts: NamedFact[],
  guards: Rule['guards'] = [],
): RuleReading => ({
  rule: { measure, score, guards },
  facts,
});

/** A whole text of one sentence: a guard alone, a limit, a density, all or nothing. */
export function readAllOrNothing(clauses: readonly string[], context: RuleContext): RuleReading | null {
  const said = withoutAsked(
    clauses.filter((clause, at) => !ELSE_NOTHING.test(clause) && !saysOpposite(clause, clauses[at - 1])),
  );
  const [only] = said;
  if (only === undefined || said.length > 1) return null;
  const guard = readGuard(only);
  if (guard !== null) {
    const { name, text, unit } = guard.fact;
    const absent = guard.guard.type === 'absence';
    const how = absent ? 'min' : 'sum';
    return rule(
      { type: 'value', fact: name, how },
      { type: 'pass', is: absent ? '>' : '<=', than: '0' },
      [{ name, text, unit, how }],
      [guard.guard],
    );
  }
  const earns = EARNS.exec(only);
  if (earns !== null && !isFull(earns, context)) return null;
  const words = earns?.[1] ?? only;
  const density = readDensity(words);
  if (density !== null) return density;
  const threshold = readThreshold(words);
  const [test] = threshold?.tests ?? [];
  if (threshold !== null && test !== undefined && threshold.tests.length === 1 && isFigure(threshold)) {
    const { measure, facts } = measured(threshold.subject, threshold.unit, context);
    return rule(measure, { type: 'pass', ...test }, facts);
  }
  if (earns === null || /\d|每|且|或者|视情|酌情|根据|按|分别|逐|情况/.test(words)) return null;
  const name = cleanName(words);
  if (name === '' || /^(?:符合|达到|满足|完成)(?:要求|标准|规定)?$/.test(name)) return null;
  return rule({ type: 'value', fact: name, how: 'min' }, { type: 'pass', is: '>', than: '0' }, [
    { name, text: `${words}（是为1，否为0）`, unit: null, how: 'min' },
  ]);
}

/** 党务村务公开,未公开的不得分: the second denies what the first asks; that is what there must be. */
function withoutAsked(said: string[]): string[] {
  const [asked = '', denied = ''] = said;
  const thing = said.length === 2 ? /^未([^\d]{2,8}?)的?(不得分|得0分|计0分)$/.exec(denied) : null;
  if (thing === null || !/^[^\d]{4,20}$/.test(asked) || /分|扣|每|且|或|,/.test(asked)) return said;
  return asked.endsWith(thing[1] ?? '') ? [`未${asked}的${thing[2] ?? ''}`] : said;
}

/** ≥85%得10分;低于85%不得分: the second says no more than the first. */
function saysOpposite(clause: string, before: string | undefined): boolean {
  const nothing = NOTHING.exec(clause)?.[1];
  const earns = before === undefined ? undefined : EARNS.exec(before)?.[1];
  if (nothing === undefined || earns === undefined) return false;
  const [upper, lower] = [readThreshold(earns), readThreshold(nothing)];
  const [one, other] = [upper?.tests[0], lower?.tests[0]];
  if (one === undefined || other === undefined || upper?.tests.length !== 1 || lower?.tests.length !== 1)
    return false;
  if (one.than !== other.than || upper.unit !== lower.unit) return false;
  return OPPOSITES[one.is] === other.is && (lower.subject === '' || lower.subject === upper.subject);
}

const OPPOSITES: Partial<Record<Comparator, Comparator>> = { '>=': '<', '>': '<=', '<=': '>', '<': '>=' };

const isFull = (
  [, , , points, percent]: readonly (string | undefined)[],
  { points: own }: RuleContext,
): boolean =>
  percent !== undefined ? percent === '100' : points === undefined || own === null || Number(points) === own;

/** A bare number without words or unit holds nothing against anything. */
const isFigure = ({ subject, unit }: Threshold): boolean => subject !== '' || unit !== null;

const DENSITY =
  /^(.*?)每(?:隔)?(\d{1,6})(米|平方米|公里|㎡|人|户|万人)(?:距离|范围)?(?:内|之内)?(?:应|须|需)?(?:设置|设有|布设|悬挂|张贴|配置|有|配备)?(?:至少|不少于|不低于|≥)(?:设置|设有|有)?(\d{1,4})(处|个|幅|块|条|面|座|只|盏|名|组|台)(.*)$/;

/** 每200米不少于1处 */
function readDensity(words: string): RuleReading | null {
  const match = DENSITY.exec(words);
  if (match === null) return null;
  const [, before = '', per = '', over = '', least = '', unit = '', behind = ''] = match;
  if (/\d/.test(before + behind)) return null;
  const thing = cleanName(behind) || cleanName(before);
  const count = `${thing}数量`;
  const base =
    over === '人' || over === '万人'
      ? '人数'
      : over === '户'
        ? '户数'
        : over.includes('平方') || over === '㎡'
          ? '面积'
          : '长度';
  return rule({ type: 'density', count, over: base, per }, { type: 'pass', is: '>=', than: least }, [
    { name: count, text: thing === '' ? '数量' : thing, unit, how: null },
    { name: base, text: base, unit: over, how: null },
  ]);
}

/** 安装率100%,亮灯率95%以上: all must hold, so the best grade or the one that is worth nothing. */
export function readAllOf(clauses: readonly string[], context: RuleContext): RuleReading | null {
  const said = clauses.filter(
    (clause) => !ELSE_NOTHING.test(clause) && !/^(?:得|计)(?:满分|\d+分)$/.test(clause),
  );
  if (said.length < 2) return null;
  const thresholds = said.map((clause) => readThreshold(clause.replace(/(?:的)?得满分$/, '')));
  const best = context.grades.find(({ worth }) => isWorth(worth, 1));
  const none = context.grades.find(({ worth, sinks }) => isWorth(worth, 0) && sinks === 'self');
  if (best === undefined || none === undefined) return null;
  const names = thresholds.map((threshold) => cleanName(threshold?.subject ?? ''));
  if (names.includes('') || new Set(names).size !== names.length) return null;
  // 优≥95%,良≥85% name grades that the edition does not have, not figures.
  if (names.some((name) => RANKS.test(name))) return null;
  const when = thresholds.flatMap((threshold, at) =>
    (threshold?.tests ?? []).map((test) => ({ fact: names[at] ?? '', ...test })),
  );
  return rule(
    { type: 'value', fact: names[0] ?? '', how: null },
    { type: 'grades', steps: [{ grade: best.name, when }], otherwise: none.name },
    thresholds.map((threshold, at) => ({
      name: names[at] ?? '',
      text: threshold?.subject ?? '',
      unit: threshold?.unit ?? null,
      how: null,
    })),
  );
}

const RANKS =
  /^(?:[A-E]#?|优秀?|良好?|中等?|差|较?好|较差|一般|不?合格|不?及格|不?达标|第?[一二三四五甲乙丙丁][级等档类]?)(?:档|等|级)?$/;

const isWorth = (worth: string, share: number): boolean => {
  const read = readDecimal(worth);
  return read !== null && compare(read, rational(share)) === 0;
};

const FORMULA = /^(?:该项|本项|此项|最终|考核|实际)?(?:得分|计分|分数|分值)=(.+)$/;
const BY_SHARE =
  /^(?:按|按照|根据)?([^=]{2,16}?(?:率|比例|占比))(?:×|乘以|\*)(?:该项|本项|标准)?(?:分值|满分)(?:计分|计算|得分|计)?$|^(?:按|按照|根据)(?!比例)(.{2,16}?(?:率|(?<=.{2})(?:比例|占比)))(?:按比例|折算|比例)?(?:计分|得分|赋分|给分)$/;
const FULL_POINTS = /^(?:该项|本项|此项|标准|指标)?(?:分值|满分|标准分|总分)$/;
const CAPPED =
  /^(?:最高|最多|以|满分)?(?:不超过|得|不超|为)?(?:满分|分值|该项分值|(\d{1,3}(?:\.\d{1,2})?)分)(?:为止|为限|封顶)?$|^超过的?(?:按|得|计)满分(?:计)?$/;

/** 得分=播出数量÷4×分值; 得分=A×0.7+B×0.3 */
export function readFormula(clauses: readonly string[], { points }: RuleContext): RuleReading | null {
  const said = clauses.filter((clause) => {
    const capped = CAPPED.exec(clause);
    return capped === null || (capped[1] !== undefined && Number(capped[1]) !== points);
  });
  const [only] = said;
  if (only === undefined || said.length > 1) return null;
  const share = BY_SHARE.exec(only);
  const name = cleanName(share?.[1] ?? share?.[2] ?? '');
  if (share !== null && name !== '')
    return rule({ type: 'value', fact: name, how: null }, { type: 'share' }, [
      { name, text: name, unit: '%', how: null },
    ]);
  const text = FORMULA.exec(only)?.[1];
  if (text === undefined) return null;
  const factors = text.replaceAll('乘以', '×').replaceAll('除以', '÷').split(/[×*]/);
  const full = factors.findIndex(
    (factor) => FULL_POINTS.test(factor) || (points !== null && factor === String(points)),
  );
  const rest = factors
    .filter((_, at) => at !== full)
    .join('*')
    .replace(/^\((.*)\)$/, '$1');
  const ratio = /^([^()+\-*÷/]+)[÷/]([^()+\-*÷/]+)$/.exec(rest);
  if (full >= 0 && ratio) {
    const [of, outOf] = [cleanName(ratio[1] ?? ''), ratio[2] ?? ''];
    if (of === '') return null;
    if (/^\d+(?:\.\d+)?$/.test(outOf))
      return rule({ type: 'value', fact: of, how: null }, { type: 'proportional', full: outOf, from: '0' }, [
        { name: of, text: of, unit: null, how: null },
      ]);
    const whole = cleanName(outOf);
    if (whole === '') return null;
    return rule(
      { type: 'rate', of, outOf: whole },
      { type: 'share' },
      [of, whole].map((each) => ({ name: each, text: each, unit: null, how: null })),
    );
  }
  if (full >= 0) {
    const only1 = cleanName(rest);
    return only1 === '' || /[+\-÷/*(]/.test(rest)
      ? null
      : rule({ type: 'value', fact: only1, how: null }, { type: 'share' }, [
          { name: only1, text: only1, unit: null, how: null },
        ]);
  }
  const formula = text.replaceAll('×', '*').replaceAll('÷', '/');
  const parsed = parseFormula(formula);
  if ('problem' in parsed || FULL_POINTS.test(text)) return null;
  const names = [...new Set(formula.match(/[\p{L}_][\p{L}\p{Nd}_]*/gu) ?? [])].filter(
    (each) => each !== 'min' && each !== 'max',
  );
  if (names.length === 0 || names.some((each) => /^(?:分值|满分|总分)$/.test(each))) return null;
  return rule(
    { type: 'formula', text: formula, missing: 'unknown' },
    { type: 'points' },
    names.map((each) => ({ name: each, text: each, unit: null, how: null })),
  );
}

/**
 * 达到90%以上得3分,80%-90%得2分,80%以下不得分: steps down from the full points, each a line that takes its points as soon as
 * the measure falls short at all.
 */
export function readLadder(clauses: readonly string[], context: RuleContext): RuleReading | null {
  const rungs: { threshold: Threshold | null; points: number }[] = [];
  for (const clause of clauses) {
    const nothing = NOTHING.exec(clause);
    const earns = nothing === null ? EARNS.exec(clause) : null;
    const words = nothing?.[1] ?? earns?.[1];
    if (words === undefined) return null;
    const threshold = readThreshold(words);
    if (threshold === null && !/^(?:其他|其它|其余|否则|以下|低于此标准)(?:的|情况)?$/.test(words))
      return null;
    const points = nothing === null ? pointsOf(earns, context) : 0;
    if (points === null) return null;
    rungs.push({ threshold, points });
  }
  if (rungs.length < 2) return null;
  const units = new Set(rungs.flatMap(({ threshold }) => threshold?.unit ?? []));
  const subjects = new Set(rungs.flatMap(({ threshold }) => threshold?.subject || []));
  const full = rungs[0]?.points ?? 0;
  if (units.size > 1 || subjects.size > 1 || (context.points !== null && context.points !== full))
    return null;
  if (
    rungs.some(({ points }, at) => at > 0 && points >= (rungs[at - 1]?.points ?? 0)) ||
    rungs.at(-1)?.points !== 0
  )
    return null;
  const lines: DeductLine[] = [];
  for (const [at, { threshold, points }] of rungs.slice(0, -1).entries()) {
    // The rung reaches down to this limit, itself taken in; 大于 cannot be said so.
    const lowest = threshold?.tests.find(({ is }) => is === '>=');
    if (threshold === null || lowest === undefined) return null;
    const upper = threshold.tests.find(({ is }) => is === '<=' || is === '<');
    const above = rungs[at - 1]?.threshold?.tests.find(({ is }) => is === '>=')?.than;
    if (at > 0 && upper?.than !== above && upper !== undefined) return null;
    const taken = hundredthsOf(points) - hundredthsOf(rungs[at + 1]?.points ?? 0);
    lines.push({
      fact: null,
      side: 'below',
      limit: lowest.than,
      per: farther(lowest.than),
      points: String(taken / 100),
      started: true,
    });
  }
  const last = rungs.at(-1)?.threshold?.tests ?? [];
  const lowest = lines.at(-1)?.limit;
  if (last.length > 1 || (last[0] !== undefined && last[0].than !== lowest)) return null;
  const [unit = null] = units;
  const { measure, facts } = measured([...subjects][0] ?? '', unit, context);
  return rule(measure, { type: 'deduct', lines, floor: '0' }, facts);
}

const hundredthsOf = (points: number): number => Math.round(points * 100);

function pointsOf(earns: RegExpExecArray | null, { points }: RuleContext): number | null {
  if (earns === null) return null;
  if (earns[3] !== undefined) return Number(earns[3]);
  if (earns[4] !== undefined) return points === null ? null : (points * Number(earns[4])) / 100;
  return points;
}

/** A step that no shortfall of a measure from 0 up can exceed: one started unit is all there is. */
function farther(limit: string): string {
  const read = readDecimal(limit);
  if (read === null) return '1';
  return compare(read, rational(1)) <= 0 ? '1' : String(multiply(read, rational(1)).n);
}

/** 每符合一项得2分, where the conditions are listed and come to the points. */
export function readEachCondition(words: string, context: RuleContext): RuleReading | null {
  const each =
    /^(?:每)?(?:符合|达到|完成|做到|满足)?(?:一|1|每)(?:项|条|点)(?:的)?(?:得|计|给)(\d{1,2}(?:\.\d{1,2})?)分$/.exec(
      words,
    )?.[1];
  const listed = listedIn(context.title);
  if (each === undefined || listed.length === 0 || context.points === null) return null;
  if (hundredthsOf(Number(each)) * listed.length !== hundredthsOf(context.points)) return null;
  const conditions = listed.map((text, at) => ({ fact: `条件${at + 1}`, text }));
  return rule(
    { type: 'conditions', conditions },
    { type: 'proportional', full: String(listed.length), from: '0' },
    conditions.map(({ fact, text }) => ({ name: fact, text, unit: null, how: null })),
  );
}
