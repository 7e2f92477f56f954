import type { CommandId, DivisionId, HouseholdId, PersonId, UnitId } from '@tongchuang/domain/kernel/ids.ts';
import type { Reach } from '@tongchuang/domain/access/permissions.ts';
import type { Transaction } from '../database.ts';

type Query = Pick<Transaction, 'query'>;

/** Those of the people who are within reach. */
export const peopleWithin = (
  { query }: Query,
  ids: readonly string[],
  reach: 'all' | Record<Exclude<Reach, 'all'>, UnitId[]>,
) =>
  query<{ id: PersonId }>(
    `select p.id from people p join units u on u.tenant_id = p.tenant_id and u.id = p.unit_id
      where p.id = any($1::uuid[]) and ($2 or p.unit_id = any($3::uuid[]) or u.path && $4::uuid[])`,
    [ids, reach === 'all', reach === 'all' ? [] : reach.own, reach === 'all' ? [] : reach.subtree],
  );

/** Those of the people who are some unit's contact (联络员): their numbers are there to be called. */
export const contactsAmong = ({ query }: Query, ids: readonly string[]) =>
  query<{ id: PersonId }>(
    `select distinct contact_id as id from unit_chains where contact_id = any($1::uuid[])`,
    [ids],
  );

/** Where the families live. */
export const homesOf = ({ query }: Query, ids: readonly string[]) =>
  query<{ id: HouseholdId; division: DivisionId }>(
    `select id, division_id as division from households where id = any($1::uuid[])`,
    [ids],
  );

/** What a person's own act asked to see, where it was after that instant: 'person:<id>', 'household:<id>'. */
export const findShow = async (
  { query }: Query,
  act: CommandId,
  actor: PersonId,
  after: Date,
): Promise<string[] | undefined> =>
  (
    await query<{ objects: string[] }>(
      `select objects from audit_rows where command_id = $1 and actor_id = $2 and act = 'personal.show' and at > $3`,
      [act, actor, after],
    )
  )[0]?.objects;

export const phonesOf = ({ query }: Query, people: readonly string[], households: readonly string[]) =>
  query<{ id: PersonId | HouseholdId; phone: string | null; note: string | null }>(
    `select id, phone, null as note from people where id = any($1::uuid[])
      union all select id, phone, note from households where id = any($2::uuid[])`,
    [people, households],
  );

/** Stands for everybody in the trail of an export that holds all people. */
export const EVERYBODY = 'all';

/** Acts by which others came to see a person's number. */
const LOOKS = ['personal.show', 'roster.export', 'unit.export'];

export const looksAt = ({ query }: Query, person: PersonId, limit: number) =>
  query<{ id: CommandId; at: Date; act: string; who: string; unit: string | null }>(
    `select a.command_id as id, a.at, a.act, a.actor_name as who, coalesce(u.short_name, u.name) as unit
       from audit_rows a left join people p on p.tenant_id = a.tenant_id and p.id = a.actor_id
       left join units u on u.tenant_id = p.tenant_id and u.id = p.unit_id
      where a.objects && array['person:' || $1::text, 'person:${EVERYBODY}'] and a.act = any($2) and a.actor_id is distinct from $1::uuid
      order by a.at desc, a.command_id desc limit $3`,
    [person, LOOKS, limit],
  );
