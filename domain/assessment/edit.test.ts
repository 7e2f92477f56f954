import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Refusal } from '../kernel/refusal.ts';
import { edited } from './edit.ts';
import type { EditionChange } from './edit.ts';
import type { Edition, Node } from './edition.ts';
import { editionFindings } from './findings.ts';
import { anyEdition } from './fixtures/any-edition.ts';
import { newEdition, newNode } from './new-edition.ts';
import { nextCode } from './node-codes.ts';

const node = (code: string, parent: string | null, level: number, more: Partial<Node> = {}): Node =>
  newNode({ code, parent, level, title: `条目${code}`, ...more });
const draft = (): Edition =>
  newEdition({
    title: '草稿',
    nodes: [
      node('1', null, 1),
      node('1.1', '1', 2),
      node('1.1.1', '1.1', 3, { points: 2 }),
      node('1.2', '1', 2, { points: 3 }),
      node('2', null, 1),
      node('2.1', '2', 2, {
        points: 1,
        applies: {
          siteTypes: [],
          unitTypes: [],
          tiers: [],
          when: { code: '1.2', fact: '有无', is: '=', than: '1' },
        },
      }),
    ],
  });

const after = (change: EditionChange, edition = draft()): Edition => {
  const result = edited(edition, change);
  if (result instanceof Refusal) throw result;
  return result;
};
const refused = (change: EditionChange) => {
  const result = edited(draft(), change);
  return result instanceof Refusal ? [result.code, result.facts] : null;
};
const outline = ({ nodes }: Edition) =>
  nodes.map(({ code, parent, level }) => `${code}<${parent ?? ''}@${level}`);

test('a change leaves the draft that it was made of as it was', () => {
  const before = draft();
  after({ op: 'remove', code: '1', branch: true }, before);
  after({ op: 'change', code: '1.2', fields: { code: '1.9' } }, before);
  after({ op: 'renumber' }, before);
  expect(before).toStrictEqual(draft());
});

describe('adding', () => {
  test('a node stands behind its sibling and all below it, one level under its parent', () => {
    const next = after({ op: 'add', node: { parent: '1', code: '1.5', title: '新' }, after: '1.1' });
    expect(outline(next).slice(2, 5)).toEqual(['1.1.1<1.1@3', '1.5<1@2', '1.2<1@2']);
  });
  test('first below its parent, or first of all', () => {
    expect(outline(after({ op: 'add', node: { parent: '2', code: 'x', title: '新' }, after: null }))[5]).toBe(
      'x<2@2',
    );
    expect(outline(after({ op: 'add', node: { code: 'x', title: '新' }, after: null }))[0]).toBe('x<@1');
  });
  test('without a code it counts on from its siblings', () => {
    expect(after({ op: 'add', node: { parent: '1', title: '新' }, after: '1.2' }).nodes[4]?.code).toBe('1.3');
    expect(nextCode({ nodes: [node('Ⅲ-99', null, 1)] }, null)).toBe('Ⅲ-100');
    expect(nextCode({ nodes: [node('A09', null, 1), node('A10', null, 1)] }, null)).toBe('A11');
    expect(nextCode({ nodes: [node('甲', null, 1), node('甲.1', '甲', 2)] }, null)).toBe('甲.2');
    expect(nextCode({ nodes: [node('7', null, 1)] }, '7')).toBe('7.1');
    expect(nextCode({ nodes: [] }, null)).toBe('1');
  });
  test('is refused for a code taken, a parent or sibling that is not there, a field that is not', () => {
    expect(refused({ op: 'add', node: { code: '1.2', title: '新' }, after: null })).toEqual([
      'framework.code_taken',
      { code: '1.2' },
    ]);
    expect(refused({ op: 'add', node: { parent: '9', title: '新' }, after: null })).toEqual([
      'request.not_found',
      { what: 'node', id: '9' },
    ]);
    expect(refused({ op: 'add', node: { parent: '2', title: '新' }, after: '1.1' })).toEqual([
      'request.not_found',
      { what: 'node', id: '1.1' },
    ]);
    expect(refused({ op: 'add', node: { title: '新', colour: 1 }, after: null })).toEqual([
      'framework.malformed',
      { where: 'colour', problem: '没有这个字段' },
    ]);
  });
});

describe('changing', () => {
  test('a new code is followed by children and conditions', () => {
    expect(outline(after({ op: 'change', code: '1.1', fields: { code: '1.7' } }))).toContain('1.1.1<1.7@3');
    expect(after({ op: 'change', code: '1.2', fields: { code: '1.9' } }).nodes[5]?.applies.when?.code).toBe(
      '1.9',
    );
  });
  test('fields are read as in a file, and other fields stay', () => {
    const next = after({ op: 'change', code: '1.2', fields: { weight: 0.25, title: '改名' } });
    expect(next.nodes[3]).toMatchObject({ weight: '0.25', title: '改名', points: 3 });
    expect(refused({ op: 'change', code: '1.2', fields: { methods: '实地' } })).toEqual([
      'framework.malformed',
      { where: 'methods', problem: '应为列表' },
    ]);
    expect(refused({ op: 'change', code: '1.2', fields: { code: '2' } })).toEqual([
      'framework.code_taken',
      { code: '2' },
    ]);
    expect(refused({ op: 'change', code: '1.2', fields: { parent: '2' } })).toEqual([
      'framework.malformed',
      { where: 'parent', problem: '没有这个字段' },
    ]);
    expect(refused({ op: 'change', code: '9', fields: {} })).toEqual([
      'request.not_found',
      { what: 'node', id: '9' },
    ]);
  });
  test('the head changes without the nodes', () => {
    const next = after({ op: 'head', fields: { year: 2026, years: [{ year: 1, share: 0.15 }] } });
    expect(next).toMatchObject({ title: '草稿', year: 2026, years: [{ year: 1, share: '0.15' }] });
    expect(refused({ op: 'head', fields: { nodes: [] } })?.[0]).toBe('framework.malformed');
    expect(refused({ op: 'head', fields: { grades: [{ name: 'A' }] } })).toEqual([
      'framework.malformed',
      { where: 'grades[0].worth', problem: '没有填写' },
    ]);
  });
});

describe('moving', () => {
  test('a branch moves with its levels', () => {
    expect(outline(after({ op: 'move', code: '1.1', parent: null, after: '2' }))).toEqual([
      '1<@1',
      '1.2<1@2',
      '2<@1',
      '2.1<2@2',
      '1.1<@1',
      '1.1.1<1.1@2',
    ]);
    expect(outline(after({ op: 'move', code: '1', parent: '2', after: '2.1' }))).toEqual([
      '2<@1',
      '2.1<2@2',
      '1<2@2',
      '1.1<1@3',
      '1.1.1<1.1@4',
      '1.2<1@3',
    ]);
  });
  test('below itself is refused, and so is behind itself', () => {
    expect(refused({ op: 'move', code: '1', parent: '1.1', after: null })).toEqual([
      'framework.below_itself',
      { code: '1' },
    ]);
    expect(refused({ op: 'move', code: '1', parent: '1', after: null })).toEqual([
      'framework.below_itself',
      { code: '1' },
    ]);
    expect(refused({ op: 'move', code: '1', parent: null, after: '1' })?.[0]).toBe('request.not_found');
  });
});

describe('removing', () => {
  test('a branch goes only where that is asked for', () => {
    expect(refused({ op: 'remove', code: '1', branch: false })).toEqual([
      'framework.has_children',
      { code: '1', count: 3 },
    ]);
    expect(outline(after({ op: 'remove', code: '1', branch: true }))).toEqual(['2<@1', '2.1<2@2']);
    expect(outline(after({ op: 'remove', code: '1.2', branch: false }))).not.toContain('1.2<1@2');
  });
  test('a condition on what is gone is found', () => {
    const codes = editionFindings(after({ op: 'remove', code: '1.2', branch: false })).map(
      ({ code }) => code,
    );
    expect(codes).toContain('when_unknown');
  });
  test('of two nodes with one code the first goes alone', () => {
    const twins = { ...draft(), nodes: [...draft().nodes, node('1', null, 1)] };
    expect(outline(after({ op: 'remove', code: '1', branch: false }, twins))).toEqual([
      ...outline(draft()).slice(1),
      '1<@1',
    ]);
  });
});

test('renumbering follows the tree, and conditions follow it', () => {
  const moved = after({ op: 'move', code: '2', parent: null, after: null });
  const next = after({ op: 'renumber' }, moved);
  expect(outline(next)).toEqual(['1<@1', '1.1<1@2', '2<@1', '2.1<2@2', '2.1.1<2.1@3', '2.2<2@2']);
  expect(next.nodes[1]?.applies.when?.code).toBe('2.2');
});

/** Any change to the codes of the draft above. */
const code = fc.constantFrom('1', '1.1', '1.1.1', '1.2', '2', '2.1', '3');
const orNull = fc.option(code, { nil: null });
const change: fc.Arbitrary<EditionChange> = fc.oneof(
  fc.record({
    op: fc.constant('add' as const),
    node: fc.record({ parent: orNull, title: fc.constant('新') }),
    after: orNull,
  }),
  fc.record({ op: fc.constant('change' as const), code, fields: fc.record({ code }) }),
  fc.record({ op: fc.constant('move' as const), code, parent: orNull, after: orNull }),
  fc.record({ op: fc.constant('remove' as const), code, branch: fc.boolean() }),
  fc.constant({ op: 'renumber' as const }),
);
const STRUCTURE = [
  'code_twice',
  'parent_unknown',
  'parent_later',
  'parent_circle',
  'level_order',
  'level_skipped',
];

test('whatever is changed in whatever order, the tree stays a tree', () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 12 }), (changes) => {
      let edition = draft();
      for (const one of changes) {
        const next = edited(edition, one);
        if (!(next instanceof Refusal)) edition = next;
      }
      expect(editionFindings(edition).filter((finding) => STRUCTURE.includes(finding.code))).toEqual([]);
    }),
  );
});

test('a broken draft can be renumbered too, and loses no node', () => {
  fc.assert(
    fc.property(anyEdition, (edition) => {
      const next = after({ op: 'renumber' }, edition);
      expect(next.nodes.map(({ title }) => title).toSorted()).toEqual(
        edition.nodes.map(({ title }) => title).toSorted(),
      );
    }),
  );
});
