import type { PersonId, TaskId, TenantId, UnitId } from '@tongchuang/domain/kernel/ids.ts';
import type { Transaction } from '../database.ts';

type Query = Pick<Transaction, 'query'>;

/** Keys of reminders that were sent or settled for these tasks. */
export async function findSentKeys({ query }: Query, tasks: readonly TaskId[]): Promise<Set<string>> {
  const rows = await query<{ key: string }>('select key from reminders where task_id = any($1::uuid[])', [
    tasks,
  ]);
  return new Set(rows.map((row) => row.key));
}

export interface NewReminder {
  key: string;
  task: TaskId;
  unit: UnitId;
  /** before-5, on-0, after-1. */
  reason: string;
  audience: readonly string[];
  due: string;
  /** Null: time passed over it; it is kept so that it is never sent. */
  sentAt: Date | null;
}

/** @returns how many were sent by this call: another process may have been faster with some */
export async function insertReminders(
  { query }: Query,
  tenant: TenantId,
  now: Date,
  reminders: readonly NewReminder[],
): Promise<number> {
  if (reminders.length === 0) return 0;
  const rows = reminders.map((one) => ({
    tenant_id: tenant,
    key: one.key,
    task_id: one.task,
    unit_id: one.unit,
    reason: one.reason,
    audience: one.audience,
    due_on: one.due,
    sent_at: one.sentAt,
    settled_at: now,
  }));
  const written = await query<{ sent_at: Date | null }>(
    `insert into reminders (tenant_id, key, task_id, unit_id, reason, audience, due_on, sent_at, settled_at)
     select tenant_id, key, task_id, unit_id, reason, audience, due_on, sent_at, settled_at from json_populate_recordset(null::reminders, $1)
     on conflict do nothing returning sent_at`,
    [JSON.stringify(rows)],
  );
  return written.filter((row) => row.sent_at !== null).length;
}

/** For whom somebody is reminded. */
export interface Recipient {
  person: PersonId;
  /** Units that he works for, units that he heads, and whether he is of the office. */
  works: readonly UnitId[];
  heads: readonly UnitId[];
  office: boolean;
}

const MINE = `
  r.sent_at is not null and (('person' = any(r.audience) and r.unit_id = any($1::uuid[])) or ('head' = any(r.audience) and r.unit_id = any($2::uuid[]))
    or ('office' = any(r.audience) and $3))`;

export const listInbox = ({ query }: Query, to: Recipient, seen: boolean, limit: number) =>
  query<{
    key: string;
    reason: string;
    taskId: TaskId;
    no: string;
    text: string;
    unitId: UnitId;
    unitName: string;
    due: string;
    sentAt: Date;
    seen: boolean;
  }>(
    `select r.key, r.reason, r.task_id as "taskId", t.no, t.text, r.unit_id as "unitId", coalesce(u.short_name, u.name) as "unitName",
            r.due_on as due, r.sent_at as "sentAt", s.key is not null as seen
       from reminders r join tasks t on t.tenant_id = r.tenant_id and t.id = r.task_id
       join units u on u.tenant_id = r.tenant_id and u.id = r.unit_id
       left join reminders_seen s on s.tenant_id = r.tenant_id and s.key = r.key and s.person_id = $4
      where ${MINE} and ($5 or s.key is null) order by s.key is not null, r.sent_at desc, r.key limit $6`,
    [to.works, to.heads, to.office, to.person, seen, limit],
  );

export const countInbox = ({ query }: Query, to: Recipient) =>
  query<{ reason: string; count: number }>(
    `select r.reason, count(*) as count from reminders r
       left join reminders_seen s on s.tenant_id = r.tenant_id and s.key = r.key and s.person_id = $4
      where ${MINE} and s.key is null group by r.reason order by 2 desc, 1`,
    [to.works, to.heads, to.office, to.person],
  );

/** Only what was meant for this person. */
export async function markSeen(
  { query }: Query,
  tenant: TenantId,
  to: Recipient,
  keys: readonly string[],
  now: Date,
): Promise<number> {
  const rows = await query(
    `insert into reminders_seen (tenant_id, person_id, key, seen_at)
     select $6, $4, r.key, $7 from reminders r where ${MINE} and r.key = any($5::text[])
     on conflict do nothing returning key`,
    [to.works, to.heads, to.office, to.person, keys, tenant, now],
  );
  return rows.length;
}

/** Units within a reach, by themselves or with everything below. */
export async function unitsWithin(
  { query }: Query,
  reach: 'all' | { own: readonly UnitId[]; subtree: readonly UnitId[] },
): Promise<UnitId[]> {
  if (reach !== 'all' && reach.own.length === 0 && reach.subtree.length === 0) return [];
  const rows = await query<{ id: UnitId }>(
    'select id from units where $1 or id = any($2::uuid[]) or path && $3::uuid[]',
    reach === 'all' ? [true, [], []] : [false, reach.own, reach.subtree],
  );
  return rows.map((row) => row.id);
}
