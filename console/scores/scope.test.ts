import { expect, test } from 'vitest';
import type { Round } from '@tongchuang/contract/rounds.ts';
import type { RoundId, UnitId } from '@tongchuang/domain/kernel/ids.ts';
import { scopeOf, scoreAddress } from './scope.ts';

const housing = '01900000-0000-7000-8000-000000000001' as UnitId;
const id = '01900000-0000-7000-8000-000000000009' as RoundId;
const round = (stage: Round['stage']) => ({ stage, units: [{ unitId: housing }] }) as unknown as Round;
const published = [{ id: 'second' }, { id: 'first' }] as unknown as Parameters<typeof scopeOf>[2];
const nothing = { unit: '', snapshot: '' };

test('the office begins with the live score of the place, and with the published one once there is one', () => {
  expect(scopeOf(id, round('marking'), [], nothing, null)).toMatchObject({ query: {}, open: true });
  expect(scopeOf(id, round('published'), published, nothing, null).query).toEqual({ snapshot: 'second' });
  const live = { unit: housing, snapshot: 'live' };
  expect(scopeOf(id, round('published'), published, live, null).query).toEqual({ unitId: housing });
});

test('a unit sees nothing before its right of reply, then its own live score, then what is published', () => {
  expect(scopeOf(id, round('marking'), [], nothing, housing).open).toBe(false);
  expect(scopeOf(id, round('reply'), [], nothing, housing)).toMatchObject({
    query: { unitId: housing },
    open: true,
  });
  expect(scopeOf(id, round('reply'), [], { unit: 'place', snapshot: 'live' }, housing).open).toBe(false);
  const place = scopeOf(id, round('published'), published, { unit: 'place', snapshot: 'live' }, housing);
  expect(place).toMatchObject({ query: { snapshot: 'second' }, open: true });
});

test('what an address names and nobody knows is left aside', () => {
  const wild = { unit: 'nobody', snapshot: 'none' };
  expect(scopeOf(id, round('published'), published, wild, null).query).toEqual({ snapshot: 'second' });
});

test('a number has an address', () => {
  const scope = scopeOf(id, round('published'), published, nothing, null);
  expect(scoreAddress(scope, '1.2', housing)).toBe(
    `/rounds/${id}/score?unit=${housing}&snapshot=second&open=1.2`,
  );
});
