import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { add, divide, multiply, rational, subtract, toFloat, ZERO } from '../kernel/rational.ts';
import type { Rational } from '../kernel/rational.ts';
import { evaluate, FORMULA_LIMIT, namesIn, parseFormula } from './formula.ts';
import type { Formula } from './formula.ts';

const read = (text: string): Formula => {
  const parsed = parseFormula(text);
  if ('problem' in parsed) throw new Error(`${text}: ${parsed.problem} at ${parsed.at}`);
  return parsed;
};
const facts: Record<string, Rational> = { 播出数量: rational(3), a: rational(2), b_2: rational(5), 零: ZERO };
const worth = (text: string) => evaluate(read(text), (name) => facts[name] ?? null);

describe('a formula', () => {
  test.each([
    ['播出数量 / 4', 3, 4],
    ['1 - 2 - 3', -4, 1],
    ['8 / 4 / 2', 1, 1],
    ['2 + 3 * 4', 14, 1],
    ['(2 + 3) * 4', 20, 1],
    ['-a * -3', 6, 1],
    ['--2', 2, 1],
    ['85% * 100', 85, 1],
    ['min(a, b_2, 3) + max(0.5)', 5, 2],
    ['max(min(播出数量/4, 1), 0)', 3, 4],
    ['1/3', 1, 3],
  ])('%s is exact', (text, n, d) => {
    expect(worth(text)).toEqual(rational(n, d));
  });

  test('names its facts once, in the order of reading; min and max are names where nothing is called', () => {
    expect(namesIn(read('播出数量 / (a + b_2) * a - min(min, 零)'))).toEqual([
      '播出数量',
      'a',
      'b_2',
      'min',
      '零',
    ]);
  });

  test('is unknown where a fact is, or where it divides by zero, even times nothing', () => {
    expect(worth('0 * 没有')).toBeNull();
    expect(worth('min(1, 没有)')).toBeNull();
    expect(worth('a / 零')).toBeNull();
    expect(worth('1 / (a - 2)')).toBeNull();
  });

  test.each([
    ['', 0, 'empty'],
    ['   ', 0, 'empty'],
    ['a +', 3, 'operand_missing'],
    ['a * * 2', 4, 'operand_missing'],
    ['(a + 2', 6, 'bracket_open'],
    ['a + 2)', 5, 'bracket_extra'],
    ['2a', 1, 'operator_missing'],
    ['a b', 2, 'operator_missing'],
    ['(a b)', 3, 'operator_missing'],
    ['min()', 4, 'operand_missing'],
    ['min(1,)', 6, 'operand_missing'],
    ['a, 2', 1, 'operator_missing'],
    ['a × 2', 2, 'sign_unknown'],
    ['.5', 0, 'sign_unknown'],
    ['a +  ；', 5, 'sign_unknown'],
    ['('.repeat(80) + '1' + ')'.repeat(80), 50, 'too_deep'],
    ['-'.repeat(80) + '1', 50, 'too_deep'],
    ['1+'.repeat(FORMULA_LIMIT) + '1', FORMULA_LIMIT, 'too_long'],
  ])('%j is refused at %i: %s', (text, at, problem) => {
    expect(parseFormula(text)).toEqual({ at, problem });
  });

  test('as long as it may be, it is still read and evaluated', () => {
    expect(worth('1+'.repeat(999) + '1')).toEqual(rational(1000));
  });
});

/** A random formula with its text and its worth, computed beside the parser. */
const known = fc.letrec<{ one: { text: string; worth: Rational } }>((tie) => ({
  one: fc.oneof(
    { maxDepth: 5 },
    fc.nat(99).map((n) => ({ text: String(n), worth: rational(n) })),
    fc
      .tuple(tie('one'), fc.constantFrom('+', '-', '*', '/'), tie('one'))
      .filter(([, sign, right]) => sign !== '/' || toFloat(right.worth) !== 0)
      .map(([left, sign, right]) => ({
        text: `(${left.text}) ${sign} (${right.text})`,
        worth: { '+': add, '-': subtract, '*': multiply, '/': divide }[sign]!(left.worth, right.worth),
      })),
  ),
})).one;

test('any formula is worth what its operations give one by one', () => {
  fc.assert(
    fc.property(known, ({ text, worth: expected }) => {
      expect(worth(text)).toEqual(expected);
    }),
  );
});

test('any text is read or refused with a place inside it', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'a1+-*/()., %min×市') }), (text) => {
      const parsed = parseFormula(text);
      if ('problem' in parsed) expect(parsed.at).toBeLessThanOrEqual(text.length);
      else expect(namesIn(parsed).every((name) => text.includes(name))).toBe(true);
    }),
  );
});
