// Above 400 lines: every act on a task on one page, a few lines each, in the order of a task's life.
// Long because every act of a task stands here, each a few lines: whoever asks what can be done with a task reads one page.
import { CLAIM_STATES, RHYTHMS } from '@tongchuang/domain/tasks/task.ts';
import { z } from 'zod';
import { Bytes } from './bytes.ts';
import { route, type Route } from './route.ts';
import { BasisPoints, Role, SavedView, ShareLink, State, TaskFilter } from './tasks.ts';
import { CivilDate, done, id, Sha256, typed, Version } from './words.ts';

/** Acts of the tasks room. What is allowed in which state stands in domain/tasks/lifecycle.ts. */

const taskParams = z.strictObject({ id: id<'task'>() });
const partParams = z.strictObject({ id: id<'task'>(), unitId: id<'unit'>() });

/** What an act on one task answers: where it stands now. The page asks again for the rest. */
const Moved = z
  .object({
    id: id<'task'>(),
    state: State,
    version: Version,
    /** The acting unit's own part, where a unit acted. */
    part: z
      .object({
        unitId: id<'unit'>(),
        claim: z.enum(CLAIM_STATES),
        progressBp: BasisPoints,
        submitted: z.boolean(),
      })
      .nullable(),
  })
  .meta({ id: 'Moved' });
const moved = done({ task: Moved });

/** The version that the person looked at; without it the newest is meant. A stale one is refused. */
const version = Version.optional();
const reason = typed(1000, 2);
const note = typed(4000, 1);

/** Files put away before by POST /files, with the names they had. */
export const Evidence = z
  .array(z.strictObject({ sha256: Sha256, name: typed(200) }))
  .max(30)
  .default([]);

const MOVE = [
  'task.action_not_allowed',
  'task.action_incomplete',
  'task.maker_is_checker',
  'row.changed_meanwhile',
  'request.not_found',
] as const;

/** 责任链 of a unit in a task. */
const Chain = z.strictObject({
  leaderId: id<'person'>().nullable(),
  section: typed(60).nullable(),
  personId: id<'person'>().nullable(),
});

/** One of the unit's own moves. */
const ofUnit = <N extends Route['name'], B extends z.ZodType>(
  name: N,
  path: string,
  summary: string,
  body: B,
) =>
  route({
    name,
    method: 'POST',
    path: `/tasks/:id/units/:unitId/${path}`,
    summary,
    params: partParams,
    body,
    reply: moved,
    refusals: MOVE,
  });

/** One of the moves of the office or of whoever verifies. */
const ofTask = <N extends Route['name'], B extends z.ZodType>(
  name: N,
  path: string,
  summary: string,
  body: B,
) =>
  route({
    name,
    method: 'POST',
    path: `/tasks/:id/${path}`,
    summary,
    params: taskParams,
    body,
    reply: moved,
    refusals: MOVE,
  });

/** 单位认领(配合单位签收). */
export const claimByUnit = ofUnit(
  'task.claim_unit',
  'claim',
  'The unit takes its part on',
  z.strictObject({ version }),
);
/** 一把手认领, naming leader, section and person. */
export const claimByHead = ofUnit(
  'task.claim_head',
  'claim-head',
  'The head claims in person and names who is responsible',
  z.strictObject({ chain: Chain, version }),
);
export const dispute = ofUnit(
  'task.dispute',
  'dispute',
  'The unit disputes the division of work',
  z.strictObject({ reason, version }),
);
/** 填报进展. */
export const report = ofUnit(
  'task.report',
  'reports',
  'Report progress with evidence',
  z.strictObject({
    /** The report's own id. */
    reportId: id<'report'>(),
    note,
    progressBp: BasisPoints,
    attained: z
      .array(z.strictObject({ position: z.int().min(0), attained: z.number() }))
      .max(50)
      .default([]),
    files: Evidence,
    version,
  }),
);
export const reportCannot = ofUnit(
  'task.report_cannot',
  'cannot',
  'Say that it cannot be done, for the office to decide',
  z.strictObject({ reportId: id<'report'>(), reason, files: Evidence, version }),
);
export const submitDone = ofUnit(
  'task.submit_done',
  'done',
  'Hand in as done, with evidence or a note',
  z.strictObject({
    reportId: id<'report'>(),
    note: note.nullable(),
    attained: z
      .array(z.strictObject({ position: z.int().min(0), attained: z.number() }))
      .max(50)
      .default([]),
    files: Evidence,
    version,
  }),
);
export const withdraw = ofUnit(
  'task.withdraw',
  'withdraw',
  'Take a hand-in back',
  z.strictObject({ version }),
);
export const requestDeferral = ofUnit(
  'task.request_deferral',
  'deferral',
  'Ask for a later day',
  z.strictObject({ reportId: id<'report'>(), reason, until: CivilDate, files: Evidence, version }),
);
export const withdrawRequest = ofUnit(
  'task.withdraw_request',
  'withdraw-request',
  'Take a request back',
  z.strictObject({ version }),
);
/** An assessing unit (考核单位) verifies or returns by its own right. */
export const verifyAsUnit = ofUnit(
  'task.verify_as_unit',
  'verify',
  'The assessing unit verifies',
  z.strictObject({ reportId: id<'report'>(), note: note.nullable(), version }),
);
export const returnAsUnit = ofUnit(
  'task.return_as_unit',
  'return',
  'The assessing unit returns it with a reason',
  z.strictObject({ reportId: id<'report'>(), reason, version }),
);

/** 责任链: may be named before the head's claim and changed after it. */
export const setChain = route({
  name: 'task.set_chain',
  method: 'PUT',
  path: '/tasks/:id/units/:unitId/chain',
  summary: 'Name the deputy leader, section and person of the unit for this task',
  params: partParams,
  body: z.strictObject({ chain: Chain, version }),
  reply: moved,
  refusals: ['row.changed_meanwhile', 'request.not_found', 'task.person_elsewhere'],
});

export const recall = ofTask(
  'task.recall',
  'recall',
  'Take an issue back before anybody claimed',
  z.strictObject({ reason, version }),
);
export const verify = ofTask(
  'task.verify',
  'verify',
  'Verify what was handed in',
  z.strictObject({ reportId: id<'report'>(), note: note.nullable(), version }),
);
/** 退回, with a reason that the unit reads. */
export const returnTask = ofTask(
  'task.return',
  'return',
  'Return what was handed in, with a reason',
  z.strictObject({ reportId: id<'report'>(), reason, version }),
);
export const approveDeferral = ofTask(
  'task.approve_deferral',
  'approve-deferral',
  'Grant a later day',
  z.strictObject({ reportId: id<'report'>(), until: CivilDate, note: note.nullable(), version }),
);
export const refuseDeferral = ofTask(
  'task.refuse_deferral',
  'refuse-deferral',
  'Refuse a later day',
  z.strictObject({ reportId: id<'report'>(), reason, version }),
);
/** 仍须办理: "no" to a 做不了. */
export const uphold = ofTask(
  'task.uphold',
  'uphold',
  'Decide that it must be done',
  z.strictObject({ reportId: id<'report'>(), reason, version }),
);
export const drop = ofTask(
  'task.drop',
  'drop',
  'Drop the task with a reason',
  z.strictObject({ reportId: id<'report'>(), reason, version }),
);
export const reopen = ofTask(
  'task.reopen',
  'reopen',
  'Open a verified or dropped task again',
  z.strictObject({ reportId: id<'report'>(), reason, version }),
);

const WantedUnits = z
  .array(z.strictObject({ unitId: id<'unit'>(), role: Role, writtenAs: typed(100).nullable().optional() }))
  .min(1)
  .max(200);

/** 指定、调整责任单位. */
export const assign = route({
  name: 'task.assign',
  method: 'PUT',
  path: '/tasks/:id/units',
  summary: 'Set the units of a task and their roles; parts that stay keep claim and progress',
  params: taskParams,
  body: z.strictObject({ units: WantedUnits, note: note.nullable().optional(), version }),
  reply: moved,
  refusals: MOVE,
});

const Rhythm = z.strictObject({
  phrase: typed(60),
  rhythm: z.enum(RHYTHMS),
  every: z.int().min(1).max(999),
  /** Day of the week (1 Monday to 7), of the month (1 to 31), or month × 100 + day for a year; null: the period's end. */
  day: z.int().min(1).max(1231).nullable(),
});

/** What may be changed in a task's own words; what is left out stays. */
const change = {
  no: z.string().trim().max(40).optional(),
  text: typed(4000).optional(),
  objective: typed(2000).nullable().optional(),
  standard: typed(2000).nullable().optional(),
  assessment: typed(2000).nullable().optional(),
  reward: typed(2000).nullable().optional(),
  stageId: z.uuid().nullable().optional(),
  goalId: z.uuid().nullable().optional(),
  parentId: id<'task'>().nullable().optional(),
  deadline: z
    .strictObject({
      phrase: z.string().trim().max(100),
      from: CivilDate.nullable(),
      due: CivilDate.nullable(),
    })
    .nullable()
    .optional(),
  recurrence: Rhythm.nullable().optional(),
  weight: z.int().min(1).max(1000).optional(),
  targets: z
    .array(
      z.strictObject({
        text: typed(200),
        comparator: z.enum(['>=', '>', '<=', '<', '=', '~']),
        value: z.number(),
        unit: z.string().max(20),
      }),
    )
    .max(50)
    .optional(),
};

export const createTask = route({
  name: 'task.create',
  method: 'POST',
  path: '/tasks',
  summary: 'Add a task to a plan by hand',
  body: z.strictObject({
    id: id<'task'>(),
    planId: id<'plan'>(),
    sectionId: z.uuid().nullable(),
    ...change,
    text: typed(4000),
    units: WantedUnits.or(z.array(z.never()).max(0)),
  }),
  reply: moved,
  refusals: ['request.not_found'],
});

export const editTask = route({
  name: 'task.edit',
  method: 'PATCH',
  path: '/tasks/:id',
  summary: 'Change the words, day, rhythm, targets or weight of a task',
  params: taskParams,
  body: z.strictObject({ ...change, version: Version }),
  reply: moved,
  refusals: ['row.changed_meanwhile', 'request.not_found', 'task.settled'],
});

/** What became of each row of a bulk act: done, or refused with the code and its sentence's facts. */
const BulkResult = z.array(
  z.object({
    id: id<'task'>(),
    done: z.boolean(),
    code: z.string().nullable(),
    facts: z.record(z.string(), z.unknown()),
  }),
);
const taskIds = z.array(id<'task'>()).min(1).max(2000);

/** 下达: many at once; each row is told apart. */
export const issue = route({
  name: 'task.issue',
  method: 'POST',
  path: '/tasks/issue',
  summary: 'Issue drafts to their units',
  body: z.strictObject({ taskIds }),
  reply: done({ rows: BulkResult, done: z.int() }),
});

/** 批量调整. */
export const editMany = route({
  name: 'task.edit_many',
  method: 'PATCH',
  path: '/tasks',
  summary:
    'Change day, stage, goal, standard, assessment, reward or weight of many tasks, or add units to them',
  body: z.strictObject({
    taskIds,
    change: z.strictObject({
      due: CivilDate.optional(),
      stageId: z.uuid().nullable().optional(),
      goalId: z.uuid().nullable().optional(),
      standard: typed(2000).optional(),
      assessment: typed(2000).optional(),
      reward: typed(2000).optional(),
      weight: z.int().min(1).max(1000).optional(),
      /** Units to add or whose role to change; the others stay. */
      units: WantedUnits.optional(),
    }),
  }),
  reply: done({ rows: BulkResult, done: z.int() }),
});

/** 展开: the units that 各乡镇 and its like stand for in this task. */
export const expandUnits = route({
  name: 'task.expand_units',
  method: 'POST',
  path: '/tasks/:id/expand-units',
  summary: 'Put named units in the place of a collective name',
  params: taskParams,
  body: z.strictObject({ name: typed(100), unitIds: z.array(id<'unit'>()).min(1).max(200), version }),
  reply: moved,
  refusals: MOVE,
});

/** 周期任务的下一期: by hand; the clock makes it by itself when its period begins. */
export const nextInstance = route({
  name: 'task.next_instance',
  method: 'POST',
  path: '/tasks/:id/instances',
  summary: 'Make the next instance of a recurring task',
  params: taskParams,
  body: z.strictObject({ instanceId: id<'task'>() }),
  reply: done({ instanceId: id<'task'>(), from: CivilDate, to: CivilDate, due: CivilDate.nullable() }),
  refusals: ['task.not_recurring', 'task.rhythm_unset', 'task.instance_exists', 'request.not_found'],
});

/** What the clock does each morning: instances that are due, and reminders before, at and after a day. */
export const runDay = route({
  name: 'task.run_day',
  method: 'POST',
  path: '/clock/day',
  summary: 'The morning round of the clock',
  body: z.strictObject({ on: CivilDate }),
  reply: done({ instances: z.int(), reminders: z.int() }),
});

/** 导出: what is shown, as a file; kept in the audit trail. */
export const exportTasks = route({
  name: 'task.export',
  method: 'POST',
  path: '/tasks/exports',
  summary: 'The filtered list (.xlsx, .csv) or the decomposition table (.xlsx, .docx)',
  body: z.strictObject({
    as: z.enum(['list.xlsx', 'list.csv', 'decomposition.xlsx', 'decomposition.docx']),
    filter: TaskFilter,
    /** Only these of them, as shown after a search that the browser did (pinyin, spans of days). */
    ids: z.array(id<'task'>()).max(5000).optional(),
  }),
  reply: Bytes,
});

/** 单位材料包. */
export const exportUnitPack = route({
  name: 'unit.export',
  method: 'POST',
  path: '/units/:unitId/exports',
  summary: 'Everything of one unit as .docx: its tasks by role, the chain and what is missing',
  params: z.strictObject({ unitId: id<'unit'>() }),
  reply: Bytes,
  refusals: ['request.not_found'],
});

export const exportPlan = route({
  name: 'plan.export',
  method: 'POST',
  path: '/plans/:id/exports',
  summary: 'The plan as a document in official layout, drafted from its tasks',
  params: z.strictObject({ id: id<'plan'>() }),
  reply: Bytes,
  refusals: ['request.not_found'],
});

/** 佐证材料: the bytes of a file that a report of this task names. */
export const taskFile = route({
  name: 'task.file',
  method: 'GET',
  path: '/tasks/:id/files/:sha256',
  summary: 'A file that a report of this task names',
  params: z.strictObject({ id: id<'task'>(), sha256: Sha256 }),
  reply: Bytes,
  refusals: ['request.not_found'],
});

export const saveView = route({
  name: 'saved_view.save',
  method: 'PUT',
  path: '/saved-views/:id',
  summary: 'Save a filter under a name (version 0 where it is new)',
  params: z.strictObject({ id: z.uuid() }),
  body: z.strictObject({
    page: typed(40),
    name: typed(40),
    query: z.string().max(2000),
    shared: z.boolean(),
    version: Version,
  }),
  reply: done({ view: SavedView }),
  refusals: ['row.changed_meanwhile'],
});

export const removeView = route({
  name: 'saved_view.remove',
  method: 'DELETE',
  path: '/saved-views/:id',
  summary: "Remove one's own saved view",
  params: z.strictObject({ id: z.uuid() }),
  reply: done({}),
  refusals: ['request.not_found'],
});

/** 生成外发链接. The token is told once, here, and only its hash is kept. */
export const createShareLink = route({
  name: 'share_link.create',
  method: 'POST',
  path: '/units/:unitId/links',
  summary: "Make a link that opens a unit's page without signing in",
  params: z.strictObject({ unitId: id<'unit'>() }),
  body: z.strictObject({
    id: z.uuid(),
    /** Made by the client: 43 characters of base64url, 256 bits. */
    token: z.string().regex(/^[\w-]{43}$/),
    /** 1 to 90 days. */
    days: z.int().min(1).max(90),
  }),
  /** The address is `/links/<tenant id>.<token>`: the client knows the token, the reply never holds it. */
  reply: done({ link: ShareLink }),
});

export const revokeShareLink = route({
  name: 'share_link.revoke',
  method: 'DELETE',
  path: '/units/:unitId/links/:id',
  summary: 'End a link',
  params: z.strictObject({ unitId: id<'unit'>(), id: z.uuid() }),
  reply: done({}),
  refusals: ['request.not_found'],
});
