import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { REACHES, PERMISSIONS, type Grant } from '@tongchuang/domain/access/permissions.ts';
import { civilDate } from '@tongchuang/domain/kernel/civil-date.ts';
import type { PersonId, RoleHolderId, TenantId, UnitId } from '@tongchuang/domain/kernel/ids.ts';
import { uuidv7 } from '@tongchuang/domain/kernel/ids.ts';
import { Refusal } from '@tongchuang/domain/kernel/refusal.ts';
import { insertPlace, listPlaces } from '@tongchuang/storage/access/sessions.ts';
import { inTransaction } from '@tongchuang/storage/database.ts';
import { saveYear } from '@tongchuang/storage/campaign/calendar.ts';
import { packCalendars } from './calendars.ts';
import type { House } from './house.ts';
import { hashPassword } from './passwords.ts';

export interface PlaceToOpen {
  code: string;
  name: string;
  isDemo: boolean;
  administrator: { name: string; login: string; password: string };
}

interface RolePack {
  code: string;
  name: string;
  needsTotp: boolean;
  grants: Grant[];
}

/** The roles that a new place begins with; from then on they are the place's own data. */
export function defaultRoles(): RolePack[] {
  const file = join(import.meta.dirname, '../packs/roles/default.json');
  const roles = JSON.parse(readFileSync(file, 'utf8')) as RolePack[];
  for (const { code, grants } of roles) {
    const wrong = grants.find(
      ({ permission, reach }) => !(permission in PERMISSIONS) || !REACHES.includes(reach),
    );
    if (wrong)
      throw new Error(`packs/roles: ${code} grants ${wrong.permission} ${wrong.reach}, which does not exist`);
  }
  return roles;
}

/**
 * 首次初始化: a place with its root unit, the default roles and its administrator.
 * @throws {Refusal} `set_up.already_done` where any place exists
 */
export async function openFirstPlace(house: House, place: PlaceToOpen): Promise<TenantId> {
  const places = await inTransaction(house.store, null, 'read', ({ db }) => listPlaces(db));
  if (places.length > 0) throw new Refusal('set_up.already_done', {});
  return openPlace(house, place);
}

export async function openPlace(house: House, place: PlaceToOpen): Promise<TenantId> {
  const now = house.clock();
  const fresh = () => uuidv7(now.getTime(), house.random(10));
  const tenant = fresh() as TenantId;
  const root = { id: fresh() as UnitId, code: '000', name: place.name };
  const { name, login, password } = place.administrator;
  const password_hash = await hashPassword(password);
  await inTransaction(house.store, tenant, 'write', async (transaction) => {
    const { db } = transaction;
    await insertPlace(db, { tenant, ...place, now, unit: root, roles: defaultRoles() });
    for (const year of packCalendars()) await saveYear(transaction, tenant, year, 0);
    const person = { id: fresh() as PersonId, name, login, password_hash, unit_id: root.id };
    await db
      .insertInto('people')
      .values({ tenant_id: tenant, ...person })
      .execute();
    for (const role_code of ['administrator', 'office']) {
      const held = {
        id: fresh() as RoleHolderId,
        person_id: person.id,
        role_code,
        unit_id: root.id,
        since: civilDate(now),
      };
      await db
        .insertInto('role_holders')
        .values({ tenant_id: tenant, ...held })
        .execute();
    }
  });
  return tenant;
}
