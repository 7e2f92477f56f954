import type { PersonId, SessionId, TenantId, UnitId } from '@tongchuang/domain/kernel/ids.ts';
import type { Db } from '../database.ts';

/** Places that one can sign in to. */
export const listPlaces = (db: Db) =>
  db.selectFrom('tenants').select(['tenant_id', 'code', 'name', 'is_demo']).orderBy('code').execute();

export const findPlace = (db: Db, code: string) =>
  db
    .selectFrom('tenants')
    .select(['tenant_id', 'code', 'name', 'is_demo'])
    .where('code', '=', code)
    .executeTakeFirst();

const ACCOUNT = [
  'id',
  'name',
  'login',
  'password_hash',
  'totp_secret',
  'totp_confirmed_at',
  'totp_last_step',
  'active',
] as const;

/** The account behind a login, with what is needed to check it. */
export const findAccount = (db: Db, login: string) =>
  db.selectFrom('people').select(ACCOUNT).where('login', '=', login).executeTakeFirst();

export const getAccount = (db: Db, person: PersonId) =>
  db.selectFrom('people').select(ACCOUNT).where('id', '=', person).executeTakeFirstOrThrow();

/** The account that a provider's word leads to. */
export const findAccountBy = (db: Db, by: 'login' | 'oidc_subject', value: string) =>
  db.selectFrom('people').select(ACCOUNT).where(by, '=', value).executeTakeFirst();

/** Does any role in force today ask for a one-time code? */
export async function needsTotp(db: Db, person: PersonId, today: string): Promise<boolean> {
  const found = await db
    .selectFrom('role_holders as h')
    .innerJoin('roles as r', (join) =>
      join.onRef('r.tenant_id', '=', 'h.tenant_id').onRef('r.code', '=', 'h.role_code'),
    )
    .select('r.code')
    .where('h.person_id', '=', person)
    .where('r.needs_totp', '=', true)
    .where('h.since', '<=', today)
    .where((where) => where.or([where('h.until', 'is', null), where('h.until', '>', today)]))
    .executeTakeFirst();
  return found !== undefined;
}

export interface NewSession {
  tenant_id: TenantId;
  token_hash: string;
  id: SessionId;
  person_id: PersonId;
  created_at: Date;
  seen_at: Date;
  expires_at: Date;
  agent: string;
  address: string;
  code_due?: boolean;
}

export const insertSession = (db: Db, session: NewSession) =>
  db.insertInto('sessions').values(session).execute();

export const revokeSession = (db: Db, id: SessionId, person: PersonId, now: Date) =>
  db
    .updateTable('sessions')
    .set({ revoked_at: now })
    .where('id', '=', id)
    .where('person_id', '=', person)
    .where('revoked_at', 'is', null)
    .returning(['id', 'person_id'])
    .executeTakeFirst();

/** What the head of every page says of whoever is signed in. */
export const findMe = (db: Db, person: PersonId) =>
  db
    .selectFrom('people as p')
    .innerJoin('units as u', (join) =>
      join.onRef('u.tenant_id', '=', 'p.tenant_id').onRef('u.id', '=', 'p.unit_id'),
    )
    .innerJoin('tenants as t', 't.tenant_id', 'p.tenant_id')
    .select(['p.id', 'p.name', 'p.login', 'u.id as unit_id', 'u.name as unit_name'])
    .select((row) => row('p.totp_confirmed_at', 'is not', null).as('has_authenticator'))
    .select(['t.tenant_id', 't.code', 't.name as tenant_name', 't.is_demo'])
    .where('p.id', '=', person)
    .executeTakeFirstOrThrow();

/** The visit before the present one. */
export const findVisits = (db: Db, session: SessionId) =>
  db
    .selectFrom('sessions as s')
    .innerJoin('people as p', (join) =>
      join.onRef('p.tenant_id', '=', 's.tenant_id').onRef('p.id', '=', 's.person_id'),
    )
    .select(['s.previous_visit_at', 'p.last_visit_at'])
    .where('s.id', '=', session)
    .executeTakeFirstOrThrow();

export const writeVisit = (db: Db, person: PersonId, session: SessionId, previous: Date | null, now: Date) =>
  Promise.all([
    db.updateTable('people').set({ last_visit_at: now }).where('id', '=', person).execute(),
    db
      .updateTable('sessions')
      .set({ previous_visit_at: previous, seen_at: now })
      .where('id', '=', session)
      .execute(),
  ]);

/** Where somebody is signed in now, the newest first. */
export const listSessions = (db: Db, person: PersonId, now: Date) =>
  db
    .selectFrom('sessions')
    .select(['id', 'created_at', 'seen_at', 'expires_at', 'agent', 'address'])
    .where('person_id', '=', person)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute();

/** Ends all sessions of a person but the one that may stay. */
export const revokeSessions = (db: Db, person: PersonId, now: Date, but: SessionId | null = null) =>
  db
    .updateTable('sessions')
    .set({ revoked_at: now })
    .where('person_id', '=', person)
    .where('revoked_at', 'is', null)
    .$if(but !== null, (query) => query.where('id', '<>', but!))
    .returning('id')
    .execute();

export const settleCode = (db: Db, session: SessionId) =>
  db.updateTable('sessions').set({ code_due: false }).where('id', '=', session).execute();

export const roleNames = (db: Db, codes: readonly string[]) =>
  codes.length === 0
    ? Promise.resolve([])
    : db.selectFrom('roles').select(['code', 'name']).where('code', 'in', codes).orderBy('code').execute();

/** In demo mode: one account for each role, the first by login. */
export const listDemoRoles = (db: Db) =>
  db
    .selectFrom('people as p')
    .innerJoin('role_holders as h', (join) =>
      join.onRef('h.tenant_id', '=', 'p.tenant_id').onRef('h.person_id', '=', 'p.id'),
    )
    .innerJoin('roles as r', (join) =>
      join.onRef('r.tenant_id', '=', 'h.tenant_id').onRef('r.code', '=', 'h.role_code'),
    )
    .innerJoin('units as u', (join) =>
      join.onRef('u.tenant_id', '=', 'p.tenant_id').onRef('u.id', '=', 'p.unit_id'),
    )
    .distinctOn('r.code')
    .select(['p.login', 'p.name', 'r.code as role_code', 'r.name as role', 'u.name as unit'])
    .where('p.login', 'like', 'demo-%')
    .where('p.active', '=', true)
    .orderBy('r.code')
    .orderBy('p.login')
    .execute();

/** A new place with its root unit: what every other row leans on. */
export interface NewPlace {
  tenant: TenantId;
  code: string;
  name: string;
  isDemo: boolean;
  now: Date;
  unit: { id: UnitId; code: string; name: string };
  roles: readonly { code: string; name: string; needsTotp: boolean; grants: readonly object[] }[];
}

export async function insertPlace(db: Db, place: NewPlace): Promise<void> {
  const tenant_id = place.tenant;
  await db
    .insertInto('tenants')
    .values({ tenant_id, code: place.code, name: place.name, is_demo: place.isDemo, created_at: place.now })
    .execute();
  await db
    .insertInto('units')
    .values({ tenant_id, ...place.unit, kind: 'other', tier: 'county', path: [place.unit.id] })
    .execute();
  const roles = place.roles.map(({ code, name, needsTotp: needs_totp, grants }) => {
    return { tenant_id, code, name, needs_totp, grants: JSON.stringify(grants) };
  });
  await db.insertInto('roles').values(roles).execute();
}
