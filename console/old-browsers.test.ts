import { describe, expect, test } from 'vitest';
import { ARRAYS, MAPS, OBJECTS, STRINGS, teach } from './old-browsers.ts';

/** An array and a string of a browser that never learned anything. */
const old = <T extends object>(of: T, learned: Parameters<typeof teach>[1]): T => {
  const bare = Object.assign(Object.create(null) as T, of);
  teach(bare, learned);
  return bare;
};
const numbers = [3, 1, 2, 1];
const call = (name: string, ...given: unknown[]): unknown =>
  (ARRAYS[name] as (...all: unknown[]) => unknown).apply(numbers, given);

describe('what an old browser lacks does what the new one does', () => {
  test.each([0, 1, -1, -4, -5, 4, 1.7, Number.NaN])('at(%d)', (n) => {
    expect(call('at', n)).toBe(numbers.at(n));
    expect((STRINGS['at'] as (n: number) => unknown).call('文明城市' as never, n)).toBe('文明城市'.at(n));
  });

  test('sorting, turning round and looking from behind leave the array as it was', () => {
    const down = (a: number, b: number) => b - a;
    expect(call('toSorted', down)).toEqual(numbers.toSorted(down));
    expect(call('toSorted')).toEqual(numbers.toSorted());
    expect(call('toReversed')).toEqual(numbers.toReversed());
    expect(call('findLast', (n: number) => n < 3)).toBe(numbers.findLast((n) => n < 3));
    expect(call('findLastIndex', (n: number) => n === 1)).toBe(numbers.findLastIndex((n) => n === 1));
    expect(call('findLast', () => false)).toBeUndefined();
    expect(numbers).toEqual([3, 1, 2, 1]);
  });

  test('groups', () => {
    const groupBy = MAPS['groupBy'] as unknown as typeof Map.groupBy;
    expect(groupBy(numbers, (n) => n % 2)).toEqual(Map.groupBy(numbers, (n) => n % 2));
  });

  test('a property of its own', () => {
    const hasOwn = OBJECTS['hasOwn'] as unknown as typeof Object.hasOwn;
    expect(hasOwn({ a: 1 }, 'a')).toBe(true);
    expect(hasOwn({}, 'toString')).toBe(false);
  });
});

test('what is there already stays', () => {
  const own = () => 'own';
  expect(old({ at: own }, ARRAYS).at).toBe(own);
  expect(Object.keys(old({}, ARRAYS))).toEqual([]);
});
