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

type PartArray = [
  unit: UnitId,
  role: UnitPart['role'],
  writtenAs: string | null,
  claim: UnitPart['claim'],
  leader: PersonId | null,
  section: string | null,
  person: PersonId | null,
  bp: number,
  submitted: boolean,
];
type TargetArray = [
  text: string,
  comparator: Target['comparator'],
  value: number,
  unit: string,
  attained: number | null,
];

/** One task as PostgreSQL writes it: an array, since the names of thirty fields two thousand times over are most of the bytes. */
type FactsArray = [
  id: TaskId,
  version: number,
  campaign: CampaignId,
  plan: PlanId,
  section: string | null,
  parent: TaskId | null,
  series: TaskId | null,
  stage: StageId | null,
  goal: string | null,
  position: number,
  no: string,
  text: string,
  objective: string | null,
  standard: string | null,
  assessment: string | null,
  reward: string | null,
  phrase: string | null,
  dueFrom: string | null,
  dueOn: string | null,
  inherited: boolean,
  provisional: boolean,
  recurrence: string | null,
  rhythm: Rhythm | null,
  every: number,
  day: number | null,
  weight: number,
  state: TaskState,
  request: TaskRequest | null,
  submittedBy: PersonId | null,
  doneOn: string | null,
  issuedOn: string | null,
  periodFrom: string | null,
  periodTo: string | null,
  unexpanded: TaskFacts['unexpanded'],
  parts: PartArray[] | null,
  targets: TargetArray[] | null,
];

const FACTS = `
  json_build_array(t.id, t.version, t.campaign_id, t.plan_id, t.section_id, t.parent_id, t.series_id, t.stage_id, t.goal_id,
    t.position, t.no, t.text, t.objective, t.standard, t.assessment, t.reward,
    t.deadline_phrase, t.due_from, t.due_on, t.due_inherited, t.due_provisional,
    t.recurrence_phrase, t.rhythm, t.rhythm_every, t.rhythm_day, t.weight, t.state, t.request, t.submitted_by, t.done_on, t.issued_on,
    t.period_from, t.period_to, t.unexpanded, p.parts, g.targets)`;

/** The tasks that are wanted, in the order of their plans. Sections are given as `paths` knows them. */
export async function loadTasks(
  { query }: Pick<Transaction, 'query'>,
  wanted: Wanted,
  paths: ReadonlyMap<string, readonly string[]> = new Map(),
): Promise<TaskFacts[]> {
  const values: unknown[] = [];
  const given = (value: unknown) => `$${values.push(value)}`;
  // What concerns parts is asked of parts too, so that the aggregates are made for these tasks only.
  const narrow: string[] = [];
  if (wanted.reach !== 'all') {
    const { own, subtree } = wanted.reach;
    narrow.push(
      `t.state <> 'draft' and t.id in (select r.task_id from task_units r join units u on u.tenant_id = r.tenant_id and u.id = r.unit_id
         where r.unit_id = any(${given(own)}::uuid[]) or u.path && ${given(subtree)}::uuid[])`,
    );
  }
  if (wanted.plan) narrow.push(`t.plan_id = ${given(wanted.plan)}`);
  if (wanted.ids) narrow.push(`t.id = any(${given(wanted.ids)}::uuid[])`);
  if (wanted.units)
    narrow.push(
      `t.id in (select r.task_id from task_units r where r.unit_id = any(${given(wanted.units)}::uuid[]))`,
    );
  if (wanted.dueFrom) narrow.push(`t.due_on >= ${given(wanted.dueFrom)}`);
  if (wanted.dueTo) narrow.push(`t.due_on <= ${given(wanted.dueTo)}`);
  const some = wanted.ids ?? wanted.units ?? (wanted.reach === 'all' ? undefined : wanted.reach);
  const [row] = await query<{ tasks: FactsArray[] | null }>(
    `select json_agg(${FACTS} order by t.plan_id, t.position) as tasks
       from tasks t ${some ? EACH : WHOLE}
      where (t.in_edition or t.state <> 'draft')${narrow.map((condition) => ` and ${condition}`).join('')}`,
    values,
  );
  const facts = (row?.tasks ?? []).map((array) => factsOf(array, paths));
  const heads = new Set(facts.flatMap((task) => task.seriesId ?? []));
  for (const task of facts) task.hasInstances = heads.has(task.id);
  return facts;
}

const PARTS = `json_agg(json_build_array(p.unit_id, p.role, p.written_as, p.claim, p.leader_id, p.section, p.person_id, p.progress_bp, p.submitted)
                 order by p.position, p.unit_id) as parts`;
const TARGETS = `json_agg(json_build_array(g.text, g.comparator, g.value, g.unit, g.attained) order by g.position) as targets`;

/** All tasks: parts and targets are gone through once. */
const WHOLE = `
  left join (select p.tenant_id, p.task_id, ${PARTS} from task_units p group by p.tenant_id, p.task_id) p
    on p.tenant_id = t.tenant_id and p.task_id = t.id
  left join (select g.tenant_id, g.task_id, ${TARGETS} from task_targets g group by g.tenant_id, g.task_id) g
    on g.tenant_id = t.tenant_id and g.task_id = t.id`;

/** Few tasks: each looks up its own. */
const EACH = `
  left join lateral (select ${PARTS} from task_units p where p.tenant_id = t.tenant_id and p.task_id = t.id) p on true
  left join lateral (select ${TARGETS} from task_targets g where g.tenant_id = t.tenant_id and g.task_id = t.id) g on true`;

function factsOf(row: FactsArray, paths: ReadonlyMap<string, readonly string[]>): TaskFacts {
  const [id, version, campaign, plan, sectionId, parent, seriesId, stage, goalId, position, no, text] = row;
  const [objective, standard, assessment, reward, phrase, from, due, inherited, provisional] = row.slice(
    12,
  ) as Rest12;
  const [recurs, rhythm, every, day, weight, state, request, submittedBy, doneOn, issuedOn] = row.slice(
    21,
  ) as Rest21;
  const [periodFrom, periodTo, unexpanded, parts, targets] = row.slice(31) as Rest31;
  return {
    id,
    version,
    campaign,
    plan,
    sectionId,
    parent,
    seriesId,
    stage,
    goalId,
    position,
    no,
    text,
    objective,
    standard,
    assessment,
    reward,
    weight,
    state,
    request,
    submittedBy,
    doneOn,
    issuedOn,
    unexpanded,
    sectionPath: (sectionId !== null && paths.get(sectionId)) || [],
    deadline:
      phrase === null && due === null ? null : { phrase: phrase ?? '', from, due, inherited, provisional },
    recurrence: rhythm === null ? null : { phrase: recurs ?? '', rhythm, every, day },
    period: periodFrom === null || periodTo === null ? null : { from: periodFrom, to: periodTo },
    units: (parts ?? []).map(
      ([unit, role, writtenAs, claim, leader, section, person, progressBp, submitted]) => ({
        unit,
        role,
        writtenAs,
        claim,
        progressBp,
        submitted,
        chain: { leader, section, person },
      }),
    ),
    targets: (targets ?? []).map(([words, comparator, value, unit, attained]) => ({
      text: words,
      comparator,
      value,
      unit,
      attained,
    })),
    hasInstances: false,
  };
}

type Rest12 = [
  string | null,
  string | null,
  string | null,
  string | null,
  string | null,
  string | null,
  string | null,
  boolean,
  boolean,
];
type Rest21 = [
  string | null,
  Rhythm | null,
  number,
  number | null,
  number,
  TaskState,
  TaskRequest | null,
  PersonId | null,
  string | null,
  string | null,
];
type Rest31 = [
  string | null,
  string | null,
  TaskFacts['unexpanded'],
  PartArray[] | null,
  TargetArray[] | null,
];

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
