import { expect, test } from 'vitest';
import { isWeakPassword } from './password-rule.ts';

const about = ['zhoumin', '周敏'];

test.each([
  ['短', 'Kx7#qPw2z'],
  ['only digits', '19890412035'],
  ['the login in it', 'Zhoumin-7788-x'],
  ['the name in it', '周敏的密码很难猜到吗'],
  ['a common word with a year', 'Password2026!'],
  ['one sign repeated', 'aaaaaaaaaaaa'],
  ['a run', 'abcdefghijkl'],
])('%s is weak', (_why, password) => {
  expect(isWeakPassword(password, about)).toBe(true);
});

test.each(['清源河边的三棵老槐树', 'correct horse battery', 'vT9-kQm2xWp4', '七点半8楼开会别迟到'])(
  '%s is strong enough',
  (password) => {
    expect(isWeakPassword(password, about)).toBe(false);
  },
);
