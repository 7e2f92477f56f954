import { expect, test } from 'vitest';
import type { Node } from '../assessment/edition.ts';
import { newEdition, newNode } from '../assessment/new-edition.ts';
import type { Measure, Score } from '../assessment/rule.ts';
import { newFact, type Fact } from '../scoring/fact.ts';
import { recount } from './recount.ts';

/** Small sums that anybody can do in the head: where both engines are wrong together, these still show it. */

const PLACE = { unit: null, unitType: null };
const VALUE: Measure = { type: 'value', fact: 'value', how: null };

function leaf(code: string, points: number, measure: Measure, score: Score, more: Partial<Node> = {}): Node {
  return newNode({ code, level: 1, title: code, points, rule: { measure, score, guards: [] }, ...more });
}

let nextId = 0;
const fact = (criterion: string, amount: number, more: Partial<Fact> = {}): Fact =>
  newFact({
    id: `f${(nextId += 1)}`,
    criterion,
    value: { tenThousandths: Math.round(amount * 10_000) },
    ...more,
  });

const count = (nodes: Node[], facts: Fact[]) => recount(newEdition({ title: '口算', nodes }), facts, PLACE);

test('four points of thirty per missing advertisement are taken, down to the floor', () => {
  const line = { fact: null, side: 'below', limit: '10', per: '1', points: '4', started: true } as const;
  const ads = leaf('1', 30, VALUE, { type: 'deduct', lines: [line], floor: '0' });
  expect(count([ads], [fact('1', 8)]).nodes[0]).toMatchObject({ points: 22, lost: 8 });
  expect(count([ads], [fact('1', 1)]).nodes[0]).toMatchObject({ points: 0, lost: 30 });
});

test('sixty decibels are not below sixty', () => {
  const noise = leaf('1', 2, VALUE, {
    type: 'grades',
    steps: [{ grade: 'A', when: [{ fact: null, is: '<', than: '60' }] }],
    otherwise: 'C',
  });
  expect(count([noise], [fact('1', 59.9999)]).nodes[0]?.points).toBe(2);
  expect(count([noise], [fact('1', 60)]).nodes[0]?.points).toBe(0);
});

test('strata count by their weights, not by how often they were visited', () => {
  const strata = [
    { name: '城区', weight: '70%' },
    { name: '乡镇', weight: '30%' },
  ];
  const sites: Measure = {
    type: 'sites',
    fact: 'value',
    counts: 'pass',
    passes: { is: '>=', than: '1' },
    strata,
  };
  const visits = [
    ...['a', 'b', 'c', 'd'].map((site) => fact('1', 1, { site, stratum: '城区' })),
    fact('1', 0, { site: 'e', stratum: '乡镇' }),
  ];
  expect(count([leaf('1', 10, sites, { type: 'share' })], visits).nodes[0]?.points).toBe(7);
});

test('an accident caps the total, and who stands below is sunk with it', () => {
  const nodes = [
    leaf('1', 80, VALUE, { type: 'share' }),
    leaf(
      '2',
      0,
      VALUE,
      { type: 'pass', is: '>', than: '0' },
      { kind: 'veto', veto: { on: 'total', cap: 60 } },
    ),
  ];
  const { total, nodes: results } = count(nodes, [fact('1', 1), fact('2', 1)]);
  expect(total).toMatchObject({
    points: 60,
    of: 80,
    lost: 20,
    sunk: true,
    vetoes: { struck: ['2'], open: [] },
  });
  expect(results[0]).toMatchObject({ points: 80, sunk: true });
});

test('a negative list never takes more than there is', () => {
  const nodes = [
    leaf('1', 5, VALUE, { type: 'share' }),
    leaf('2', 8, VALUE, { type: 'share' }, { kind: 'deduction' }),
  ];
  expect(count(nodes, [fact('1', 1), fact('2', 1)]).total).toMatchObject({ points: 0, of: 5, lost: 5 });
});

test('thirds of a hundred leave the odd hundredth with the greatest weight', () => {
  const nodes = ['1', '2', '3'].map((code) =>
    leaf(code, 0, VALUE, { type: 'share' }, { points: null, weight: '1/3' }),
  );
  expect(count(nodes, []).nodes.map(({ max }) => max)).toEqual([33.34, 33.33, 33.33]);
});

test('half a hundredth is rounded up', () => {
  expect(count([leaf('1', 0.05, VALUE, { type: 'share' })], [fact('1', 0.5)]).nodes[0]?.points).toBe(0.03);
});

test(
  '118 criteria at 1,000 sites, three observations each, are recounted within seconds',
  { timeout: 60_000 },
  () => {
    const sites: Measure = {
      type: 'sites',
      fact: 'value',
      counts: 'mean',
      passes: { is: '>=', than: '1' },
      strata: [],
    };
    const nodes = Array.from({ length: 118 }, (_, at) => leaf(`${at + 1}`, 1, sites, { type: 'share' }));
    const facts = nodes.flatMap(({ code }) =>
      Array.from({ length: 3_000 }, (_, at) =>
        fact(code, at % 3 === 0 ? 0 : 1, { site: `点位${at % 1_000}` }),
      ),
    );
    expect(facts).toHaveLength(354_000);
    const from = performance.now();
    const { total } = count(nodes, facts);
    expect(performance.now() - from).toBeLessThan(30_000);
    expect(total).toMatchObject({ state: 'known', points: 79.06 });
  },
);
