import type { How } from './edition.ts';
import type { Comparator, DeductLine, Guard, Measure, Rule, Score, Test } from './rule.ts';

const SIGNS: Record<Comparator, string> = { '>': '＞', '>=': '≥', '<': '＜', '<=': '≤', '=': '＝' };
const HOW_WORDS: Record<How, string> = {
  last: '最近一次',
  sum: '合计',
  mean: '平均',
  min: '最低',
  max: '最高',
  count: '次数',
};
/** A fact as people read it: a rule that needs only one calls it `value`. */
export const factWord = (name: string): string => (name === 'value' ? '观测值' : name);

const SINKS = { self: '', parent: '，上一级一并清零', total: '，总分一并清零' };

/** The rule in one Chinese sentence, for whoever checks by eye that it says what its text says. */
export function ruleSentence(rule: Rule): string {
  const guards = rule.guards.map(guardWords);
  return [...guards, `${measureWords(rule.measure)}：${scoreWords(rule.score)}`].join('；');
}

function measureWords(measure: Measure): string {
  switch (measure.type) {
    case 'conditions':
      return `${measure.conditions.length}个条件中符合的条数`;
    case 'value':
      return measure.how === null
        ? factWord(measure.fact)
        : `${factWord(measure.fact)}（${HOW_WORDS[measure.how]}）`;
    case 'rate':
      return `${factWord(measure.of)}÷${factWord(measure.outOf)}`;
    case 'coverage': {
      const forms = [
        measure.white.length > 0 ? `只计${measure.white.join('、')}` : '',
        measure.black.length > 0 ? `不计${measure.black.join('、')}` : '',
      ].filter((each) => each !== '');
      return `${factWord(measure.covered)}÷${factWord(measure.whole)}${forms.length > 0 ? `（${forms.join('，')}）` : ''}`;
    }
    case 'members':
      return `${measure.members.length}个对象中“${factWord(measure.fact)}”达标的比例`;
    case 'density':
      return `每${measure.per}的${factWord(measure.over)}有几个${factWord(measure.count)}`;
    case 'incidence':
      return `每${measure.per}的${factWord(measure.base)}有几个${factWord(measure.cases)}`;
    case 'satisfaction':
      return `${factWord(measure.favourable)}÷${factWord(measure.asked)}${measure.atLeast > 0 ? `（样本至少${measure.atLeast}）` : ''}`;
    case 'observations':
      return `“${factWord(measure.fact)}”各次观测的平均值`;
    case 'sites': {
      const what =
        measure.counts === 'mean'
          ? '各点位得分的平均值'
          : `各点位的合格率（${SIGNS[measure.passes.is]}${measure.passes.than}为合格）`;
      const strata = measure.strata.map(({ name, weight }) => `${name}${weight}`);
      return strata.length === 0 ? what : `${what}，按${strata.join('、')}加权`;
    }
    case 'manual':
      return `人工评定的“${factWord(measure.fact)}”`;
    case 'formula':
      return measure.text;
  }
}

function scoreWords(score: Score): string {
  switch (score.type) {
    case 'grades':
      return [
        ...score.steps.map(({ grade, when }) => `${testWords(when)}得${grade}`),
        `其他得${score.otherwise}`,
      ].join('，');
    case 'proportional':
      return `从${score.from}到${score.full}按比例得分`;
    case 'deduct':
      return `${score.lines.map(lineWords).join('，')}${score.floor === '0' ? '，扣完为止' : `，最低得${score.floor}分`}`;
    case 'pass':
      return `${SIGNS[score.is]}${score.than}得满分，否则不得分`;
    case 'points':
      return '即为得分，不超过分值';
    case 'share':
      return '乘以分值';
  }
}

const testWords = (tests: readonly Test[]): string =>
  tests.map(({ fact, is, than }) => `${fact === null ? '' : factWord(fact)}${SIGNS[is]}${than}`).join('且') ||
  '任何情况';

function lineWords({ fact, side, limit, per, points, started }: DeductLine): string {
  const beyond = side === 'above' ? (limit === '0' ? '每' : `超过${limit}的部分每`) : `不足${limit}的部分每`;
  return `${fact === null ? '' : factWord(fact)}${beyond}${per}扣${points}分${started ? '（不满按一个算）' : ''}`;
}

function guardWords(guard: Guard): string {
  switch (guard.type) {
    case 'absence':
      return `“${factWord(guard.fact)}”为0不得分`;
    case 'zero_tolerance':
      return `“${factWord(guard.fact)}”大于0不得分`;
    case 'floor':
      return `${testWords(guard.when)}不得分${SINKS[guard.sinks]}`;
  }
}
