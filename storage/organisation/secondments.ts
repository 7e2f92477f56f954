import type { CivilDate } from '@tongchuang/domain/kernel/calendar.ts';
import type {
  BodyId,
  PersonId,
  RoleHolderId,
  SecondmentId,
  TenantId,
  UnitId,
} from '@tongchuang/domain/kernel/ids.ts';
import type { Db } from '../database.ts';
import { mustBeUnchanged, mustExist } from '../versions.ts';

const secondments = (db: Db) =>
  db
    .selectFrom('secondments as s')
    .innerJoin('people as p', (j) =>
      j.onRef('p.tenant_id', '=', 's.tenant_id').onRef('p.id', '=', 's.person_id'),
    )
    .innerJoin('units as h', (j) =>
      j.onRef('h.tenant_id', '=', 's.tenant_id').onRef('h.id', '=', 's.home_unit_id'),
    )
    .innerJoin('units as u', (j) =>
      j.onRef('u.tenant_id', '=', 's.tenant_id').onRef('u.id', '=', 's.unit_id'),
    )
    .select(['s.id', 's.person_id', 'p.name as person_name', 'p.title', 's.kind', 's.duty'])
    .select(['s.since', 's.until', 's.version', 's.role_holder_id'])
    .select(['s.home_unit_id', 'h.name as home_name', 'h.short_name as home_short', 'h.path as home_path'])
    .select(['s.unit_id', 'u.name as unit_name', 'u.short_name as unit_short', 'u.path']);

export type SecondmentRow = Awaited<ReturnType<typeof listSecondments>>[number];

/** All of the place, or of one body; those that end soonest first. */
export const listSecondments = (db: Db, body: BodyId | null = null) =>
  secondments(db)
    .$if(body !== null, (q) => q.where('s.body_id', '=', body))
    .orderBy((w) => w('s.until', 'is', null))
    .orderBy('s.until')
    .orderBy('s.id')
    .execute();

/** @throws {Refusal} `request.not_found` */
export async function getSecondment(db: Db, id: SecondmentId): Promise<SecondmentRow> {
  return mustExist(await secondments(db).where('s.id', '=', id).executeTakeFirst(), 'secondment', id);
}

export interface NewSecondment {
  tenant_id: TenantId;
  id: SecondmentId;
  person_id: PersonId;
  home_unit_id: UnitId;
  unit_id: UnitId;
  body_id: BodyId | null;
  kind: string;
  duty: string | null;
  since: CivilDate;
  until: CivilDate | null;
  role_holder_id: RoleHolderId | null;
}

export const insertSecondment = (db: Db, secondment: NewSecondment) =>
  db.insertInto('secondments').values(secondment).execute();

/** @throws {Refusal} `row.changed_meanwhile` */
export async function endSecondment(
  db: Db,
  id: SecondmentId,
  version: number,
  until: CivilDate,
): Promise<number> {
  const row = await db
    .updateTable('secondments')
    .set({ until, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('version')
    .executeTakeFirst();
  return mustBeUnchanged(row, 'secondment', id).version;
}
