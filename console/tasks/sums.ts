import type { TaskLine } from '@tongchuang/contract/tasks.ts';
import type { UnitId } from '@tongchuang/domain/kernel/ids.ts';
import type { Light } from '@tongchuang/domain/tasks/lights.ts';
import { bearsDuty, type TaskState } from '@tongchuang/domain/tasks/task.ts';
import { isUnclaimed } from './narrow.ts';

/** Sums over lines, by the same formula as everywhere (domain/tasks/rollup.ts): exact, never a page's. */
export interface Sums {
  tasks: number;
  byState: Partial<Record<TaskState, number>>;
  byLight: Partial<Record<Light, number>>;
  /** Ten-thousandths; null where nothing counts. */
  progressBp: number | null;
  /** Do not count in the progress, and why. */
  leftOut: { draft: number; dropped: number; cannot: number };
  unclaimed: number;
  waiting: number;
  mostLate: { unitId: UnitId; tasks: number } | null;
}

/** @param heads  recurring tasks that have instances: their instances are counted in the progress, not they */
export function sumUp(lines: readonly TaskLine[], heads: ReadonlySet<string>): Sums {
  const sums: Sums = {
    tasks: lines.length,
    byState: {},
    byLight: {},
    progressBp: null,
    leftOut: { draft: 0, dropped: 0, cannot: 0 },
    unclaimed: 0,
    waiting: 0,
    mostLate: null,
  };
  const late = new Map<UnitId, number>();
  let weight = 0;
  let earned = 0;
  for (const line of lines) {
    sums.byState[line.state] = (sums.byState[line.state] ?? 0) + 1;
    sums.byLight[line.light] = (sums.byLight[line.light] ?? 0) + 1;
    if (isUnclaimed(line)) sums.unclaimed++;
    if (line.request !== null) sums.waiting++;
    if (line.light === 'late') {
      for (const part of line.units)
        if (bearsDuty(part.role)) late.set(part.unitId, (late.get(part.unitId) ?? 0) + 1);
    }
    if (heads.has(line.id)) continue;
    if (line.state === 'draft' || line.state === 'dropped') sums.leftOut[line.state]++;
    else if (line.request === 'cannot') sums.leftOut.cannot++;
    else {
      weight += line.weight;
      earned += line.weight * line.progressBp;
    }
  }
  sums.progressBp = weight === 0 ? null : Math.floor(earned / weight);
  for (const [unitId, tasks] of late)
    if (sums.mostLate === null || tasks > sums.mostLate.tasks) sums.mostLate = { unitId, tasks };
  return sums;
}

export const headsOf = (lines: readonly Pick<TaskLine, 'seriesId'>[]): ReadonlySet<string> =>
  new Set(lines.flatMap((line) => line.seriesId ?? []));
