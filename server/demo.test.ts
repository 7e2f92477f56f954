import { afterAll, beforeAll, expect, test } from 'vitest';
import { REFUSAL_WORDS } from '@tongchuang/domain/kernel/refusal-words.ts';
import { makeApp } from '@tongchuang/server/app.ts';
import { inTransaction, openStore } from '@tongchuang/storage/database.ts';
import { openFolder } from '@tongchuang/storage/files/store.ts';
import { ownDatabase, type OwnDatabase } from '@tongchuang/testkit/own-database.ts';
import type { House } from '@tongchuang/usecases/house.ts';
import { openPlace } from '@tongchuang/usecases/places.ts';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadCounty } from './demo-county.ts';
import { loadDemo } from './demo.ts';
import { follow } from './reactions.ts';

let database: OwnDatabase;
let house: House;
let app: Awaited<ReturnType<typeof makeApp>>;
const folder = mkdtempSync(join(tmpdir(), 'tongchuang-demo-'));
beforeAll(async () => {
  database = await ownDatabase();
  house = {
    store: openStore(database.ownerUrl, { connections: 4 }),
    files: openFolder(folder),
    clock: () => new Date('2026-03-02T09:00+08:00'),
    random: (bytes) => randomBytes(bytes),
    point: () => {},
    providers: [],
    follow,
    demo: true,
  };
  await loadDemo(house);
  app = await makeApp(house, false);
});
afterAll(async () => {
  await app.close();
  await house.store.close();
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

async function signIn(login: string): Promise<string> {
  const payload = { place: 'qingyuan', login, password: '' };
  const answer = await app.inject({ method: 'POST', url: '/api/sessions', payload });
  expect([login, answer.statusCode]).toEqual([login, 200]);
  return String(answer.headers['set-cookie']).split(';')[0] ?? '';
}
const get = async (cookie: string, url: string) =>
  (await app.inject({ method: 'GET', url: `/api${url}`, headers: { cookie } })).json();

test('every demo role opens with one click, two units are there to play against each other', async () => {
  const roles = [
    'administrator',
    'office',
    'leader',
    'supervisor',
    'head',
    'liaison',
    'auditor',
    'head-2',
    'liaison-2',
  ];
  const cookies = await Promise.all(roles.map((role) => signIn(`demo-${role}`)));

  const units = await Promise.all(cookies.map(async (cookie) => (await get(cookie, '/me')).unit.name));
  expect(units[4]).toBe(units[5]);
  expect(units[7]).toBe(units[8]);
  expect(units[7]).not.toBe(units[4]);
  const doors = await get('', '/doors');
  expect(doors.places[0].demoRoles.map((one: { login: string }) => one.login).sort()).toEqual(
    ['administrator', 'auditor', 'head', 'leader', 'liaison', 'office', 'supervisor'].map(
      (one) => `demo-${one}`,
    ),
  );
  expect(doors.places[0].demoRoles.every((one: { unit: string }) => one.unit !== '')).toBe(true);
});

test('it is a whole county, with the gaps that a county has', async () => {
  const office = await signIn('demo-office');

  const { units } = await get(office, '/units');
  const of = (kinds: string[]) => units.filter((unit: { kind: string }) => kinds.includes(unit.kind)).length;
  expect(units.length).toBeGreaterThan(120);
  expect(of(['township', 'subdistrict', 'park'])).toBeGreaterThan(15);
  expect(of(['community', 'village'])).toBeGreaterThan(29);
  const { bodies } = await get(office, '/bodies');
  const kinds = Map.groupBy(bodies as { kind: string }[], (body) => body.kind);
  expect(kinds.get('functional_group')).toHaveLength(5);
  expect(kinds.get('zone')).toHaveLength(4);
  expect(kinds.get('supervision_group')).toHaveLength(2);
  const { gaps, outOf } = await get(office, '/organisation/gaps');
  expect(new Set(gaps.map((one: { gap: string }) => one.gap)).size).toBe(9);
  expect(gaps.length).toBeLessThan(outOf.units / 2);
});

test('its office is staffed, and a secondment that has ended lets nobody in', async () => {
  const office = await signIn('demo-office');

  const { secondments } = await get(office, '/secondments');
  expect(secondments.map((one: { over: boolean }) => one.over)).toContain(true);
  const over = secondments.find((one: { over: boolean }) => one.over);
  const { heldRoles } = await get(office, `/people/${over.person.id}`);
  expect(heldRoles).toMatchObject([{ code: 'office', until: over.until }]);
});

test('demo mode alone opens demo accounts', async () => {
  const closed = await makeApp({ ...house, demo: false }, false);
  const payload = { place: 'qingyuan', login: 'demo-office', password: '' };
  const answer = await closed.inject({ method: 'POST', url: '/api/sessions', payload });
  await closed.close();

  expect(answer.statusCode).toBe(401);
  expect(answer.json().detail).toBe(REFUSAL_WORDS['session.wrong_password']['zh-CN']);
});

test('the demo county is written in under two seconds', async () => {
  const administrator = { name: '管理员', login: 'root', password: randomBytes(12).toString('hex') };
  const tenant = await openPlace(house, { code: 'qingyuan-2', name: '清源县', isDemo: true, administrator });
  const from = performance.now();

  await inTransaction(house.store, tenant, 'write', (transaction) => loadCounty(house, transaction, tenant));

  expect(performance.now() - from).toBeLessThan(2000);
});
