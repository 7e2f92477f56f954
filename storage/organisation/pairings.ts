import type { CivilDate } from '@tongchuang/domain/kernel/calendar.ts';
import type {
  DivisionId,
  HouseholdId,
  PairingId,
  PersonId,
  TenantId,
} from '@tongchuang/domain/kernel/ids.ts';
import { Refusal } from '@tongchuang/domain/kernel/refusal.ts';
import type { Db, Transaction } from '../database.ts';
import { brokenConstraint } from '../faults.ts';
import { mustBeUnchanged, mustExist } from '../versions.ts';

export interface PairingRow {
  id: PairingId;
  kind: string;
  person_id: PersonId;
  person_name: string;
  title: string | null;
  unit_name: string;
  with_id: string;
  with_name: string;
  /** Whose area it is: the unit paired with, or the person's own. */
  path: string[];
  since: CivilDate;
  until: CivilDate | null;
  note: string | null;
  version: number;
}

const PAIRINGS = `
  select g.id, g.kind, g.person_id, p.name as person_name, p.title, pu.name as unit_name,
         coalesce(g.body_id, g.unit_id, g.division_id, g.household_id) as with_id,
         coalesce(b.name, u.name, d.name, hd.name || ' ' || h.room) as with_name, coalesce(u.path, pu.path) as path,
         g.since, g.until, g.note, g.version
    from pairings g
    join people p on p.tenant_id = g.tenant_id and p.id = g.person_id
    join units pu on pu.tenant_id = p.tenant_id and pu.id = p.unit_id
    left join bodies b on b.tenant_id = g.tenant_id and b.id = g.body_id
    left join units u on u.tenant_id = g.tenant_id and u.id = g.unit_id
    left join divisions d on d.tenant_id = g.tenant_id and d.id = g.division_id
    left join households h on h.tenant_id = g.tenant_id and h.id = g.household_id
    left join divisions hd on hd.tenant_id = h.tenant_id and hd.id = h.division_id`;

/** Pairings in force on a day, of one kind or all. A family is named by its house and room only. */
export const listPairings = ({ query }: Transaction, today: CivilDate, kind: string | null) =>
  query<PairingRow>(
    `${PAIRINGS} where ($2::text is null or g.kind = $2) and (g.until is null or g.until > $1::date)
      order by array_position(array['leader_zone', 'leader_unit', 'cadre_community', 'head_entrance', 'volunteer_family'], g.kind), coalesce(b.position, u.position, 0), coalesce(d.code, hd.code, u.code, ''), p.name, g.id`,
    [today, kind],
  );

/** @throws {Refusal} `request.not_found` */
export async function getPairing({ query }: Transaction, id: PairingId): Promise<PairingRow> {
  const [row] = await query<PairingRow>(`${PAIRINGS} where g.id = $1`, [id]);
  return mustExist(row, 'pairing', id);
}

/** What each kind of pairing is with: table and column, and what its row must be. */
const PARTNERS = {
  leader_zone: { column: 'body_id', ask: "select 1 from bodies where id = $1 and kind = 'zone'" },
  leader_unit: { column: 'unit_id', ask: 'select 1 from units where id = $1' },
  cadre_community: {
    column: 'division_id',
    ask: "select 1 from divisions where id = $1 and level in ('village', 'grid_cell')",
  },
  head_entrance: {
    column: 'division_id',
    ask: "select 1 from divisions where id = $1 and level in ('building', 'entrance')",
  },
  volunteer_family: { column: 'household_id', ask: 'select 1 from households where id = $1' },
} as const;

export interface NewPairing {
  tenant_id: TenantId;
  id: PairingId;
  kind: keyof typeof PARTNERS;
  person_id: PersonId;
  since: CivilDate;
  until?: CivilDate | null;
  note: string | null;
}

/** @throws {Refusal} `organisation.pairing_wrong` where `withId` is nothing of that kind */
export async function insertPairing(
  { db, query }: Transaction,
  pairing: NewPairing,
  withId: string,
): Promise<void> {
  const { column, ask } = PARTNERS[pairing.kind];
  const [partner] = await query(ask, [withId]);
  if (!partner) throw new Refusal('organisation.pairing_wrong', { kind: pairing.kind });
  await db
    .insertInto('pairings')
    .values({ ...pairing, [column]: withId })
    .execute();
}

/** @throws {Refusal} `row.changed_meanwhile` */
export async function endPairing(db: Db, id: PairingId, version: number, until: CivilDate): Promise<number> {
  const row = await db
    .updateTable('pairings')
    .set({ until, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('version')
    .executeTakeFirst();
  return mustBeUnchanged(row, 'pairing', id).version;
}

/** Families in a division and all divisions below it. */
export const listHouseholds = ({ query }: Transaction, division: DivisionId) =>
  query<{
    id: HouseholdId;
    division_id: DivisionId;
    division: string;
    room: string;
    name: string;
    phone: string | null;
    note: string | null;
    version: number;
  }>(
    `with recursive down as (
       select tenant_id, id from divisions where id = $1
       union all
       select d.tenant_id, d.id from divisions d join down on down.tenant_id = d.tenant_id and down.id = d.parent_id)
     select h.id, h.division_id, d.name as division, h.room, h.name, h.phone, h.note, h.version
       from down join households h on h.tenant_id = down.tenant_id and h.division_id = down.id
       join divisions d on d.tenant_id = h.tenant_id and d.id = h.division_id
      order by d.code, h.room, h.id`,
    [division],
  );

/** The division where a family lives; undefined where there is no such family yet. */
export const findHousehold = (db: Db, id: HouseholdId) =>
  db
    .selectFrom('households')
    .select(['id', 'division_id', 'version'])
    .where('id', '=', id)
    .executeTakeFirst();

export interface HouseholdToSave {
  tenant_id: TenantId;
  id: HouseholdId;
  division_id: DivisionId;
  room: string;
  name: string;
  phone: string | null;
  note: string | null;
}

/** @param version  0: new @throws {Refusal} `row.changed_meanwhile`, `organisation.room_taken` */
export async function saveHousehold(db: Db, household: HouseholdToSave, version: number): Promise<number> {
  try {
    const saved =
      version === 0
        ? await db.insertInto('households').values(household).returning('version').executeTakeFirst()
        : await db
            .updateTable('households')
            .set({ ...household, version: version + 1 })
            .where('id', '=', household.id)
            .where('version', '=', version)
            .returning('version')
            .executeTakeFirst();
    return mustBeUnchanged(saved, 'household', household.id).version;
  } catch (error) {
    const broken = brokenConstraint(error) ?? '';
    if (broken.endsWith('_room_key')) throw new Refusal('organisation.room_taken', { room: household.room });
    throw error;
  }
}
