import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeApp } from './app.ts';
import { openStore } from '@tongchuang/storage/database.ts';
import { openCounty, type County } from '@tongchuang/testkit/county.ts';

let county: County;
beforeAll(async () => {
  county = await openCounty();
});
afterAll(() => county.close());

test.each([[{}], [{ 'accept-encoding': 'br, gzip' }], [{ 'accept-encoding': 'identity' }]])(
  'the first address answers with the page, whatever the caller unpacks: %o',
  async (headers) => {
    const answer = await county.app.inject({ method: 'GET', url: '/', headers });

    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toContain('text/html');
    expect(answer.headers['cache-control']).toContain('max-age=0');
  },
);

test('a page may run its own scripts only, data and refusals nothing at all, and none is framed', async () => {
  const guards = async (url: string) => {
    const { headers } = await county.app.inject({ method: 'GET', url });
    expect(headers['x-content-type-options']).toBe('nosniff');
    return String(headers['content-security-policy']);
  };

  expect(await guards('/')).toMatch(
    /script-src 'self';.*frame-ancestors 'none'|frame-ancestors 'none'.*script-src 'self'/,
  );
  expect(await guards('/api/docs/')).toContain("script-src 'self'");
  for (const url of ['/api/openapi.json', '/api/me', '/api/nothing'])
    expect(await guards(url)).toBe("default-src 'none'; frame-ancestors 'none'");
});

test('what is no address or no page is told as every other refusal is', async () => {
  const told = async (url: string) => {
    const answer = await county.app.inject({ method: 'GET', url });
    return [answer.statusCode, answer.json().code];
  };

  expect(await told('/%')).toEqual([400, 'request.malformed']);
  expect(await told('/api/tasks/%')).toEqual([400, 'request.malformed']);
  expect(await told('/assets/')).toEqual([404, 'request.not_found']);
  expect(await told('/nothing.js')).toEqual([404, 'request.not_found']);
});

test('a body that is too large is told its own limit', async () => {
  const sent = await county.post(county.cast.office, '/documents', { name: 'x'.repeat(3_000_000) });

  expect(sent).toMatchObject({ status: 413, body: { facts: { limitMegabytes: 2 } } });
});

test('a number that no row can have is refused at the door', async () => {
  const plan = county.freshId<string>();

  const looked = await county.get(county.cast.office, `/plans/${plan}?edition=9007199254740991`);
  const saved = await county.send(county.cast.office, 'PUT', `/saved-views/${plan}`, {
    page: 'tasks',
    name: '逾期',
    query: '',
    shared: false,
    version: 2 ** 31,
  });

  expect([looked, saved]).toMatchObject([{ status: 400 }, { status: 400 }]);
});

test('while the database is away, every door says so and when to try again', async () => {
  const away = openStore('postgres://nobody@127.0.0.1:1/none');
  const house = { ...county.house, store: away };
  const app = await makeApp(house, false);
  const signIn = { place: 'qingyuan', login: 'zhoumin', password: 'a long enough password' };

  const answers = [
    await app.inject({ method: 'GET', url: '/api/doors' }),
    await app.inject({ method: 'POST', url: '/api/sessions', payload: signIn }),
    await app.inject({ method: 'GET', url: '/api/me', headers: { cookie: county.cast.office.cookie } }),
  ];

  for (const answer of answers) {
    expect(answer.json().code).toBe('request.busy');
    expect(answer.headers['retry-after']).toBe('2');
  }
  await app.close();
  await away.close();
});
