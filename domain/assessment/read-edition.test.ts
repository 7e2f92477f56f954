import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Edition } from './edition.ts';
import { anyEdition } from './fixtures/any-edition.ts';
import { newEdition, newNode } from './new-edition.ts';
import { canonicalEdition, readEdition, writeEdition } from './read-edition.ts';

const edition = (json: unknown): Edition => {
  const read = readEdition(json);
  if ('problem' in read) throw new Error(`${read.problem.where}: ${read.problem.what}`);
  return read.edition;
};
const problem = (json: unknown) => {
  const read = readEdition(json);
  return 'problem' in read ? [read.problem.where, read.problem.what] : null;
};
const leaf = { code: '1', level: 1, title: '路灯' };
const withNode = (more: object) => ({ title: '样本', nodes: [{ ...leaf, ...more }] });
const withRule = (rule: object) => withNode({ rule });
const share = { type: 'share' };

test('an edition is read back as it was written, by way of a file', () => {
  fc.assert(
    fc.property(anyEdition, (one) => {
      const written = writeEdition(one);
      expect(edition(written)).toStrictEqual(one);
      expect(edition(JSON.parse(JSON.stringify(written)))).toStrictEqual(one);
    }),
  );
});

test('an edition has one spelling, however its file orders the fields', () => {
  const [one, other] = [
    { title: '样本', year: 2026, nodes: [{ code: '1', level: 1, title: '路灯', weight: 0.5 }] },
    {
      nodes: [{ weight: '0.5', title: '路灯', level: 1, code: '1', points: null }],
      year: 2026,
      title: '样本',
    },
  ];
  expect(canonicalEdition(edition(one))).toBe(canonicalEdition(edition(other)));
  expect(canonicalEdition(edition({ ...one, year: 2027 }))).not.toBe(canonicalEdition(edition(one)));
});

test('what an edition leaves out takes the value of the standard', () => {
  expect(edition({ title: '样本', nodes: [leaf] })).toStrictEqual(
    newEdition({ title: '样本', nodes: [newNode(leaf)] }),
  );
  const read = edition(
    withRule({
      measure: { type: 'sites' },
      score: { type: 'deduct', lines: [{ points: 0.5 }] },
      guards: [{ type: 'floor', when: [{ is: '<', than: '50%' }] }],
    }),
  );
  expect(read.nodes[0]?.rule).toStrictEqual({
    measure: { type: 'sites', fact: 'value', counts: 'pass', passes: { is: '>=', than: '1' }, strata: [] },
    score: {
      type: 'deduct',
      lines: [{ fact: null, side: 'above', limit: '0', per: '1', points: '0.5', started: false }],
      floor: '0',
    },
    guards: [{ type: 'floor', when: [{ fact: null, is: '<', than: '50%' }], sinks: 'self' }],
  });
});

test('two editions read from one default do not share it', () => {
  const [first, second] = [edition({ title: '甲', nodes: [leaf] }), edition({ title: '乙', nodes: [leaf] })];
  first.nodes[0]?.applies.tiers.push('city');
  first.grades.pop();
  expect(second.nodes[0]?.applies.tiers).toEqual([]);
  expect(second.grades).toHaveLength(4);
});

test('what the command prints besides is passed over', () => {
  expect(problem({ title: '样本', nodes: [], totals: { points: 0 }, findings: [{}] })).toBeNull();
});

test.each([
  [85, '85'],
  [0.85, '0.85'],
  [-0.5, '-0.5'],
  [1e-7, '0.0000001'],
  [-1.25e-8, '-0.0000000125'],
  [1e21, '1000000000000000000000'],
  [1.5e22, '15000000000000000000000'],
  [0.1 + 0.2, '0.30000000000000004'],
])('the number %d counts by its shortest decimal text', (weight, text) => {
  expect(edition(withNode({ weight })).nodes[0]?.weight).toBe(text);
});

describe('the first fault is named with its path', () => {
  const deep = (n: number): object =>
    n === 0
      ? { title: '底', nodes: [] }
      : { title: '层', nodes: [], subframeworks: [{ code: 'x', edition: deep(n - 1) }] };
  test.each<[string, unknown, string, string]>([
    ['no object', [], '', 'not_an_object'],
    ['no object', null, '', 'not_an_object'],
    ['no title', { nodes: [] }, 'title', 'needed'],
    ['no nodes', { title: '样本' }, 'nodes', 'needed'],
    ['an unknown field', { title: '样本', nodes: [], colour: 1 }, 'colour', 'unknown_field'],
    ['a field of every object', { title: '样本', nodes: [], constructor: 1 }, 'constructor', 'unknown_field'],
    ['another format', { format: 'framework/9', title: '样本', nodes: [] }, 'format', 'not_one_of'],
    ['text for a list', { title: '样本', nodes: {} }, 'nodes', 'not_a_list'],
    ['a number for text', withNode({ title: 3 }), 'nodes[0].title', 'not_text'],
    ['a NUL', withNode({ title: 'a\0' }), 'nodes[0].title', 'not_clean'],
    ['half a character', withNode({ title: '\ud800' }), 'nodes[0].title', 'not_clean'],
    ['long text', withNode({ title: '长'.repeat(20_001) }), 'nodes[0].title', 'too_long'],
    ['level 0', withNode({ level: 0 }), 'nodes[0].level', 'not_whole'],
    ['half a level', withNode({ level: 1.5 }), 'nodes[0].level', 'not_whole'],
    ['points as text', withNode({ points: '2' }), 'nodes[0].points', 'not_a_number'],
    ['a misspelt kind', withNode({ kind: 'bonuses' }), 'nodes[0].kind', 'not_one_of'],
    ['a rule without score', withRule({ measure: { type: 'manual' } }), 'nodes[0].rule.score', 'needed'],
    [
      'a measure without type',
      withRule({ measure: {}, score: share }),
      'nodes[0].rule.measure.type',
      'needed',
    ],
    [
      'a type of every object',
      withRule({ measure: { type: 'toString' }, score: share }),
      'nodes[0].rule.measure.type',
      'not_one_of',
    ],
    [
      'a field of another measure',
      withRule({ measure: { type: 'manual', of: 'a' }, score: share }),
      'nodes[0].rule.measure.of',
      'unknown_field',
    ],
    [
      'a comparator',
      withRule({
        measure: { type: 'manual' },
        score: { type: 'grades', otherwise: 'C', steps: [{ grade: 'A', when: [{ is: '=>', than: 1 }] }] },
      }),
      'nodes[0].rule.score.steps[0].when[0].is',
      'not_one_of',
    ],
    [
      'yes for true',
      withRule({
        measure: { type: 'manual' },
        score: { type: 'deduct', lines: [{ points: 1, started: 'yes' }] },
      }),
      'nodes[0].rule.score.lines[0].started',
      'not_yes_no',
    ],
    [
      'an axis value alone',
      withNode({ axes: { 八大环境: '政务环境' } }),
      'nodes[0].axes.八大环境',
      'not_a_list',
    ],
    [
      'four floors of sub-frameworks',
      deep(4),
      'subframeworks[0].edition.subframeworks[0].edition.subframeworks[0].edition.subframeworks[0]',
      'too_deep',
    ],
    ['20,001 nodes', { title: '多', nodes: Array.from({ length: 20_001 }, () => leaf) }, 'nodes', 'too_many'],
  ])('%s', (_, json, where, what) => {
    expect(problem(json)).toEqual([where, what]);
  });

  test('nodes of sub-frameworks count with the others', () => {
    const nodes = Array.from({ length: 10_001 }, () => leaf);
    const json = { title: '多', nodes, subframeworks: [{ code: 'x', edition: { title: '子', nodes } }] };
    expect(problem(json)).toEqual(['subframeworks[0].edition.nodes[9999]', 'too_many']);
  });

  test('three floors of sub-frameworks are read', () => {
    expect(problem(deep(3))).toBeNull();
  });
});

test('whatever is said, it is read or refused, never more', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (title, nodes) => {
      const read = readEdition({ title, nodes });
      expect('problem' in read || Array.isArray(read.edition.nodes)).toBe(true);
    }),
  );
});
