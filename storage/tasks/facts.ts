import type { CampaignId, PersonId, PlanId, TaskId, UnitId } from '@tongchuang/domain/kernel/ids.ts';
import type { StageId } from '@tongchuang/domain/campaign/plan.ts';
import type {
  Rhythm,
  Target,
  Task,
  TaskRequest,
  TaskState,
  UnitPart,
} from '@tongchuang/domain/tasks/task.ts';
import type { Transaction } from '../database.ts';

/** A task with everything that lights, progress, completeness and papers are counted from. */
export interface TaskFacts extends Task {
  version: number;
  sectionId: string | null;
  seriesId: TaskId | null;
  goalId: string | null;
  period: { from: string; to: string } | null;
  /** Collective names that nobody expanded yet. */
  unexpanded: { name: string; role: UnitPart['role'] }[];
  /** A recurring task that has instances: from the first one on it is judged by them. */
  hasInstances: boolean;
}

/** Which tasks: those within somebody's reach, and of these the ones that a page is about. */
export interface Wanted {
  /** `all`, or units by themselves and with everything below them. Drafts are seen within `all` only. */
  reach: 'all' | { own: readonly UnitId[]; subtree: readonly UnitId[] };
  plan?: PlanId | undefined;
  units?: readonly UnitId[] | undefined;
  ids?: readonly TaskId[] | undefined;
  dueFrom?: string | undefined;
  dueTo?: string | undefined;
}

interface TaskRow {
  id: TaskId;
  version: number;
  campaign_id: CampaignId;
  plan_id: PlanId;
  section_id: string | null;
  parent_id: TaskId | null;
  series_id: TaskId | null;
  stage_id: StageId | null;
  goal_id: string | null;
  position: number;
  no: string;
  text: string;
  objective: string | null;
  standard: string | null;
  assessment: string | null;
  reward: string | null;
  deadline_phrase: string | null;
  due_from: string | null;
  due_on: string | null;
  due_inherited: boolean;
  due_provisional: boolean;
  recurrence_phrase: string | null;
  rhythm: Rhythm | null;
  rhythm_every: number;
  rhythm_day: number | null;
  weight: number;
  state: TaskState;
  request: TaskRequest | null;
  submitted_by: PersonId | null;
  done_on: string | null;
  issued_on: string | null;
  period_from: string | null;
  period_to: string | null;
  unexpanded: TaskFacts['unexpanded'];
}
const COLUMNS = `
  t.id, t.version, t.campaign_id, t.plan_id, t.section_id, t.parent_id, t.series_id, t.stage_id, t.goal_id, t.position, t.no, t.text,
  t.objective, t.standard, t.assessment, t.reward, t.deadline_phrase, t.due_from, t.due_on, t.due_inherited, t.due_provisional,
  t.recurrence_phrase, t.rhythm, t.rhythm_every, t.rhythm_day, t.weight, t.state, t.request, t.submitted_by, t.done_on, t.issued_on,
  t.period_from, t.period_to, t.unexpanded`;

interface PartRow {
  task_id: TaskId;
  unit_id: UnitId;
  role: UnitPart['role'];
  written_as: string | null;
  claim: UnitPart['claim'];
  leader_id: PersonId | null;
  section: string | null;
  person_id: PersonId | null;
  progress_bp: number;
  submitted: boolean;
}

type TargetRow = Target & { task_id: TaskId };

/**
 * The tasks that are wanted, in the order of their plans, by three plain statements: rows of text cost PostgreSQL and Node less
 * than the same as JSON.
 */
export async function loadTasks({ query }: Pick<Transaction, 'query'>, wanted: Wanted): Promise<TaskFacts[]> {
  const values: unknown[] = [];
  const where = conditionsOf(wanted, (value) => `$${values.push(value)}`);
  // Of all tasks there are, parts and targets are simply all.
  const those = values.length > 0 ? `where p.task_id in (select t.id from tasks t where ${where})` : '';
  const [tasks, parts, targets] = await Promise.all([
    query<TaskRow & {}>(
      `select ${COLUMNS} from tasks t where ${where} order by t.plan_id, t.position`,
      values,
    ),
    query<PartRow & {}>(
      `select p.task_id, p.unit_id, p.role, p.written_as, p.claim, p.leader_id, p.section, p.person_id, p.progress_bp, p.submitted
         from task_units p ${those} order by p.task_id, p.position, p.unit_id`,
      values,
    ),
    query<TargetRow & {}>(
      `select p.task_id, p.text, p.comparator, p.value, p.unit, p.attained from task_targets p ${those} order by p.task_id, p.position`,
      values,
    ),
  ]);
  const partsOf = Map.groupBy(parts, (part) => part.task_id);
  const targetsOf = Map.groupBy(targets, (target) => target.task_id);
  const heads = new Set(tasks.flatMap((task) => task.series_id ?? []));
  return tasks.map((row) => ({
    ...factsOf(row, partsOf.get(row.id) ?? [], targetsOf.get(row.id) ?? []),
    hasInstances: heads.has(row.id),
  }));
}

function conditionsOf(wanted: Wanted, given: (value: unknown) => string): string {
  const all = [`(t.in_edition or t.state <> 'draft')`];
  if (wanted.reach !== 'all') {
    const { own, subtree } = wanted.reach;
    all.push(
      `t.state <> 'draft' and t.id in (select r.task_id from task_units r join units u on u.tenant_id = r.tenant_id and u.id = r.unit_id
         where r.unit_id = any(${given(own)}::uuid[]) or u.path && ${given(subtree)}::uuid[])`,
    );
  }
  if (wanted.plan) all.push(`t.plan_id = ${given(wanted.plan)}`);
  if (wanted.ids) all.push(`t.id = any(${given(wanted.ids)}::uuid[])`);
  if (wanted.units)
    all.push(
      `t.id in (select r.task_id from task_units r where r.unit_id = any(${given(wanted.units)}::uuid[]))`,
    );
  if (wanted.dueFrom) all.push(`t.due_on >= ${given(wanted.dueFrom)}`);
  if (wanted.dueTo) all.push(`t.due_on <= ${given(wanted.dueTo)}`);
  return all.join(' and ');
}

function factsOf(
  row: TaskRow,
  parts: readonly PartRow[],
  targets: readonly TargetRow[],
): Omit<TaskFacts, 'hasInstances'> {
  const isDated = row.deadline_phrase !== null || row.due_on !== null;
  return {
    id: row.id,
    version: row.version,
    campaign: row.campaign_id,
    plan: row.plan_id,
    sectionId: row.section_id,
    parent: row.parent_id,
    seriesId: row.series_id,
    stage: row.stage_id,
    goalId: row.goal_id,
    position: row.position,
    no: row.no,
    text: row.text,
    objective: row.objective,
    standard: row.standard,
    assessment: row.assessment,
    reward: row.reward,
    weight: row.weight,
    state: row.state,
    request: row.request,
    submittedBy: row.submitted_by,
    doneOn: row.done_on,
    issuedOn: row.issued_on,
    unexpanded: row.unexpanded,
    sectionPath: [],
    deadline: isDated
      ? {
          phrase: row.deadline_phrase ?? '',
          from: row.due_from,
          due: row.due_on,
          inherited: row.due_inherited,
          provisional: row.due_provisional,
        }
      : null,
    recurrence: row.rhythm && {
      phrase: row.recurrence_phrase ?? '',
      rhythm: row.rhythm,
      every: row.rhythm_every,
      day: row.rhythm_day,
    },
    period: row.period_from && row.period_to ? { from: row.period_from, to: row.period_to } : null,
    units: parts.map((part) => ({
      unit: part.unit_id,
      role: part.role,
      writtenAs: part.written_as,
      claim: part.claim,
      progressBp: part.progress_bp,
      submitted: part.submitted,
      chain: { leader: part.leader_id, section: part.section, person: part.person_id },
    })),
    targets: targets.map(({ text, comparator, value, unit, attained }) => ({
      text,
      comparator,
      value,
      unit,
      attained,
    })),
  };
}

export interface SectionRow {
  id: string;
  planId: PlanId;
  parentId: string | null;
  heading: string;
  position: number;
}

export const listSections = ({ query }: Pick<Transaction, 'query'>, plan?: PlanId) =>
  query<SectionRow & {}>(
    `select id, plan_id as "planId", parent_id as "parentId", heading, position from plan_sections s
      where ($1::uuid is null or plan_id = $1) and (current or exists (select from tasks t where t.tenant_id = s.tenant_id and t.section_id = s.id))
      order by plan_id, position`,
    [plan ?? null],
  );

/** Headings above a task, outermost first, by section. */
export function pathsOf(sections: readonly SectionRow[]): Map<string, string[]> {
  const byId = new Map(sections.map((section) => [section.id, section]));
  const paths = new Map<string, string[]>();
  const pathOf = (section: SectionRow): string[] => {
    const known = paths.get(section.id);
    if (known) return known;
    const parent = section.parentId === null ? undefined : byId.get(section.parentId);
    const path = [...(parent ? pathOf(parent) : []), section.heading];
    paths.set(section.id, path);
    return path;
  };
  for (const section of sections) pathOf(section);
  return paths;
}

export interface UnitName {
  id: UnitId;
  name: string;
  shortName: string;
}

/** Names of the units that tasks name (or of those asked for). */
export const listUnitNames = ({ query }: Pick<Transaction, 'query'>, ids?: readonly UnitId[]) =>
  query<UnitName & {}>(
    `select u.id, u.name, coalesce(u.short_name, u.name) as "shortName" from units u
      where case when $1::uuid[] is null
                 then exists (select from task_units p where p.tenant_id = u.tenant_id and p.unit_id = u.id)
                 else u.id = any($1::uuid[]) end
      order by u.position, u.code`,
    [ids ?? null],
  );

export const listPlanTitles = ({ query }: Pick<Transaction, 'query'>) =>
  query<{ id: PlanId; title: string; edition: number }>('select id, title, edition from plans order by id');

export const listStages = ({ query }: Pick<Transaction, 'query'>) =>
  query<{ id: StageId; name: string; from: string; to: string }>(
    'select id, name, from_day as "from", to_day as "to" from stages order by campaign_id, position',
  );

/** What each campaign fixes for all of its tasks (定考评, 定奖惩). */
export const listTerms = async ({ query }: Pick<Transaction, 'query'>): Promise<Terms> => {
  const rows = await query<{ id: CampaignId; assessment: string | null; reward: string | null }>(
    'select id, assessment, reward from campaigns',
  );
  return new Map(rows.map(({ id, ...terms }) => [id, terms]));
};
export type Terms = ReadonlyMap<CampaignId, { assessment: string | null; reward: string | null }>;
