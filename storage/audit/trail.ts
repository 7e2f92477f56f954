import type { CommandId, PersonId } from '@tongchuang/domain/kernel/ids.ts';
import type { Transaction } from '../database.ts';

type Query = Pick<Transaction, 'query'>;

/** An act in the trail as pages show it, with its place in the chain once it is sealed. */
export interface TrailRow {
  commandId: CommandId;
  at: Date;
  act: string;
  actorId: PersonId | null;
  actorName: string;
  objects: string[];
  facts: Record<string, unknown>;
  payloadSha256: string;
  hash: string;
  position: number | null;
  link: string | null;
}

const TRAIL = `
  select a.command_id as "commandId", a.at, a.act, a.actor_id as "actorId", a.actor_name as "actorName", a.objects, a.facts,
         a.payload_sha256 as "payloadSha256", a.hash, s.position, s.link
    from audit_rows a left join audit_seals s on s.tenant_id = a.tenant_id and s.command_id = a.command_id`;

/** Where a page of the trail goes on: behind this instant and, among the acts of one instant, behind this act. */
export interface Cursor {
  before: string | null;
  beforeId: CommandId | null;
}

const BEHIND = (at: string, act: string) =>
  `(${at}::timestamptz is null or (a.at, a.command_id) < (${at}::timestamptz, coalesce(${act}::uuid, '00000000-0000-0000-0000-000000000000')))`;

/** Acts that concerned an object ('task:<id>'), the newest first. */
export const trailOf = ({ query }: Query, object: string, { before, beforeId }: Cursor, limit: number) =>
  query<TrailRow & {}>(
    `${TRAIL} where a.objects @> array[$1] and ${BEHIND('$2', '$3')} order by a.at desc, a.command_id desc limit $4`,
    [object, before, beforeId, limit],
  );

export const listTrail = (
  { query }: Query,
  filter: Cursor & { act: string | null; actor: PersonId | null },
  limit: number,
) =>
  query<TrailRow & {}>(
    `${TRAIL} where ${BEHIND('$1', '$2')} and ($3::text is null or a.act = $3 or a.act like $3 || '.%')
        and ($4::uuid is null or a.actor_id = $4) order by a.at desc, a.command_id desc limit $5`,
    [filter.before, filter.beforeId, filter.act, filter.actor, limit],
  );

/** Names of what rows point to, by id: units and people for everybody; tasks, plans and documents for auditors. */
export const namesOf = async (
  { query }: Query,
  ids: readonly string[],
  whole: boolean,
): Promise<Record<string, string>> => {
  if (ids.length === 0) return {};
  const rows = await query<{ id: string; name: string }>(
    `select id, coalesce(short_name, name) as name from units where id = any($1::uuid[])
     union all select id, name from people where id = any($1::uuid[])
     union all select id, left(trim(no || ' ' || text), 40) from tasks where $2 and id = any($1::uuid[])
     union all select id, title from plans where $2 and id = any($1::uuid[])
     union all select id, coalesce(title, name) from documents where $2 and id = any($1::uuid[])`,
    [ids, whole],
  );
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]));
};

/** Rows that the sealer has not reached yet: those of the last moments. */
export const countUnsealed = async ({ query }: Query): Promise<number> =>
  (
    await query<{ count: number }>(
      `select (select count(*) from audit_rows) - (select count(*) from audit_seals) as count`,
    )
  )[0]?.count ?? 0;

/**
 * What others did since an instant with tasks and letters, the newest first.
 * @param objects  only what concerns one of these; null: everything
 */
export const changesSince = (
  { query }: Query,
  since: Date,
  but: PersonId,
  objects: readonly string[] | null,
  limit: number,
) =>
  query<{ at: Date; act: string; actorName: string; objects: string[]; count: number }>(
    `select a.at, a.act, a.actor_name as "actorName", a.objects, count(*) over () as count from audit_rows a
      where a.at > $1 and a.actor_id is distinct from $2::uuid and a.act ~ '^(task|letter|plan|campaign|intake[.]confirm)'
        and ($3::text[] is null or a.objects && $3)
      order by a.at desc, a.command_id desc limit $4`,
    [since, but, objects, limit],
  );
