import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareEditions } from './edition-diff.ts';
import type { Edition, Node } from './edition.ts';
import { anyEdition } from './fixtures/any-edition.ts';
import { dice, lettersBook, shared } from './likeness.ts';
import { newEdition, newNode } from './new-edition.ts';

const leaf = (code: string, title: string, more: Partial<Node> = {}): Node =>
  newNode({ code, level: 1, title, points: 1, ...more });
const edition = (...nodes: Node[]): Edition => newEdition({ title: '体系', nodes });
const compared = (old: Node[], fresh: Node[]) => compareEditions(edition(...old), edition(...fresh));
const lines = (old: Node[], fresh: Node[]) =>
  compared(old, fresh).pairs.map(({ from, to, likeness }) => `${from ?? '-'} ${likeness} ${to ?? '-'}`);

describe('an older edition goes over into a newer one', () => {
  test('by code and text', () => {
    expect(
      lines(
        [leaf('1', '主干道路面平整'), leaf('2', '路灯亮灯率')],
        [leaf('1', '主干道路面平整。'), leaf('2', '路灯亮灯率')],
      ),
    ).toEqual(['1 same 1', '2 same 2']);
  });
  test('by text, whatever the numbers are now', () => {
    expect(
      lines(
        [leaf('1', '主干道路面平整'), leaf('2', '路灯亮灯率')],
        [leaf('1', '路灯亮灯率'), leaf('2', '主干道路面平整')],
      ),
    ).toEqual(['2 text 1', '1 text 2']);
  });
  test('of several with one text the one below the same heading', () => {
    const tree = (...codes: string[]) =>
      ['农贸市场', '公共厕所'].flatMap((title, n) => [
        newNode({ code: `${n}`, level: 1, title }),
        newNode({ code: codes[n]!, parent: `${n}`, level: 2, title: '地面干净' }),
      ]);
    expect(lines(tree('a', 'b'), tree('b', 'c'))).toEqual(['0 same 0', 'a text b', '1 same 1', 'b text c']);
    expect(lines(tree('a', 'b'), tree('x', 'y'))).toEqual(['0 same 0', 'a text x', '1 same 1', 'b text y']);
  });
  test('by code where the text was reworded', () => {
    expect(lines([leaf('3', '公共厕所达到二类以上标准')], [leaf('3', '公共厕所全部达到二类标准')])).toEqual([
      '3 code 3',
    ]);
    expect(lines([leaf('3', '公共厕所达到二类以上标准')], [leaf('3', '市民阅读率')])).toEqual([
      '- none 3',
      '3 none -',
    ]);
  });
  test('by likeness, the most alike first', () => {
    const old = [leaf('1', '建成区路灯亮灯率达到95%'), leaf('2', '建成区路灯设施完好率')];
    expect(lines(old, [leaf('a', '建成区路灯设施完好率达标'), leaf('b', '建成区路灯亮灯率达到98%')])).toEqual(
      ['2 likely a', '1 likely b'],
    );
  });
  test('a criterion that was split goes to both, and two that were joined to one', () => {
    const whole = leaf('1', '机动车礼让行人、行人遵守交通信号、非机动车有序停放');
    const parts = [leaf('a', '机动车礼让行人、行人遵守交通信号'), leaf('b', '非机动车有序停放')];
    expect(lines([whole], parts)).toEqual(['1 likely a', '1 part b']);
    expect(lines(parts, [whole])).toEqual(['a likely 1', 'b part 1']);
  });
  test('a leaf does not become a branch', () => {
    const fresh = [
      newNode({ code: '1', level: 1, title: '路灯' }),
      newNode({ code: '1.1', parent: '1', level: 2, title: '亮灯率' }),
    ];
    expect(lines([leaf('1', '路灯')], fresh)).toEqual(['- none 1', '- none 1.1', '1 none -']);
  });
  test('what came and what went is listed', () => {
    expect(
      compared([leaf('1', '网吧管理'), leaf('2', '路灯')], [leaf('2', '路灯'), leaf('3', '直播带货规范')])
        .orphans,
    ).toEqual({ old: ['1'], fresh: ['3'] });
  });
});

test('what changed between the two is named', () => {
  const old = leaf('1', '路灯亮灯率', { points: 2, methods: ['实地考察'], ruleText: 'A≥95%' });
  const change = (more: Partial<Node>) => compared([old], [{ ...old, ...more }]).pairs[0]?.changed;
  expect(change({})).toEqual([]);
  expect(change({ points: 3 })).toEqual(['points']);
  expect(change({ methods: ['材料审核'], ruleText: 'A≥98%' })).toEqual(['methods', 'rule']);
  expect(change({ code: '9', kind: 'bonus', responsible: ['住建局'], evidence: ['台账'] })).toEqual([
    'code',
    'kind',
    'responsible',
    'evidence',
  ]);
});

test('points that changed through a weight above are named', () => {
  const tree = (weight: string) => [
    newNode({ code: '1', level: 1, title: '环境', weight }),
    newNode({ code: '1.1', parent: '1', level: 2, title: '绿化', weight: '1' }),
  ];
  expect(compared(tree('60%'), tree('70%')).pairs.map(({ changed }) => changed)).toEqual([
    ['points'],
    ['points'],
  ]);
});

test('an edition goes over into itself, node by node', () => {
  fc.assert(
    fc.property(anyEdition, (one) => {
      const { pairs, orphans } = compareEditions(one, one);
      expect(
        pairs.every(
          ({ from, to, likeness, changed }) => from === to && likeness === 'same' && changed.length === 0,
        ),
      ).toBe(true);
      expect(orphans).toEqual({ old: [], fresh: [] });
    }),
  );
});

test('every node of both editions stands in the comparison, those of the new one in their order', () => {
  const words = fc.array(fc.constantFrom('路灯', '亮灯', '公厕', '市场', '干净', '整洁', '有序', '停车'), {
    minLength: 1,
    maxLength: 6,
  });
  const some = fc.uniqueArray(fc.tuple(fc.nat(20), words), { maxLength: 10, selector: ([n]) => n });
  const nodes = (all: [number, string[]][]) => all.map(([n, title]) => leaf(String(n), title.join('')));
  fc.assert(
    fc.property(some, some, (before, after) => {
      const { pairs } = compared(nodes(before), nodes(after));
      const unique = <T>(all: T[]) => [...new Set(all)];
      expect(unique(pairs.flatMap(({ to }) => to ?? []))).toEqual(after.map(([n]) => String(n)));
      expect(unique(pairs.flatMap(({ from }) => from ?? [])).toSorted()).toEqual(
        before.map(([n]) => String(n)).toSorted(),
      );
      expect(pairs.every(({ confidence }) => confidence >= 0 && confidence <= 1)).toBe(true);
    }),
  );
});

test('likeness is Dice over pairs of letters, blind to punctuation', () => {
  const book = lettersBook();
  const [one, other] = [book.of('night'), book.of('nacht')];
  expect(shared(one, other)).toBe(1);
  expect(dice(one, other)).toBe(0.25);
  expect(dice(book.of('路灯,亮 灯'), book.of('路灯亮灯！'))).toBe(1);
  expect(dice(book.of('路'), book.of('路'))).toBe(1);
  expect(dice(book.of('路'), book.of(''))).toBe(0);
});

describe('speed', () => {
  /** Boilerplate makes all texts alike; every tenth is new, codes are all others. */
  const many = (count: number, stem: string) =>
    Array.from({ length: count }, (_, n) =>
      leaf(
        `${stem}${n}`,
        `建成区范围内按照标准规范开展日常管理并保持设施完好有序${n % 10 === 0 ? stem : ''}第${(n * 7919) % 10_007}号点位`,
      ),
    );
  test.each([
    [118, 500],
    [2_000, 5_000],
  ])('%i nodes against as many', (count, milliseconds) => {
    compared(many(50, 'x'), many(50, 'y'));
    const [old, fresh] = [many(count, '甲'), many(count, '乙')];
    const start = performance.now();
    const { pairs } = compared(old, fresh);
    const spent = performance.now() - start;
    expect(pairs.length).toBeGreaterThanOrEqual(count);
    expect(spent).toBeLessThan(milliseconds);
  });
});
