import type { CivilDate } from '@tongchuang/domain/kernel/calendar.ts';
import type { PersonId, SuccessionId, TenantId, UnitId } from '@tongchuang/domain/kernel/ids.ts';
import type { Db } from '../database.ts';
import { mustBeUnchanged } from '../versions.ts';

export interface NewSuccession {
  tenant_id: TenantId;
  id: SuccessionId;
  from_unit_id: UnitId;
  to_unit_id: UnitId;
  on_date: CivilDate;
  kind: string;
  document: string | null;
}

export const insertSuccession = (db: Db, succession: NewSuccession) =>
  db
    .insertInto('unit_successions')
    .values(succession)
    .onConflict((conflict) => conflict.columns(['tenant_id', 'from_unit_id', 'to_unit_id']).doNothing())
    .execute();

export interface ChainRow {
  tenant_id: TenantId;
  unit_id: UnitId;
  leader_id: PersonId | null;
  section: string | null;
  person_id: PersonId | null;
  contact_id: PersonId | null;
}

/** @param version  0 where none was written yet @throws {Refusal} `row.changed_meanwhile` */
export async function writeChain(db: Db, chain: ChainRow, version: number): Promise<number> {
  const row =
    version === 0
      ? await db
          .insertInto('unit_chains')
          .values(chain)
          .onConflict((conflict) => conflict.columns(['tenant_id', 'unit_id']).doNothing())
          .returning('version')
          .executeTakeFirst()
      : await db
          .updateTable('unit_chains')
          .set({ ...chain, version: version + 1 })
          .where('unit_id', '=', chain.unit_id)
          .where('version', '=', version)
          .returning('version')
          .executeTakeFirst();
  return mustBeUnchanged(row, 'chain', chain.unit_id).version;
}
