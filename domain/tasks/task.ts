import type { CivilDate } from '../kernel/calendar.ts';
import type { CampaignId, Id, PersonId, PlanId, TaskId, UnitId } from '../kernel/ids.ts';
import type { ResponsibilityChain } from '../organisation/unit.ts';

/** A task (任务): one item of a plan that units own. */
export interface Task {
  id: TaskId;
  campaign: CampaignId;
  plan: PlanId;
  /** As printed: "1", "(18)"; empty where the item has none. */
  no: string;
  /** Headings above it, outermost first, as printed. */
  sectionPath: readonly string[];
  /** Place in the plan, from 0. */
  position: number;
  parent: TaskId | null;
  text: string;
  /** 目标任务, where stated apart from the text. */
  objective: string | null;
  /** 工作标准. */
  standard: string | null;
  /** 考核办法, how it is assessed. */
  assessment: string | null;
  /** 奖惩措施. */
  reward: string | null;
  stage: Id<'stage'> | null;
  deadline: Deadline | null;
  recurrence: Recurrence | null;
  targets: readonly Target[];
  units: readonly UnitPart[];
  /** Positive whole number; how much it weighs among its siblings. 10 is usual. */
  weight: number;
  state: TaskState;
  /** A pending question to the office; at most one at a time. */
  request: TaskRequest | null;
  /** Who handed it in as done, for "maker is not checker"; null before. */
  submittedBy: PersonId | null;
  /** Day on which it was handed in, null before. */
  doneOn: CivilDate | null;
  /** Day on which it was issued; work is expected to run evenly from here to the deadline. */
  issuedOn: CivilDate | null;
}

/** 草拟 · 已下达 · 已认领 · 推进中 · 已办结待核验 · 已核验 · 已退回 · 已延期 · 已撤销. */
export const TASK_STATES = [
  'draft',
  'issued',
  'claimed',
  'in_progress',
  'done',
  'verified',
  'returned',
  'deferred',
  'dropped',
] as const;
export type TaskState = (typeof TASK_STATES)[number];

/** lead 牵头 · responsible 责任 · cooperating 配合 · assessing 考核 · material 提供材料. */
export const UNIT_ROLES = ['lead', 'responsible', 'cooperating', 'assessing', 'material'] as const;
export type UnitRole = (typeof UNIT_ROLES)[number];

/** One unit's part in a task: its role, whether it has taken it on, and how far it is. */
export interface UnitPart {
  unit: UnitId;
  role: UnitRole;
  /** The words of the document: 县法制办, 各乡镇. */
  writtenAs: string | null;
  claim: ClaimState;
  chain: ResponsibilityChain;
  /** 0 to 10,000; what the unit last reported of its own part. */
  progressBp: BasisPoints;
  /** The unit has handed in its part. */
  submitted: boolean;
}

/**
 * open 待认领 · unit 单位已认领 · head 一把手已认领 · disputed 有异议.
 * The unit takes it on first, then its head in person, naming leader, section and person.
 */
export const CLAIM_STATES = ['open', 'unit', 'head', 'disputed'] as const;
export type ClaimState = (typeof CLAIM_STATES)[number];

/** Ten-thousandths: 10,000 is all of it. */
export type BasisPoints = number;

export interface Deadline {
  /** As the document says it: 9月底前, 长期坚持. */
  phrase: string;
  /** First day of the window, where the words give one. */
  from: CivilDate | null;
  /** Last day meant; null where the words name no day (长期坚持, 7月之前 until a person has decided). */
  due: CivilDate | null;
  /** Taken from the stage above it. */
  inherited: boolean;
  /** Counted through a year whose calendar is not loaded: shown, but nothing fires from it. */
  provisional: boolean;
}

export interface Target {
  /** As written: 达到90%以上. */
  text: string;
  comparator: '>=' | '>' | '<=' | '<' | '=' | '~';
  value: number;
  unit: string;
  /** Last reported value, null when none was reported. */
  attained: number | null;
}

/** How an obligation comes back (周期性任务). */
export interface Recurrence {
  /** As written: 每年, 每季度, 每月25日前, 定期. */
  phrase: string;
  rhythm: Rhythm;
  /** The n of "every n weeks"; 1 when the words give none. */
  every: number;
  /**
   * The day by which it is due: of the month (1 to 31), of the week (1 Monday to 7), of the year as month × 100 + day (331 is
   * 31 March). Null: the period's end; always null for the other rhythms.
   */
  day: number | null;
}
/** `unset` is 定期 and its like: no interval until the office sets one, and no instances before. */
export const RHYTHMS = ['yearly', 'half_yearly', 'quarterly', 'monthly', 'weekly', 'daily', 'unset'] as const;
export type Rhythm = (typeof RHYTHMS)[number];

/** deferral 申请延期 · cannot 做不了. Both wait for the office; neither is a fault of the unit meanwhile. */
export interface TaskRequest {
  kind: 'deferral' | 'cannot';
  unit: UnitId;
  by: PersonId;
  on: CivilDate;
  reason: string;
  /** The day asked for (deferral only). */
  until: CivilDate | null;
}

/** Carries the duty to get it done: reports, hands in, signs for it. */
export const bearsDuty = (role: UnitRole): boolean => role === 'lead' || role === 'responsible';
