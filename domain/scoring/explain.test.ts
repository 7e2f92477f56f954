import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Node } from '../assessment/edition.ts';
import { newNode } from '../assessment/new-edition.ts';
import type { Measure } from '../assessment/rule.ts';
import { explain } from './explain.ts';
import type { Explanation } from './explain.ts';
import { anyFacts, anySubject, scorableEdition } from './fixtures/any-scoring.ts';
import { criterion, editionOf, fact, rule } from './fixtures/paper.ts';
import { reasonSentence } from './reason-words.ts';
import { score } from './score.ts';
import { PLACE } from './subject.ts';

const SITES: Measure = {
  type: 'sites',
  fact: 'value',
  counts: 'pass',
  passes: { is: '>=', than: '1' },
  strata: [],
};
const branch = newNode({ code: '1', level: 1, title: '公共环境' });
const market = (more: Partial<Node> = {}) =>
  criterion('1.1', { parent: '1', title: '市场卫生', rule: rule(SITES), ...more });
const threeMarkets = [
  fact('1.1', true, { id: 'east', site: '东市场' }),
  fact('1.1', false, { id: 'west', site: '西市场' }),
  fact('1.1', true, { id: 'west before noon', site: '西市场' }),
  fact('1.1', true, { id: 'south', site: '南市场' }),
];

describe('a number opened', () => {
  const edition = editionOf([branch, market(), criterion('1.2', { parent: '1', title: '路灯' })]);

  test('the total leads to the category, the category to the criterion, the criterion to the observation', () => {
    const total = explain(edition, threeMarkets)!;
    expect(total.children.map(({ code }) => code)).toEqual(['1']);
    expect(total.sentence).toBe('扣0.33分：“公共环境”扣0.33分');
    const category = explain(edition, threeMarkets, PLACE, '1')!;
    expect(category.reasons.map(({ sentence }) => sentence)).toEqual(['“市场卫生”扣0.33分']);
    const leaf = explain(edition, threeMarkets, PLACE, '1.1')!;
    expect(leaf.losses).toEqual(['west']);
    expect(leaf.facts[0]).toMatchObject({ id: 'west', site: '西市场', value: '0', costs: true });
  });

  test('a leaf says so in one sentence, for papers with the loss first', () => {
    const leaf = explain(edition, threeMarkets, PLACE, '1.1')!;
    expect(leaf.sentence).toBe('扣0.33分：3个点位中1个未达标，得分率66.67%');
    expect(leaf.reasons.map((one) => reasonSentence(one, 'en')).join('; ')).toBe(
      '1 of 3 sites fall short; 66.67% of the points; loses 0.33 points',
    );
  });

  test('what was not read is said, and costs nothing yet', () => {
    const leaf = explain(edition, threeMarkets, PLACE, '1.2')!;
    expect(leaf.reasons.map(({ sentence }) => sentence)).toEqual(['评分规则尚未识读', '得分在0至1分之间']);
    expect(leaf.sentence).toBeNull();
  });

  test('there is no explanation of what is not there', () => {
    expect(explain(edition, threeMarkets, PLACE, '9')).toBeNull();
  });
});

test('inputs are named with their amounts and the facts that they came from', () => {
  const lamps = criterion('1', {
    points: 4,
    facts: [{ name: '路灯', text: '已装路灯', unit: '盏', how: null }],
    rule: rule(
      { type: 'rate', of: '亮灯', outOf: '路灯' },
      { type: 'proportional', full: '100%', from: '80%' },
    ),
  });
  const facts = [
    fact('1', 120, { id: 'all', name: '路灯' }),
    fact('1', 70, { id: 'a', name: '亮灯' }),
    fact('1', 46, { id: 'b', name: '亮灯' }),
  ];
  const found = explain(editionOf([lamps]), facts, PLACE, '1')!;
  expect(found.inputs).toEqual([
    { name: '亮灯', text: null, value: '116', unit: null, facts: 2, ids: ['a', 'b'] },
    { name: '路灯', text: '已装路灯', value: '120', unit: '盏', facts: 1, ids: ['all'] },
  ]);
  expect(found.sentence).toBe('扣0.67分：“亮灯”116，“路灯”120，实测值96.67%，得分率83.33%');
});

test('a hard floor says where the points of its branch went', () => {
  const floor = criterion('1.2', {
    parent: '1',
    title: '安全',
    rule: rule({ type: 'value', fact: 'value', how: null }, { type: 'share' }, [
      { type: 'floor', when: [{ fact: 'value', is: '<=', than: '50%' }], sinks: 'parent' },
    ]),
  });
  const found = explain(
    editionOf([branch, market(), floor]),
    [...threeMarkets, fact('1.2', 0.4)],
    PLACE,
    '1',
  )!;
  expect(found.reasons.map(({ sentence }) => sentence)).toEqual([
    '“安全”扣1分',
    '“市场卫生”扣0.33分',
    '因“安全”最高只计0分，再扣0.67分',
  ]);
  expect(found.node).toMatchObject({ points: 0, lost: 2, sunk: true });
});

test('a sub-framework opens into its own nodes', () => {
  const minors = editionOf([criterion('5', { title: '校园周边', points: 10, rule: rule(SITES) })], {
    code: 'minors',
  });
  const edition = editionOf([criterion('1', { kind: 'subframework', uses: 'minors', points: 20 })], {
    subframeworks: [{ code: 'minors', edition: minors }],
  });
  const facts = [fact('5', false, { id: 'gate', site: '一小' }), fact('5', true, { site: '二小' })];
  expect(explain(edition, facts, PLACE, '1')!.children).toMatchObject([{ code: 'minors/5', lost: 5 }]);
  expect(explain(edition, facts, PLACE, 'minors/5')!.losses).toEqual(['gate']);
});

const lostIn = ({ reasons }: Explanation) =>
  reasons.reduce((sum, { code, facts }) => {
    const lost = Math.round(Number((facts as { lost?: string }).lost ?? 0) * 100);
    return sum + (code === 'raised' ? -lost : lost);
  }, 0);

test('what the reasons of any node say to be lost is what it lost, and every loss names a fact or what is missing', () => {
  fc.assert(
    fc.property(scorableEdition, anyFacts, anySubject, (edition, facts, subject) => {
      const { nodes } = score(edition, facts, subject);
      for (const code of ['total', ...nodes.map((node) => node.code)]) {
        const found = explain(edition, facts, subject, code)!;
        expect(lostIn(found)).toBe(Math.round(found.node.lost * 100));
        if (found.node.lost <= 0 || found.children.length > 0) continue;
        const saysMissing = found.reasons.some(
          ({ code: why }) => why === 'members.open' || why === 'conditions.open',
        );
        if (!saysMissing && found.inputs.some((input) => input.facts > 0))
          expect(found.losses).not.toEqual([]);
      }
    }),
    { numRuns: 150 },
  );
});

test('where a sum is too much, what adds nothing to it costs nothing; the only fact of a rule has a name', () => {
  const missing = criterion('1', {
    points: 2,
    rule: rule(
      { type: 'value', fact: 'value', how: 'sum' },
      {
        type: 'deduct',
        lines: [{ fact: null, side: 'above', limit: '0', per: '1', points: '0.5', started: false }],
        floor: '0',
      },
    ),
  });
  const facts = [fact('1', 0, { id: 'clean' }), fact('1', 1, { id: 'one' }), fact('1', 2, { id: 'two' })];

  const found = explain(editionOf([missing]), facts, PLACE, '1')!;

  expect(found.losses).toEqual(['one', 'two']);
  expect(found.rule).toBe('观测值（合计）：每1扣0.5分，扣完为止');
});
