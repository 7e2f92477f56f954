import type { CivilDate } from '@tongchuang/domain/kernel/calendar.ts';
import type { BodyId, BodyMemberId, DivisionId, TenantId, UnitId } from '@tongchuang/domain/kernel/ids.ts';
import type { Db, Transaction } from '../database.ts';
import { mustBeUnchanged, mustExist } from '../versions.ts';

export interface BodyRow {
  id: BodyId;
  kind: string;
  name: string;
  aliases: string[];
  parent_id: BodyId | null;
  parent_name: string | null;
  unit_id: UnitId | null;
  unit_name: string | null;
  unit_short: string | null;
  path: UnitId[] | null;
  document: string | null;
  founded_on: CivilDate | null;
  dissolved_on: CivilDate | null;
  duties: string | null;
  version: number;
  heads: { id: string; name: string; title: string }[];
  deputies: number;
  members: number;
}

const NOW = 'p.since <= $1::date and (p.until is null or p.until > $1::date)';
const BODIES = `
  select b.id, b.kind, b.name, b.aliases, b.parent_id, a.name as parent_name, b.unit_id, u.name as unit_name,
         u.short_name as unit_short, u.path, b.document, b.founded_on, b.dissolved_on, b.duties, b.version,
         coalesce((select json_agg(json_build_object('id', h.id, 'name', h.name, 'title', p.title) order by p.position, p.since, p.id)
                     from posts p join people h on h.tenant_id = p.tenant_id and h.id = p.person_id
                    where p.tenant_id = b.tenant_id and p.body_id = b.id and p.rank = 'head' and ${NOW}), '[]') as heads,
         (select count(*) from posts p where p.tenant_id = b.tenant_id and p.body_id = b.id and p.rank = 'deputy' and ${NOW}) as deputies,
         (select count(*) from body_members m where m.tenant_id = b.tenant_id and m.body_id = b.id and m.until is null) as members
    from bodies b
    left join bodies a on a.tenant_id = b.tenant_id and a.id = b.parent_id
    left join units u on u.tenant_id = b.tenant_id and u.id = b.unit_id`;

/** Bodies that stand on a day, in the order of a chart. */
export const listBodies = ({ query }: Transaction, today: CivilDate) =>
  query<BodyRow>(
    `${BODIES} where b.dissolved_on is null or b.dissolved_on > $1::date
      order by b.unit_id is not null, b.position, b.founded_on nulls last, b.id`,
    [today],
  );

/** @throws {Refusal} `request.not_found` */
export async function getBody({ query }: Transaction, today: CivilDate, id: BodyId): Promise<BodyRow> {
  const [row] = await query<BodyRow>(`${BODIES} where b.id = $2`, [today, id]);
  return mustExist(row, 'body', id);
}

export interface NewBody {
  tenant_id: TenantId;
  id: BodyId;
  kind: string;
  name: string;
  parent_id: BodyId | null;
  unit_id: UnitId | null;
  document: string | null;
  founded_on: CivilDate | null;
  duties: string | null;
}

export const insertBody = (db: Db, body: NewBody) => db.insertInto('bodies').values(body).execute();

export interface BodyChange {
  name?: string;
  aliases?: string[];
  document?: string | null;
  founded_on?: CivilDate | null;
  dissolved_on?: CivilDate | null;
  duties?: string | null;
}

/** @throws {Refusal} `row.changed_meanwhile` */
export async function updateBody(db: Db, id: BodyId, version: number, to: BodyChange): Promise<number> {
  const row = await db
    .updateTable('bodies')
    .set({ ...to, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('version')
    .executeTakeFirst();
  return mustBeUnchanged(row, 'body', id).version;
}

/** Member units, those who are in it before those who left. */
export const listMembers = (db: Db, body: BodyId) =>
  db
    .selectFrom('body_members as m')
    .innerJoin('units as u', (j) =>
      j.onRef('u.tenant_id', '=', 'm.tenant_id').onRef('u.id', '=', 'm.unit_id'),
    )
    .select(['m.id', 'm.unit_id', 'u.name', 'u.short_name', 'm.since', 'm.until'])
    .where('m.body_id', '=', body)
    .orderBy((w) => w('m.until', 'is not', null))
    .orderBy('u.position')
    .orderBy('u.code')
    .orderBy('m.id')
    .execute();

/** Joins the new ones and ends the others on the same day. @returns how many joined and left */
export async function setMembers(
  db: Db,
  tenant_id: TenantId,
  body_id: BodyId,
  since: CivilDate,
  units: readonly { id: BodyMemberId; unitId: UnitId }[],
): Promise<{ joined: number; left: number }> {
  const wanted = units.map((unit) => unit.unitId);
  const left = await db
    .updateTable('body_members')
    .set({ until: since })
    .where('body_id', '=', body_id)
    .where('until', 'is', null)
    .$if(wanted.length > 0, (q) => q.where('unit_id', 'not in', wanted))
    .returning('id')
    .execute();
  const now = await db
    .selectFrom('body_members')
    .select('unit_id')
    .where('body_id', '=', body_id)
    .where('until', 'is', null)
    .execute();
  const already = new Set(now.map((row) => row.unit_id));
  const joining = units
    .filter((unit) => !already.has(unit.unitId))
    .map(({ id, unitId }) => ({ tenant_id, id, body_id, unit_id: unitId, since }));
  if (joining.length > 0) await db.insertInto('body_members').values(joining).execute();
  return { joined: joining.length, left: left.length };
}

export const listZone = (db: Db, body: BodyId) =>
  db
    .selectFrom('zone_divisions as z')
    .innerJoin('divisions as d', (j) =>
      j.onRef('d.tenant_id', '=', 'z.tenant_id').onRef('d.id', '=', 'z.division_id'),
    )
    .select(['d.id', 'd.name'])
    .where('z.body_id', '=', body)
    .orderBy('d.code')
    .execute();

export async function setZone(
  db: Db,
  tenant_id: TenantId,
  body_id: BodyId,
  divisions: readonly DivisionId[],
): Promise<void> {
  await db.deleteFrom('zone_divisions').where('body_id', '=', body_id).execute();
  const rows = [...new Set(divisions)].map((division_id) => ({ tenant_id, body_id, division_id }));
  if (rows.length > 0) await db.insertInto('zone_divisions').values(rows).execute();
}
