import { expect, test } from 'vitest';
import { isWeakPassword } from '@tongchuang/domain/access/password-rule.ts';
import { newOneTimePassword } from './one-time-password.ts';

test('a one-time password is new each time, strong, and can be read out', () => {
  const made = Array.from({ length: 500 }, newOneTimePassword);

  expect(new Set(made).size).toBe(500);
  for (const password of made) {
    expect(password).toMatch(/^([2-9a-km-np-zA-HJ-NP-Z]{4}-){3}[2-9a-km-np-zA-HJ-NP-Z]{4}$/);
    expect(isWeakPassword(password, ['zhoumin', '周敏'])).toBe(false);
  }
});
