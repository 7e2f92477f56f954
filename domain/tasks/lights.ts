import { addDays, daysBetween, deadlineAt, workdaysBetween, yearOf } from '../kernel/calendar.ts';
import type { Calendar, CivilDate } from '../kernel/calendar.ts';
import { civilDate } from '../kernel/civil-date.ts';
import type { BasisPoints, Task } from './task.ts';

/**
 * The light of a task (亮灯), computed and explained, never stored as somebody's opinion:
 * none 不亮 · on_time 正常 · at_risk 临期或滞后 · late 超期 · done 已办结.
 *
 * The rule, in this order:
 * 1. draft, dropped: none. Done or verified: done (and said so when it was handed in after its day).
 * 2. A 做不了 that waits for the office: none; it is the office's turn, and the unit is not late meanwhile.
 * 3. No day to keep (长期坚持): none.
 * 4. The close of work on the due day is over: late; unless a deferral asked for in time still waits, then at_risk.
 * 5. `nearWorkdays` or fewer workdays left, and not all of the work reported: at_risk.
 * 6. Progress is more than `behindBp` below the share of workdays that have passed since it was issued: at_risk.
 * 7. Otherwise on_time.
 * `provisional` says that some year on the way has no calendar yet: show it, let nothing follow from it.
 */
export const LIGHTS = ['none', 'on_time', 'at_risk', 'late', 'done'] as const;
export type Light = (typeof LIGHTS)[number];

export interface LightRule {
  /** Workdays before the deadline from which a task is at risk. */
  nearWorkdays: number;
  /** Ten-thousandths by which progress may lag behind time. */
  behindBp: BasisPoints;
}
export const LIGHT_RULE: LightRule = { nearWorkdays: 5, behindBp: 2_000 };

export type LightReason =
  | { code: 'not_issued' | 'dropped' | 'no_day' | 'awaiting_verification' | 'verified' }
  | { code: 'cannot_pending' | 'deferral_pending'; since: CivilDate }
  | { code: 'handed_in_late'; due: CivilDate; on: CivilDate }
  | { code: 'overdue'; due: CivilDate; days: number; workdays: number }
  | { code: 'due_soon'; due: CivilDate; workdaysLeft: number }
  | { code: 'behind'; progressBp: BasisPoints; elapsedBp: BasisPoints }
  | { code: 'in_time'; due: CivilDate; workdaysLeft: number };

export interface TaskLight {
  light: Light;
  /** Why, the decisive reason first; never empty. */
  reasons: LightReason[];
  provisional: boolean;
}

export type LightFacts = Pick<Task, 'state' | 'deadline' | 'request' | 'doneOn' | 'issuedOn'> & {
  /** From rollup.ts. */
  progressBp: BasisPoints;
};

export function lightOf(
  task: LightFacts,
  calendar: Calendar,
  now: Date,
  rule: LightRule = LIGHT_RULE,
): TaskLight {
  const due = task.deadline?.due ?? null;
  const provisional = due !== null && task.deadline?.provisional === true;
  const light = (name: Light, ...reasons: LightReason[]): TaskLight => ({
    light: name,
    reasons,
    provisional,
  });

  if (task.state === 'draft') return light('none', { code: 'not_issued' });
  if (task.state === 'dropped') return light('none', { code: 'dropped' });
  if (task.state === 'done' || task.state === 'verified') {
    const reason: LightReason = { code: task.state === 'done' ? 'awaiting_verification' : 'verified' };
    if (due === null || task.doneOn === null || task.doneOn <= due) return light('done', reason);
    return light('done', reason, { code: 'handed_in_late', due, on: task.doneOn });
  }
  if (task.request?.kind === 'cannot')
    return light('none', { code: 'cannot_pending', since: task.request.on });
  if (due === null) return light('none', { code: 'no_day' });

  const today = civilDate(now);
  const left = workdaysBetween(calendar, today, due);
  const unsure = {
    provisional: provisional || left.provisional || !calendar.years.has(yearOf(due)),
  };
  if (now.getTime() > deadlineAt(calendar, due).getTime()) {
    const overdue: LightReason = {
      code: 'overdue',
      due,
      days: daysBetween(due, today),
      workdays: left.workdays === 0 ? 0 : -left.workdays,
    };
    const asked = task.request?.kind === 'deferral' && task.request.on <= due ? task.request.on : null;
    if (asked === null) return { ...light('late', overdue), ...unsure };
    return { ...light('at_risk', { code: 'deferral_pending', since: asked }, overdue), ...unsure };
  }

  const reasons: LightReason[] = [];
  if (left.workdays <= rule.nearWorkdays && task.progressBp < 10_000) {
    reasons.push({ code: 'due_soon', due, workdaysLeft: left.workdays });
  }
  const elapsedBp = elapsed(calendar, task.issuedOn, today, due);
  if (elapsedBp !== null && elapsedBp - task.progressBp > rule.behindBp) {
    reasons.push({ code: 'behind', progressBp: task.progressBp, elapsedBp });
  }
  if (reasons.length > 0) return { ...light('at_risk', ...reasons), ...unsure };
  return { ...light('on_time', { code: 'in_time', due, workdaysLeft: left.workdays }), ...unsure };
}

/** Share of the workdays from issue to deadline that have passed, today not counted; null for no such span. */
function elapsed(
  calendar: Calendar,
  from: CivilDate | null,
  today: CivilDate,
  due: CivilDate,
): BasisPoints | null {
  if (from === null || from >= due || today <= from) return null;
  const whole = workdaysBetween(calendar, from, due).workdays;
  if (whole === 0) return null;
  const passed = workdaysBetween(calendar, from, addDays(today, -1)).workdays;
  return Math.floor((passed * 10_000) / whole);
}
