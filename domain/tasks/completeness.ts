import type { UnitId } from '../kernel/ids.ts';
import { bearsDuty } from './task.ts';
import type { BasisPoints, Task } from './task.ts';

/**
 * "N fixed, N clear" rules (四明确, 五定, 责任链): one engine, the rules are data. A task is complete under a rule when every item of
 * the rule is filled; the gaps say which item is missing, and for which unit.
 */
export const ITEMS = [
  'objective', // 目标任务
  'standard', // 工作标准
  'deadline', // 完成时限
  'units', // 责任单位, at least one that bears duty
  'one_lead', // not more than one 牵头单位
  'person', // 责任人员 of every unit that bears duty
  'chain', // 分管领导, 承办科室, 责任人 of every unit that bears duty
  'assessment', // 考核办法
  'reward', // 奖惩措施
] as const;
export type Item = (typeof ITEMS)[number];

export interface CompletenessRule {
  code: string;
  /** 四明确 */
  name: string;
  items: readonly { label: string; needs: readonly Item[] }[];
}

export const FOUR_CLARITIES: CompletenessRule = {
  code: 'four_clarities',
  name: '四明确',
  items: [
    { label: '目标任务', needs: ['objective'] },
    { label: '工作标准', needs: ['standard'] },
    { label: '完成时限', needs: ['deadline'] },
    { label: '责任人员', needs: ['units', 'person'] },
  ],
};
export const FIVE_FIXED: CompletenessRule = {
  code: 'five_fixed',
  name: '五定',
  items: [
    { label: '定任务', needs: ['objective'] },
    { label: '定进度', needs: ['deadline'] },
    { label: '定责任', needs: ['units', 'one_lead', 'chain'] },
    { label: '定考评', needs: ['assessment'] },
    { label: '定奖惩', needs: ['reward'] },
  ],
};
/** 分解到位: a task without all links of its chain does not count as broken down. */
export const CHAIN_LINKED: CompletenessRule = {
  code: 'chain_linked',
  name: '责任链',
  items: [
    { label: '责任单位', needs: ['units', 'one_lead'] },
    { label: '分管领导、承办科室、责任人', needs: ['chain'] },
  ],
};

export interface Gap {
  item: Item;
  label: string;
  /** The unit that it is missing for; null when it is the task's. */
  unit: UnitId | null;
}

export type CompletenessFacts = Pick<
  Task,
  'text' | 'objective' | 'standard' | 'assessment' | 'reward' | 'deadline' | 'recurrence' | 'units'
>;

export function gapsOf(task: CompletenessFacts, rule: CompletenessRule): Gap[] {
  return rule.items.flatMap(({ label, needs }) =>
    needs.flatMap((item) => missing(task, item).map((unit) => ({ item, label, unit }))),
  );
}

const blank = (text: string | null) => (text ?? '').trim() === '';
/** Words that fix a duration without a day. */
const STANDING = /长期|常年|全年|常态|持续|始终|每天|全程/;

/** One entry for the task (null) or for each unit for which the item is missing. */
function missing(task: CompletenessFacts, item: Item): (UnitId | null)[] {
  const duty = task.units.filter((part) => bearsDuty(part.role));
  const whole = (isMissing: boolean) => (isMissing ? [null] : []);
  switch (item) {
    case 'objective':
      return whole(blank(task.objective) && blank(task.text));
    case 'standard':
      return whole(blank(task.standard));
    case 'assessment':
      return whole(blank(task.assessment));
    case 'reward':
      return whole(blank(task.reward));
    case 'deadline':
      return whole(!hasDeadline(task));
    case 'units':
      return whole(duty.length === 0);
    case 'one_lead':
      return whole(duty.filter((part) => part.role === 'lead').length > 1);
    case 'person':
      return duty.filter((part) => part.chain.person === null).map((part) => part.unit);
    case 'chain':
      return duty
        .filter(({ chain }) => chain.leader === null || blank(chain.section) || chain.person === null)
        .map((part) => part.unit);
  }
}

/** A day, a rhythm with an interval, or words that fix a standing duty; 7月之前 counts only when a person has said which day. */
function hasDeadline({ deadline, recurrence }: CompletenessFacts): boolean {
  if (deadline !== null && (deadline.due !== null || STANDING.test(deadline.phrase))) return true;
  return recurrence !== null && recurrence.rhythm !== 'unset';
}

export interface CompletenessRate {
  tasks: number;
  complete: number;
  /** Null without tasks. */
  rateBp: BasisPoints | null;
  gaps: Partial<Record<Item, number>>;
}

/** The rate of all tasks and of each unit that bears duty; a gap of one unit does not spoil another unit's rate. */
export function completenessOf(
  tasks: readonly CompletenessFacts[],
  rule: CompletenessRule,
): { all: CompletenessRate; byUnit: Map<UnitId, CompletenessRate> } {
  const all = emptyRate();
  const byUnit = new Map<UnitId, CompletenessRate>();
  for (const task of tasks) {
    const gaps = gapsOf(task, rule);
    count(all, gaps);
    for (const part of task.units) {
      if (!bearsDuty(part.role)) continue;
      const rate = byUnit.get(part.unit) ?? emptyRate();
      byUnit.set(part.unit, rate);
      count(
        rate,
        gaps.filter((gap) => gap.unit === null || gap.unit === part.unit),
      );
    }
  }
  return { all, byUnit };
}

const emptyRate = (): CompletenessRate => ({ tasks: 0, complete: 0, rateBp: null, gaps: {} });

function count(rate: CompletenessRate, gaps: readonly Gap[]): void {
  rate.tasks++;
  if (gaps.length === 0) rate.complete++;
  for (const item of new Set(gaps.map((gap) => gap.item))) rate.gaps[item] = (rate.gaps[item] ?? 0) + 1;
  rate.rateBp = Math.floor((rate.complete * 10_000) / rate.tasks);
}
