import { PLAN_LEVELS } from '@tongchuang/domain/campaign/plan.ts';
import { z } from 'zod';
import { route } from './route.ts';
import { CivilDate, done, id, Instant, Sha256, typed, Version } from './words.ts';

/** A campaign (创城) with its stages; what is fixed for every letter stands here too (定考评, 定奖惩). */
export const Campaign = z
  .object({
    id: id<'campaign'>(),
    name: z.string(),
    /** The title it aims at: a code of the ladder, or the place's own words. */
    title: z.string(),
    /** The same as it is said. */
    titleName: z.string(),
    from: CivilDate,
    to: CivilDate,
    assessment: z.string().nullable(),
    reward: z.string().nullable(),
    version: Version,
    stages: z.array(
      z.object({
        id: id<'stage'>(),
        name: z.string(),
        from: CivilDate,
        to: CivilDate,
        tasks: z.int(),
        /** Other stages whose window overlaps this one's: allowed, and said. */
        overlaps: z.array(id<'stage'>()),
      }),
    ),
  })
  .meta({ id: 'Campaign' });
export type Campaign = z.output<typeof Campaign>;

export const listCampaigns = route({
  name: 'campaign.list',
  method: 'GET',
  path: '/campaigns',
  summary: 'Campaigns with their stages, the running one first, and the titles that one can aim at',
  reply: z.object({
    rows: z.array(Campaign),
    /** The ladder (创建称号), lowest first. A campaign holds a code of it or words of the place's own. */
    titles: z.array(z.object({ code: z.string(), name: z.string(), by: z.string() })),
  }),
});

/** 维护创城周期: makes it where the id is new (`version` 0). */
export const saveCampaign = route({
  name: 'campaign.save',
  method: 'PUT',
  path: '/campaigns/:id',
  summary: 'Create or change a campaign and its stages; tasks that take their day from a stage follow it',
  params: z.strictObject({ id: id<'campaign'>() }),
  body: z.strictObject({
    name: typed(100),
    title: typed(100),
    from: CivilDate,
    to: CivilDate,
    assessment: typed(2000).nullable(),
    reward: typed(2000).nullable(),
    /** All stages, in order. One that is left out goes, where no task is in it. */
    stages: z
      .array(
        z.strictObject({
          id: id<'stage'>(),
          name: typed(60),
          from: CivilDate,
          to: CivilDate,
        }),
      )
      .max(30),
    version: Version,
  }),
  reply: done({ campaign: Campaign, tasksMoved: z.int() }),
  refusals: ['row.changed_meanwhile', 'campaign.dates_wrong', 'campaign.stage_in_use'],
});

export const Plan = z
  .object({
    id: id<'plan'>(),
    campaignId: id<'campaign'>(),
    parentId: id<'plan'>().nullable(),
    kind: z.enum(['plan', 'opinion', 'special', 'decomposition', 'base']),
    title: z.string(),
    /** 0: written by hand, no document was confirmed yet. */
    edition: z.int(),
    /** Of the newest edition. */
    docNumber: z.string().nullable(),
    issuedOn: CivilDate.nullable(),
    tasks: z.int(),
    version: Version,
  })
  .meta({ id: 'Plan' });

export const Edition = z
  .object({
    edition: z.int(),
    title: z.string(),
    docNumber: z.string().nullable(),
    issuedOn: CivilDate.nullable(),
    documentId: id<'document'>().nullable(),
    fileSha256: Sha256.nullable(),
    confirmedAt: Instant,
    confirmedBy: z.string().nullable(),
    difference: z.object({ unchanged: z.int(), changed: z.int(), added: z.int(), gone: z.int() }),
  })
  .meta({ id: 'Edition' });

export const listPlans = route({
  name: 'plan.list',
  method: 'GET',
  path: '/plans',
  summary: 'Plans with their newest edition',
  reply: z.object({ rows: z.array(Plan) }),
});

export const getPlan = route({
  name: 'plan.get',
  method: 'GET',
  path: '/plans/:id',
  summary: 'A plan, its editions, and what the newest one changed task by task',
  params: z.strictObject({ id: id<'plan'>() }),
  query: z.strictObject({ edition: z.coerce.number().pipe(Version.min(1)).optional() }),
  reply: z.object({
    plan: Plan,
    editions: z.array(Edition),
    /** Of the edition asked for (the newest where none is): tasks that were changed, added or went. */
    changes: z.array(
      z.object({
        taskId: id<'task'>(),
        no: z.string(),
        text: z.string(),
        change: z.enum(['changed', 'added', 'gone']),
        differs: z.array(z.string()),
      }),
    ),
  }),
});

/** 登记文件: a plan that is written here rather than read from a document (任务库, 争创意见). */
export const savePlan = route({
  name: 'plan.save',
  method: 'PUT',
  path: '/plans/:id',
  summary: 'Create a plan without a document, or change the title, kind and parent of one',
  params: z.strictObject({ id: id<'plan'>() }),
  body: z.strictObject({
    campaignId: id<'campaign'>(),
    parentId: id<'plan'>().nullable(),
    kind: z.enum(['plan', 'opinion', 'special', 'decomposition', 'base']),
    title: typed(200),
    version: Version,
  }),
  reply: done({ plan: Plan }),
  refusals: ['row.changed_meanwhile', 'request.not_found', 'plan.below_itself'],
});

/** One item of the cascade: 三年目标, 年度目标, 单位年度计划, 月度计划, 工作日事项. */
export const PlanItem = z
  .object({
    id: id<'plan_item'>(),
    campaignId: id<'campaign'>(),
    level: z.enum(PLAN_LEVELS),
    parentId: id<'plan_item'>().nullable(),
    text: z.string(),
    from: CivilDate,
    to: CivilDate,
    unitId: id<'unit'>().nullable(),
    personId: id<'person'>().nullable(),
    personName: z.string().nullable(),
    taskId: id<'task'>().nullable(),
    taskText: z.string().nullable(),
    state: z.enum(['open', 'done', 'not_done']),
    reason: z.string().nullable(),
    target: z.string().nullable(),
    version: Version,
  })
  .meta({ id: 'PlanItem' });
export type PlanItem = z.output<typeof PlanItem>;

/** 目标: cycle goals with the annual goals below them, and what is not covered. */
export const listGoals = route({
  name: 'goal.list',
  method: 'GET',
  path: '/campaigns/:id/goals',
  summary: 'Cycle goals and annual goals, and where the cascade has gaps',
  params: z.strictObject({ id: id<'campaign'>() }),
  reply: z.object({
    rows: z.array(PlanItem.extend({ tasks: z.int(), progressBp: z.int().nullable(), below: z.int() })),
    /**
     * Cycle goals without an annual goal in a year of the campaign; annual goals that neither a task nor a unit's plan serves;
     * year plans that no month takes up; this month's items that nobody has on his list. Those of units within reach.
     */
    gaps: z.array(
      z.object({
        itemId: id<'plan_item'>(),
        code: z.enum(['no_annual_goal', 'no_task', 'no_month_item', 'no_day_item']),
        year: z.int().nullable(),
        text: z.string(),
        unitId: id<'unit'>().nullable(),
      }),
    ),
  }),
  refusals: ['request.not_found'],
});

export const saveGoal = route({
  name: 'goal.save',
  method: 'PUT',
  path: '/goals/:id',
  summary: 'Create (version 0) or change a cycle goal or an annual goal',
  params: z.strictObject({ id: id<'plan_item'>() }),
  body: z.strictObject({
    campaignId: id<'campaign'>(),
    level: z.enum(['cycle_goal', 'annual_goal']),
    parentId: id<'plan_item'>().nullable(),
    text: typed(1000),
    target: typed(200).nullable(),
    from: CivilDate,
    to: CivilDate,
    unitId: id<'unit'>().nullable(),
    version: Version,
  }),
  reply: done({ goal: PlanItem }),
  refusals: [
    'row.changed_meanwhile',
    'plan_item.level_wrong',
    'plan_item.outside_parent',
    'plan_item.below_outside',
    'request.not_found',
  ],
});

export const removeGoal = route({
  name: 'goal.remove',
  method: 'DELETE',
  path: '/goals/:id',
  summary: 'Remove a goal that nothing hangs below',
  params: z.strictObject({ id: id<'plan_item'>() }),
  reply: done({}),
  refusals: ['plan_item.in_use', 'request.not_found'],
});

/** 单位的年度计划、月度计划和工作日事项 of a span of days. */
export const listPlanItems = route({
  name: 'plan_item.list',
  method: 'GET',
  path: '/units/:unitId/plan-items',
  summary: "A unit's year plan, monthly plan and working-day items that touch a span of days",
  params: z.strictObject({ unitId: id<'unit'>() }),
  query: z.strictObject({ from: CivilDate, to: CivilDate }),
  reply: z.object({
    rows: z.array(PlanItem),
    /** Workdays of the span by the place's calendar; `null` in a year without a table. */
    workdays: z.array(CivilDate).nullable(),
  }),
});

/** 分解: items of the next level below one item (or a task, for the year plan), all at once. */
export const splitPlan = route({
  name: 'plan_item.split',
  method: 'POST',
  path: '/units/:unitId/plan-items',
  summary: 'Add items of one level below a year-plan or monthly item, or a task',
  params: z.strictObject({ unitId: id<'unit'>() }),
  body: z.strictObject({
    level: z.enum(['unit_plan', 'month_item', 'day_item']),
    items: z
      .array(
        z.strictObject({
          id: id<'plan_item'>(),
          /** The item above; a year-plan item may name a task instead. */
          parentId: id<'plan_item'>().nullable(),
          taskId: id<'task'>().nullable(),
          text: typed(500),
          from: CivilDate,
          to: CivilDate,
          personId: id<'person'>().nullable(),
        }),
      )
      .min(1)
      .max(200),
  }),
  reply: done({ rows: z.array(PlanItem) }),
  refusals: [
    'plan_item.level_wrong',
    'plan_item.outside_parent',
    'plan_item.not_a_workday',
    'plan_item.no_person',
    'request.not_found',
  ],
});

/** 完成情况: one tap for a working-day item, a reason where it was not done. */
export const settlePlanItem = route({
  name: 'plan_item.settle',
  method: 'POST',
  path: '/units/:unitId/plan-items/:id/result',
  summary: 'Say that an item was done, was not done and why, or is open again',
  params: z.strictObject({ unitId: id<'unit'>(), id: id<'plan_item'>() }),
  body: z.strictObject({
    state: z.enum(['open', 'done', 'not_done']),
    reason: typed(500).nullable(),
    version: Version,
  }),
  reply: done({ item: PlanItem }),
  refusals: ['row.changed_meanwhile', 'plan_item.reason_missing', 'request.not_found'],
});

export const changePlanItem = route({
  name: 'plan_item.change',
  method: 'PATCH',
  path: '/units/:unitId/plan-items/:id',
  summary: 'Change the words, days or person of an item',
  params: z.strictObject({ unitId: id<'unit'>(), id: id<'plan_item'>() }),
  body: z.strictObject({
    text: typed(500),
    from: CivilDate,
    to: CivilDate,
    personId: id<'person'>().nullable(),
    version: Version,
  }),
  reply: done({ item: PlanItem }),
  refusals: [
    'row.changed_meanwhile',
    'plan_item.outside_parent',
    'plan_item.below_outside',
    'plan_item.not_a_workday',
    'plan_item.no_person',
    'request.not_found',
  ],
});

export const removePlanItem = route({
  name: 'plan_item.remove',
  method: 'DELETE',
  path: '/units/:unitId/plan-items/:id',
  summary: 'Remove an item that nothing hangs below',
  params: z.strictObject({ unitId: id<'unit'>(), id: id<'plan_item'>() }),
  reply: done({}),
  refusals: ['plan_item.in_use', 'request.not_found'],
});

export const CalendarYear = z
  .object({
    year: z.int(),
    source: z.string(),
    version: Version,
    holidays: z.array(z.object({ date: CivilDate, name: z.string() })),
    makeUpWorkdays: z.array(z.object({ date: CivilDate, name: z.string() })),
  })
  .meta({ id: 'CalendarYear' });

/** 工作日历. */
export const getCalendar = route({
  name: 'calendar.get',
  method: 'GET',
  path: '/calendar',
  summary: 'The years whose holidays and make-up workdays are loaded',
  reply: z.object({
    years: z.array(CalendarYear),
    workingHours: z.object({ from: z.string(), to: z.string() }),
    /** Years that open deadlines reach and that are not loaded. */
    missing: z.array(z.int()),
  }),
});

export const saveCalendarYear = route({
  name: 'calendar.save',
  method: 'PUT',
  path: '/calendar/:year',
  summary: 'Load or replace the calendar of a year (version 0 where it is new)',
  params: z.strictObject({ year: z.coerce.number().int().min(2000).max(2100) }),
  body: z.strictObject({
    source: typed(200),
    holidays: z.array(z.strictObject({ name: typed(20), from: CivilDate, to: CivilDate })).max(60),
    makeUpWorkdays: z.array(z.strictObject({ date: CivilDate, for: typed(20) })).max(60),
    version: Version,
  }),
  reply: done({ year: z.int() }),
  refusals: ['calendar.table_wrong', 'calendar.not_a_date', 'row.changed_meanwhile'],
});
