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

/** Acts that concerned an object ('task:<id>'), the newest first. */
export const trailOf = ({ query }: Query, object: string, before: string | null, limit: number) =>
  query<TrailRow & {}>(
    `${TRAIL} where a.objects @> array[$1] and ($2::timestamptz is null or a.at < $2) order by a.at desc, a.command_id desc limit $3`,
    [object, before, limit],
  );

export const listTrail = (
  { query }: Query,
  filter: { before: string | null; act: string | null; actor: PersonId | null },
  limit: number,
) =>
  query<TrailRow & {}>(
    `${TRAIL} where ($1::timestamptz is null or a.at < $1) and ($2::text is null or a.act = $2 or a.act like $2 || '.%')
        and ($3::uuid is null or a.actor_id = $3) order by a.at desc, a.command_id desc limit $4`,
    [filter.before, filter.act, filter.actor, limit],
  );

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
