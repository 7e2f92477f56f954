import type { CivilDate } from '@tongchuang/domain/kernel/calendar.ts';
import type { DivisionId, TenantId, UnitId } from '@tongchuang/domain/kernel/ids.ts';
import { Refusal } from '@tongchuang/domain/kernel/refusal.ts';
import { sql } from 'kysely';
import type { Db, Transaction } from '../database.ts';
import { brokenConstraint } from '../faults.ts';
import { mustBeUnchanged, mustExist } from '../versions.ts';

/** A unit's row with whom it is known by: its head in office and its contact. */
export interface UnitRow {
  id: UnitId;
  code: string;
  name: string;
  short_name: string | null;
  kind: string;
  tier: string;
  sector: string | null;
  parent_id: UnitId | null;
  division_id: DivisionId | null;
  path: UnitId[];
  valid_from: CivilDate | null;
  valid_to: CivilDate | null;
  version: number;
  head: { id: string; name: string; title: string } | null;
  contact: { id: string; name: string; title: string | null; phone: string | null } | null;
  chain_complete: boolean;
}

const UNIT_LINES = `
  select u.id, u.code, u.name, u.short_name, u.kind, u.tier, u.sector, u.parent_id, u.division_id, u.path,
         u.valid_from, u.valid_to, u.version,
         (select json_build_object('id', h.id, 'name', h.name, 'title', p.title)
            from posts p join people h on h.tenant_id = p.tenant_id and h.id = p.person_id
           where p.tenant_id = u.tenant_id and p.unit_id = u.id and p.rank = 'head'
              and p.since <= $1::date and (p.until is null or p.until > $1::date)
           order by p.since desc, p.id limit 1) as head,
         case when k.id is null then null
              else json_build_object('id', k.id, 'name', k.name, 'title', k.title, 'phone', k.phone) end as contact,
         coalesce(c.leader_id is not null and c.section is not null and c.person_id is not null, false) as chain_complete
    from units u
    left join unit_chains c on c.tenant_id = u.tenant_id and c.unit_id = u.id
    left join people k on k.tenant_id = u.tenant_id and k.id = c.contact_id`;

/** All units in the order of a printed list. @param today  units that ended before it are left out, unless `ended` */
export const listUnits = ({ query }: Transaction, today: CivilDate, ended: boolean) =>
  query<UnitRow>(
    `${UNIT_LINES} where $2 or u.valid_to is null or u.valid_to >= $1::date order by u.position, u.code`,
    [today, ended],
  );

/** @throws {Refusal} `request.not_found` */
export async function getUnit({ query }: Transaction, today: CivilDate, id: UnitId): Promise<UnitRow> {
  const [row] = await query<UnitRow>(`${UNIT_LINES} where u.id = $2`, [today, id]);
  return mustExist(row, 'unit', id);
}

/** The unit and all units above it: what rights are judged against. @throws {Refusal} `request.not_found` */
export async function pathOf(db: Db, id: UnitId): Promise<UnitId[]> {
  const row = await db.selectFrom('units').select('path').where('id', '=', id).executeTakeFirst();
  return mustExist(row, 'unit', id).path as UnitId[];
}

/** What one page shows besides the unit's own line. */
export async function getUnitParts({ db }: Transaction, unit: UnitId, path: readonly UnitId[]) {
  const [above, names, successions, bodies, pairings, children, people, division, chain] = await Promise.all([
    db
      .selectFrom('units')
      .select(['id', 'name', 'short_name'])
      .where('id', 'in', [...path])
      .execute(),
    db
      .selectFrom('unit_names')
      .select(['name', 'origin', 'until'])
      .where('unit_id', '=', unit)
      .orderBy('origin')
      .orderBy('name')
      .execute(),
    db
      .selectFrom('unit_successions as s')
      .innerJoin('units as f', (j) =>
        j.onRef('f.tenant_id', '=', 's.tenant_id').onRef('f.id', '=', 's.from_unit_id'),
      )
      .innerJoin('units as t', (j) =>
        j.onRef('t.tenant_id', '=', 's.tenant_id').onRef('t.id', '=', 's.to_unit_id'),
      )
      .select(['s.id', 's.from_unit_id', 's.to_unit_id', 's.on_date', 's.kind', 's.document'])
      .select(['f.name as from_name', 'f.short_name as from_short'])
      .select(['t.name as to_name', 't.short_name as to_short'])
      .where((w) => w.or([w('s.from_unit_id', '=', unit), w('s.to_unit_id', '=', unit)]))
      .orderBy('s.on_date', 'desc')
      .orderBy('s.id')
      .execute(),
    db
      .selectFrom('bodies as b')
      .leftJoin('body_members as m', (j) =>
        j
          .onRef('m.tenant_id', '=', 'b.tenant_id')
          .onRef('m.body_id', '=', 'b.id')
          .on('m.unit_id', '=', unit)
          .on('m.until', 'is', null),
      )
      .select(['b.id', 'b.name', 'b.kind', 'b.unit_id'])
      .where('b.dissolved_on', 'is', null)
      .where((w) => w.or([w('b.unit_id', '=', unit), w('m.id', 'is not', null)]))
      .orderBy('b.position')
      .orderBy('b.id')
      .execute(),
    db
      .selectFrom('pairings as p')
      .innerJoin('people as h', (j) =>
        j.onRef('h.tenant_id', '=', 'p.tenant_id').onRef('h.id', '=', 'p.person_id'),
      )
      .leftJoin('units as u', (j) =>
        j.onRef('u.tenant_id', '=', 'p.tenant_id').onRef('u.id', '=', 'p.unit_id'),
      )
      .leftJoin('divisions as d', (j) =>
        j.onRef('d.tenant_id', '=', 'p.tenant_id').onRef('d.id', '=', 'p.division_id'),
      )
      .leftJoin('bodies as b', (j) =>
        j.onRef('b.tenant_id', '=', 'p.tenant_id').onRef('b.id', '=', 'p.body_id'),
      )
      .select(['p.id', 'p.kind', 'h.id as person_id', 'h.name', 'h.title'])
      .select(sql<string>`coalesce(u.name, d.name, b.name)`.as('with_name'))
      .where('p.until', 'is', null)
      .where('p.household_id', 'is', null)
      .where((w) =>
        w.or([
          w('p.unit_id', '=', unit),
          w('h.unit_id', '=', unit),
          w('p.division_id', 'in', w.selectFrom('units').select('division_id').where('id', '=', unit)),
        ]),
      )
      .orderBy('p.kind')
      .orderBy('p.id')
      .execute(),
    db
      .selectFrom('units')
      .select(['id', 'name', 'short_name'])
      .where('parent_id', '=', unit)
      .where('valid_to', 'is', null)
      .orderBy('position')
      .orderBy('code')
      .execute(),
    db
      .selectFrom('people')
      .select((w) => w.fn.countAll<number>().as('n'))
      .where('unit_id', '=', unit)
      .executeTakeFirstOrThrow(),
    db
      .selectFrom('divisions as d')
      .innerJoin('units as u', (j) =>
        j.onRef('u.tenant_id', '=', 'd.tenant_id').onRef('u.division_id', '=', 'd.id'),
      )
      .select(['d.id', 'd.name', 'd.code'])
      .where('u.id', '=', unit)
      .executeTakeFirst(),
    getChain(db, unit),
  ]);
  return { above, names, successions, bodies, pairings, children, people: people.n, division, chain };
}

/** The chain inside a unit; undefined where none was written yet. */
export const getChain = (db: Db, unit: UnitId) =>
  db
    .selectFrom('unit_chains as c')
    .leftJoin('people as l', (j) =>
      j.onRef('l.tenant_id', '=', 'c.tenant_id').onRef('l.id', '=', 'c.leader_id'),
    )
    .leftJoin('people as p', (j) =>
      j.onRef('p.tenant_id', '=', 'c.tenant_id').onRef('p.id', '=', 'c.person_id'),
    )
    .leftJoin('people as k', (j) =>
      j.onRef('k.tenant_id', '=', 'c.tenant_id').onRef('k.id', '=', 'c.contact_id'),
    )
    .select(['c.leader_id', 'l.name as leader_name', 'l.title as leader_title'])
    .select(['c.section', 'c.person_id', 'p.name as person_name', 'p.title as person_title'])
    .select([
      'c.contact_id',
      'k.name as contact_name',
      'k.title as contact_title',
      'k.phone as contact_phone',
    ])
    .select('c.version')
    .where('c.unit_id', '=', unit)
    .executeTakeFirst();

/** Whoever adds or moves units of the place takes turns with all others who do, until his transaction ends. */
export const holdTree = ({ query }: Transaction) =>
  query('select pg_advisory_xact_lock(7203414, hashtext(current_tenant()::text))');

export interface NewUnit {
  tenant_id: TenantId;
  id: UnitId;
  code: string;
  name: string;
  short_name: string | null;
  kind: string;
  tier: string;
  sector: string | null;
  parent_id: UnitId;
  division_id: DivisionId | null;
}

/**
 * The parent is held while its child is written, so that it cannot be moved away meanwhile.
 * @throws {Refusal} `request.not_found` for the parent, `organisation.code_taken`, `organisation.name_taken`
 */
export async function insertUnit(db: Db, unit: NewUnit): Promise<void> {
  const parent = await db
    .selectFrom('units')
    .select('path')
    .where('id', '=', unit.parent_id)
    .forShare()
    .executeTakeFirst();
  const { path } = mustExist(parent, 'unit', unit.parent_id);
  await mustBeNewName(db, unit.name, unit.id);
  const row = { ...unit, path: [unit.id, ...path] };
  await takingCode(unit.code, db.insertInto('units').values(row).execute());
}

/** @throws {Refusal} `organisation.name_taken` where another living unit has it */
export async function mustBeNewName(db: Db, name: string, but: UnitId): Promise<void> {
  const same = await db
    .selectFrom('units')
    .select('id')
    .where('name', '=', name)
    .where('id', '<>', but)
    .where('valid_to', 'is', null)
    .executeTakeFirst();
  if (same) throw new Refusal('organisation.name_taken', { name });
}

/** @throws {Refusal} `organisation.code_taken` where the write broke the unique key of codes */
export async function takingCode<T>(code: string, write: Promise<T>): Promise<T> {
  try {
    return await write;
  } catch (error) {
    if (brokenConstraint(error)?.endsWith('_code_key') === true) {
      throw new Refusal('organisation.code_taken', { code });
    }
    throw error;
  }
}

export interface UnitChange {
  code?: string;
  name?: string;
  short_name?: string | null;
  kind?: string;
  tier?: string;
  sector?: string | null;
  division_id?: DivisionId | null;
  valid_to?: CivilDate;
}

/** @returns the new version @throws {Refusal} `row.changed_meanwhile`, `organisation.code_taken` */
export async function updateUnit(db: Db, id: UnitId, version: number, to: UnitChange): Promise<number> {
  const write = db
    .updateTable('units')
    .set({ ...to, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('version')
    .executeTakeFirst();
  return mustBeUnchanged(await takingCode(to.code ?? '', write), 'unit', id).version;
}

/**
 * Puts a unit and its whole subtree under another one, paths included.
 * @returns how many units moved
 * @throws {Refusal} `organisation.circle`, `row.changed_meanwhile`
 */
export async function moveUnit(
  { db, query }: Transaction,
  id: UnitId,
  version: number,
  parent: UnitId,
): Promise<number> {
  const held = await db
    .selectFrom('units')
    .select(['id', 'path', 'name', 'version'])
    .where('id', 'in', [id, parent])
    .orderBy('id')
    .forUpdate()
    .execute();
  const moving = mustExist(
    held.find((unit) => unit.id === id),
    'unit',
    id,
  );
  const above = mustExist(
    held.find((unit) => unit.id === parent),
    'unit',
    parent,
  );
  mustBeUnchanged(moving.version === version ? moving : undefined, 'unit', id);
  if (above.path.includes(id)) throw new Refusal('organisation.circle', { name: above.name });
  const moved = await query(
    `update units set path = path[1:array_position(path, $1::uuid)] || $2::uuid[],
            parent_id = case when id = $1 then $3::uuid else parent_id end,
            version = case when id = $1 then version + 1 else version end
      where path @> array[$1::uuid] returning id`,
    [id, above.path, parent],
  );
  return moved.length;
}

export const insertName = (
  db: Db,
  name: { tenant_id: TenantId; unit_id: UnitId; name: string; origin: string; until?: CivilDate | null },
) =>
  db
    .insertInto('unit_names')
    .values(name)
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'unit_id', 'name']).doUpdateSet({ origin: name.origin }),
    )
    .execute();

export async function deleteName(db: Db, unit: UnitId, name: string): Promise<void> {
  const gone = await db
    .deleteFrom('unit_names')
    .where('unit_id', '=', unit)
    .where('name', '=', name)
    .returning('name')
    .executeTakeFirst();
  mustExist(gone, 'name', name);
}
