import { randomBytes } from 'node:crypto';
import * as routes from '@tongchuang/contract/session.ts';
import type { Me } from '@tongchuang/contract/session.ts';
import type { PersonId, SessionId, TenantId } from '@tongchuang/domain/kernel/ids.ts';
import { uuidv7 } from '@tongchuang/domain/kernel/ids.ts';
import { Refusal } from '@tongchuang/domain/kernel/refusal.ts';
import * as sessions from '@tongchuang/storage/access/sessions.ts';
import { sha256 } from '@tongchuang/storage/audit/chain.ts';
import { inTransaction, type Db } from '@tongchuang/storage/database.ts';
import { act, view, type Scene } from './act.ts';
import type { House } from './house.ts';
import { checkOneTimeCode } from './one-time-codes.ts';
import { checkPassword } from './passwords.ts';

/** A sign-in lasts this long at the most. */
const LASTS_MS = 12 * 3_600_000;

/** Where a sign-in came from, kept so that its owner can recognise it. */
export interface Origin {
  agent: string;
  address: string;
}

/** A session just begun; `token` goes into the cookie and is never kept. */
export interface Begun {
  tenant: TenantId;
  token: string;
  expiresAt: Date;
}

/** Places to sign in to; in demo mode with a person for each role. */
export async function listDoors(house: House) {
  const places = await inTransaction(house.store, null, 'read', ({ db }) => sessions.listPlaces(db));
  const described = await Promise.all(
    places.map(async ({ tenant_id, code, name, is_demo }) => {
      const roles =
        house.demo && is_demo
          ? await inTransaction(house.store, tenant_id, 'read', ({ db }) => sessions.listDemoRoles(db))
          : [];
      const demoRoles = roles.map((row) => ({
        login: row.login ?? '',
        name: row.name,
        role: row.role,
        unit: row.unit,
      }));
      return { code, name, oidc: [], demoRoles };
    }),
  );
  return { demo: house.demo, setUpNeeded: places.length === 0, places: described };
}

/**
 * 登录 by password, and by a one-time code where a role asks for it. In demo mode the demo accounts need no password.
 * @throws {Refusal} `session.wrong_password`, `session.code_needed`, `session.wrong_code`
 */
export async function signIn(
  house: House,
  given: { place: string; login: string; password: string; code?: string | undefined },
  origin: Origin,
): Promise<Begun> {
  const place = await inTransaction(house.store, null, 'read', ({ db }) =>
    sessions.findPlace(db, given.place),
  );
  if (!place) throw await afterTheSameTime(given.password);
  const now = house.clock();
  return inTransaction(house.store, place.tenant_id, 'write', async ({ db }) => {
    const account = await sessions.findAccount(db, given.login);
    const isDemoAccount =
      house.demo && place.is_demo && given.login.startsWith('demo-') && given.password === '';
    const known = isDemoAccount || (await checkPassword(account?.password_hash ?? null, given.password));
    if (!account?.active || !known) throw new Refusal('session.wrong_password', {});
    if (!isDemoAccount) await checkOneTimeCode(db, account, given.code, now);
    return begin(db, place.tenant_id, account.id, now, origin);
  });
}

/** Begins a session for somebody whose identity was proven. */
export async function begin(
  db: Db,
  tenant: TenantId,
  person: PersonId,
  now: Date,
  origin: Origin,
): Promise<Begun> {
  const token = randomBytes(32).toString('base64url');
  const expiresAt = new Date(now.getTime() + LASTS_MS);
  await sessions.insertSession(db, {
    tenant_id: tenant,
    token_hash: sha256(token),
    id: uuidv7(now.getTime(), randomBytes(10)) as SessionId,
    person_id: person,
    created_at: now,
    seen_at: now,
    expires_at: expiresAt,
    agent: origin.agent.slice(0, 200),
    address: origin.address.slice(0, 64),
  });
  return { tenant, token, expiresAt };
}

async function afterTheSameTime(password: string): Promise<Refusal> {
  await checkPassword(null, password);
  return new Refusal('session.wrong_password', {});
}

export const me = view(routes.me, { run: describeMe });

async function describeMe({ db, actor }: Scene): Promise<Me> {
  const [row, roles] = await Promise.all([
    sessions.findMe(db, actor.personId),
    sessions.roleNames(db, actor.roles),
  ]);
  return {
    personId: row.id,
    name: row.name,
    unit: { id: row.unit_id, name: row.unit_name },
    roles,
    grants: actor.grants,
    tenant: { id: row.tenant_id, code: row.code, name: row.tenant_name },
    demo: row.is_demo,
    lastVisitAt: row.last_visit_at?.toISOString() ?? null,
  };
}

export const signOut = act(routes.signOut, {
  async run({ db, actor, now, trace }) {
    await sessions.revokeSession(db, actor.sessionId, now);
    trace('session', actor.sessionId);
    return {};
  },
});
