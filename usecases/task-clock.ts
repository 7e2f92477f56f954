import * as routes from '@tongchuang/contract/task-acts.ts';
import type { Calendar } from '@tongchuang/domain/kernel/calendar.ts';
import type { TaskId } from '@tongchuang/domain/kernel/ids.ts';
import { Refusal } from '@tongchuang/domain/kernel/refusal.ts';
import {
  instancesUntil,
  nextInstance as instanceAfter,
  type Instance,
} from '@tongchuang/domain/tasks/recurrence.ts';
import { remindersDue } from '@tongchuang/domain/tasks/reminders.ts';
import { bearsDuty, type TaskState } from '@tongchuang/domain/tasks/task.ts';
import { loadCalendar } from '@tongchuang/storage/campaign/calendar.ts';
import { insertTask } from '@tongchuang/storage/tasks/edits.ts';
import { loadTasks, type TaskFacts } from '@tongchuang/storage/tasks/facts.ts';
import { copyParts, findPeriods } from '@tongchuang/storage/tasks/instances.ts';
import { findSentKeys, insertReminders, type NewReminder } from '@tongchuang/storage/tasks/reminders.ts';
import { mustExist } from '@tongchuang/storage/versions.ts';
import { act, type ActScene } from './act.ts';
import { taskSubject } from './tasks.ts';

/** What falls due by the clock (时钟): instances of recurring tasks, and reminders before, on and after a day. */

const LIVE: readonly TaskState[] = ['issued', 'claimed', 'in_progress', 'returned', 'deferred'];
/** A daily task that nobody looked at for years makes no more than this at once. */
const MOST_AT_ONCE = 60;

/** Makes one instance: the same units with the claims they hold, nothing reported yet. */
async function makeInstance(scene: ActScene, series: TaskFacts, id: TaskId, one: Instance): Promise<void> {
  const isClaimed = series.units.every((part) => !bearsDuty(part.role) || part.claim === 'head');
  const state: TaskState = isClaimed ? 'claimed' : 'issued';
  await insertTask(scene, {
    tenant_id: scene.tenant,
    id,
    plan_id: series.plan,
    campaign_id: series.campaign,
    section_id: series.sectionId,
    stage_id: series.stage,
    goal_id: series.goalId,
    no: series.no,
    text: series.text,
    objective: series.objective,
    standard: series.standard,
    assessment: series.assessment,
    reward: series.reward,
    weight: series.weight,
    deadline_phrase: series.recurrence?.phrase ?? null,
    due_from: one.from,
    due_on: one.due,
    due_provisional: one.provisional,
    series_id: series.id,
    period_from: one.from,
    period_to: one.to,
    issued_on: scene.today,
    state,
    changed_at: scene.now,
  });
  await copyParts(scene, series.id, id);
  scene.trace('task', id, {});
  scene.trace('task', series.id, {});
}

const startOf = (series: TaskFacts, today: string): string => series.issuedOn ?? today;

export const nextInstance = act(routes.nextInstance, {
  about: taskSubject,
  async run(scene, { params: { id }, body: { instanceId } }) {
    const [calendar, [series], periods] = await Promise.all([
      loadCalendar(scene),
      loadTasks(scene, { reach: 'all', ids: [id] }),
      findPeriods(scene, [id]),
    ]);
    const head = mustExist(series, 'task', id);
    if (!head.recurrence) throw new Refusal('task.not_recurring', {});
    if (!LIVE.includes(head.state))
      throw new Refusal('task.action_not_allowed', { state: head.state, action: 'next' });
    const last = periods.at(-1) ?? null;
    const next = instanceAfter(head.recurrence, startOf(head, scene.today), last, calendar);
    if (next === 'interval_not_set')
      throw new Refusal('task.rhythm_unset', { phrase: head.recurrence.phrase });
    await makeInstance(scene, head, instanceId, next);
    scene.trace('task', instanceId, { moves: [madeMove(instanceId, head)], period: next.from });
    return { instanceId, from: next.from, to: next.to, due: next.due };
  },
});

const madeMove = (task: TaskId, series: TaskFacts) => {
  const isClaimed = series.units.every((part) => !bearsDuty(part.role) || part.claim === 'head');
  return { task, action: 'create', from: null, to: isClaimed ? 'claimed' : 'issued', version: 1 };
};

/** The morning round. Run twice, late or in two processes it does the same things once. */
export const runDay = act(routes.runDay, {
  alone: true,
  async run(scene) {
    const [calendar, tasks] = await Promise.all([loadCalendar(scene), loadTasks(scene, { reach: 'all' })]);
    const live = tasks.filter((task) => LIVE.includes(task.state));
    const made = await makeDueInstances(scene, live, calendar);
    const sent = await remind(scene, live, calendar);
    scene.trace('clock', scene.today, { instances: made, reminders: sent });
    return { instances: made, reminders: sent };
  },
});

async function makeDueInstances(
  scene: ActScene,
  live: readonly TaskFacts[],
  calendar: Calendar,
): Promise<number> {
  const series = live.filter(
    (task) => task.recurrence && task.recurrence.rhythm !== 'unset' && task.seriesId === null,
  );
  const periods = await findPeriods(
    scene,
    series.map((task) => task.id),
  );
  const moves = [];
  for (const head of series) {
    if (!head.recurrence) continue;
    const known = new Set(periods.filter((one) => one.seriesId === head.id).map((one) => one.from));
    const due = instancesUntil(head.recurrence, startOf(head, scene.today), scene.today, calendar);
    for (const one of due.filter((instance) => !known.has(instance.from)).slice(-MOST_AT_ONCE)) {
      const id = scene.newId<TaskId>();
      await makeInstance(scene, head, id, one);
      moves.push(madeMove(id, head));
    }
  }
  if (moves.length > 0) scene.trace('clock', scene.today, { moves });
  return moves.length;
}

/** Instances are reminded of, not the recurring task that they stand for. */
async function remind(scene: ActScene, live: readonly TaskFacts[], calendar: Calendar): Promise<number> {
  const dated = live.filter((task) => task.deadline?.due != null && !task.hasInstances);
  const sent = await findSentKeys(
    scene,
    dated.map((task) => task.id),
  );
  const reminders: NewReminder[] = [];
  for (const task of dated) {
    const { send, settle } = remindersDue(task, calendar, scene.now, sent);
    for (const one of send) {
      const reason = `${one.step.kind}-${one.step.workdays}`;
      reminders.push({ ...one, reason, audience: one.to, sentAt: scene.now });
    }
    for (const key of settle) {
      const [, unit = ''] = key.split(':');
      const due = task.deadline?.due ?? '';
      const reason = key.slice(key.lastIndexOf(':') + 1);
      reminders.push({
        key,
        task: task.id,
        unit: unit as NewReminder['unit'],
        reason,
        audience: [],
        due,
        sentAt: null,
      });
    }
  }
  return insertReminders(scene, scene.tenant, scene.now, reminders);
}
