import type { CivilDate } from '@tongchuang/domain/kernel/calendar.ts';
import type { BodyId, PersonId, PostId, TenantId, UnitId } from '@tongchuang/domain/kernel/ids.ts';
import type { Db, Transaction } from '../database.ts';
import { mustBeUnchanged, mustExist } from '../versions.ts';

const POST = [
  'p.id',
  'p.person_id',
  'h.name',
  'h.title as own_title',
  'p.rank',
  'p.title',
  'p.since',
  'p.until',
  'p.version',
] as const;

const posts = (db: Db) =>
  db
    .selectFrom('posts as p')
    .innerJoin('people as h', (j) =>
      j.onRef('h.tenant_id', '=', 'p.tenant_id').onRef('h.id', '=', 'p.person_id'),
    )
    .innerJoin('units as u', (j) =>
      j.onRef('u.tenant_id', '=', 'h.tenant_id').onRef('u.id', '=', 'h.unit_id'),
    )
    .select(POST)
    .select('u.name as unit_name');

/** Heads first, those in office before those who were. */
export const listPosts = (db: Db, of: { unit: UnitId } | { body: BodyId }) =>
  posts(db)
    .$if('unit' in of, (q) => q.where('p.unit_id', '=', 'unit' in of ? of.unit : null))
    .$if('body' in of, (q) => q.where('p.body_id', '=', 'body' in of ? of.body : null))
    .orderBy((w) => w('p.until', 'is not', null))
    .orderBy((w) => w.case('p.rank').when('head').then(0).when('deputy').then(1).else(2).end())
    .orderBy('p.position')
    .orderBy('p.since', 'desc')
    .orderBy('p.id')
    .execute();

export interface NewPost {
  tenant_id: TenantId;
  id: PostId;
  person_id: PersonId;
  unit_id: UnitId | null;
  body_id: BodyId | null;
  rank: 'head' | 'deputy' | 'member';
  title: string;
  since: CivilDate;
  until?: CivilDate | null;
}

export const insertPost = (db: Db, post: NewPost) => db.insertInto('posts').values(post).execute();

/** @throws {Refusal} `request.not_found` */
export async function getPost(db: Db, id: PostId) {
  const row = await db
    .selectFrom('posts')
    .select(['id', 'person_id', 'unit_id', 'body_id', 'rank', 'since', 'until', 'version'])
    .where('id', '=', id)
    .executeTakeFirst();
  return mustExist(row, 'post', id);
}

/** @throws {Refusal} `row.changed_meanwhile` */
export async function endPost(db: Db, id: PostId, version: number, until: CivilDate): Promise<number> {
  const row = await db
    .updateTable('posts')
    .set({ until, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('version')
    .executeTakeFirst();
  return mustBeUnchanged(row, 'post', id).version;
}

/** The head of a unit who is in office; his post ends on `until`. @param only  where it is this person */
export const endHead = (db: Db, unit: UnitId, until: CivilDate, only: PersonId | null = null) =>
  db
    .updateTable('posts')
    .set((w) => ({ until, version: w('version', '+', 1) }))
    .where('unit_id', '=', unit)
    .where('rank', '=', 'head')
    .where('until', 'is', null)
    .$if(only !== null, (query) => query.where('person_id', '=', only))
    .returning(['id', 'person_id', 'since'])
    .executeTakeFirst();

/**
 * Open duties that name a person at a unit pass to another: the unit's chain, parts of tasks that are not settled yet, and
 * coming items of the working plan. What is settled stays with who did it.
 * @returns the tasks concerned
 */
export async function passDuties(
  { query }: Transaction,
  unit: UnitId,
  from: PersonId,
  to: PersonId,
  today: CivilDate,
): Promise<string[]> {
  const swap = (column: string) => `${column} = case when ${column} = $2 then $3::uuid else ${column} end`;
  const [tasks] = await Promise.all([
    query<{ task_id: string }>(
      `update task_units set ${swap('leader_id')}, ${swap('person_id')}
        where unit_id = $1 and (leader_id = $2 or person_id = $2)
          and exists (select from tasks t where t.tenant_id = task_units.tenant_id and t.id = task_units.task_id
                         and t.state not in ('verified', 'dropped'))
        returning task_id`,
      [unit, from, to],
    ),
    query(
      `update unit_chains set ${swap('leader_id')}, ${swap('person_id')}, ${swap('contact_id')}, version = version + 1
        where unit_id = $1 and (leader_id = $2 or person_id = $2 or contact_id = $2)`,
      [unit, from, to],
    ),
    query(
      `update plan_items set person_id = $3 where unit_id = $1 and person_id = $2 and from_day >= $4::date`,
      [unit, from, to, today],
    ),
  ]);
  return [...new Set(tasks.map((row) => row.task_id))].sort();
}
