import type { TaskLine, TaskTotals } from '@tongchuang/contract/tasks.ts';
import type { z } from 'zod';
import type { Calendar } from '@tongchuang/domain/kernel/calendar.ts';
import type { UnitId } from '@tongchuang/domain/kernel/ids.ts';
import { claimComplete } from '@tongchuang/domain/tasks/claims.ts';
import { LIGHTS, lightOf, type Light, type TaskLight } from '@tongchuang/domain/tasks/lights.ts';
import { rollUp, taskProgress } from '@tongchuang/domain/tasks/rollup.ts';
import { bearsDuty, TASK_STATES, type TaskState } from '@tongchuang/domain/tasks/task.ts';
import type { TaskFacts } from '@tongchuang/storage/tasks/facts.ts';

/** A task and where it stands now: its light and progress, counted afresh at every look. */
export interface Standing {
  task: TaskFacts;
  light: TaskLight;
  progressBp: number;
}

export function standingOf(task: TaskFacts, calendar: Calendar, now: Date): Standing {
  const { progressBp } = taskProgress(task);
  return { task, progressBp, light: lightOf({ ...task, progressBp }, calendar, now) };
}

/** What counts in a roll-up: a recurring task is judged by its instances as soon as it has any. */
export const counted = (tasks: readonly TaskFacts[]): TaskFacts[] =>
  tasks.filter((task) => !task.hasInstances);

export const isUnclaimed = (task: TaskFacts): boolean =>
  !['draft', 'done', 'verified', 'dropped'].includes(task.state) &&
  task.units.some((part) => !claimComplete(part));

export function lineOf({ task, light, progressBp }: Standing): TaskLine {
  const {
    id,
    no,
    text,
    plan,
    sectionId,
    parent,
    seriesId,
    stage,
    position,
    state,
    deadline,
    weight,
    version,
  } = task;
  return {
    id,
    no,
    text,
    planId: plan,
    sectionId,
    parentId: parent,
    seriesId,
    stageId: stage,
    position,
    state,
    light: light.light,
    provisional: light.provisional,
    reason: light.reasons[0] ?? { code: 'no_day' },
    due: deadline?.due ?? null,
    duePhrase: deadline?.phrase ?? null,
    recurs: task.recurrence !== null,
    request: task.request?.kind ?? null,
    progressBp,
    weight,
    version,
    units: task.units.map((part) => ({
      unitId: part.unit,
      role: part.role,
      claim: part.claim,
      progressBp: part.progressBp,
    })),
  };
}

const none = <K extends string>(keys: readonly K[]) =>
  Object.fromEntries(keys.map((key) => [key, 0])) as Record<K, number>;

/** Sums over what a filter left. */
export function totalsOf(rows: readonly Standing[]): z.output<typeof TaskTotals> {
  const byState: Record<TaskState, number> = none(TASK_STATES);
  const byLight: Record<Light, number> = none(LIGHTS);
  const late = new Map<UnitId, number>();
  let unclaimed = 0;
  let waiting = 0;
  for (const { task, light } of rows) {
    byState[task.state] += 1;
    byLight[light.light] += 1;
    if (isUnclaimed(task)) unclaimed += 1;
    if (task.request) waiting += 1;
    if (light.light !== 'late') continue;
    for (const part of task.units)
      if (bearsDuty(part.role)) late.set(part.unit, (late.get(part.unit) ?? 0) + 1);
  }
  const [most] = [...late].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const sum = rollUp(counted(rows.map((row) => row.task)));
  return {
    tasks: rows.length,
    byState,
    byLight,
    unclaimed,
    waiting,
    progressBp: sum.progressBp,
    leftOut: sum.leftOut,
    mostLate: most ? { unitId: most[0], tasks: most[1] } : null,
  };
}

export const emptyLights = (): Record<Light, number> => none(LIGHTS);
