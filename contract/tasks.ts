// Above 400 lines: one page of schemas that the tree, the pages and the sums of tasks share word by word.
// Long because the words of a task (line, page, part, report, sums) stand together: a page is typed by this file alone.
import { LIGHTS } from '@tongchuang/domain/tasks/lights.ts';
import { TASK_ACTIONS } from '@tongchuang/domain/tasks/lifecycle.ts';
import { CLAIM_STATES, RHYTHMS, TASK_STATES, UNIT_ROLES } from '@tongchuang/domain/tasks/task.ts';
import { z } from 'zod';
import { route } from './route.ts';
import { CivilDate, id, Instant, Sha256, Version } from './words.ts';

/** Words and reads of the tasks room; the acts stand in task-acts.ts. */

export const State = z.enum(TASK_STATES);
export const Role = z.enum(UNIT_ROLES);
export const Light = z.enum(LIGHTS);
/** Ten-thousandths: 10,000 is all of it. */
export const BasisPoints = z.int().min(0).max(10_000);

/** Why a light or a progress is what it is: a code and its facts, the decisive one first. */
export const Reason = z
  .object({
    code: z.string(),
    since: CivilDate.optional(),
    due: CivilDate.optional(),
    on: CivilDate.optional(),
    days: z.int().optional(),
    workdays: z.int().optional(),
    workdaysLeft: z.int().optional(),
    progressBp: z.int().optional(),
    elapsedBp: z.int().optional(),
    units: z.int().optional(),
    reported: z.int().optional(),
    of: z.int().optional(),
  })
  .meta({ id: 'Reason' });

/** A small name of a unit or person that a row points to. */
export const Named = z.object({ id: z.string(), name: z.string() });

/** Filters that every list of tasks takes; several values of one are "or", different ones are "and". Lists are comma-separated. */
const many = <V extends string>(one: z.ZodType<V>) =>
  z
    .string()
    .max(8000)
    .transform((text): string[] => text.split(',').filter((part) => part !== ''))
    .pipe(z.array(one as z.ZodType<V, string>).max(200))
    .optional();

export const TaskFilter = z.strictObject({
  plan: id<'plan'>().optional(),
  state: many(State),
  light: many(Light),
  unit: many(z.uuid()),
  /** With `unit`: the unit in this role; alone: a task that has such a role. */
  role: many(Role),
  section: z.uuid().optional(),
  stage: z.uuid().optional(),
  goal: z.uuid().optional(),
  dueFrom: CivilDate.optional(),
  dueTo: CivilDate.optional(),
  /** waiting: a deferral or a 做不了 waits for the office · unclaimed · disputed · incomplete (四明确 not met) · mine: my unit's. */
  only: many(z.enum(['waiting', 'unclaimed', 'disputed', 'incomplete', 'recurring', 'mine'])),
  /** Words of the task or its number. */
  text: z.string().max(100).optional(),
});
export type TaskFilter = z.output<typeof TaskFilter>;

/** One line of the plan tree, of a board column, of a list. */
export const TaskLine = z
  .object({
    id: id<'task'>(),
    no: z.string(),
    text: z.string(),
    planId: id<'plan'>(),
    sectionId: z.string().nullable(),
    parentId: id<'task'>().nullable(),
    /** An instance of a recurring task: which. */
    seriesId: id<'task'>().nullable(),
    stageId: z.string().nullable(),
    position: z.int(),
    state: State,
    light: Light,
    provisional: z.boolean(),
    /** The decisive reason of the light. */
    reason: Reason,
    due: CivilDate.nullable(),
    duePhrase: z.string().nullable(),
    recurs: z.boolean(),
    /** A question waits for the office. */
    request: z.enum(['deferral', 'cannot']).nullable(),
    progressBp: BasisPoints,
    weight: z.int(),
    version: Version,
    units: z.array(
      z.object({ unitId: id<'unit'>(), role: Role, claim: z.enum(CLAIM_STATES), progressBp: BasisPoints }),
    ),
  })
  .meta({ id: 'TaskLine' });
export type TaskLine = z.output<typeof TaskLine>;

/** Sums over what the filters leave: exact, never a page's. */
export const TaskTotals = z
  .object({
    tasks: z.int(),
    byState: z.record(State, z.int()),
    byLight: z.record(Light, z.int()),
    progressBp: BasisPoints.nullable(),
    /** Tasks that do not count in the progress. */
    leftOut: z.object({ draft: z.int(), dropped: z.int(), cannot: z.int() }),
    unclaimed: z.int(),
    waiting: z.int(),
    /** Unit with the most late tasks. */
    mostLate: z.object({ unitId: id<'unit'>(), tasks: z.int() }).nullable(),
  })
  .meta({ id: 'TaskTotals' });

/** 任务树: everything within reach in one reply; the browser folds, searches (pinyin too) and scrolls. */
export const taskTree = route({
  name: 'task.tree',
  method: 'GET',
  path: '/tasks',
  summary: 'Tasks within reach under the filters, with sections, units and exact totals',
  query: TaskFilter,
  reply: z.object({
    tasks: z.array(TaskLine),
    /** In the order of the plan; `parentId` makes the tree. */
    sections: z.array(
      z.object({
        id: z.string(),
        planId: id<'plan'>(),
        parentId: z.string().nullable(),
        heading: z.string(),
        position: z.int(),
      }),
    ),
    plans: z.array(z.object({ id: id<'plan'>(), title: z.string(), edition: z.int() })),
    stages: z.array(z.object({ id: z.string(), name: z.string(), from: CivilDate, to: CivilDate })),
    /** Every unit that a task names. */
    units: z.array(z.object({ id: id<'unit'>(), name: z.string(), shortName: z.string() })),
    totals: TaskTotals,
    asOf: Instant,
  }),
});

const FileRef = z.object({ sha256: Sha256, name: z.string(), size: z.int() });

/** A person in a role at a unit. */
const Who = z.object({ id: id<'person'>(), name: z.string() }).nullable();

export const TaskPart = z
  .object({
    unitId: id<'unit'>(),
    unitName: z.string(),
    shortName: z.string(),
    role: Role,
    writtenAs: z.string().nullable(),
    claim: z.enum(CLAIM_STATES),
    unitClaimedBy: z.string().nullable(),
    unitClaimedAt: Instant.nullable(),
    headClaimedBy: z.string().nullable(),
    headClaimedAt: Instant.nullable(),
    disputeReason: z.string().nullable(),
    /** 分管领导 → 承办科室 → 责任人 */
    leader: Who,
    section: z.string().nullable(),
    person: Who,
    progressBp: BasisPoints,
    submitted: z.boolean(),
    /** What whoever looks may do for this unit now. */
    openActions: z.array(z.enum(TASK_ACTIONS)),
    maySetChain: z.boolean(),
  })
  .meta({ id: 'TaskPart' });

export const TaskReport = z
  .object({
    id: id<'report'>(),
    /** The action in the table of moves. */
    kind: z.enum(TASK_ACTIONS),
    unitId: id<'unit'>().nullable(),
    at: Instant,
    person: z.string(),
    note: z.string().nullable(),
    progressBp: BasisPoints.nullable(),
    until: CivilDate.nullable(),
    files: z.array(FileRef),
    attained: z.array(z.object({ position: z.int(), attained: z.number() })),
    state: State,
  })
  .meta({ id: 'TaskReport' });

/** What decomposition asks for and a task lacks (四明确, 五定, 责任链). */
export const Gap = z.object({ code: z.string(), unitId: id<'unit'>().nullable() }).meta({ id: 'Gap' });

/** 任务页. */
export const TaskPage = z
  .object({
    id: id<'task'>(),
    version: Version,
    campaignId: id<'campaign'>(),
    plan: z.object({
      id: id<'plan'>(),
      title: z.string(),
      edition: z.int(),
      documentId: id<'document'>().nullable(),
    }),
    sectionId: z.string().nullable(),
    sectionPath: z.array(z.string()),
    no: z.string(),
    text: z.string(),
    objective: z.string().nullable(),
    standard: z.string().nullable(),
    assessment: z.string().nullable(),
    reward: z.string().nullable(),
    stage: z.object({ id: z.string(), name: z.string() }).nullable(),
    goal: z.object({ id: z.string(), text: z.string() }).nullable(),
    parent: z.object({ id: id<'task'>(), no: z.string(), text: z.string() }).nullable(),
    series: z.object({ id: id<'task'>(), text: z.string() }).nullable(),
    period: z.object({ from: CivilDate, to: CivilDate }).nullable(),
    deadline: z
      .object({
        phrase: z.string(),
        from: CivilDate.nullable(),
        due: CivilDate.nullable(),
        inherited: z.boolean(),
        provisional: z.boolean(),
      })
      .nullable(),
    recurrence: z
      .object({ phrase: z.string(), rhythm: z.enum(RHYTHMS), every: z.int(), day: z.int().nullable() })
      .nullable(),
    targets: z.array(
      z.object({
        position: z.int(),
        text: z.string(),
        comparator: z.enum(['>=', '>', '<=', '<', '=', '~']),
        value: z.number(),
        unit: z.string(),
        attained: z.number().nullable(),
        attainmentBp: BasisPoints.nullable(),
      }),
    ),
    weight: z.int(),
    state: State,
    inEdition: z.boolean(),
    request: z
      .object({
        kind: z.enum(['deferral', 'cannot']),
        unitId: id<'unit'>(),
        by: z.string(),
        on: CivilDate,
        reason: z.string(),
        until: CivilDate.nullable(),
      })
      .nullable(),
    issuedOn: CivilDate.nullable(),
    doneOn: CivilDate.nullable(),
    light: Light,
    provisional: z.boolean(),
    lightReasons: z.array(Reason),
    progressBp: BasisPoints,
    progressReasons: z.array(Reason),
    parts: z.array(TaskPart),
    /** Units named for several, not expanded yet: 各乡镇. */
    unexpanded: z.array(z.object({ name: z.string(), role: Role })),
    /** What whoever looks may do as the office, or as nobody's unit. */
    openActions: z.array(z.enum(TASK_ACTIONS)),
    mayEdit: z.boolean(),
    children: z.array(
      z.object({ id: id<'task'>(), no: z.string(), text: z.string(), state: State, progressBp: BasisPoints }),
    ),
    instances: z.array(
      z.object({ id: id<'task'>(), from: CivilDate, to: CivilDate, state: State, due: CivilDate.nullable() }),
    ),
    planItems: z.array(
      z.object({
        id: z.string(),
        level: z.string(),
        unitId: id<'unit'>().nullable(),
        text: z.string(),
        from: CivilDate,
        to: CivilDate,
        state: z.string(),
      }),
    ),
    reports: z.array(TaskReport),
    editions: z.array(z.object({ edition: z.int(), change: z.string(), differs: z.array(z.string()) })),
    gaps: z.array(Gap),
  })
  .meta({ id: 'TaskPage' });
export type TaskPage = z.output<typeof TaskPage>;

export const getTask = route({
  name: 'task.get',
  method: 'GET',
  path: '/tasks/:id',
  summary: 'A task with its parts, reports, lights with reasons, and the actions open to whoever looks',
  params: z.strictObject({ id: id<'task'>() }),
  reply: TaskPage,
  refusals: ['request.not_found'],
});

/** 时限日历: deadlines of a span of days. */
export const taskCalendar = route({
  name: 'task.calendar',
  method: 'GET',
  path: '/tasks/calendar',
  summary: 'Deadlines within reach by day, with holidays and make-up workdays',
  query: z.strictObject({
    from: CivilDate,
    to: CivilDate,
    unit: z.uuid().optional(),
    plan: id<'plan'>().optional(),
  }),
  reply: z.object({
    days: z.array(
      z.object({
        date: CivilDate,
        /** Name of the holiday or of the holiday that this workday makes up for. */
        name: z.string().nullable(),
        workday: z.boolean().nullable(),
        tasks: z.array(
          z.object({
            id: id<'task'>(),
            no: z.string(),
            text: z.string(),
            state: State,
            light: Light,
            provisional: z.boolean(),
            lead: z.string().nullable(),
          }),
        ),
      }),
    ),
    /** Tasks in work that have no day. */
    withoutDay: z.int(),
  }),
});

const Rollup = z.object({
  progressBp: BasisPoints.nullable(),
  counted: z.int(),
  verified: z.int(),
  awaitingVerification: z.int(),
  leftOut: z.object({ draft: z.int(), dropped: z.int(), cannot: z.int() }),
  weight: z.int(),
});

/** 完成进度: one formula, by whatever one groups by. */
export const taskRollup = route({
  name: 'task.rollup',
  method: 'GET',
  path: '/tasks/rollup',
  summary:
    'Progress by unit, zone, section, stage, goal or parent task, by the one documented formula, with what was left out',
  query: z.strictObject({
    by: z.enum(['unit', 'lead_unit', 'zone', 'section', 'stage', 'goal', 'parent']),
    plan: id<'plan'>().optional(),
  }),
  reply: z.object({
    whole: Rollup,
    groups: z.array(
      Rollup.extend({
        id: z.string(),
        name: z.string(),
        parentId: z.string().nullable(),
        byLight: z.record(Light, z.int()),
      }),
    ),
    /** Tasks in no group. */
    ungrouped: z.int(),
  }),
});

/** 单位页: everything of one unit on one page. */
export const UnitPage = z
  .object({
    unit: z.object({ id: id<'unit'>(), name: z.string(), shortName: z.string() }),
    head: Who,
    contact: Who,
    totals: TaskTotals,
    /** The unit's own progress: its share in each task by role, by the documented formula. */
    progressBp: BasisPoints.nullable(),
    progress: Rollup,
    tasks: z.array(
      TaskLine.extend({
        role: Role,
        claim: z.enum(CLAIM_STATES),
        partBp: BasisPoints,
        submitted: z.boolean(),
        leaderName: z.string().nullable(),
        section: z.string().nullable(),
        personName: z.string().nullable(),
        gaps: z.array(z.string()),
      }),
    ),
    sections: z.array(z.object({ id: z.string(), heading: z.string() })),
    letter: z
      .object({
        id: id<'letter'>(),
        edition: z.int(),
        state: z.enum(['issued', 'signed', 'void']),
        issuedAt: Instant,
        signedOn: CivilDate.nullable(),
        /** Tasks claimed since, or changed since it was written. */
        outdated: z.int(),
      })
      .nullable(),
    /** Share of duty-bearing parts whose four items are clear (四明确), of those that count. */
    clarity: z.object({ complete: z.int(), of: z.int() }),
    asOf: Instant,
  })
  .meta({ id: 'UnitPage' });
export type UnitPage = z.output<typeof UnitPage>;

export const getUnitPage = route({
  name: 'unit.page',
  method: 'GET',
  path: '/units/:unitId/page',
  summary: "A unit's tasks by role, its progress with explanation, its letter and what is missing",
  params: z.strictObject({ unitId: id<'unit'>() }),
  reply: UnitPage,
  refusals: ['request.not_found'],
});

/** 四明确、五定缺项. */
export const listGaps = route({
  name: 'task.gaps',
  method: 'GET',
  path: '/gaps',
  summary: 'What decomposition still lacks: by unit, by task, and the completeness rate of the campaign',
  query: z.strictObject({ unit: z.uuid().optional(), plan: id<'plan'>().optional() }),
  reply: z.object({
    /** 四明确: parts that are complete, of all that count. */
    clarity: z.object({ complete: z.int(), of: z.int() }),
    /** How often each thing is missing. */
    byCode: z.record(z.string(), z.int()),
    units: z.array(
      z.object({
        unitId: id<'unit'>(),
        name: z.string(),
        complete: z.int(),
        of: z.int(),
        unclaimed: z.int(),
        byCode: z.record(z.string(), z.int()),
        letter: z.enum(['none', 'issued', 'signed']),
      }),
    ),
    tasks: z.array(
      z.object({ id: id<'task'>(), no: z.string(), text: z.string(), state: State, gaps: z.array(Gap) }),
    ),
  }),
});

/** 常用视图: one's own and those that are shared. */
export const SavedView = z
  .object({
    id: z.uuid(),
    page: z.string(),
    name: z.string(),
    query: z.string(),
    shared: z.boolean(),
    mine: z.boolean(),
    owner: z.string(),
    version: Version,
  })
  .meta({ id: 'SavedView' });

export const listSavedViews = route({
  name: 'saved_view.list',
  method: 'GET',
  path: '/saved-views',
  summary: "One's own saved views and the shared ones",
  query: z.strictObject({ page: z.string().max(40).optional() }),
  reply: z.object({ rows: z.array(SavedView) }),
});

/** 外发链接 of a unit's page. */
export const ShareLink = z
  .object({
    id: z.uuid(),
    unitId: id<'unit'>(),
    createdBy: z.string(),
    createdAt: Instant,
    expiresAt: Instant,
    revokedAt: Instant.nullable(),
    opened: z.int(),
    lastOpenedAt: Instant.nullable(),
  })
  .meta({ id: 'ShareLink' });

export const listShareLinks = route({
  name: 'share_link.list',
  method: 'GET',
  path: '/units/:unitId/links',
  summary: "Links that open a unit's page without signing in, and how often they were opened",
  params: z.strictObject({ unitId: id<'unit'>() }),
  reply: z.object({ rows: z.array(ShareLink) }),
});

/** The page behind a link: read-only, and each opening is kept. The token is in the address, so it never reaches a log line. */
export const openShareLink = route({
  name: 'share_link.open',
  method: 'GET',
  path: '/links/:token',
  summary: "A unit's page by a link",
  params: z.strictObject({ token: z.string().min(40).max(120) }),
  reply: z.object({ place: z.string(), expiresAt: Instant, page: UnitPage }),
  refusals: ['link.not_valid', 'request.too_many'],
});
