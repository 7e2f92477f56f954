import { compare, readDecimal } from '../kernel/rational.ts';
import type { RuleContext, RuleReading } from './read-rule-context.ts';
import { measured } from './read-rule-grades.ts';
import { judgedClause } from './read-rule-judged.ts';
import { readThreshold } from './read-rule-terms.ts';

// Rules that give a share of the points: by hand, in proportion, between two limits, by the sites that pass.

const BY_HAND =
  /^(?:由)?(?:测评|考核|考评|评审|检查|考察|评委|督查)?(?:组|小组|专家|专家组|人员|评委)?(?:根据(?:实际|工作|完成|现场)?情况)?(?:进行)?综合(?:评定|评分|评价|打分|评议|评判|赋分|判定)(?:打分|得分|计分|给分|赋分)?$/;

/** 综合评定: points that a person gives, with a reason and a second person. */
export function readByHand([only = '', ...more]: readonly string[]): RuleReading | null {
  if (more.length > 0 || !BY_HAND.test(only)) return null;
  return {
    rule: { measure: { type: 'manual', fact: 'points' }, score: { type: 'points' }, guards: [] },
    facts: [{ name: 'points', text: '综合评定的得分', unit: '分', how: null }],
  };
}

const THE_REST =
  /^(?:其余|其他|其它|未达到|未达|达不到|未达标|不足|不到|低于|少于|未完成|不达标)(\d{1,9}(?:\.\d{1,4})?(?:%|\D{0,3}?))?(?:的|者|情况|目标|标准|要求|部分)*(?:按照?|根据)(?:实际)?(?:完成|达标)?(?:的)?比例(?:计分|得分|折算|赋分|计算|给分|计算得分|折算得分|折算计分)$/;

/** 100%得满分,其余按比例得分; 达到20小时得20分,不足20小时的按比例得分 */
export function readInProportion(
  [first = '', rest = '', ...more]: readonly string[],
  context: RuleContext,
): RuleReading | null {
  const words = THE_REST.exec(rest);
  const judged = judgedClause(first);
  if (words === null || judged === null || more.length > 0) return null;
  if (judged.points !== 'all' && context.points !== null && judged.points !== context.points) return null;
  const threshold = readThreshold(judged.words);
  const [test] = threshold?.tests ?? [];
  if (threshold === null || test?.is !== '>=' || threshold.tests.length > 1 || test.than === '0') return null;
  if (words[1] !== undefined && readThreshold(`≥${words[1]}`)?.tests[0]?.than !== test.than) return null;
  const { measure, facts } = measured(threshold.subject, threshold.unit, context);
  return {
    rule: { measure, score: { type: 'proportional', full: test.than, from: '0' }, guards: [] },
    facts,
  };
}

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
