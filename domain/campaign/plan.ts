import type { CivilDate } from '../kernel/calendar.ts';
import type { CampaignId, Id, PersonId, TaskId, UnitId } from '../kernel/ids.ts';

export type StageId = Id<'stage'>;
export type PlanItemId = Id<'plan_item'>;

/** A campaign (创城): one cycle of usually three years towards a title. */
export interface Campaign {
  id: CampaignId;
  name: string;
  /** The title it aims at, a code of the ladder in the pack. */
  title: string;
  from: CivilDate;
  to: CivilDate;
}

/** A stage of the campaign (阶段): 宣传发动, 集中攻坚, 迎检. Tasks without a deadline of their own inherit its end. */
export interface Stage {
  id: StageId;
  name: string;
  from: CivilDate;
  to: CivilDate;
}

/**
 * The layers of planning, each linked to the one above:
 * cycle_goal 三年目标 → annual_goal 年度目标 → unit_plan 单位年度计划 → month_item 月度计划 → day_item 工作日事项.
 */
export const PLAN_LEVELS = ['cycle_goal', 'annual_goal', 'unit_plan', 'month_item', 'day_item'] as const;
export type PlanLevel = (typeof PLAN_LEVELS)[number];

export interface PlanItem {
  id: PlanItemId;
  level: PlanLevel;
  /** The item of the level above that it serves; null only for a cycle goal. */
  parent: PlanItemId | null;
  text: string;
  /** The period it is for, both days included: three years, a year, a month, a day. */
  from: CivilDate;
  to: CivilDate;
  /** Whose plan it is; null for cycle goals and for annual goals of the whole campaign. */
  unit: UnitId | null;
  /** Who does it: always set for a day item. */
  person: PersonId | null;
  /** The task it serves, where there is one. */
  task: TaskId | null;
  state: 'open' | 'done' | 'not_done';
  /** Why it was not done; always set for `not_done`. */
  reason: string | null;
}

/** The level above; null above a cycle goal. */
export const levelAbove = (level: PlanLevel): PlanLevel | null =>
  PLAN_LEVELS[PLAN_LEVELS.indexOf(level) - 1] ?? null;
