import { instantAt, isWorkday, workdaysBetween, yearOf } from '../kernel/calendar.ts';
import { civilDate } from '../kernel/civil-date.ts';
import type { Calendar, CivilDate } from '../kernel/calendar.ts';
import type { TaskId, UnitId } from '../kernel/ids.ts';
import { DUTIES } from './duties.ts';
import { bearsDuty } from './task.ts';
import type { Task, TaskState, UnitPart } from './task.ts';

/**
 * Which reminders (提醒) are due now. Each has a key, so that asking twice, late, or on two machines sends it once; a new deadline
 * makes new keys. After an outage only the newest step is sent, the steps before it are settled unsent.
 * Nothing is sent outside working hours, from a provisional day, or while a request waits for the office.
 */
export interface ReminderRule {
  /** Workdays before the deadline, largest first. */
  before: readonly number[];
  /** Workdays after it, smallest first. The first goes to the person, the further ones to head and office. */
  after: readonly number[];
}
export const REMINDER_RULE: ReminderRule = { before: [10, 5, 2], after: [1, 5, 10] };

export interface Reminder {
  key: string;
  task: TaskId;
  unit: UnitId;
  step: ReminderStep;
  due: CivilDate;
  /** person 责任人 · head 一把手 · office 创建办. */
  to: readonly ('person' | 'head' | 'office')[];
}
export interface ReminderStep {
  kind: 'before' | 'on' | 'after';
  /** Workdays before or after; 0 on the day. */
  workdays: number;
}

export type ReminderFacts = Pick<Task, 'id' | 'state' | 'deadline' | 'request' | 'issuedOn' | 'units'>;

const LIVE: readonly TaskState[] = ['issued', 'claimed', 'in_progress', 'returned', 'deferred'];

export interface RemindersDue {
  send: Reminder[];
  /** Keys of steps that time has passed over: to be kept as done, never to be sent. */
  settle: string[];
}

/** @param sent  keys that were sent or settled before */
export function remindersDue(
  task: ReminderFacts,
  calendar: Calendar,
  now: Date,
  sent: ReadonlySet<string>,
  rule: ReminderRule = REMINDER_RULE,
): RemindersDue {
  const none: RemindersDue = { send: [], settle: [] };
  const due = task.deadline?.due ?? null;
  if (due === null || task.deadline?.provisional === true || task.request !== null) return none;
  if (!LIVE.includes(task.state)) return none;

  const today = civilDate(now);
  const left = workdaysBetween(calendar, today, due);
  if (left.provisional || !calendar.years.has(yearOf(due)) || !isOfficeHour(calendar, today, now))
    return none;

  const reached = stepsReached(rule, today, due, left.workdays);
  const onIssue = task.issuedOn === null ? Infinity : workdaysBetween(calendar, task.issuedOn, due).workdays;
  const result: RemindersDue = { send: [], settle: [] };
  for (const part of task.units) {
    if (!DUTIES[part.role].reminded || part.submitted) continue;
    const steps = reached.filter((step) => bearsDuty(part.role) || step.kind !== 'after');
    steps.forEach((step, n) => {
      const key = `${task.id}:${part.unit}:${due}:${step.kind}-${step.workdays}`;
      if (sent.has(key)) return;
      // a task issued with little time left was just read: its early steps are over before they began
      const stale = n < steps.length - 1 || (step.kind === 'before' && step.workdays >= onIssue);
      if (stale) result.settle.push(key);
      else result.send.push({ key, task: task.id, unit: part.unit, step, due, to: audience(step, rule) });
    });
  }
  return result;
}

function isOfficeHour(calendar: Calendar, today: CivilDate, now: Date): boolean {
  const { from, to } = calendar.workingHours;
  const time = now.getTime();
  return (
    isWorkday(calendar, today) === true &&
    instantAt(today, from).getTime() <= time &&
    time < instantAt(today, to).getTime()
  );
}

/** All steps whose moment has come, in the order of time. */
function stepsReached(rule: ReminderRule, today: CivilDate, due: CivilDate, left: number): ReminderStep[] {
  const before = rule.before
    .filter((workdays) => left <= workdays)
    .map((workdays): ReminderStep => ({ kind: 'before', workdays }));
  const on: ReminderStep[] = today >= due ? [{ kind: 'on', workdays: 0 }] : [];
  const after = rule.after
    .filter((workdays) => today > due && -left >= workdays)
    .map((workdays): ReminderStep => ({ kind: 'after', workdays }));
  return [...before, ...on, ...after];
}

function audience(step: ReminderStep, rule: ReminderRule): Reminder['to'] {
  if (step.kind !== 'after') return ['person'];
  return step.workdays === rule.after[0] ? ['person', 'head'] : ['head', 'office'];
}

/** Whom a "person" reminder reaches when the unit has named nobody yet: its head. */
export const recipient = (part: Pick<UnitPart, 'chain'>): 'person' | 'head' =>
  part.chain.person === null ? 'head' : 'person';
