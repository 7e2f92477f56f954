import type { Grant } from '@tongchuang/domain/access/permissions.ts';
import type { CivilDate } from '@tongchuang/domain/kernel/calendar.ts';
import type { PersonId, RoleHolderId, TenantId, UnitId } from '@tongchuang/domain/kernel/ids.ts';
import { Refusal } from '@tongchuang/domain/kernel/refusal.ts';
import type { Db, Transaction } from '../database.ts';
import { mustBeUnchanged, mustExist } from '../versions.ts';

export interface RoleRow {
  code: string;
  name: string;
  grants: Grant[];
  needs_totp: boolean;
  version: number;
}

/** Roles with how many people hold each today. */
export const listRoles = ({ query }: Transaction, today: CivilDate) =>
  query<RoleRow & { holders: number }>(
    `select r.code, r.name, r.grants, r.needs_totp, r.version,
            (select count(distinct h.person_id) from role_holders h
              where h.tenant_id = r.tenant_id and h.role_code = r.code
                and h.since <= $1::date and (h.until is null or h.until > $1::date)) as holders
       from roles r order by r.code`,
    [today],
  );

/** @throws {Refusal} `request.not_found` */
export async function getRole(db: Db, code: string): Promise<RoleRow> {
  const row = await db
    .selectFrom('roles')
    .select(['code', 'name', 'grants', 'needs_totp', 'version'])
    .where('code', '=', code)
    .executeTakeFirst();
  const found = mustExist(row, 'role', code);
  return { ...found, grants: found.grants as Grant[] };
}

export interface RoleToSave {
  tenant_id: TenantId;
  code: string;
  name: string;
  grants: readonly Grant[];
  needs_totp: boolean;
}

/** @param version  0: new @throws {Refusal} `row.changed_meanwhile` */
export async function saveRole(db: Db, role: RoleToSave, version: number): Promise<number> {
  const row = { ...role, grants: JSON.stringify(role.grants) };
  const saved =
    version === 0
      ? await db
          .insertInto('roles')
          .values(row)
          .onConflict((conflict) => conflict.columns(['tenant_id', 'code']).doNothing())
          .returning('version')
          .executeTakeFirst()
      : await db
          .updateTable('roles')
          .set({ ...row, version: version + 1 })
          .where('code', '=', role.code)
          .where('version', '=', version)
          .returning('version')
          .executeTakeFirst();
  return mustBeUnchanged(saved, 'role', role.code).version;
}

/** A role held: with its grants, and the unit where it is held with those above. */
export interface HeldRoleRow {
  id: RoleHolderId;
  person_id: PersonId;
  role_code: string;
  name: string;
  grants: Grant[];
  unit_id: UnitId;
  unit_name: string;
  unit_short: string | null;
  path: UnitId[];
  since: CivilDate;
  until: CivilDate | null;
  version: number;
}

const HELD = `
  select h.id, h.person_id, h.role_code, r.name, r.grants, h.unit_id, u.name as unit_name, u.short_name as unit_short,
         u.path, h.since, h.until, h.version
    from role_holders h
    join roles r on r.tenant_id = h.tenant_id and r.code = h.role_code
    join units u on u.tenant_id = h.tenant_id and u.id = h.unit_id`;

/** Every role that a person holds, held or will hold, the present ones first. */
export const listHeldRoles = ({ query }: Transaction, person: PersonId) =>
  query<HeldRoleRow>(`${HELD} where h.person_id = $1 order by h.until nulls first, h.since desc, h.id`, [
    person,
  ]);

/** @throws {Refusal} `request.not_found` */
export async function getHeldRole({ query }: Transaction, id: RoleHolderId): Promise<HeldRoleRow> {
  const [row] = await query<HeldRoleRow>(`${HELD} where h.id = $1`, [id]);
  return mustExist(row, 'role', id);
}

export interface NewHolder {
  tenant_id: TenantId;
  id: RoleHolderId;
  person_id: PersonId;
  role_code: string;
  unit_id: UnitId;
  since: CivilDate;
  until: CivilDate | null;
}

export const insertHolder = (db: Db, holder: NewHolder) =>
  db.insertInto('role_holders').values(holder).execute();

/** @throws {Refusal} `row.changed_meanwhile` */
export async function endHolder(
  db: Db,
  id: RoleHolderId,
  version: number,
  until: CivilDate,
): Promise<number> {
  const row = await db
    .updateTable('role_holders')
    .set({ until, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('version')
    .executeTakeFirst();
  return mustBeUnchanged(row, 'role', id).version;
}

/** The roles by which a head acts for his unit: those held there that grant what only a head may. */
export async function rolesOfHead(db: Db, unit: UnitId, person: PersonId) {
  const rows = await db
    .selectFrom('role_holders as h')
    .innerJoin('roles as r', (j) =>
      j.onRef('r.tenant_id', '=', 'h.tenant_id').onRef('r.code', '=', 'h.role_code'),
    )
    .select(['h.id', 'h.role_code', 'h.unit_id', 'h.version', 'r.grants'])
    .where('h.person_id', '=', person)
    .where('h.unit_id', '=', unit)
    .where('h.until', 'is', null)
    .orderBy('h.id')
    .execute();
  return rows
    .map((row) => ({ ...row, grants: row.grants as Grant[] }))
    .filter((row) => row.grants.some((grant) => grant.permission === 'task.head'));
}

/** Ends a role for one and begins it for another on the same day. */
export async function passRoles(
  db: Db,
  tenant_id: TenantId,
  role: { id: RoleHolderId; role_code: string; unit_id: UnitId; version: number },
  person_id: PersonId,
  since: CivilDate,
  id: RoleHolderId,
): Promise<void> {
  await endHolder(db, role.id, role.version, since);
  const { role_code, unit_id } = role;
  await insertHolder(db, { tenant_id, id, person_id, role_code, unit_id, since, until: null });
}

/**
 * Somebody must be left who may edit roles for the whole place, with an account that lets him in.
 * Asked after the change, in its transaction.
 * @throws {Refusal} `access.last_administrator`
 */
export async function mustKeepAdministrator({ query }: Transaction, today: CivilDate): Promise<void> {
  // Two who take each other's role at once must see what the other did.
  await query('select pg_advisory_xact_lock(7203413, hashtext(current_tenant()::text))');
  const [left] = await query(
    `select 1 from role_holders h
       join roles r on r.tenant_id = h.tenant_id and r.code = h.role_code
       join people p on p.tenant_id = h.tenant_id and p.id = h.person_id
      where p.active and p.login is not null and h.since <= $1::date and (h.until is null or h.until > $1::date)
        and r.grants @> '[{"permission":"roles.edit","reach":"all"}]' limit 1`,
    [today],
  );
  if (!left) throw new Refusal('access.last_administrator', {});
}
