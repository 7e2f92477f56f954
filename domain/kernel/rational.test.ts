import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  add,
  ceiling,
  compare,
  divide,
  hundredths,
  multiply,
  rational,
  readDecimal,
  subtract,
  ZERO,
} from './rational.ts';

const number = fc
  .tuple(fc.bigInt(-1_000_000n, 1_000_000n), fc.bigInt(1n, 100_000n))
  .map(([n, d]) => rational(n, d));

test('rationals are a field, in lowest terms', () => {
  fc.assert(
    fc.property(number, number, number, (a, b, c) => {
      expect(add(a, b)).toEqual(add(b, a));
      expect(multiply(a, add(b, c))).toEqual(add(multiply(a, b), multiply(a, c)));
      expect(subtract(add(a, b), b)).toEqual(a);
      if (compare(b, ZERO) !== 0) expect(divide(multiply(a, b), b)).toEqual(a);
    }),
  );
});

test('hundredths round half away from zero', () => {
  expect(['0.125', '0.124', '-0.125', '1/3', '2.675', '0', '-0.001'].map(read)).toEqual([
    13, 12, -13, 33, 268, 0, 0,
  ]);
  function read(text: string) {
    return hundredths(readDecimal(text) ?? ZERO);
  }
});

test('numbers are read as written, or not at all', () => {
  expect(readDecimal('85%')).toEqual(rational(17, 20));
  expect(readDecimal(' 97.8 % ')).toEqual(rational(489, 500));
  expect(readDecimal('-1/3')).toEqual(rational(-1, 3));
  for (const text of ['', 'A', '1e5', '1/0', '0x10', '1,000', '.5', '85％'])
    expect(readDecimal(text), text).toBeNull();
});

test('a started unit counts as a whole one', () => {
  expect([ceiling(rational(5, 2)), ceiling(rational(4)), ceiling(rational(-5, 2))]).toEqual([3n, 4n, -2n]);
});
