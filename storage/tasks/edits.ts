import type { CampaignId, PlanId, TaskId, TenantId } from '@tongchuang/domain/kernel/ids.ts';
import type { Recurrence, Target, TaskState } from '@tongchuang/domain/tasks/task.ts';
import type { Transaction } from '../database.ts';
import { insertRows } from '../rows.ts';

/** A task's own words as columns; what is not there is not changed. */
export interface OwnColumns {
  no?: string;
  text?: string;
  objective?: string | null;
  standard?: string | null;
  assessment?: string | null;
  reward?: string | null;
  stage_id?: string | null;
  goal_id?: string | null;
  parent_id?: TaskId | null;
  section_id?: string | null;
  deadline_phrase?: string | null;
  due_from?: string | null;
  due_on?: string | null;
  due_inherited?: boolean;
  recurrence_phrase?: string | null;
  rhythm?: Recurrence['rhythm'] | null;
  rhythm_every?: number;
  rhythm_day?: number | null;
  weight?: number;
  unexpanded?: readonly { name: string; role: string }[];
}

/** What editing has to know of a task before. */
export interface EditFacts {
  id: TaskId;
  version: number;
  state: TaskState;
  stage_id: string | null;
  due_on: string | null;
  due_inherited: boolean;
  unexpanded: { name: string; role: string }[];
}

export const findEditFacts = ({ query }: Pick<Transaction, 'query'>, ids: readonly TaskId[]) =>
  query<EditFacts & {}>(
    `select id, version, state, stage_id, due_on, due_inherited, unexpanded from tasks where id = any($1::uuid[]) order by id for no key update`,
    [ids],
  );

/**
 * Changes the same columns of many tasks, each from the version that its writer read.
 * @returns the ids that were changed; a row that somebody else changed meanwhile is not among them
 */
export async function updateOwn(
  { query }: Pick<Transaction, 'query'>,
  now: Date,
  rows: readonly ({ id: TaskId; version: number } & OwnColumns)[],
): Promise<Set<TaskId>> {
  const [first] = rows;
  if (!first) return new Set();
  const columns = Object.keys(first).filter((name) => name !== 'id' && name !== 'version');
  const changed = await query<{ id: TaskId }>(
    `update tasks t set ${columns.map((name) => `${name} = c.${name}, `).join('')}changed_at = $3, version = t.version + 1
       from json_populate_recordset(null::tasks, $1) as c
      where t.id = any($2::uuid[]) and t.id = c.id and t.version = c.version returning t.id`,
    [JSON.stringify(rows), rows.map((row) => row.id), now],
  );
  return new Set(changed.map((row) => row.id));
}

export async function replaceTargets(
  transaction: Transaction,
  tenant: TenantId,
  task: TaskId,
  targets: readonly Omit<Target, 'attained'>[],
): Promise<void> {
  await transaction.query('delete from task_targets where task_id = $1', [task]);
  await insertRows(
    transaction,
    'task_targets',
    targets.map((target, position) => ({ tenant_id: tenant, task_id: task, position, ...target })),
  );
}

/** A task written by hand, or an instance of a recurring one, at the end of its plan. */
export async function insertTask(
  transaction: Transaction,
  task: {
    tenant_id: TenantId;
    id: TaskId;
    plan_id: PlanId;
    campaign_id: CampaignId;
    state: TaskState;
    changed_at: Date;
    due_provisional?: boolean;
    issued_on?: string;
    series_id?: TaskId;
    period_from?: string;
    period_to?: string;
  } & Omit<OwnColumns, 'text'> & { text: string },
): Promise<void> {
  const [end] = await transaction.query<{ position: number }>(
    'select coalesce(max(position) + 1, 0) as position from tasks where plan_id = $1',
    [task.plan_id],
  );
  await insertRows(transaction, 'tasks', [
    {
      no: '',
      weight: 10,
      rhythm_every: 1,
      due_inherited: false,
      unexpanded: [],
      due_provisional: false,
      ...task,
      in_edition: true,
      version: 1,
      position: end?.position ?? 0,
    },
  ]);
}

/** The last day of a stage; undefined where there is no such stage. */
export async function findStageEnd(
  { query }: Pick<Transaction, 'query'>,
  stage: string,
): Promise<string | undefined> {
  const [found] = await query<{ to_day: string }>('select to_day from stages where id = $1', [stage]);
  return found?.to_day;
}

export async function findPlanCampaign({ query }: Pick<Transaction, 'query'>, plan: PlanId) {
  const [found] = await query<{ campaign_id: CampaignId }>('select campaign_id from plans where id = $1', [
    plan,
  ]);
  return found?.campaign_id;
}

/** Years that open deadlines fall into. */
export async function yearsOfDeadlines({ query }: Pick<Transaction, 'query'>): Promise<number[]> {
  const rows = await query<{ year: number }>(
    `select distinct extract(year from due_on)::int as year from tasks
      where due_on is not null and state not in ('verified', 'dropped') order by 1`,
  );
  return rows.map((row) => row.year);
}
