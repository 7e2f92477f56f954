import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Node } from './edition.ts';
import { anyEdition } from './fixtures/any-edition.ts';
import { newNode } from './new-edition.ts';
import { sumsOfPoints, treeOf, weighedPoints } from './tree.ts';

const node = (code: string, parent: string | null, more: Partial<Node> = {}): Node =>
  newNode({ code, parent, level: parent === null ? 1 : 2, title: code, ...more });
const points = (...nodes: Node[]) => Object.fromEntries(weighedPoints({ nodes }));

test('a tree answers by name and by place', () => {
  const nodes = [node('1', null), node('1.1', '1'), node('1.1.1', '1.1'), node('1.2', '1'), node('2', null)];
  const tree = treeOf(nodes);

  expect(tree.leaves.map(({ code }) => code)).toEqual(['1.1.1', '1.2', '2']);
  expect(tree.pathOf('1.1.1').map(({ code }) => code)).toEqual(['1', '1.1', '1.1.1']);
  expect(tree.branchOf('1').map(({ code }) => code)).toEqual(['1', '1.1', '1.1.1', '1.2']);
  expect(tree.childrenOf('1').map(({ code }) => code)).toEqual(['1.1', '1.2']);
});

test('weights become points from the top; points of its own a node keeps', () => {
  expect(
    points(
      node('a', null, { weight: '60%' }),
      node('a1', 'a', { weight: '1/2' }),
      node('a2', 'a', { points: 7 }),
      node('b', null, { weight: '0.4' }),
    ),
  ).toEqual({ a: 6000, a1: 3000, a2: 700, b: 4000 });
});

test('what rounding leaves over goes to the greatest weight, the first of equals', () => {
  const thirds = ['x', 'y', 'z'].map((code) => node(code, 'a', { weight: '1/3' }));
  expect(points(node('a', null, { points: 1 }), ...thirds)).toEqual({ a: 100, x: 34, y: 33, z: 33 });
  const uneven = [
    ['x', '1/6'],
    ['y', '2/3'],
    ['z', '1/6'],
  ].map(([code = '', weight = '']) => node(code, 'a', { weight }));
  expect(points(node('a', null, { points: 0.1 }), ...uneven)).toEqual({ a: 10, x: 2, y: 6, z: 2 });
});

test('weights of 85 % give 85 % of the points, not all', () => {
  expect(points(node('a', null, { weight: '50%' }), node('b', null, { weight: '35%' }))).toEqual({
    a: 5000,
    b: 3500,
  });
});

test('points that come from nowhere are 0', () => {
  expect(
    points(
      node('a', null),
      node('a1', 'a', { weight: '1' }),
      node('lost', 'nobody', { points: 3 }),
      node('b', null, { weight: 'viel' }),
    ),
  ).toEqual({ a: 0, a1: 0, lost: 0, b: 0 });
});

test('children of one parent with weights of 100 % come to just its points', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 97 }), { minLength: 1, maxLength: 12 }),
      fc.nat(20_000),
      (parts, above) => {
        const sum = parts.reduce((one, other) => one + other, 0);
        const children = parts.map((one, n) => node(`c${n}`, 'a', { weight: `${one}/${sum}` }));
        const found = weighedPoints({ nodes: [node('a', null, { points: above / 100 }), ...children] });
        expect(children.reduce((all, { code }) => all + (found.get(code) ?? 0), 0)).toBe(above);
      },
    ),
  );
});

test('a branch comes to its leaves inside the maximum; one of bonuses to its bonuses', () => {
  const nodes = [
    node('1', null, { points: 99 }),
    node('1.1', '1', { points: 2 }),
    node('1.2', '1', { points: 1.5, kind: 'subframework' }),
    node('1.3', '1', { points: 5, kind: 'bonus' }),
    node('特', null),
    node('特1', '特', { points: 3, kind: 'bonus' }),
    node('特2', '特', { points: 9, kind: 'veto' }),
  ];
  expect(sumsOfPoints({ nodes }).get('1')).toBe(350);
  expect(sumsOfPoints({ nodes }).get('特')).toBe(300);
});

test('whatever the nodes say, circles and twins too, every node has points and a path', () => {
  const short = fc.constantFrom('a', 'b', 'c');
  const knot = fc.array(fc.tuple(short, fc.option(short, { nil: null })), { maxLength: 6 });
  fc.assert(
    fc.property(knot, anyEdition, (pairs, edition) => {
      const nodes = pairs.map(([code, parent], n) => ({
        ...newNode({ code, parent, level: 1, title: '' }),
        points: n,
      }));
      for (const all of [nodes, edition.nodes]) {
        const found = weighedPoints({ nodes: all });
        const sums = sumsOfPoints({ nodes: all });
        for (const { code } of all) {
          expect(Number.isFinite(found.get(code)) && Number.isFinite(sums.get(code))).toBe(true);
          expect(treeOf(all).pathOf(code).at(-1)?.code).toBe(code);
        }
      }
    }),
  );
});

test('a chain of 20,000 nodes is no trouble', () => {
  const nodes = Array.from({ length: 20_000 }, (_, n) =>
    node(String(n), n === 0 ? null : String(n - 1), { weight: '1' }),
  );
  expect(weighedPoints({ nodes }).get('19999')).toBe(10_000);
  expect(sumsOfPoints({ nodes }).get('0')).toBe(10_000);
});
