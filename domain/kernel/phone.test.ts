import fc from 'fast-check';
import { expect, test } from 'vitest';
import { maskPhone } from './phone.ts';

test.each([
  ['13812345678', '138****5678'],
  ['0990-5550001', '099****0001'],
  ['5550001', '****01'],
  ['110', '****'],
])('%s stands in lists as %s', (phone, masked) => {
  expect(maskPhone(phone)).toBe(masked);
});

test('of any number at least four characters stay hidden, or all of it', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[0-9-]{1,20}$/), (phone) => {
      const told = maskPhone(phone).replace('****', '').length;
      return told === 0 || phone.length - told >= 4;
    }),
  );
});
