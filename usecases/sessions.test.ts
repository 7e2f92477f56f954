import { afterAll, beforeAll, expect, test } from 'vitest';
import { openCounty, type County } from '@tongchuang/testkit/county.ts';

let county: County;
beforeAll(async () => {
  county = await openCounty();
});
afterAll(() => county.close());

test('whoever signs out is a stranger from the next request on', async () => {
  const { leader } = county.cast;
  expect((await county.get(leader, '/me')).body.name).toBe('沈国安');

  const out = await county.send(leader, 'DELETE', '/sessions/current');

  expect(out.status).toBe(200);
  expect(out.body.receipt.auditHash).toMatch(/^[0-9a-f]{64}$/);
  expect((await county.get(leader, '/me')).status).toBe(401);
});

test('a wrong password and an unknown login are told the same', async () => {
  const wrong = { place: 'qingyuan', login: 'root', password: 'not this one' };
  const first = await county.post(null, '/sessions', wrong);
  const second = await county.post(null, '/sessions', { ...wrong, login: 'nobody' });

  expect(first.status).toBe(401);
  expect(first.body.detail).toContain('登录名或密码不对');
  expect(second.body).toMatchObject({ status: 401, code: first.body.code, detail: first.body.detail });
});

test('demo accounts are closed outside demo mode', async () => {
  const answer = await county.post(null, '/sessions', {
    place: 'qingyuan',
    login: 'demo-office',
    password: '',
  });

  expect(answer.body.code).toBe('session.wrong_password');
});
