import type { CivilDate } from '@tongchuang/domain/kernel/calendar.ts';
import type { TenantId, UnitId } from '@tongchuang/domain/kernel/ids.ts';
import type { Db } from '../database.ts';

/** Short names of units, for a page that refers to them. */
export async function shortNames(db: Db, ids: readonly UnitId[]): Promise<Record<UnitId, string>> {
  if (ids.length === 0) return {};
  const rows = await db
    .selectFrom('units')
    .select(['id', 'name', 'short_name'])
    .where('id', 'in', ids)
    .execute();
  return Object.fromEntries(rows.map((row) => [row.id, row.short_name ?? row.name]));
}

/** A correction is remembered: the next document may use this name. */
export const learnAlias = (db: Db, tenant: TenantId, unit: UnitId, name: string) =>
  db
    .insertInto('unit_names')
    .values({ tenant_id: tenant, unit_id: unit, name, origin: 'learned' })
    .onConflict((conflict) => conflict.doNothing())
    .execute();

/** A unit that a document names and the roster did not know: it stands below the place's root until somebody moves it. */
export async function addUnitOnTheSpot(
  db: Db,
  tenant: TenantId,
  unit: { id: UnitId; code: string; name: string; type: string; tier: string; since: CivilDate },
): Promise<void> {
  const root = await db
    .selectFrom('units')
    .select(['id', 'path'])
    .where('parent_id', 'is', null)
    .orderBy('code')
    .executeTakeFirstOrThrow();
  const { id, code, name, type: kind, tier, since: valid_from } = unit;
  await db
    .insertInto('units')
    .values({
      tenant_id: tenant,
      id,
      code,
      name,
      kind,
      tier,
      valid_from,
      parent_id: root.id,
      path: [id, ...root.path],
    })
    .execute();
}
