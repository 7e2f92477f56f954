import { randomBytes } from 'node:crypto';
import * as routes from '@tongchuang/contract/session.ts';
import type { Me, Session } from '@tongchuang/contract/session.ts';
import type { PersonId, SessionId, TenantId } from '@tongchuang/domain/kernel/ids.ts';
import { uuidv7 } from '@tongchuang/domain/kernel/ids.ts';
import { Refusal } from '@tongchuang/domain/kernel/refusal.ts';
import * as sessions from '@tongchuang/storage/access/sessions.ts';
import { sha256 } from '@tongchuang/storage/audit/chain.ts';
import { inTransaction, type Db } from '@tongchuang/storage/database.ts';
import { mustExist } from '@tongchuang/storage/versions.ts';
import { act, view, type Scene } from './act.ts';
import type { House } from './house.ts';
import { checkOneTimeCode } from './one-time-codes.ts';
import { checkPassword } from './passwords.ts';
import { countingTries } from './tries.ts';

/** A sign-in lasts this long at the most. */
const LASTS_MS = 12 * 3_600_000;
/** Away for longer than this, and the next look is a new visit. */
const VISIT_GAP_MS = 30 * 60_000;

/** Where a sign-in came from, kept so that its owner can recognise it. */
export interface Origin {
  agent: string;
  address: string;
}

/** A session just begun; `token` goes into the cookie and is never kept. */
export interface Begun {
  tenant: TenantId;
  token: string;
  /** From now. */
  lastsSeconds: number;
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
      const oidc = house.providers
        .filter((provider) => provider.place === code)
        .map((provider) => ({ code: provider.code, name: provider.name }));
      return { code, name, oidc, demoRoles };
    }),
  );
  return { demo: house.demo, setUpNeeded: places.length === 0, places: described };
}

/**
 * 登录 by password, and by a one-time code where a role asks for it. In demo mode the demo accounts need no password.
 * @throws {Refusal} `session.wrong_password`, `session.code_needed`, `session.wrong_code`, `session.locked`, `request.too_many`
 */
export async function signIn(
  house: House,
  given: { place: string; login: string; password: string; code?: string | undefined },
  origin: Origin,
): Promise<Begun> {
  const place = await inTransaction(house.store, null, 'read', ({ db }) =>
    sessions.findPlace(db, given.place),
  );
  const login = given.login.toLowerCase();
  const trying = { account: `${given.place} ${login}`, address: origin.address };
  return countingTries(house, trying, async () => {
    if (!place) throw await afterTheSameTime(given.password);
    const now = house.clock();
    return inTransaction(house.store, place.tenant_id, 'write', async ({ db }) => {
      const account = await sessions.findAccount(db, login);
      const isDemoAccount = house.demo && place.is_demo && login.startsWith('demo-') && given.password === '';
      const known = isDemoAccount || (await checkPassword(account?.password_hash ?? null, given.password));
      if (!account?.active || !known) throw new Refusal('session.wrong_password', {});
      if (!isDemoAccount) await checkOneTimeCode(db, account, given.code, now);
      return begin(db, place.tenant_id, account.id, now, origin);
    });
  });
}

/** Begins a session for somebody whose identity was proven. @param codeDue  its one-time code is still to come */
export async function begin(
  db: Db,
  tenant: TenantId,
  person: PersonId,
  now: Date,
  origin: Origin,
  codeDue = false,
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
    code_due: codeDue,
  });
  return { tenant, token, lastsSeconds: LASTS_MS / 1000 };
}

async function afterTheSameTime(password: string): Promise<Refusal> {
  await checkPassword(null, password);
  return new Refusal('session.wrong_password', {});
}

export const me = view(routes.me, { run: describeMe });

async function describeMe({ db, actor }: Scene): Promise<Me> {
  const [row, roles, visits] = await Promise.all([
    sessions.findMe(db, actor.personId),
    sessions.roleNames(db, actor.roles),
    sessions.findVisits(db, actor.sessionId),
  ]);
  return {
    personId: row.id,
    name: row.name,
    login: row.login,
    unit: { id: row.unit_id, name: row.unit_name },
    roles,
    grants: actor.grants,
    tenant: { id: row.tenant_id, code: row.code, name: row.tenant_name },
    demo: row.is_demo,
    lastVisitAt: (visits.previous_visit_at ?? visits.last_visit_at)?.toISOString() ?? null,
    owes: actor.owes,
    hasAuthenticator: Boolean(row.has_authenticator),
  };
}

export const visit = act(routes.visit, {
  async run({ db, actor, now }) {
    const { previous_visit_at, last_visit_at } = await sessions.findVisits(db, actor.sessionId);
    const isNew = last_visit_at === null || now.getTime() - last_visit_at.getTime() > VISIT_GAP_MS;
    const previous = isNew || previous_visit_at === null ? last_visit_at : previous_visit_at;
    await sessions.writeVisit(db, actor.personId, actor.sessionId, previous, now);
    return { lastVisitAt: previous?.toISOString() ?? null };
  },
});

export const signOut = act(routes.signOut, {
  async run({ db, actor, now, trace }) {
    await sessions.revokeSession(db, actor.sessionId, actor.personId, now);
    trace('session', actor.sessionId);
    return {};
  },
});

export const listSessions = view(routes.listSessions, {
  async run({ db, actor, now }) {
    return { sessions: await describeSessions(db, actor.personId, now, actor.sessionId) };
  },
});

export async function describeSessions(
  db: Db,
  person: PersonId,
  now: Date,
  current: SessionId,
): Promise<Session[]> {
  const rows = await sessions.listSessions(db, person, now);
  return rows.map((row) => ({
    id: row.id,
    createdAt: row.created_at.toISOString(),
    seenAt: row.seen_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    agent: row.agent,
    address: row.address,
    current: row.id === current,
  }));
}

export const revokeSession = act(routes.revokeSession, {
  async run({ db, actor, now, trace }, { params: { id } }) {
    mustExist(await sessions.revokeSession(db, id, actor.personId, now), 'session', id);
    trace('session', id);
    return {};
  },
});
