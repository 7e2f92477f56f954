import { afterAll, beforeAll, expect, test } from 'vitest';
import { openCounty, type County } from '@tongchuang/testkit/county.ts';
import { openIdentityProvider, type IdentityProvider } from '@tongchuang/testkit/identity-provider.ts';

let county: County;
let identity: IdentityProvider;
const BACK = 'http://localhost/api/oidc/back';

beforeAll(async () => {
  county = await openCounty();
  identity = await openIdentityProvider(BACK);
  const { issuer, clientId, clientSecret } = identity;
  const provider = { place: 'qingyuan', code: 'gov', name: '政务统一认证', issuer, clientId, clientSecret };
  county.house.providers = [
    { ...provider, claim: 'preferred_username', matches: 'login', secondFactor: false },
    {
      ...provider,
      code: 'away',
      name: '停机的认证',
      issuer: 'http://127.0.0.1:9',
      claim: 'sub',
      matches: 'login',
      secondFactor: false,
    },
    { ...provider, code: 'subject', claim: 'sub', matches: 'oidc_subject', secondFactor: true },
  ];
});
afterAll(async () => {
  await identity.close();
  await county.close();
});

const named = (answer: { headers: Record<string, unknown> }, cookie: string): string => {
  const all = [answer.headers['set-cookie'] ?? []].flat().map(String);
  return all.find((one) => one.startsWith(`${cookie}=`))?.split(';')[0] ?? '';
};
const inject = (url: string, cookie = '') => county.app.inject({ method: 'GET', url, headers: { cookie } });
const loginOf = async (person: { id: string }) =>
  (await county.get(county.cast.admin, `/people/${person.id}`)).body.login as string;

/** Out to the provider, in there as `login`, and back. */
async function throughProvider(login: string, code = 'gov', to = '/tasks?state=late') {
  const out = await inject(`/api/oidc/qingyuan/${code}?to=${encodeURIComponent(to)}`);
  const visit = named(out, 'tongchuang_visit');
  const back = await identity.signIn(String(out.headers.location), login);
  const path = back.slice('http://localhost'.length);
  const arrived = await inject(path, visit);
  return { out, visit, path, arrived };
}

test('places say which providers lead in', async () => {
  const { places } = (await county.get(null, '/doors')).body;

  expect(places[0].oidc).toContainEqual({ code: 'gov', name: '政务统一认证' });
});

test('whoever the provider knows is signed in, and lands where he wanted to go', async () => {
  const { liaison } = county.cast;

  const { arrived } = await throughProvider(await loginOf(liaison));

  expect(arrived.headers.location).toBe('/tasks?state=late');
  const session = named(arrived, 'tongchuang');
  const me = await inject('/api/me', session);
  expect(me.json()).toMatchObject({ name: '陶欣', owes: null });
});

test('a subject at the provider leads to the account that carries it', async () => {
  const { office, admin } = county.cast;
  const { version } = (await county.get(admin, `/people/${office.id}`)).body;
  const account = { version, login: 'zhoumin', password: 'vT9-kQm2xWp4', providerSubject: 'zm@gov' };
  expect((await county.post(admin, `/people/${office.id}/account`, account)).status).toBe(200);

  const { arrived } = await throughProvider('zm@gov', 'subject');

  const me = await inject('/api/me', named(arrived, 'tongchuang'));
  expect(me.json()).toMatchObject({ name: '周敏' });
});

test('whoever has no account here is told so, and no session begins', async () => {
  const { arrived } = await throughProvider('nobody-here');

  expect(arrived.headers.location).toContain('/sign-in?refused=session.provider_stranger');
  expect(named(arrived, 'tongchuang')).toBe('');
});

test('what came back serves once, and only with the cookie of the browser that went out', async () => {
  const { visit, path, arrived } = await throughProvider(await loginOf(county.cast.liaison));
  expect(named(arrived, 'tongchuang')).not.toBe('');

  const again = await inject(path, visit);
  const elsewhere = await inject(path);

  for (const answer of [again, elsewhere]) {
    expect(answer.headers.location).toContain('/sign-in?refused=');
    expect(named(answer, 'tongchuang')).toBe('');
  }
});

test('a state that is not ours is refused', async () => {
  const out = await inject('/api/oidc/qingyuan/gov');
  const back = await identity.signIn(String(out.headers.location), await loginOf(county.cast.liaison));
  const path = back.slice('http://localhost'.length).replace(/state=[^&]+/, 'state=forged');

  const arrived = await inject(path, named(out, 'tongchuang_visit'));

  expect(arrived.headers.location).toContain('/sign-in?refused=session.provider_stranger');
});

test.each(['https://elsewhere.test/', '//elsewhere.test', '/\\elsewhere.test'])(
  'nobody is sent on to %s',
  async (to) => {
    const { arrived } = await throughProvider(await loginOf(county.cast.liaison), 'gov', to);

    expect(arrived.headers.location).toBe('/');
  },
);

test('a provider that is away, or that nobody configured, is said', async () => {
  const away = await inject('/api/oidc/qingyuan/away');
  const unknown = await inject('/api/oidc/qingyuan/none');

  expect([away.statusCode, away.json().code]).toEqual([503, 'session.provider_away']);
  expect([unknown.statusCode, unknown.json().code]).toEqual([404, 'session.provider_unknown']);
});

test('where the role needs a code and the provider asks for none, the session owes it', async () => {
  const { auditor } = county.cast;
  await county.rows((db) =>
    db.updateTable('roles').set({ needs_totp: true }).where('code', '=', 'auditor').execute(),
  );

  const { arrived } = await throughProvider(await loginOf(auditor));

  const session = named(arrived, 'tongchuang');
  expect((await inject('/api/me', session)).json()).toMatchObject({ owes: 'authenticator' });
  expect((await inject('/api/units', session)).json().code).toBe('access.owes');
});
