import { describe, expect, test } from 'vitest';
import { edition, found, RULE } from './fixtures/sound-edition.ts';
import type { Measure, Rule, Score, Test } from './rule.ts';

const withRule = (measure: Measure, score: Score = { type: 'share' }, guards: Rule['guards'] = []) =>
  found(edition({}, { rule: { measure, score, guards } }));
const value: Measure = { type: 'value', fact: '分贝', how: null };
const at = (than: string, fact: string | null = null): Test => ({ fact, is: '>', than });

describe('rules', () => {
  test.each<[string, string[], string[]]>([
    [
      'an unknown grade',
      withRule(value, { type: 'grades', steps: [{ grade: 'S', when: [at('1')] }], otherwise: 'D' }),
      ['grade_unknown 1.1 rule.score.steps[0].grade', 'grade_unknown 1.1 rule.score.otherwise'],
    ],
    ['no fact', withRule({ type: 'value', fact: '', how: null }), ['rule_no_fact 1.1 rule.measure.fact']],
    [
      'a formula without facts',
      withRule({ type: 'formula', text: '1+2', missing: 'zero' }),
      ['rule_no_fact 1.1 rule.measure.text'],
    ],
    [
      'a formula that breaks off',
      withRule({ type: 'formula', text: '播出 / ', missing: 'zero' }),
      ['formula_unreadable 1.1 rule.measure.text'],
    ],
    [
      'a test against no number',
      withRule(value, { type: 'grades', steps: [{ grade: 'A', when: [at('八成')] }], otherwise: 'C' }),
      ['number_unreadable 1.1 rule.score.steps[0].when[0].than'],
    ],
    [
      'a step without tests',
      withRule(value, { type: 'grades', steps: [{ grade: 'A', when: [] }], otherwise: 'C' }),
      ['step_always 1.1 rule.score.steps[0].when'],
    ],
    [
      'a test of no fact',
      withRule(value, { type: 'grades', steps: [{ grade: 'A', when: [at('1', '')] }], otherwise: 'C' }),
      ['rule_no_fact 1.1 rule.score.steps[0].when[0].fact'],
    ],
    [
      'a floor on the measure',
      withRule(value, { type: 'share' }, [{ type: 'floor', when: [at('1')], sinks: 'total' }]),
      ['guard_without_fact 1.1 rule.guards[0].when[0].fact'],
    ],
    [
      'a floor without tests',
      withRule(value, { type: 'share' }, [{ type: 'floor', when: [], sinks: 'self' }]),
      ['rule_empty 1.1 rule.guards[0].when'],
    ],
    [
      'no conditions',
      withRule({ type: 'conditions', conditions: [] }),
      ['rule_empty 1.1 rule.measure.conditions'],
    ],
    [
      'a member twice',
      withRule({ type: 'members', members: ['城关镇', '城关镇'], fact: 'value' }),
      ['name_twice 1.1 rule.measure.members[1]'],
    ],
    [
      'per nothing',
      withRule({ type: 'density', count: 'a', over: 'b', per: '0' }),
      ['number_out_of_range 1.1 rule.measure.per'],
    ],
    [
      'no way from 0 to full',
      withRule(value, { type: 'proportional', full: '50%', from: '0.5' }),
      ['full_is_from 1.1 rule.score.full'],
    ],
    [
      'a deduction of nothing',
      withRule(value, { type: 'deduct', lines: [], floor: '0' }),
      ['rule_empty 1.1 rule.score.lines'],
    ],
  ])('%s', (_, findings, expected) => {
    expect(findings).toEqual(expected);
  });

  test('shares of methods come to 100 %, and stand beside no other rule', () => {
    const parts = (one: string, other: string) => [
      { method: '实地考察', share: one, rule: RULE },
      { method: '问卷调查', share: other, rule: RULE },
    ];
    const methods = ['实地考察', '问卷调查'];
    expect(found(edition({}, { rule: null, methods, parts: parts('60%', '0.4') }))).toEqual([]);
    expect(found(edition({}, { rule: null, methods, parts: parts('60%', '0.3') }))).toEqual([
      'shares_sum 1.1 parts',
    ]);
    expect(found(edition({}, { methods: ['实地考察'], parts: parts('60%', '40%') }))).toEqual([
      'rule_and_parts 1.1 parts',
      'part_method 1.1 parts[1].method',
    ]);
  });
  test('a rule that was not read is not one that is missing', () => {
    expect(found(edition({}, { rule: null, ruleText: 'A＞85%' }))).toEqual(['rule_unread 1.1 rule']);
    expect(found(edition({}, { rule: null }))).toEqual(['rule_missing 1.1 rule']);
  });
});
