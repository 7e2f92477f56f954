import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Route } from '@tongchuang/contract/route.ts';
import { BytesIn } from '@tongchuang/contract/files.ts';
import { may, type HeldGrant } from '@tongchuang/domain/access/may.ts';
import { RIGHTS, type Right } from '@tongchuang/domain/access/rights.ts';
import type { PersonId, UnitId } from '@tongchuang/domain/kernel/ids.ts';
import { allRoutes } from '@tongchuang/testkit/all-routes.ts';
import {
  anotherCounty,
  openCounty,
  type Answer,
  type County,
  type Someone,
} from '@tongchuang/testkit/county.ts';
import { CANARY, fillEveryTable } from '@tongchuang/testkit/every-table.ts';
import { sample } from '@tongchuang/testkit/sample.ts';
import { defaultRoles } from '@tongchuang/usecases/places.ts';

/**
 * Every route × every role × every relation, through HTTP. What is expected follows from the table of rights and the roles of
 * a new place; what is asked follows from each route's own schema. Nobody adds a line here for a new route.
 */
let county: County;
let routes: Route[];
/** A row of the other place in every table. */
let foreign: Map<string, string>;
let otherTenant: string;

beforeAll(async () => {
  county = await openCounty();
  otherTenant = (await anotherCounty(county.house, 'baihe')).tenant;
  foreign = await fillEveryTable(county.ownerUrl, otherTenant);
  const all = await allRoutes();
  // Signing out ends the session that the next knock needs; what the clock does has no door.
  routes = all
    .filter((route) => (RIGHTS[route.name] as Right).who !== 'clock')
    .toSorted((a, b) => Number(a.name === 'session.sign_out') - Number(b.name === 'session.sign_out'));
});
afterAll(() => county.close());

const ROLES = {
  administrator: 'admin',
  office: 'office',
  leader: 'leader',
  supervisor: 'supervisor',
  unit_head: 'head',
  liaison: 'liaison',
  auditor: 'auditor',
} as const;
type RoleCode = keyof typeof ROLES;

/** Answers that say "not you", whatever was asked. */
const SHUT = ['access.sign_in_needed', 'access.not_your_role', 'access.owes'];

async function knock(who: Someone | null, route: Route, idOf: (name: string) => string): Promise<Answer> {
  const params = sample(route.params, idOf) as Record<string, string>;
  const query = sample(route.query, idOf) as Record<string, string>;
  const path = route.path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const asked = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]));
  const address = asked.size > 0 ? `${path}?${asked}` : path;
  if (route.method === 'GET') return county.get(who, address);
  const body = (route.body as unknown) === BytesIn ? Buffer.from(route.name) : sample(route.body, idOf);
  return county.send(who, route.method, address, body);
}

/** Ids that nothing has. */
const freshIds = () => county.freshId<string>();
/** What somebody of a role in the housing bureau holds. */
function grantsOf(role: RoleCode): HeldGrant[] {
  const { unit } = county.cast[ROLES[role]];
  const found = defaultRoles().find((one) => one.code === role);
  return (found?.grants ?? []).map((grant) => ({ ...grant, unitId: unit }));
}

/** Somebody new at a unit: what is done to him ends nobody's session. */
async function somebodyAt(path: readonly UnitId[]): Promise<string> {
  const person = { id: county.freshId<PersonId>(), name: '过客', unit_id: path[0] ?? county.root };
  await county.rows((db) =>
    db
      .insertInto('people')
      .values({ tenant_id: county.tenant, ...person })
      .execute(),
  );
  return person.id;
}

test('whoever is not signed in finds every door shut but those for anyone', async () => {
  for (const route of routes) {
    const answer = await knock(null, route, freshIds);
    const isOpen = (RIGHTS[route.name] as Right).who === 'anyone';
    const isShut = answer.status === 401 && answer.body?.code === 'access.sign_in_needed';
    expect([route.name, isShut, answer.status < 500]).toEqual([route.name, !isOpen, true]);
  }
});

describe.each(Object.keys(ROLES) as RoleCode[])('%s', (role) => {
  test('finds the doors open that the role grants, and the others shut', async () => {
    for (const route of routes) {
      const right = RIGHTS[route.name] as Right;
      if (route.name === 'session.sign_out') continue;
      const answer = await knock(county.cast[ROLES[role]], route, freshIds);
      const granted =
        right.who !== 'permitted' || grantsOf(role).some((grant) => grant.permission === right.permission);
      const isShut = answer.status === 403 && SHUT.includes(answer.body?.code);
      const told = granted ? '' : answer.body?.code;
      expect([route.name, isShut, told, answer.status < 500]).toEqual([
        route.name,
        !granted,
        granted ? '' : 'access.not_your_role',
        true,
      ]);
    }
  });

  test('reaches rows of units as far as the role reaches, and no further', async () => {
    const paths: Record<'housing' | 'education', UnitId[]> = {
      housing: [county.units.housing, county.root],
      education: [county.units.education, county.root],
    };
    for (const route of routes) {
      const right = RIGHTS[route.name] as Right;
      if (right.who !== 'permitted' || right.on !== 'row' || !/^\/(units|people)\/:id(\/|$)/.test(route.path))
        continue;
      for (const [name, path] of Object.entries(paths)) {
        const target = route.path.startsWith('/units') ? (path[0] ?? '') : await somebodyAt(path);
        const answer = await knock(county.cast[ROLES[role]], route, (field) =>
          field === 'id' ? target : freshIds(),
        );
        const actor = { grants: grantsOf(role) } as Parameters<typeof may>[0];
        const isWithin = may(actor, right.permission, [path]);
        const isBeyond = answer.status === 403 || answer.status === 404;
        const isRefused = ['access.not_yours', 'access.not_your_role'].includes(answer.body?.code);
        expect([route.name, name, isWithin ? !isRefused : isBeyond]).toEqual([route.name, name, true]);
      }
    }
  });
});

test('nothing of another place stands in any answer', async () => {
  const everybody = await someoneWithAllRoles();
  const theirs = [CANARY, otherTenant, ...foreign.values()];
  for (const route of routes) {
    if (route.method !== 'GET' || route.path.includes('/:') || (RIGHTS[route.name] as Right).who === 'anyone')
      continue;
    const answer = await knock(everybody, route, freshIds);
    const told = answer.bytes.toString('utf8');
    expect([route.name, theirs.filter((one) => told.includes(one))]).toEqual([route.name, []]);
  }
});

test('an id of another place is answered as an id that nothing has', async () => {
  const everybody = await someoneWithAllRoles();
  // Looking comes first: later a PUT may make a row of one's own under the same id.
  const inOrder = routes.toSorted((a, b) => Number(a.method !== 'GET') - Number(b.method !== 'GET'));
  for (const route of inOrder) {
    const table = route.path.split('/')[1] ?? '';
    const right = RIGHTS[route.name] as Right;
    if (right.who !== 'permitted' || !route.path.includes('/:') || !foreign.has(table)) continue;
    const theirs = foreign.get(table) ?? '';
    const answers = await Promise.all(
      [theirs, freshIds()].map((id) =>
        knock(everybody, route, (field) => (field === 'id' ? id : freshIds())),
      ),
    );
    const [known, unknown] = answers.map((answer) => [answer.status, answer.body?.code]);
    expect([route.name, known]).toEqual([route.name, unknown]);
    // With PUT a row of one's own may be made under any id; whatever else is done to a row needs one that is there.
    const isDone = route.method !== 'GET' && route.method !== 'PUT' && (answers[0]?.status ?? 0) < 300;
    expect([route.name, isDone]).toEqual([route.name, false]);
  }
});

async function someoneWithAllRoles(): Promise<Someone> {
  const { admin } = county.cast;
  for (const { code } of defaultRoles()) {
    const role = {
      id: county.freshId<string>(),
      code,
      unitId: county.root,
      since: '2026-01-01',
      until: null,
    };
    await county.post(admin, `/people/${admin.id}/roles`, role);
  }
  return admin;
}

test('whoever must first change a password or bind an authenticator finds nothing else open', async () => {
  const { auditor } = county.cast;
  await county.rows((db) =>
    db.updateTable('people').set({ password_must_change: true }).where('id', '=', auditor.id).execute(),
  );
  for (const route of routes) {
    const right = RIGHTS[route.name] as Right;
    if (right.who === 'anyone' || route.name === 'session.sign_out') continue;
    const answer = await knock(auditor, route, freshIds);
    const isSettling = right.who === 'signed_in' && right.settling === true;
    expect([route.name, answer.body?.code === 'access.owes']).toEqual([route.name, !isSettling]);
  }
});
