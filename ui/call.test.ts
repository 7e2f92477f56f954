import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Problem } from '@tongchuang/contract/problem.ts';
import { listDoors, me, signIn } from '@tongchuang/contract/session.ts';
import { isUuid } from '@tongchuang/domain/kernel/ids.ts';
import { addressOf, call, Fault, isRefused, NoNetwork, reached, Refused, signedOut } from './call.ts';
import { sameOrNew } from './use-call.ts';

const asked: { address: string; init: RequestInit }[] = [];
let answer: () => Response | Promise<Response>;

beforeEach(() => {
  asked.length = 0;
  reached.set(true);
  signedOut.set(false);
  vi.stubGlobal('fetch', async (address: string, init: RequestInit) => {
    asked.push({ address, init });
    return answer();
  });
});
afterEach(() => vi.unstubAllGlobals());

const problem = (status: number, code: string, facts: Problem['facts'] = {}): Response =>
  new Response(
    JSON.stringify({
      type: 'about:blank',
      title: code,
      status,
      detail: '没有写入。',
      code,
      facts,
      requestId: 'r-1',
    }),
    { status, headers: { 'content-type': 'application/problem+json; charset=utf-8' } },
  );
const headersOf = (at: number): Record<string, string> => asked[at]?.init.headers as Record<string, string>;
const wang = { place: 'qingyuan', login: 'wang', password: '春风化雨' };

test('a read asks below /api, in the language in force, without an idempotency key', async () => {
  answer = () => Response.json({ demo: false, setUpNeeded: false, places: [] });

  const doors = await call(listDoors, {});

  expect(doors.places).toEqual([]);
  expect(asked[0]?.address).toBe('/api/doors');
  expect(headersOf(0)).toMatchObject({ 'accept-language': 'zh-CN' });
  expect(headersOf(0)['idempotency-key']).toBeUndefined();
});

test('an act carries a fresh command id, or the one that its caller keeps', async () => {
  answer = () => Response.json({});

  await call(signIn, { body: wang });
  await call(signIn, { body: wang }, { commandId: '01985a4e-3c1b-7d2f-8a90-112233445566' });

  expect(isUuid(headersOf(0)['idempotency-key'] ?? '')).toBe(true);
  expect(headersOf(1)['idempotency-key']).toBe('01985a4e-3c1b-7d2f-8a90-112233445566');
  expect(JSON.parse(String(asked[0]?.init.body))).toEqual(wang);
});

describe('an address', () => {
  test('takes params, repeats lists and leaves out what is not asked', () => {
    const route = { path: '/tasks/:id/parts/:unit' };
    const query = { state: ['issued', 'done'], q: '', page: 2, late: false, unit: undefined };

    expect(addressOf(route, { id: 'a/b', unit: '城管局' }, query)).toBe(
      '/api/tasks/a%2Fb/parts/%E5%9F%8E%E7%AE%A1%E5%B1%80?state=issued&state=done&page=2&late=false',
    );
  });
});

describe('a "no" of the server', () => {
  test('keeps its code, its facts, its sentence and its request', async () => {
    answer = () => problem(429, 'request.too_many', { retryAfterSeconds: 30 });

    const error: unknown = await call(signIn, { body: wang }).catch((thrown: unknown) => thrown);

    expect(error).toBeInstanceOf(Refused);
    if (!isRefused(error, 'request.too_many')) throw new Error('not that refusal');
    expect(error.facts.retryAfterSeconds).toBe(30);
    expect(error).toMatchObject({ detail: '没有写入。', status: 429, requestId: 'r-1' });
    expect(signedOut.get()).toBe(false);
  });

  test('that asks for a sign-in says so to the whole web', async () => {
    answer = () => problem(401, 'access.sign_in_needed');

    await expect(call(me, {})).rejects.toBeInstanceOf(Refused);

    expect(signedOut.get()).toBe(true);
  });
});

describe('no answer', () => {
  test('from the network is NoNetwork, until an answer comes again', async () => {
    answer = () => Promise.reject(new TypeError('fetch failed'));
    await expect(call(me, {})).rejects.toBeInstanceOf(NoNetwork);
    expect(reached.get()).toBe(false);

    answer = () => Response.json({});
    await call(me, {});
    expect(reached.get()).toBe(true);
  });

  test('from behind a gateway is NoNetwork too, so that an act keeps its id', async () => {
    answer = () => new Response('<html>Bad gateway</html>', { status: 502 });
    await expect(call(signIn, { body: wang })).rejects.toBeInstanceOf(NoNetwork);
  });

  test('to a call that its page gave up is no news about the network', async () => {
    const page = new AbortController();
    answer = () => {
      page.abort();
      return Promise.reject(new DOMException('gone', 'AbortError'));
    };
    await expect(call(me, {}, { signal: page.signal })).rejects.toMatchObject({ name: 'AbortError' });
    expect(reached.get()).toBe(true);
  });
});

test('a server that broke is a Fault with the request to look for', async () => {
  answer = () => problem(500, 'fault');
  await expect(call(me, {})).rejects.toMatchObject({ name: 'Fault', requestId: 'r-1' });

  answer = () => new Response('boom', { status: 500, headers: { 'x-request-id': 'r-2' } });
  const error: unknown = await call(me, {}).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(Fault);
  expect(error).toMatchObject({ requestId: 'r-2' });
});

test('one content is one intention until it is answered', () => {
  const first = sameOrNew(undefined, '{"body":{"reason":"a"}}');

  expect(sameOrNew(first, '{"body":{"reason":"a"}}').commandId).toBe(first.commandId);
  expect(sameOrNew(first, '{"body":{"reason":"b"}}').commandId).not.toBe(first.commandId);
});
