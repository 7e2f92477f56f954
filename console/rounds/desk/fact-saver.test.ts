import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { FactIn, FactOut } from '@tongchuang/contract/facts.ts';
import type { RoundId } from '@tongchuang/domain/kernel/ids.ts';
import { FactSaver } from './fact-saver.ts';

/** What reached the server: command id and body, in order. */
let sent: { commandId: string | null; body: { facts: FactIn[]; reason: string | null } }[];
/** What the server answers next; the last one stays. */
let answers: (() => Response | Promise<never>)[];

beforeEach(() => {
  vi.useFakeTimers();
  sent = [];
  answers = [];
  vi.stubGlobal('fetch', (_: string, init: RequestInit) => {
    const body = JSON.parse(String(init.body));
    sent.push({ commandId: new Headers(init.headers).get('idempotency-key'), body });
    return Promise.resolve((answers.shift() ?? (() => written(body)))());
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const written = ({ facts }: { facts: FactIn[] }) =>
  Response.json({
    versions: Object.fromEntries(facts.map((fact) => [fact.id, fact.version + 1])),
    totals: null,
  });
const refusal = (code: string) => () =>
  Response.json(
    { type: '', title: code, status: 409, detail: code, code, facts: {}, requestId: 'r' },
    { status: 409, headers: { 'content-type': 'application/problem+json' } },
  );
const offline = () => Promise.reject(new TypeError('no network'));

const fact = (id: string, value: string, version = 0) => ({ id, value, version }) as FactIn & FactOut;
const type = (saver: FactSaver, id: string, value: string, sheet: 'first' | 'final' = 'first', version = 0) =>
  saver.put(id, sheet, [fact(id, value, version)], [fact(id, value, version)], 700);
const saver = () => new FactSaver('round' as RoundId);
const values = () => sent.map(({ body }) => body.facts.map((one) => one.value));

test('digits typed one after the other are one act, once they stand still', async () => {
  const desk = saver();
  for (const value of ['1', '12', '12.5']) type(desk, 'a', value);
  expect(desk.shown().states.get('a')).toBe('waiting');
  await vi.advanceTimersByTimeAsync(700);
  expect(values()).toEqual([['12.5']]);
  expect(desk.open()).toBe(0);
});

test('a change made while the first is on its way follows it, over the version that came back', async () => {
  const desk = saver();
  type(desk, 'a', '1');
  desk.flush('a');
  type(desk, 'a', '2');
  await vi.advanceTimersByTimeAsync(700);
  expect(sent.map(({ body }) => [body.facts[0]?.value, body.facts[0]?.version])).toEqual([
    ['1', 0],
    ['2', 1],
  ]);
});

test('without an answer it is sent again under the same command id, and nothing overtakes it', async () => {
  const desk = saver();
  answers = [offline];
  type(desk, 'a', '1');
  await vi.advanceTimersByTimeAsync(700);
  expect(desk.shown().states.get('a')).toBe('unsaved');
  expect(desk.open()).toBe(1);
  await vi.advanceTimersByTimeAsync(1000);
  expect(new Set(sent.map(({ commandId }) => commandId)).size).toBe(1);
  expect(sent).toHaveLength(2);
  expect(desk.open()).toBe(0);
});

test('what is typed while the line is dead follows what may have been written already', async () => {
  const desk = saver();
  answers = [offline];
  type(desk, 'a', '1');
  await vi.advanceTimersByTimeAsync(700);
  type(desk, 'a', '2');
  await vi.advanceTimersByTimeAsync(2000);
  expect(sent.map(({ body }) => [body.facts[0]?.value, body.facts[0]?.version])).toEqual([
    ['1', 0],
    ['1', 0],
    ['2', 1],
  ]);
});

test('a correction that others rely on waits for its reason; new entries go without', async () => {
  const desk = saver();
  type(desk, 'new', '1', 'final');
  type(desk, 'old', '2', 'final', 3);
  await vi.advanceTimersByTimeAsync(700);
  expect(values()).toEqual([['1']]);
  expect(desk.shown().states.get('old')).toBe('reason');
  desk.setReason('名单补交');
  await vi.advanceTimersByTimeAsync(0);
  expect(sent[1]?.body).toMatchObject({ reason: '名单补交', facts: [{ value: '2', version: 3 }] });
});

test('where somebody else was faster, both are kept until the person decides', async () => {
  const desk = saver();
  answers = [refusal('row.changed_meanwhile')];
  type(desk, 'a', '1', 'first', 1);
  await vi.advanceTimersByTimeAsync(700);
  expect(desk.shown().conflict?.mine.value).toBe('1');
  desk.settle(2);
  await vi.advanceTimersByTimeAsync(0);
  expect(sent[1]?.body.facts).toMatchObject([{ value: '1', version: 2 }]);
});

test('what is refused is said beside its field and no longer shown as if it stood', async () => {
  const desk = saver();
  answers = [refusal('round.window_closed')];
  type(desk, 'a', '1');
  await vi.advanceTimersByTimeAsync(700);
  expect(desk.shown().refusals.get('a')).toBe('round.window_closed');
  expect(desk.shown().ahead.has('a')).toBe(false);
});
