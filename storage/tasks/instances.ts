import type { TaskId } from '@tongchuang/domain/kernel/ids.ts';
import type { Transaction } from '../database.ts';

type Query = Pick<Transaction, 'query'>;

/** The periods that instances of these recurring tasks are there for, the earliest first. */
export const findPeriods = ({ query }: Query, series: readonly TaskId[]) =>
  query<{ seriesId: TaskId; from: string; to: string }>(
    `select series_id as "seriesId", period_from as "from", period_to as "to" from tasks
      where series_id = any($1::uuid[]) order by period_from`,
    [series],
  );

/** An instance begins with the units of its series, the claims that they hold, and its targets; nothing is reported yet. */
export async function copyParts({ query }: Query, from: TaskId, to: TaskId): Promise<void> {
  await Promise.all([
    query(
      `insert into task_units (tenant_id, task_id, unit_id, role, position, written_as, claim, unit_claimed_by, unit_claimed_at,
              head_claimed_by, head_claimed_at, leader_id, section, person_id)
       select tenant_id, $2, unit_id, role, position, written_as, claim, unit_claimed_by, unit_claimed_at, head_claimed_by, head_claimed_at,
              leader_id, section, person_id from task_units where task_id = $1`,
      [from, to],
    ),
    query(
      `insert into task_targets (tenant_id, task_id, position, text, comparator, value, unit)
       select tenant_id, $2, position, text, comparator, value, unit from task_targets where task_id = $1`,
      [from, to],
    ),
  ]);
}
