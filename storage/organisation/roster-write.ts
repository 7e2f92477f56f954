import type { CivilDate } from '@tongchuang/domain/kernel/calendar.ts';
import type { BodyId, DivisionId, PersonId, TenantId, UnitId } from '@tongchuang/domain/kernel/ids.ts';

import type { Transaction } from '../database.ts';

/** Rows of a roster on their way into the tables: new ones at once, known ones changed where they differ. */

interface Change {
  id: string;
}

/** Changes rows by one statement: every row gives the same fields, and each change counts up the version. */
export async function changeRows(
  { query }: Transaction,
  table: string,
  rows: readonly (Change & Record<string, unknown>)[],
): Promise<void> {
  const [head] = rows;
  if (!head) return;
  const sets = Object.keys(head)
    .filter((column) => column !== 'id')
    .map((column) => `${column} = r.${column}`);
  await query(
    `update ${table} t set ${[...sets, 'version = t.version + 1'].join(', ')}
       from json_populate_recordset(null::${table}, $1) r where t.id = r.id`,
    [JSON.stringify(rows)],
  );
}

/** Every unit's path, from its parents anew; after many moved at once. */
export const renewPaths = ({ query }: Transaction) =>
  query(
    `with recursive tree as (
       select tenant_id, id, array[id] as path from units where parent_id is null
       union all
       select u.tenant_id, u.id, u.id || tree.path from units u join tree on tree.tenant_id = u.tenant_id and tree.id = u.parent_id)
     update units u set path = tree.path from tree
      where u.tenant_id = tree.tenant_id and u.id = tree.id and u.path <> tree.path`,
  );

/** The names that were entered for units are these and no others; what was learned or was official stays. */
export async function setEnteredNames(
  transaction: Transaction,
  tenant_id: TenantId,
  names: readonly { unit_id: UnitId; name: string }[],
  units: readonly UnitId[],
): Promise<void> {
  await transaction.query(
    `delete from unit_names where unit_id = any($1::uuid[]) and origin <> 'former'
        and not exists (select from json_to_recordset($2) as n(unit_id uuid, name text)
                         where n.unit_id = unit_names.unit_id and n.name = unit_names.name)`,
    [units, JSON.stringify(names)],
  );
  await transaction.query(
    `insert into unit_names (tenant_id, unit_id, name, origin)
     select $2, n.unit_id, n.name, 'entered' from json_to_recordset($1) as n(unit_id uuid, name text)
     on conflict do nothing`,
    [JSON.stringify(names), tenant_id],
  );
}

/** Names that units bore until now, kept before they get new ones. */
export const keepFormerNames = (
  { query }: Transaction,
  tenant_id: TenantId,
  names: readonly { unit_id: UnitId; name: string }[],
  until: CivilDate,
) =>
  query(
    `insert into unit_names (tenant_id, unit_id, name, origin, until)
     select $2, n.unit_id, n.name, 'former', $3 from json_to_recordset($1) as n(unit_id uuid, name text)
     on conflict do nothing`,
    [JSON.stringify(names), tenant_id, until],
  );

export const addSuccessions = ({ query }: Transaction, rows: readonly Record<string, unknown>[]) =>
  query(
    `insert into unit_successions select * from json_populate_recordset(null::unit_successions, $1)
     on conflict (tenant_id, from_unit_id, to_unit_id) do nothing`,
    [JSON.stringify(rows)],
  );

/** The post in force that somebody holds in a body under a title, or the pairing in force of a kind; null: none. */
export async function findRunning(
  { query }: Transaction,
  what:
    | { post: { body: BodyId; person: PersonId; title: string } }
    | { pairing: { kind: string; person: PersonId; with: UnitId | DivisionId | BodyId } }
    | { secondment: { person: PersonId } },
  today: CivilDate,
): Promise<{
  id: string;
  unit_id: UnitId | null;
  role_holder_id: string | null;
  since: CivilDate;
  until: CivilDate | null;
} | null> {
  const runs = 'since <= $1::date and (until is null or until > $1::date) order by since desc, id limit 1';
  const none = 'null::uuid as role_holder_id';
  const [row] =
    'post' in what
      ? await query<never>(
          `select id, unit_id, ${none}, since, until from posts where body_id = $2 and person_id = $3 and title = $4 and ${runs}`,
          [today, what.post.body, what.post.person, what.post.title],
        )
      : 'pairing' in what
        ? await query<never>(
            `select id, unit_id, ${none}, since, until from pairings
              where kind = $2 and person_id = $3 and $4 in (unit_id, division_id, body_id) and ${runs}`,
            [today, what.pairing.kind, what.pairing.person, what.pairing.with],
          )
        : await query<never>(
            `select id, unit_id, role_holder_id, since, until from secondments where person_id = $2 and ${runs}`,
            [today, what.secondment.person],
          );
  return row ?? null;
}

export const setTerm = (
  { query }: Transaction,
  table: 'posts' | 'pairings' | 'secondments' | 'role_holders',
  id: string,
  since: CivilDate,
  until: CivilDate | null,
) =>
  query(`update ${table} set since = $2, until = $3, version = version + 1 where id = $1`, [
    id,
    since,
    until,
  ]);
