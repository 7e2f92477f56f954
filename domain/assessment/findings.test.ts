import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Node } from './edition.ts';
import { findingSentence, problemSentence } from './finding-words.ts';
import { FINDINGS, isAdoptable } from './finding.ts';
import { editionFindings } from './findings.ts';
import { anyEdition } from './fixtures/any-edition.ts';
import { branch, edition, found, leaf } from './fixtures/sound-edition.ts';
import { newNode } from './new-edition.ts';
import { readEdition } from './read-edition.ts';

const withNodes = (...nodes: Node[]) => found(edition({ nodes, levels: [] }));

test('a sound edition has no findings', () => {
  expect(editionFindings(edition())).toEqual([]);
});

describe('the tree', () => {
  test('two nodes with one code are told apart by their place', () => {
    const [finding] = editionFindings(
      edition({ nodes: [branch('1'), leaf('1.1', '1'), leaf('1.1', '1', { title: '另一' })] }),
    );
    expect(finding).toMatchObject({ code: 'code_twice', severity: 'error', where: { node: '1.1', nth: 2 } });
  });
  test('a node without a code', () => {
    expect(withNodes(branch('1'), leaf('', '1'), leaf('2', '1'))).toEqual(['code_missing  code']);
  });
  test('a parent that does not exist', () => {
    expect(withNodes(branch('1'), leaf('1.1', '1'), leaf('1.2', '1'), leaf('9.1', '9'))).toEqual([
      'parent_unknown 9.1 parent',
    ]);
  });
  test('a parent that comes later', () => {
    expect(withNodes(leaf('1.1', '1'), branch('1'), leaf('1.2', '1'))).toEqual(['parent_later 1.1 parent']);
  });
  test('a circle of parents is named once', () => {
    const findings = editionFindings(
      edition({ levels: [], nodes: [branch('a', { parent: 'b' }), branch('b', { parent: 'a' })] }),
    );
    expect(findings.filter(({ code }) => code === 'parent_circle').map(({ facts }) => facts)).toEqual([
      { circle: 'a → b → a' },
    ]);
  });
  test('a level must lie below that of the parent; one that is skipped is said', () => {
    expect(found(edition({}, { level: 1 }))).toEqual([
      'count_differs levels[0].count',
      'level_order 1.1 level',
    ]);
    expect(withNodes(branch('1'), leaf('1.1', '1', { level: 3 }), leaf('1.2', '1'))).toEqual([
      'level_skipped 1.1 level',
    ]);
    expect(found(edition({}, { level: 3 }))).toEqual(['level_unknown 1.1 level', 'level_skipped 1.1 level']);
    expect(withNodes(branch('1', { level: 21 }))).toContain('level_too_deep 1 level');
  });
  test('declared counts are held against the real ones, negative lists in or out', () => {
    const levels = (count: number) => [
      { name: '项目', count: null },
      { name: '标准', count },
    ];
    const veto = leaf('负1', '1', { kind: 'veto', points: null, veto: { on: 'total', cap: 0 } });
    const nodes = [branch('1'), leaf('1.1', '1'), leaf('1.2', '1'), veto];
    expect(found(edition({ levels: levels(118), nodes }))).toEqual(['count_differs levels[1].count']);
    expect(found(edition({ levels: levels(2), nodes }))).toEqual([]);
    expect(found(edition({ levels: levels(3), nodes }))).toEqual([]);
  });
  test('two leaves must not answer to one name', () => {
    const nodes = (one: string | null, other: string | null) => [
      branch('1'),
      leaf('1.1', '1', { key: one }),
      leaf('1.2', '1', { key: other }),
    ];
    expect(withNodes(...nodes('路灯', '路灯'))).toEqual(['key_twice 1.2 key']);
    expect(withNodes(...nodes('1.2', null))).toEqual(['key_twice 1.1 key']);
    expect(withNodes(...nodes('1.1', '路灯'))).toEqual([]);
  });
  test('an edition without nodes, and a branch with one child', () => {
    expect(withNodes()).toEqual(['no_nodes nodes']);
    expect(withNodes(branch('1'), leaf('1.1', '1'))).toEqual(['only_child 1']);
  });
});

describe('points and weights', () => {
  const pair = (parent: Partial<Node>, one: Partial<Node>, other: Partial<Node>) =>
    withNodes(
      branch('1', parent),
      leaf('1.1', '1', { points: null, ...one }),
      leaf('1.2', '1', { points: null, ...other }),
    );

  test('weights of 85 % are an error that says both sums', () => {
    const findings = editionFindings(
      edition({
        nodes: [
          branch('1', { points: 10 }),
          leaf('1.1', '1', { points: null, weight: '50%' }),
          leaf('1.2', '1', { points: null, weight: '0.35' }),
        ],
      }),
    );
    expect(findings).toMatchObject([
      { code: 'weights_sum', where: { node: '1' }, facts: { sum: '85%', count: 2 } },
    ]);
    expect(findingSentence(findings[0]!, 'zh-CN')).toBe('“1”的 2 个下级权重之和为 85%，应为 100%。');
    expect(isAdoptable(findings)).toBe(false);
  });
  test('weights of roots are the whole', () => {
    expect(
      withNodes(
        leaf('1', null, { level: 1, points: null, weight: '1/3' }),
        leaf('2', null, { level: 1, points: null, weight: '1/3' }),
      ),
    ).toEqual(['weights_sum weight']);
  });
  test('thirds are exact, and their rounding is no fault', () => {
    const thirds = ['a', 'b', 'c'].map((code) => leaf(code, '1', { points: null, weight: '1/3' }));
    expect(withNodes(branch('1', { points: 1 }), ...thirds)).toEqual([]);
  });
  test('declared points of a branch are held against those below', () => {
    const [finding] = editionFindings(
      edition({
        nodes: [
          branch('1', { points: 3 }),
          leaf('1.1', '1', { points: 1.1 }),
          leaf('1.2', '1', { points: 2.2 }),
        ],
      }),
    );
    expect(finding).toMatchObject({
      code: 'points_sum',
      where: { node: '1' },
      facts: { declared: 3, sum: 3.3 },
    });
    expect(pair({ points: 3 }, { points: 1.1 }, { points: 1.9 })).toEqual([]);
  });
  test('bonus points stand outside the sum, and have one of their own', () => {
    expect(pair({ points: 2 }, { points: 2 }, { points: 5, kind: 'bonus' })).toEqual([]);
    expect(pair({ points: 7 }, { points: 2, kind: 'bonus' }, { points: 5, kind: 'bonus' })).toEqual([]);
    expect(pair({ points: 8 }, { points: 2, kind: 'bonus' }, { points: 5, kind: 'bonus' })).toEqual([
      'points_sum 1 points',
    ]);
  });
  test('a sum goes through branches without points', () => {
    const inner = newNode({ code: '1.1', parent: '1', level: 2, title: '内容' });
    const nodes = (points: number) => [
      branch('1', { points }),
      inner,
      leaf('1.1.1', '1.1', { level: 3 }),
      leaf('1.1.2', '1.1', { level: 3, title: '二' }),
      leaf('1.2', '1'),
    ];
    expect(withNodes(...nodes(3))).toEqual([]);
    expect(withNodes(...nodes(4))).toEqual(['points_sum 1 points']);
  });
  test.each<[string, Partial<Node>, Partial<Node>, Partial<Node>, string[]]>([
    ['a leaf without points', {}, {}, { points: 1 }, ['points_missing 1.1 points']],
    ['negative points', {}, { points: -1 }, { points: 1 }, ['points_negative 1.1 points']],
    ['a third decimal', {}, { points: 0.125 }, { points: 1 }, ['points_unusable 1.1 points']],
    ['weights of nothing', {}, { weight: '0.5' }, { weight: '0.5' }, ['weights_of_nothing 1 points']],
    [
      'a weight that is no number',
      { points: 1 },
      { weight: '一半' },
      { points: 1 },
      ['points_missing 1.1 points', 'number_unreadable 1.1 weight'],
    ],
    [
      'a negative weight',
      { points: 1 },
      { weight: '-1' },
      { weight: '2' },
      ['number_out_of_range 1.1 weight'],
    ],
  ])('%s', (_, parent, one, other, expected) => {
    expect(pair(parent, one, other).toSorted()).toEqual(expected.toSorted());
  });
});

describe('what a node points to', () => {
  const when = (code: string) => ({
    applies: {
      siteTypes: [],
      unitTypes: [],
      tiers: [],
      when: { code, fact: '有无', is: '=' as const, than: '1' },
    },
  });

  test('applicability in a circle is named', () => {
    const nodes = [
      branch('1'),
      leaf('1.1', '1', when('1.2')),
      leaf('1.2', '1', when('1.3')),
      leaf('1.3', '1', when('1.1')),
    ];
    const findings = editionFindings(edition({ nodes }));
    expect(findings).toMatchObject([
      { code: 'when_circle', where: { node: '1.1' }, facts: { circle: '1.1 → 1.2 → 1.3 → 1.1' } },
    ]);
    expect(findingSentence(findings[0]!, 'zh-CN')).toBe('适用条件形成循环：1.1 → 1.2 → 1.3 → 1.1。');
  });
  test('applicability by itself, by a stranger, by a branch', () => {
    expect(found(edition({}, when('1.1')))).toEqual(['when_circle 1.1 applies.when']);
    expect(found(edition({}, when('9')))).toEqual(['when_unknown 1.1 applies.when.code']);
    expect(found(edition({}, when('1')))).toEqual(['when_branch 1.1 applies.when.code']);
  });
  test('axes and their values, aliases among them', () => {
    expect(found(edition({}, { axes: { 八大环境: ['廉洁高效的政务环境'] } }))).toEqual([]);
    expect(found(edition({}, { axes: { 八大环境: ['太空环境'], 三个重点: ['市民'] } }))).toEqual([
      'axis_value_unknown 1.1 axes.八大环境',
      'axis_unknown 1.1 axes.三个重点',
    ]);
  });
  test('a veto says what it does, and only a veto does', () => {
    expect(found(edition({}, { kind: 'veto' }))).toEqual(['veto_without_effect 1.1 veto']);
    expect(found(edition({}, { veto: { on: 'total', cap: -1 } }))).toEqual([
      'points_negative 1.1 veto.cap',
      'veto_elsewhere 1.1 veto',
    ]);
  });
  test('years come to 100 %', () => {
    const years = (third: string) => [
      { year: 1, share: '15%' },
      { year: 2, share: '25%' },
      { year: 3, share: third },
    ];
    expect(found(edition({ years: years('60%') }))).toEqual([]);
    expect(found(edition({ years: years('50%') }))).toEqual(['years_sum years']);
  });
  test('sub-frameworks are there, used, and not inside themselves; theirs are looked at too', () => {
    const minors = edition({ title: '未成年人', levels: [] });
    const uses = (code: string | null): Partial<Node> => ({ kind: 'subframework', uses: code, rule: null });
    expect(found(edition({ subframeworks: [{ code: 'minors', edition: minors }] }, uses('minors')))).toEqual(
      [],
    );
    expect(found(edition({}, uses('minors')))).toEqual(['uses_unknown 1.1 uses']);
    expect(found(edition({}, uses(null)))).toEqual(['uses_missing 1.1 uses']);
    expect(found(edition({ subframeworks: [{ code: 'minors', edition: minors }] }))).toEqual([
      'subframework_unused subframeworks[0]',
    ]);
    const inside = edition({ subframeworks: [{ code: 'minors', edition: minors }] }, uses('minors'));
    expect(found(edition({ subframeworks: [{ code: 'minors', edition: inside }] }, uses('minors')))).toEqual([
      'subframework_circular subframeworks[0]',
    ]);
    const broken = edition({ year: null });
    const [finding] = editionFindings(
      edition({ subframeworks: [{ code: 'minors', edition: broken }] }, uses('minors')),
    );
    expect(finding).toMatchObject({ code: 'year_missing', where: { edition: 'minors', node: null } });
    expect(findingSentence(finding!, 'zh-CN')).toBe('子体系“minors”：体系没有标明年度。');
  });
});

describe('what is not there', () => {
  test('a lack here and there is said where it is, one that is everywhere once', () => {
    const nodes = (lacking: number) => [
      branch('1'),
      ...Array.from({ length: 10 }, (_, n) => leaf(`1.${n}`, '1', n < lacking ? { responsible: [] } : {})),
    ];
    expect(withNodes(...nodes(2))).toEqual(['unit_missing 1.0 responsible', 'unit_missing 1.1 responsible']);
    expect(withNodes(...nodes(8))).toEqual(['mostly_missing responsible']);
  });
  test('material asks for evidence', () => {
    expect(found(edition({}, { methods: ['材料审核'] }))).toEqual(['evidence_missing 1.1 evidence']);
  });
  test('two criteria of the same words', () => {
    expect(found(edition({}, { title: '标准 1.2。' }))).toEqual(['text_twice 1.2 title']);
  });
});

/** A fact that the sentence wants and the finding does not have. */
const GAP = /\{[a-z]+\}|undefined/;

test('whatever an edition says, its findings have sentences without gaps, and its order is kept', () => {
  fc.assert(
    fc.property(anyEdition, (one) => {
      const findings = editionFindings(one);
      for (const finding of findings) {
        expect(finding.severity).toBe(FINDINGS[finding.code]);
        for (const locale of ['zh-CN', 'en'] as const)
          expect(findingSentence(finding, locale)).not.toMatch(GAP);
      }
      const own = findings
        .filter(({ where }) => where.edition === null && where.nth !== null)
        .map(({ where }) => where.nth!);
      expect(own).toEqual(own.toSorted((a, b) => a - b));
    }),
  );
});

test('a file that cannot be read is told in one sentence', () => {
  const read = readEdition({ title: '样本', nodes: [{ code: '1', level: 0, title: '路灯' }] });
  expect('problem' in read && problemSentence(read.problem, 'zh-CN')).toBe(
    'nodes[0].level：应为不小于 1 的整数。',
  );
  expect('problem' in read && problemSentence(read.problem, 'en')).toBe(
    'nodes[0].level is not a whole number from 1 up.',
  );
});

test('20,000 nodes, each the same, are judged within seconds', () => {
  const nodes = Array.from({ length: 20_000 }, (_, n) =>
    leaf(n % 2 === 0 ? '甲' : String(n), '0', { key: '一' }),
  );
  const start = performance.now();
  expect(editionFindings(edition({ nodes })).length).toBeGreaterThan(20_000);
  expect(performance.now() - start).toBeLessThan(10_000);
});
