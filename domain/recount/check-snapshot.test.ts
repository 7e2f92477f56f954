import { expect, test } from 'vitest';
import { newEdition, newNode } from '../assessment/new-edition.ts';
import { canonical, type Json } from '../kernel/canonical.ts';
import { newFact, type Fact } from '../scoring/fact.ts';
import { checkSnapshot } from './check-snapshot.ts';
import { recount } from './recount.ts';

const EDITION = newEdition({
  title: '示例',
  nodes: [
    newNode({
      code: '1',
      level: 1,
      title: '路灯',
      points: 4,
      responsible: ['城管局'],
      rule: { measure: { type: 'value', fact: 'value', how: null }, score: { type: 'share' }, guards: [] },
    }),
  ],
});
const UNITS = [{ unit: '城管局', unitType: null }];

const seen = (tenThousandths: number): Fact =>
  newFact({
    id: 'a',
    criterion: '1',
    value: { tenThousandths },
    unit: '城管局',
  });

const published = (facts: readonly Fact[]) =>
  canonical({
    place: recount(EDITION, facts, { unit: null, unitType: null }),
    units: { 城管局: recount(EDITION, facts, { unit: '城管局', unitType: null }) },
  } as unknown as Json);

test('a result that its facts give has no differences', () => {
  const facts = [seen(5_000)];
  expect(checkSnapshot({ edition: EDITION, facts, units: UNITS, results: published(facts) })).toEqual([]);
});

test('a changed number is named with what the facts give', () => {
  const facts = [seen(5_000)];
  const forged = published(facts).replace('"converted":2,', '"converted":3,');
  expect(checkSnapshot({ edition: EDITION, facts, units: UNITS, results: forged })).toEqual([
    { where: 'place.total.converted', stored: '3', recounted: '2' },
  ]);
});

test('a fact that was changed afterwards shows in the place and in the unit', () => {
  const results = published([seen(5_000)]);
  const found = checkSnapshot({ edition: EDITION, facts: [seen(10_000)], units: UNITS, results });
  expect(found).toContainEqual({ where: 'place.nodes[1].points', stored: '2', recounted: '4' });
  expect(found).toContainEqual({ where: 'units.城管局.total.lost', stored: '2', recounted: '0' });
});

test('a unit that nobody scored, and one that is not there any more, are both told', () => {
  const facts = [seen(5_000)];
  const results = published(facts);
  const found = checkSnapshot({
    edition: EDITION,
    facts,
    units: [{ unit: '交通局', unitType: null }],
    results,
  });
  expect(found).toContainEqual({ where: 'units.城管局.total.points', stored: '2', recounted: null });
  expect(found).toContainEqual({
    where: 'units.交通局.total.state',
    stored: null,
    recounted: '"not_applicable"',
  });
});

test('the same numbers in another spelling are another text', () => {
  const facts = [seen(5_000)];
  const results = JSON.stringify(JSON.parse(published(facts)), null, 1);
  expect(checkSnapshot({ edition: EDITION, facts, units: UNITS, results })).toMatchObject([{ where: '' }]);
});

test('a text that is no JSON is no result', () => {
  expect(checkSnapshot({ edition: EDITION, facts: [], units: [], results: '{"place"' })).toMatchObject([
    { where: '', stored: '{"place"' },
  ]);
});
