import * as routes from '@tongchuang/contract/people.ts';
import type { PersonLine } from '@tongchuang/contract/people.ts';
import { beyondOwn } from '@tongchuang/domain/access/granting.ts';
import { mustBeAllowed, reachOf, type Actor } from '@tongchuang/domain/access/may.ts';
import type { PersonId } from '@tongchuang/domain/kernel/ids.ts';
import { maskPhone } from '@tongchuang/domain/kernel/phone.ts';
import { Refusal } from '@tongchuang/domain/kernel/refusal.ts';
import * as people from '@tongchuang/storage/access/people.ts';
import type { PersonRow } from '@tongchuang/storage/access/people.ts';
import { listHeldRoles, mustKeepAdministrator, type HeldRoleRow } from '@tongchuang/storage/access/roles.ts';
import * as sessions from '@tongchuang/storage/access/sessions.ts';
import { pathOf } from '@tongchuang/storage/organisation/units.ts';
import { mustExist } from '@tongchuang/storage/versions.ts';
import { mustBeStrong } from './accounts.ts';
import { act, view, type Scene, type Subject } from './act.ts';
import { hashPassword } from './passwords.ts';
import { describeSessions } from './sessions.ts';
import { given } from './units.ts';

export const aPerson = async (scene: Scene, id: PersonId): Promise<Subject<PersonRow>> => {
  const row = await people.getPerson(scene, scene.today, id);
  return { row, owners: [row.path] };
};

export const listPeople = view(routes.listPeople, {
  async run(scene, { query }) {
    const reach = reachOf(scene.actor, 'people.read');
    const rows = await people.listPeople(scene, scene.today, reach, query.unitId ?? null);
    return { people: rows.map(describePerson) };
  },
});

export const getPerson = view(routes.getPerson, {
  about: (scene, { params }) => aPerson(scene, params.id),
  async run(scene, _asked, row) {
    const [held, posts] = await Promise.all([
      listHeldRoles(scene, row.id),
      people.listPostsOf(scene, row.id),
    ]);
    return {
      ...describePerson(row),
      heldRoles: held.map((role) => ({
        id: role.id,
        code: role.role_code,
        name: role.name,
        unit: { id: role.unit_id, name: role.unit_name, shortName: role.unit_short },
        since: role.since,
        until: role.until,
        version: role.version,
      })),
      posts,
      hasAuthenticator: row.has_authenticator,
      passwordMustChange: row.password_must_change,
      hasPassword: row.has_password,
      providerSubject: row.oidc_subject,
      withinOwn: goesBeyond(scene.actor, held, scene.today) === null,
    };
  },
});

const describePerson = (row: PersonRow): PersonLine => ({
  id: row.id,
  code: row.code,
  name: row.name,
  title: row.title,
  unit: { id: row.unit_id, name: row.unit_name, shortName: row.unit_short },
  phone: row.phone && maskPhone(row.phone),
  login: row.login,
  account: row.login === null ? 'none' : row.active ? 'active' : 'blocked',
  roles: row.roles,
  hasSignedIn: row.last_visit_at !== null,
  version: row.version,
});

export const createPerson = act(routes.createPerson, {
  async about(scene, { body }) {
    return { row: undefined, owners: [await pathOf(scene.db, body.unitId)] };
  },
  async run({ db, tenant, trace }, { body }) {
    const { unitId: unit_id, ...rest } = body;
    await people.insertPerson(db, { tenant_id: tenant, unit_id, ...rest });
    trace('person', body.id, { name: body.name });
    trace('unit', unit_id);
    return { id: body.id };
  },
});

export const editPerson = act(routes.editPerson, {
  about: (scene, { params }) => aPerson(scene, params.id),
  async run(scene, { params: { id }, body }, row) {
    const { version, unitId, ...plain } = body;
    if (unitId !== undefined && unitId !== row.unit_id) {
      const path = await pathOf(scene.db, unitId);
      mustBeAllowed(scene.actor, 'people.edit', [path], 'unit');
      scene.trace('unit', unitId);
      scene.trace('unit', row.unit_id);
    }
    const to = given({ ...plain, unit_id: unitId });
    const next = await people.updatePerson(scene.db, id, version, to);
    const phone = plain.phone && maskPhone(plain.phone);
    scene.trace('person', id, given({ ...plain, phone, unitId }));
    return { version: next };
  },
});

/** The first right that the person holds, or will hold, beyond the actor's own. */
function goesBeyond(actor: Actor, held: readonly HeldRoleRow[], today: string) {
  const lasting = held.filter((role) => role.until === null || role.until > today);
  for (const role of lasting) {
    const permission = beyondOwn(actor, role.grants, role.path);
    if (permission) return permission;
  }
  return null;
}

/**
 * Whoever changes an account could act as its person: so its rights must lie within his own.
 * @throws {Refusal} `access.beyond_own`
 */
async function mustBeWithinOwn(scene: Scene, person: PersonId): Promise<void> {
  const permission = goesBeyond(scene.actor, await listHeldRoles(scene, person), scene.today);
  if (permission) throw new Refusal('access.beyond_own', { permission });
}

export const openAccount = act(routes.openAccount, {
  alone: true, // hashing takes long
  secrets: ['password'],
  about: (scene, { params }) => aPerson(scene, params.id),
  async run(scene, { params: { id }, body }, row) {
    await mustBeWithinOwn(scene, id);
    mustBeStrong(body.password, [body.login, row.name]);
    const version = await people.updatePerson(scene.db, id, body.version, {
      login: body.login,
      password_hash: await hashPassword(body.password),
      password_must_change: true,
      ...(body.providerSubject === undefined ? {} : { oidc_subject: body.providerSubject }),
    });
    await sessions.revokeSessions(scene.db, id, scene.now);
    scene.trace('person', id, { login: body.login });
    return { version };
  },
});

export const resetPassword = act(routes.resetPassword, {
  alone: true,
  secrets: ['password'],
  about: (scene, { params }) => aPerson(scene, params.id),
  async run(scene, { params: { id }, body }, row) {
    await mustBeWithinOwn(scene, id);
    mustBeStrong(body.password, [row.login, row.name]);
    const password_hash = await hashPassword(body.password);
    const to = { password_hash, password_must_change: true };
    const version = await people.updatePerson(scene.db, id, body.version, to);
    await sessions.revokeSessions(scene.db, id, scene.now);
    scene.trace('person', id, { password: 'reset' });
    return { version };
  },
});

export const resetAuthenticator = act(routes.resetAuthenticator, {
  about: (scene, { params }) => aPerson(scene, params.id),
  async run(scene, { params: { id }, body }) {
    await mustBeWithinOwn(scene, id);
    const to = { totp_secret: null, totp_confirmed_at: null, totp_last_step: null };
    const version = await people.updatePerson(scene.db, id, body.version, to);
    await sessions.revokeSessions(scene.db, id, scene.now);
    scene.trace('person', id, { authenticator: 'reset' });
    return { version };
  },
});

export const blockPerson = act(routes.blockPerson, {
  about: (scene, { params }) => aPerson(scene, params.id),
  async run(scene, { params: { id }, body }) {
    if (id === scene.actor.personId) throw new Refusal('people.not_yourself', {});
    await mustBeWithinOwn(scene, id);
    const version = await people.updatePerson(scene.db, id, body.version, { active: !body.blocked });
    if (body.blocked) await sessions.revokeSessions(scene.db, id, scene.now);
    await mustKeepAdministrator(scene, scene.today);
    scene.trace('person', id, { blocked: body.blocked });
    return { version };
  },
});

export const listPersonSessions = view(routes.listPersonSessions, {
  about: (scene, { params }) => aPerson(scene, params.id),
  async run({ db, actor, now }, { params: { id } }) {
    return { sessions: await describeSessions(db, id, now, actor.sessionId) };
  },
});

export const revokePersonSession = act(routes.revokePersonSession, {
  about: (scene, { params }) => aPerson(scene, params.id),
  async run(scene, { params: { id, sessionId } }) {
    await mustBeWithinOwn(scene, id);
    mustExist(await sessions.revokeSession(scene.db, sessionId, id, scene.now), 'session', sessionId);
    scene.trace('session', sessionId);
    scene.trace('person', id);
    return {};
  },
});
