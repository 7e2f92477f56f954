import fc from 'fast-check';
import { expect, test } from 'vitest';
import { asKept, asTyped } from './shares.ts';

test('95 per cent is kept as 0.95, and read as 95 again', () => {
  expect(asKept('95', '%')).toBe('0.95');
  expect(asTyped('0.95', '%')).toBe('95');
  expect(asKept('95.5', '%')).toBe('0.955');
  expect(asKept('100', '%')).toBe('1');
  expect(asTyped('1', '%')).toBe('100');
  expect(asKept('7', '%')).toBe('0.07');
  expect(asKept('-0.5', '%')).toBe('-0.005');
  expect(asKept('3', '‰')).toBe('0.003');
  expect(asTyped('1.2345', '%')).toBe('123.45');
});

test('what has another unit, or is no number, stays as it is', () => {
  expect(asKept('95', '处')).toBe('95');
  expect(asKept('95', null)).toBe('95');
  expect(asTyped('A', '%')).toBe('A');
});

test('what is typed comes back as typed', () => {
  const decimal = fc
    .tuple(fc.boolean(), fc.integer({ min: 0, max: 99_999_999 }), fc.integer({ min: 0, max: 99 }))
    .filter(([, whole, part]) => whole > 0 || part > 0)
    .map(([below, whole, part]) => {
      const right = String(part).padStart(2, '0').replace(/0+$/, '');
      return `${below ? '-' : ''}${whole}${right === '' ? '' : `.${right}`}`;
    });
  fc.assert(
    fc.property(decimal, fc.constantFrom('%', '‰', '处'), (typed, unit) => {
      expect(asTyped(asKept(typed, unit), unit)).toBe(typed);
    }),
  );
});
