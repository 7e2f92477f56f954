import * as routes from '@tongchuang/contract/people.ts';
import { beyondOwn, editsAllRoles } from '@tongchuang/domain/access/granting.ts';
import { Refusal } from '@tongchuang/domain/kernel/refusal.ts';
import * as roles from '@tongchuang/storage/access/roles.ts';
import { pathOf } from '@tongchuang/storage/organisation/units.ts';
import { act, view } from './act.ts';
import { aPerson } from './people.ts';

/** 角色与授权: nobody gives, or takes into a role, what goes beyond his own rights. */

export const listRoles = view(routes.listRoles, {
  async run(scene) {
    const rows = await roles.listRoles(scene, scene.today);
    return {
      roles: rows.map(({ needs_totp, ...role }) => ({ ...role, needsTotp: needs_totp })),
    };
  },
});

export const saveRole = act(routes.saveRole, {
  async run(scene, { params: { code }, body }) {
    // A role may be held anywhere, so only who edits roles everywhere may say what it grants.
    if (!editsAllRoles(scene.actor)) throw new Refusal('access.beyond_own', { permission: 'roles.edit' });
    const { version, name, needsTotp: needs_totp } = body;
    const grants = [...new Map(body.grants.map((grant) => [grant.permission, grant])).values()];
    const role = { tenant_id: scene.tenant, code, name, grants, needs_totp };
    const next = await roles.saveRole(scene.db, role, version);
    await roles.mustKeepAdministrator(scene, scene.today);
    scene.trace('role', code, {
      name,
      needsTotp: needs_totp,
      grants: grants.map((g) => `${g.permission}:${g.reach}`),
    });
    return { version: next };
  },
});

export const giveRole = act(routes.giveRole, {
  async about(scene, { params, body }) {
    const { row } = await aPerson(scene, params.id);
    const path = await pathOf(scene.db, body.unitId);
    return { row: { person: row, path }, owners: [path] };
  },
  async run(scene, { params: { id: person_id }, body }, { path }) {
    const role = await roles.getRole(scene.db, body.code);
    const permission = beyondOwn(scene.actor, role.grants, path);
    if (permission) throw new Refusal('access.beyond_own', { permission });
    const { id, code: role_code, unitId: unit_id, since, until } = body;
    await roles.insertHolder(scene.db, {
      tenant_id: scene.tenant,
      id,
      person_id,
      role_code,
      unit_id,
      since,
      until,
    });
    scene.trace('person', person_id, { role: role_code, at: unit_id, since, until });
    scene.trace('unit', unit_id);
    return { id };
  },
});

export const endRole = act(routes.endRole, {
  async about(scene, { params }) {
    const row = await roles.getHeldRole(scene, params.roleHolderId);
    if (row.person_id !== params.id)
      throw new Refusal('request.not_found', { what: 'role', id: params.roleHolderId });
    return { row, owners: [row.path] };
  },
  async run(scene, { params, body }, row) {
    // Taking away what one could not give would make a weaker hand rule a stronger one.
    const permission = beyondOwn(scene.actor, row.grants, row.path);
    if (permission) throw new Refusal('access.beyond_own', { permission });
    const until = body.until < row.since ? row.since : body.until;
    const version = await roles.endHolder(scene.db, row.id, body.version, until);
    await roles.mustKeepAdministrator(scene, scene.today);
    scene.trace('person', params.id, { role: row.role_code, until });
    return { version };
  },
});
