import { expect, test } from 'vitest';
import { ruleSentence } from './rule-sentence.ts';
import { englishRule } from './rule-sentence-english.ts';
import type { Rule } from './rule.ts';

const RULE: Rule = {
  guards: [{ type: 'floor', when: [{ fact: '死亡人数', is: '>=', than: '3' }], sinks: 'total' }],
  measure: { type: 'rate', of: '亮灯', outOf: '路灯' },
  score: {
    type: 'grades',
    steps: [{ grade: 'A', when: [{ fact: null, is: '>', than: '85%' }] }],
    otherwise: 'C',
  },
};

test('one rule is said in one sentence of either language, with the names that the edition gives', () => {
  expect(ruleSentence(RULE)).toBe('死亡人数≥3不得分，总分一并清零；亮灯÷路灯：＞85%得A，其他得C');
  expect(englishRule(RULE)).toBe(
    'nothing where 死亡人数 ≥ 3, and the total sinks with it; 亮灯 ÷ 路灯: A where > 85%, C otherwise',
  );
});

test('a deduction says from where, how much and how far', () => {
  const line = { fact: null, side: 'above', limit: '2', per: '1', points: '0.5', started: true } as const;
  const rule: Rule = {
    guards: [],
    measure: { type: 'value', fact: '缺失', how: null },
    score: { type: 'deduct', lines: [line], floor: '1' },
  };

  expect(ruleSentence(rule)).toBe('缺失：超过2的部分每1扣0.5分（不满按一个算），最低得1分');
  expect(englishRule(rule)).toBe(
    '缺失: 0.5 less for every 1 above 2 (a started one counts), at least 1 points',
  );
});
