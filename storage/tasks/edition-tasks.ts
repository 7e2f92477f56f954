import type { CampaignId, TaskId, TenantId, UnitId } from '@tongchuang/domain/kernel/ids.ts';
import type { TaskDiff } from '@tongchuang/domain/tasks/plan-diff.ts';
import { recurrenceOf } from '@tongchuang/domain/tasks/recurrence.ts';
import { bearsDuty, type TaskState, type UnitRole } from '@tongchuang/domain/tasks/task.ts';
import type { Transaction } from '../database.ts';
import { insertRows } from '../rows.ts';
import type { EditionTask, EditionWritten, NewEdition, Standing } from './edition-words.ts';

const STRENGTH: readonly UnitRole[] = ['lead', 'responsible', 'cooperating', 'assessing', 'material'];

/** Each unit once, in its strongest role, where it stood first. */
export function strongest<T extends { unitId: UnitId; role: UnitRole }>(units: readonly T[]): T[] {
  const best = new Map<UnitId, T>();
  for (const unit of units) {
    const known = best.get(unit.unitId);
    if (!known || STRENGTH.indexOf(unit.role) < STRENGTH.indexOf(known.role)) best.set(unit.unitId, unit);
  }
  return [...best.values()];
}

function ownColumns(task: EditionTask) {
  const rhythm =
    task.recurrence === null
      ? null
      : (recurrenceOf(task.recurrence) ?? { phrase: task.recurrence, rhythm: 'unset', every: 1, day: null });
  return {
    no: task.no,
    text: task.text,
    objective: task.objective,
    standard: task.standard,
    deadline_phrase: task.deadline?.phrase ?? null,
    due_from: task.deadline?.from ?? null,
    due_on: task.deadline?.due ?? null,
    due_inherited: task.deadline?.inherited ?? false,
    recurrence_phrase: rhythm?.phrase ?? null,
    rhythm: rhythm?.rhythm ?? null,
    rhythm_every: rhythm?.every ?? 1,
    rhythm_day: rhythm?.day ?? null,
    unexpanded: task.unexpanded,
  };
}

const unitRows = (tenant: TenantId, task_id: TaskId, units: EditionTask['units']) =>
  strongest(units).map((unit, position) => ({
    tenant_id: tenant,
    task_id,
    unit_id: unit.unitId,
    role: unit.role,
    position,
    written_as: unit.writtenAs,
    claim: 'open',
    progress_bp: 0,
    submitted: false,
  }));

const targetRows = (tenant: TenantId, task_id: TaskId, targets: EditionTask['targets']) =>
  targets.map(({ text, comparator, value, unit }, position) => ({
    tenant_id: tenant,
    task_id,
    position,
    text,
    comparator,
    value,
    unit,
  }));

/** The tasks that are new in an edition, as drafts. */
export async function insertNewTasks(
  transaction: Transaction,
  given: NewEdition,
  campaignId: CampaignId,
  added: readonly number[],
  taskIds: readonly TaskId[],
  sectionOf: (path: readonly string[]) => string | null,
): Promise<void> {
  const fresh = added.flatMap((at) => {
    const [task, id] = [given.tasks[at], taskIds[at]];
    return task && id ? [{ at, task, id }] : [];
  });
  await insertRows(
    transaction,
    'tasks',
    fresh.map(({ at, task, id }) => ({
      tenant_id: given.tenant,
      id,
      campaign_id: campaignId,
      plan_id: given.planId,
      section_id: sectionOf(task.sectionPath),
      position: at,
      ...ownColumns(task),
      assessment: task.assessment ?? null,
      reward: task.reward ?? null,
      due_provisional: false,
      weight: 10,
      state: 'draft',
      in_edition: true,
      changed_at: given.now,
      version: 1,
    })),
  );
  await insertRows(
    transaction,
    'task_units',
    fresh.flatMap(({ id, task }) => unitRows(given.tenant, id, task.units)),
  );
  await insertRows(
    transaction,
    'task_targets',
    fresh.flatMap(({ id, task }) => targetRows(given.tenant, id, task.targets)),
  );
}

/** Columns that each difference names; what the document did not change keeps what the office made of it. */
const COLUMNS: Partial<Record<TaskDiff['differs'][number], readonly string[]>> = {
  text: ['text'],
  objective: ['objective'],
  standard: ['standard'],
  deadline: ['deadline_phrase', 'due_from', 'due_on', 'due_inherited'],
  recurrence: ['recurrence_phrase', 'rhythm', 'rhythm_every', 'rhythm_day'],
  units: ['unexpanded'],
};

/** The tasks that stay: their place, and what the document changed of them. */
export async function updateKept(
  transaction: Transaction,
  given: NewEdition,
  kept: readonly { id: TaskId; at: number; diff: TaskDiff }[],
  byId: ReadonlyMap<TaskId, Standing>,
  sectionOf: (path: readonly string[]) => string | null,
): Promise<EditionWritten['moves']> {
  const moves: EditionWritten['moves'] = [];
  // Place and number, for all at once: no change of substance, so the version stays.
  await transaction.query(
    `update tasks t set position = p.position, section_id = p.section_id, no = p.no
       from json_to_recordset($1) as p (id uuid, position int, section_id uuid, no text) where t.id = p.id`,
    [
      JSON.stringify(
        kept.map(({ id, at }) => ({
          id,
          position: at,
          section_id: sectionOf(given.tasks[at]?.sectionPath ?? []),
          no: given.tasks[at]?.no ?? '',
        })),
      ),
    ],
  );
  for (const { id, at, diff } of kept) {
    const task = given.tasks[at];
    const old = byId.get(id);
    if (!task || !old || diff.change !== 'changed') continue;
    const own: Record<string, unknown> = ownColumns(task);
    const columns = diff.differs.flatMap((field) => COLUMNS[field] ?? []);
    const changes = Object.fromEntries(columns.map((name) => [name, own[name]]));
    const to = diff.differs.includes('units') ? stateWith(old, task) : old.state;
    await transaction.query(
      `update tasks set ${columns.map((name) => `${name} = c.${name}, `).join('')}state = $3, changed_at = $4, version = tasks.version + 1
         from json_populate_record(null::tasks, $2) as c where tasks.id = $1`,
      [id, JSON.stringify(changes), to, given.now],
    );
    if (diff.differs.includes('units')) {
      await replaceUnits(transaction, given.tenant, id, task);
    }
    const action = diff.differs.includes('units') ? 'assign' : 'edit';
    moves.push({ task: id, action, from: old.state, to, version: old.version + 1 });
    if (diff.differs.includes('targets')) {
      await transaction.query('delete from task_targets where task_id = $1', [id]);
      await insertRows(transaction, 'task_targets', targetRows(given.tenant, id, task.targets));
    }
  }
  return moves;
}

/** Where no unit that took it on in person is left, a task that was being worked on stands as newly issued. */
function stateWith(old: Standing, task: EditionTask): TaskState {
  if (['draft', 'issued', 'done', 'verified', 'dropped'].includes(old.state)) return old.state;
  const claimed = new Set(old.claims.filter((part) => part.claim === 'head').map((part) => part.unit_id));
  const someoneHas = task.units.some((unit) => bearsDuty(unit.role) && claimed.has(unit.unitId));
  return someoneHas ? old.state : 'issued';
}

/** Parts that stay keep claim, chain and progress. */
async function replaceUnits(
  { query }: Transaction,
  tenant: TenantId,
  id: TaskId,
  task: EditionTask,
): Promise<void> {
  const rows = JSON.stringify(unitRows(tenant, id, task.units));
  await query(
    `with wanted as (select * from json_populate_recordset(null::task_units, $2)),
          went as (delete from task_units u where u.task_id = $1 and not exists (select from wanted w where w.unit_id = u.unit_id))
     insert into task_units (tenant_id, task_id, unit_id, role, position, written_as)
     select tenant_id, task_id, unit_id, role, position, written_as from wanted
     on conflict (tenant_id, task_id, unit_id) do update
       set role = excluded.role, position = excluded.position, written_as = excluded.written_as`,
    [id, rows],
  );
}

/** The tasks that the edition lacks: marked, and dropped where the reviewer says why. */
export async function markGone(
  transaction: Transaction,
  given: NewEdition,
  gone: readonly Standing[],
): Promise<EditionWritten['moves']> {
  const moves: EditionWritten['moves'] = [];
  for (const old of gone) {
    const reason = given.drop?.get(old.id);
    const drops = reason !== undefined && !['draft', 'verified', 'dropped'].includes(old.state);
    const to = drops ? 'dropped' : old.state;
    await transaction.query(
      `update tasks set in_edition = false, state = $2, request = case when $2 = 'dropped' then null else request end,
              changed_at = $3, version = version + 1 where id = $1`,
      [old.id, to, given.now],
    );
    moves.push({
      task: old.id,
      action: drops ? 'drop' : 'edit',
      from: old.state,
      to,
      version: old.version + 1,
    });
    if (drops) {
      await insertRows(transaction, 'task_reports', [
        {
          tenant_id: given.tenant,
          id: given.newId(),
          task_id: old.id,
          kind: 'drop',
          at: given.now,
          person_id: given.confirmedBy,
          person_name: '',
          note: reason,
          files: [],
          attained: [],
          state: to,
          command_id: given.newId(),
        },
      ]);
    }
  }
  return moves;
}
