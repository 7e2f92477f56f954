import type { DivisionId, TenantId, UnitId } from '@tongchuang/domain/kernel/ids.ts';
import type { Db, Transaction } from '../database.ts';
import { mustBeUnchanged, mustExist } from '../versions.ts';
import { takingCode } from './units.ts';

export interface DivisionRow {
  id: DivisionId;
  code: string;
  name: string;
  level: string;
  parent_id: DivisionId | null;
  version: number;
  unit_id: UnitId | null;
  unit_name: string | null;
  unit_short: string | null;
}

/** All divisions, parents before children. The unit of a division is the highest that stands for it. */
export const listDivisions = ({ query }: Transaction) =>
  query<DivisionRow>(
    `with recursive tree as (
       select d.tenant_id, d.id, array[d.code] as place from divisions d where d.parent_id is null
       union all
       select d.tenant_id, d.id, tree.place || d.code from divisions d join tree on tree.tenant_id = d.tenant_id and tree.id = d.parent_id)
     select d.id, d.code, d.name, d.level, d.parent_id, d.version,
            u.id as unit_id, u.name as unit_name, u.short_name as unit_short
       from tree join divisions d on d.tenant_id = tree.tenant_id and d.id = tree.id
       left join lateral (select id, name, short_name from units
                           where units.tenant_id = d.tenant_id and units.division_id = d.id and units.valid_to is null
                             and units.kind in ('township', 'subdistrict', 'park', 'community', 'village', 'other')
                           order by cardinality(path), code limit 1) u on true
      order by tree.place`,
  );

/** @throws {Refusal} `request.not_found` */
export async function getDivision(db: Db, id: DivisionId) {
  const row = await db
    .selectFrom('divisions')
    .select(['id', 'code', 'name', 'level', 'parent_id', 'version'])
    .where('id', '=', id)
    .executeTakeFirst();
  return mustExist(row, 'division', id);
}

/** The path of the nearest unit that stands for a division or for one above it: who owns what lies there. */
export async function ownerOfDivision({ query }: Transaction, id: DivisionId): Promise<UnitId[]> {
  const [row] = await query<{ path: UnitId[] | null }>(
    `with recursive up as (
       select d.tenant_id, d.id, d.parent_id, 0 as steps from divisions d where d.id = $1
       union all
       select d.tenant_id, d.id, d.parent_id, up.steps + 1 from divisions d join up on up.tenant_id = d.tenant_id and up.parent_id = d.id)
     select (select u.path from up join units u on u.tenant_id = up.tenant_id and u.division_id = up.id and u.valid_to is null
              where u.kind in ('township', 'subdistrict', 'park', 'community', 'village', 'other')
              order by up.steps, cardinality(u.path), u.code limit 1) as path
       from up limit 1`,
    [id],
  );
  return mustExist(row, 'division', id).path ?? [];
}

export interface NewDivision {
  tenant_id: TenantId;
  id: DivisionId;
  code: string;
  name: string;
  level: string;
  parent_id: DivisionId | null;
}

/** @throws {Refusal} `organisation.code_taken` */
export const insertDivision = (db: Db, division: NewDivision) =>
  takingCode(division.code, db.insertInto('divisions').values(division).execute());

/** @throws {Refusal} `row.changed_meanwhile`, `organisation.code_taken` */
export async function updateDivision(
  db: Db,
  id: DivisionId,
  version: number,
  to: { code?: string; name?: string },
): Promise<number> {
  const write = db
    .updateTable('divisions')
    .set({ ...to, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('version')
    .executeTakeFirst();
  return mustBeUnchanged(await takingCode(to.code ?? '', write), 'division', id).version;
}
