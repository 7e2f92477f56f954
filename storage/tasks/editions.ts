import { civilDate } from '@tongchuang/domain/kernel/civil-date.ts';
import type {
  CampaignId,
  DocumentId,
  FileHash,
  PersonId,
  PlanId,
  TaskId,
  TenantId,
  UnitId,
} from '@tongchuang/domain/kernel/ids.ts';
import {
  comparePlans,
  type EditionTask as Compared,
  type TaskDiff,
} from '@tongchuang/domain/tasks/plan-diff.ts';
import { recurrenceOf } from '@tongchuang/domain/tasks/recurrence.ts';
import { bearsDuty, type TaskState, type UnitRole } from '@tongchuang/domain/tasks/task.ts';
import type { Transaction } from '../database.ts';
import { insertRows } from '../rows.ts';
import { mustExist } from '../versions.ts';
import { sectionsFor } from './sections.ts';

/** A task as the confirmed document says it, its units resolved. */
export interface EditionTask {
  no: string;
  sectionPath: readonly string[];
  text: string;
  objective: string | null;
  standard: string | null;
  assessment?: string | null;
  reward?: string | null;
  deadline: { phrase: string; from: string | null; due: string | null; inherited: boolean } | null;
  /** The rhythm word as written: 每年, 每季度, 定期. */
  recurrence: string | null;
  targets: readonly { text: string; comparator: string; value: number; unit: string }[];
  /** In the order of the document. A unit named twice keeps its strongest role. */
  units: readonly { unitId: UnitId; role: UnitRole; writtenAs: string | null }[];
  /** Collectives that nobody expanded yet: they stand on the gaps page until somebody does. */
  unexpanded: readonly { name: string; role: UnitRole }[];
}

export interface NewEdition {
  tenant: TenantId;
  now: Date;
  newId: <T extends string>() => T;
  /** An id that is there already: a later edition of that plan. */
  planId: PlanId;
  /** Null: the campaign that runs today; one is opened where there is none. */
  campaignId: CampaignId | null;
  kind: 'plan' | 'opinion' | 'special' | 'decomposition' | 'base';
  title: string;
  docNumber: string | null;
  issuedOn: string | null;
  documentId: DocumentId | null;
  fileSha256: FileHash | null;
  confirmedBy: PersonId | null;
  /** In the order of the document. */
  tasks: readonly EditionTask[];
  /** Tasks of the plan that this edition lacks and that the reviewer wants dropped, with his reason; others stay as they are. */
  drop?: ReadonlyMap<TaskId, string>;
}

export interface EditionWritten {
  campaignId: CampaignId;
  edition: number;
  difference: { unchanged: number; changed: number; added: number; gone: number };
  /** Ids in the order of `tasks`: an earlier edition's task keeps its id, and with it its progress. */
  taskIds: TaskId[];
  /** Moves through the table of moves, for the act's trace. */
  moves: {
    task: TaskId;
    action: 'assign' | 'drop' | 'edit';
    from: TaskState;
    to: TaskState;
    version: number;
  }[];
}

interface Standing {
  id: TaskId;
  state: TaskState;
  version: number;
  content: EditionTask;
  claims: { unit_id: UnitId; role: UnitRole; claim: string }[];
}

/**
 * Writes an edition of a plan. The first makes its tasks as drafts. A later one is compared task by task with the one before:
 * a task that is the same in substance keeps its id, state, claims and progress, and only the fields that the document changed are
 * changed; units new to it have to claim; tasks that went stay and are marked, or are dropped where the reviewer says so.
 */
export async function insertPlanEdition(
  transaction: Transaction,
  given: NewEdition,
): Promise<EditionWritten> {
  const campaignId = given.campaignId ?? (await runningCampaign(transaction, given));
  const { edition, isNew } = await nextEdition(transaction, given, campaignId);
  const standing = isNew ? [] : await standingTasks(transaction, given.planId, edition - 1);
  const diff = comparePlans(
    standing.map((task) => compared(task.content)),
    given.tasks.map(compared),
  );
  const sectionOf = await sectionsFor(
    transaction,
    given,
    given.tasks.map((task) => task.sectionPath),
  );
  const taskIds = given.tasks.map(() => '' as TaskId);
  const kept: { id: TaskId; at: number; diff: TaskDiff }[] = [];
  const added: number[] = [];
  const gone: Standing[] = [];
  for (const one of diff.tasks) {
    const old = one.before === null ? undefined : standing[one.before];
    if (one.after === null) {
      if (old) gone.push(old);
    } else if (old) {
      taskIds[one.after] = old.id;
      kept.push({ id: old.id, at: one.after, diff: one });
    } else {
      taskIds[one.after] = given.newId<TaskId>();
      added.push(one.after);
    }
  }
  const difference = {
    unchanged: diff.counts.unchanged,
    changed: diff.counts.changed,
    added: diff.counts.added,
    gone: diff.counts.gone,
  };
  await insertRows(transaction, 'plan_editions', [
    {
      tenant_id: given.tenant,
      plan_id: given.planId,
      edition,
      title: given.title,
      doc_number: given.docNumber,
      issued_on: given.issuedOn,
      document_id: given.documentId,
      file_sha256: given.fileSha256,
      confirmed_at: given.now,
      confirmed_by: given.confirmedBy,
      difference,
    },
  ]);
  await insertNewTasks(transaction, given, campaignId, added, taskIds, sectionOf);
  const byId = new Map(standing.map((task) => [task.id, task]));
  const moves = await updateKept(transaction, given, kept, byId, sectionOf);
  moves.push(...(await markGone(transaction, given, gone)));
  await insertRows(
    transaction,
    'edition_tasks',
    diff.tasks.flatMap((one) => {
      const content = one.after === null ? standing[one.before ?? -1]?.content : given.tasks[one.after];
      const id = one.after === null ? standing[one.before ?? -1]?.id : taskIds[one.after];
      const position = one.after ?? given.tasks.length + (one.before ?? 0);
      const row = { tenant_id: given.tenant, plan_id: given.planId, edition, task_id: id, position };
      return content && id ? [{ ...row, change: one.change, differs: one.differs, content }] : [];
    }),
  );
  return { campaignId, edition, difference, taskIds, moves };
}

const compared = (task: EditionTask): Compared => ({
  ...task,
  units: [
    ...strongest(task.units).map(({ unitId, role }) => ({ unit: unitId, role })),
    ...task.unexpanded.map(({ name, role }) => ({ unit: name, role })),
  ],
});

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

/** The campaign that runs today, else the newest, else a new one of three years. */
async function runningCampaign({ query }: Transaction, given: NewEdition): Promise<CampaignId> {
  const [found] = await query<{ id: CampaignId }>(
    `select id from campaigns order by ($1::date between from_day and to_day) desc, from_day desc limit 1`,
    [civilDate(given.now)],
  );
  if (found) return found.id;
  const year = Number(civilDate(given.now).slice(0, 4));
  const id = given.newId<CampaignId>();
  await query(
    `insert into campaigns (tenant_id, id, name, title, from_day, to_day) values ($1, $2, $3, $4, $5, $6)`,
    [given.tenant, id, `${year}—${year + 2}年创建周期`, '文明城市', `${year}-01-01`, `${year + 2}-12-31`],
  );
  return id;
}

async function nextEdition({ query }: Transaction, given: NewEdition, campaignId: CampaignId) {
  const [plan] = await query<{ edition: number }>(
    `update plans set edition = edition + 1, title = $2, version = version + 1 where id = $1 returning edition`,
    [given.planId, given.title],
  );
  if (plan) return { edition: plan.edition, isNew: plan.edition === 1 };
  await query(
    `insert into plans (tenant_id, id, campaign_id, kind, title, edition) values ($1, $2, $3, $4, $5, 1)`,
    [given.tenant, given.planId, campaignId, given.kind, given.title],
  );
  return { edition: 1, isNew: true };
}

/** The tasks that the edition before has, as it says them, with where they stand now. */
const standingTasks = ({ query }: Transaction, planId: PlanId, edition: number) =>
  query<Standing & {}>(
    `select t.id, t.state, t.version, e.content,
            coalesce((select json_agg(json_build_object('unit_id', u.unit_id, 'role', u.role, 'claim', u.claim) order by u.position)
                        from task_units u where u.tenant_id = t.tenant_id and u.task_id = t.id), '[]') as claims
       from edition_tasks e join tasks t on t.tenant_id = e.tenant_id and t.id = e.task_id
      where e.plan_id = $1 and e.edition = $2 and e.change <> 'gone' order by e.position`,
    [planId, edition],
  );

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

async function insertNewTasks(
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

async function updateKept(
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

async function markGone(
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

/** The editions of a plan, the newest first. */
export const listEditions = ({ query }: Transaction, planId: PlanId) =>
  query<{
    edition: number;
    title: string;
    doc_number: string | null;
    issued_on: string | null;
    document_id: DocumentId | null;
    file_sha256: FileHash | null;
    confirmed_at: Date;
    confirmed_by: string | null;
    difference: EditionWritten['difference'];
  }>(
    `select e.edition, e.title, e.doc_number, e.issued_on, e.document_id, e.file_sha256, e.confirmed_at, p.name as confirmed_by, e.difference
       from plan_editions e left join people p on p.tenant_id = e.tenant_id and p.id = e.confirmed_by
      where e.plan_id = $1 order by e.edition desc`,
    [planId],
  );

/** What an edition changed, in its order. */
export const listChanges = ({ query }: Transaction, planId: PlanId, edition: number) =>
  query<{
    taskId: TaskId;
    no: string;
    text: string;
    change: 'changed' | 'added' | 'gone';
    differs: string[];
  }>(
    `select task_id as "taskId", content ->> 'no' as no, content ->> 'text' as text, change, differs from edition_tasks
      where plan_id = $1 and edition = $2 and change <> 'unchanged' order by position`,
    [planId, edition],
  );

/** What the edition before says, for a preview of what a new one would change. @throws {Refusal} `request.not_found` */
export async function previewDifference(
  transaction: Transaction,
  planId: PlanId,
  tasks: readonly EditionTask[],
) {
  const [plan] = await transaction.query<{ edition: number }>('select edition from plans where id = $1', [
    planId,
  ]);
  const standing = await standingTasks(transaction, planId, mustExist(plan, 'plan', planId).edition);
  const diff = comparePlans(
    standing.map((task) => compared(task.content)),
    tasks.map(compared),
  );
  return { diff, before: standing.map(({ id, state, content }) => ({ id, state, content })) };
}
