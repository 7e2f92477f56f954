import { TOTP, Secret } from 'otpauth';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openCounty, type Answer, type County, type Someone } from '@tongchuang/testkit/county.ts';

let county: County;
beforeAll(async () => {
  county = await openCounty();
});
afterAll(() => county.close());

const codeAt = (secret: string, instant: string): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.parse(instant) });
const cookieOf = (answer: Answer): string => String(answer.headers['set-cookie'] ?? '').split(';')[0] ?? '';
const signIn = (login: string, password: string, code?: string) =>
  county.post(null, '/sessions', { place: 'qingyuan', login, password, ...(code ? { code } : {}) });

/** A person with an account and a password of his own choice, made as an administrator makes them. */
async function somebody(login: string, role = 'liaison'): Promise<Someone & { password: string }> {
  const { admin } = county.cast;
  const id = county.freshId<Someone['id']>();
  const unit = county.units.housing;
  await county.post(admin, '/people', {
    id,
    code: null,
    name: `某${login}`,
    unitId: unit,
    title: null,
    phone: null,
  });
  await county.post(admin, `/people/${id}/account`, { version: 1, login, password: '一次性的口令-9021' });
  const held = { id: county.freshId(), code: role, unitId: unit, since: '2026-01-01', until: null };
  await county.post(admin, `/people/${id}/roles`, held);
  const first = await signIn(login, '一次性的口令-9021');
  const someone = { id, name: login, unit, cookie: cookieOf(first), password: '清源河边有三棵老槐树' };
  const body = { current: '一次性的口令-9021', next: someone.password };
  expect((await county.post(someone, '/me/password', body)).status).toBe(200);
  return someone;
}

test('a one-time password opens nothing but the door to a new one', async () => {
  const { admin } = county.cast;
  const id = county.freshId<Someone['id']>();
  await county.post(admin, '/people', {
    id,
    code: null,
    name: '新来',
    unitId: county.units.housing,
    title: null,
    phone: null,
  });
  await county.post(admin, `/people/${id}/account`, {
    version: 1,
    login: 'xinlai',
    password: '一次性的口令-9021',
  });

  const answer = await signIn('xinlai', '一次性的口令-9021');

  expect(answer.body.me.owes).toBe('password');
  const someone = { id, name: '', unit: county.units.housing, cookie: cookieOf(answer) };
  expect((await county.get(someone, '/units')).body.code).toBe('access.owes');
  const weak = await county.post(someone, '/me/password', {
    current: '一次性的口令-9021',
    next: 'xinlai12345',
  });
  expect(weak.body.code).toBe('session.password_weak');
  await county.post(someone, '/me/password', { current: '一次性的口令-9021', next: '清源河边有三棵老槐树' });
  expect((await county.get(someone, '/me')).body.owes).toBeNull();
});

test('a changed password ends all other sessions of the person', async () => {
  const someone = await somebody('gaomi');
  const elsewhere = { ...someone, cookie: cookieOf(await signIn('gaomi', someone.password)) };
  expect((await county.get(someone, '/me/sessions')).body.sessions).toHaveLength(2);

  await county.post(elsewhere, '/me/password', { current: someone.password, next: '另外一句相当长的口令' });

  expect((await county.get(someone, '/me')).status).toBe(401);
  expect((await county.get(elsewhere, '/me')).status).toBe(200);
  expect((await signIn('gaomi', someone.password)).status).toBe(401);
});

test('no receipt and no trail holds a password, nor a quick hash of one', async () => {
  const someone = await somebody('baomi');
  const kept = await county.rows(async (db) => ({
    receipts: await db.selectFrom('receipts').selectAll().execute(),
    trail: await db.selectFrom('audit_rows').selectAll().execute(),
  }));

  expect(JSON.stringify(kept)).not.toContain(someone.password);
  // The same act with another password has the same hash: the password is no part of it.
  const twice = await Promise.all(
    ['第一句不对的口令', '第二句不对的口令'].map((current) =>
      county.post(someone, '/me/password', { current, next: '某句写得很长很长的口令' }),
    ),
  );
  expect(twice.map((answer) => answer.body.code)).toEqual([
    'session.wrong_password',
    'session.wrong_password',
  ]);
});

test('five wrong tries lock an account for a quarter of an hour, known or not', async () => {
  await somebody('suozhu');
  for (const login of ['suozhu', 'nobody-at-all']) {
    const answers = [];
    for (let tries = 0; tries < 6; tries += 1) answers.push(await signIn(login, 'wrong'));
    expect(answers.slice(0, 5).map((answer) => answer.body.code)).toEqual(
      Array.from({ length: 5 }, () => 'session.wrong_password'),
    );
    expect(answers[5]?.body).toMatchObject({ status: 429, code: 'session.locked', facts: { minutes: 15 } });
  }
  expect((await signIn('suozhu', '清源河边有三棵老槐树')).body.code).toBe('session.locked');

  county.at('2026-03-02T09:15:01+08:00');
  expect((await signIn('suozhu', '清源河边有三棵老槐树')).status).toBe(200);
  county.at('2026-03-02T09:00:00+08:00');
});

test('right tries do not add up: a whole office signs in from one address', async () => {
  await somebody('youren');
  for (let times = 0; times < 12; times += 1)
    expect((await signIn('youren', '清源河边有三棵老槐树')).status).toBe(200);
});

test('tries that come at once are counted before they are checked', async () => {
  await somebody('bingfa');

  const answers = await Promise.all(Array.from({ length: 12 }, () => signIn('bingfa', 'wrong')));

  const codes = answers.map((answer) => answer.body.code);
  expect(codes.filter((code) => code === 'session.wrong_password')).toHaveLength(5);
  expect(codes.filter((code) => code === 'session.locked')).toHaveLength(7);
});

test('an authenticator is bound by a code from it, and then asked for; a code serves once', async () => {
  const someone = await somebody('dongtai');
  const now = '2026-03-02T09:00:00+08:00';
  const { secret, uri } = (await county.get(someone, '/me/authenticator')).body;
  expect(uri).toContain('otpauth://totp/');
  expect(uri).toContain(secret);
  const bind = (code: string, password = someone.password) =>
    county.send(someone, 'PUT', '/me/authenticator', { secret, code, password });
  expect((await bind('000000')).body.code).toBe('session.wrong_code');
  expect((await bind(codeAt(secret, now), 'not this one')).body.code).toBe('session.wrong_password');
  expect((await bind(codeAt(secret, now))).status).toBe(200);

  expect((await signIn('dongtai', someone.password)).body.code).toBe('session.code_needed');
  expect((await signIn('dongtai', someone.password, codeAt(secret, now))).body.code).toBe(
    'session.wrong_code',
  );
  county.at('2026-03-02T09:01:00+08:00');
  const next = codeAt(secret, '2026-03-02T09:01:00+08:00');
  expect((await signIn('dongtai', someone.password, next)).status).toBe(200);
  expect((await signIn('dongtai', someone.password, next)).body.code).toBe('session.wrong_code');

  const { version } = (await county.get(county.cast.admin, `/people/${someone.id}`)).body;
  await county.send(county.cast.admin, 'DELETE', `/people/${someone.id}/authenticator`, { version });
  expect((await county.get(someone, '/me')).status).toBe(401);
  expect((await signIn('dongtai', someone.password)).status).toBe(200);
  county.at('2026-03-02T09:00:00+08:00');
});

test('a role that needs an authenticator opens nothing until one is bound', async () => {
  const { admin } = county.cast;
  const role = {
    version: 0,
    name: '财务核验',
    grants: [{ permission: 'task.read', reach: 'own' }],
    needsTotp: true,
  };
  expect((await county.send(admin, 'PUT', '/roles/treasurer', role)).status).toBe(200);
  const someone = await somebody('caiwu');
  const held = {
    id: county.freshId(),
    code: 'treasurer',
    unitId: county.units.housing,
    since: '2026-01-01',
    until: null,
  };
  await county.post(admin, `/people/${someone.id}/roles`, held);

  expect((await county.get(someone, '/me')).body.owes).toBe('authenticator');
  expect((await county.get(someone, '/units')).status).toBe(403);

  const { secret } = (await county.get(someone, '/me/authenticator')).body;
  const code = codeAt(secret, '2026-03-02T09:00:00+08:00');
  await county.send(someone, 'PUT', '/me/authenticator', { secret, code, password: someone.password });
  expect((await county.get(someone, '/units')).status).toBe(200);
});

test('a blocked person, an ended session and a taken role are out with the next request', async () => {
  const { admin } = county.cast;
  const someone = await somebody('tingyong');
  const page = async () => (await county.get(admin, `/people/${someone.id}`)).body;
  const [{ id: roleHolderId, version }] = (await page()).heldRoles;

  await county.post(admin, `/people/${someone.id}/roles/${roleHolderId}/end`, {
    version,
    until: '2026-03-02',
  });
  expect((await county.get(someone, '/units')).status).toBe(403);
  const [session] = (await county.get(admin, `/people/${someone.id}/sessions`)).body.sessions;
  await county.send(admin, 'DELETE', `/people/${someone.id}/sessions/${session.id}`);
  expect((await county.get(someone, '/me')).status).toBe(401);
  await county.post(admin, `/people/${someone.id}/block`, { version: (await page()).version, blocked: true });
  expect((await signIn('tingyong', someone.password)).body.code).toBe('session.wrong_password');
  await county.post(admin, `/people/${someone.id}/block`, {
    version: (await page()).version,
    blocked: false,
  });
  expect((await signIn('tingyong', someone.password)).status).toBe(200);
});

test('nobody ends another’s session through his own door', async () => {
  const [one, other] = [await somebody('jia-user'), await somebody('yi-user')];
  const [session] = (await county.get(other, '/me/sessions')).body.sessions;

  expect((await county.send(one, 'DELETE', `/me/sessions/${session.id}`)).status).toBe(404);
  expect((await county.get(other, '/me')).status).toBe(200);
});

test('the last visit stays told while a visit lasts, and moves on with the next', async () => {
  const someone = await somebody('daofang');
  county.at('2026-03-02T10:00:00+08:00');
  await county.post(someone, '/me/visit');
  county.at('2026-03-02T13:00:00+08:00');
  const second = await county.post(someone, '/me/visit');
  county.at('2026-03-02T13:10:00+08:00');
  await county.post(someone, '/me/visit');

  expect(second.body.lastVisitAt).toBe('2026-03-02T02:00:00.000Z');
  expect((await county.get(someone, '/me')).body.lastVisitAt).toBe('2026-03-02T02:00:00.000Z');
  county.at('2026-03-02T09:00:00+08:00');
});
