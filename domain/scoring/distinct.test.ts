import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TwoFacts, distinct } from './distinct.ts';
import { newFact } from './fact.ts';

const made = (id: string, note: string | null = null) => newFact({ id, criterion: '1', note });

test('each id stays once, whether ids come in order or not', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('line 1', 'line 9', 'line 10', 'a', 'b', 'ab')), (ids) => {
      const kept = [...distinct(ids.map((id) => made(id)))].map(({ id }) => id);
      expect(kept).toEqual([...new Set(ids)]);
    }),
  );
});

test('two facts of one id are refused, also after many in order', () => {
  const list = ['line 8', 'line 9', 'line 10'].map((id) => made(id));
  expect(() => [...distinct([...list, made('line 9', '另一条')])]).toThrow(TwoFacts);
  expect(() => [...distinct([...list, made('line 10', '另一条')])]).toThrow(TwoFacts);
});
