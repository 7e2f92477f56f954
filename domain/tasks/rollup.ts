import { DUTIES } from './duties.ts';
import type { BasisPoints, Target, Task, TaskState } from './task.ts';

/**
 * Progress (完成进度) by one formula, in exact whole ten-thousandths, always rounded down, so that 100% is shown only when all
 * of it is verified.
 *
 * One task:
 *   verified                   → 10,000
 *   done                       → 9,000: the last tenth belongs to verification
 *   otherwise                  → min(9,000, own), where own is
 *     parts   P = Σ w(role)·progress / Σ w(role) over its units; w: lead 6, responsible 4, cooperating 1, others 0
 *     targets T = Σ attainment / number of reported targets, each at most 10,000
 *     own       = P without reported targets, else (P + T) / 2
 * Many tasks (a parent, a unit, a zone, a section, a stage, the campaign):
 *   Σ weight·progress / Σ weight over the tasks below it that count, not over averages, so that the grouping changes nothing.
 *   Drafts, dropped tasks and tasks with a 做不了 before the office do not count; the result says how many that were.
 */
export const UNVERIFIED_CAP_BP = 9_000;

export type ProgressFacts = Pick<Task, 'state' | 'units' | 'targets' | 'weight' | 'request'>;

export interface TaskProgress {
  progressBp: BasisPoints;
  reasons: ProgressReason[];
}
export type ProgressReason =
  | { code: 'verified' | 'awaiting_verification' | 'not_started' | 'capped_until_verified' }
  | { code: 'units'; progressBp: BasisPoints; units: number }
  | { code: 'targets'; progressBp: BasisPoints; reported: number; of: number };

export function taskProgress(task: Pick<ProgressFacts, 'state' | 'units' | 'targets'>): TaskProgress {
  if (task.state === 'verified') return { progressBp: 10_000, reasons: [{ code: 'verified' }] };
  if (task.state === 'done')
    return { progressBp: UNVERIFIED_CAP_BP, reasons: [{ code: 'awaiting_verification' }] };
  const parts = weighed(
    task.units.map((part) => ({ weight: DUTIES[part.role].weight, bp: part.progressBp })),
  );
  const attainments = task.targets.map(attainment).filter((bp) => bp !== null);
  const reasons: ProgressReason[] = [{ code: 'units', progressBp: parts, units: task.units.length }];
  let own = parts;
  if (attainments.length > 0) {
    const targets = weighed(attainments.map((bp) => ({ weight: 1, bp })));
    reasons.push({
      code: 'targets',
      progressBp: targets,
      reported: attainments.length,
      of: task.targets.length,
    });
    own = Math.floor((parts + targets) / 2);
  }
  if (own > UNVERIFIED_CAP_BP) reasons.unshift({ code: 'capped_until_verified' });
  if (own === 0) reasons.unshift({ code: 'not_started' });
  return { progressBp: Math.min(UNVERIFIED_CAP_BP, own), reasons };
}

/**
 * How far a target is attained; null when nothing was reported.
 * "At least" targets count in proportion; "at most" targets are met or not met, since half-way to fewer accidents has no zero.
 */
export function attainment(target: Pick<Target, 'comparator' | 'value' | 'attained'>): BasisPoints | null {
  const { comparator, value, attained } = target;
  if (attained === null || !Number.isFinite(attained)) return null;
  if (meets(comparator, attained, value)) return 10_000;
  if (comparator === '<' || comparator === '<=' || value <= 0) return 0;
  return Math.min(9_999, Math.max(0, Math.floor((attained / value) * 10_000)));
}

/** `~` (左右, 约) is met within a tenth of the value. */
function meets(comparator: Target['comparator'], attained: number, value: number): boolean {
  switch (comparator) {
    case '>=':
    case '=':
      return attained >= value;
    case '>':
      return attained > value;
    case '<=':
      return attained <= value;
    case '<':
      return attained < value;
    case '~':
      return attained >= value - Math.abs(value) / 10;
  }
}

export interface Rollup {
  /** Null when nothing counts. */
  progressBp: BasisPoints | null;
  /** Tasks that count. */
  counted: number;
  verified: number;
  awaitingVerification: number;
  /** Left out, and why. */
  leftOut: { draft: number; dropped: number; cannot: number };
  weight: number;
}

export function rollUp(tasks: readonly ProgressFacts[]): Rollup {
  const out: Rollup = {
    progressBp: null,
    counted: 0,
    verified: 0,
    awaitingVerification: 0,
    leftOut: { draft: 0, dropped: 0, cannot: 0 },
    weight: 0,
  };
  let sum = 0;
  for (const task of tasks) {
    const why = whyLeftOut(task);
    if (why !== null) {
      out.leftOut[why]++;
      continue;
    }
    const weight = Math.max(1, Math.trunc(task.weight));
    out.counted++;
    out.weight += weight;
    sum += weight * taskProgress(task).progressBp;
    if (task.state === 'verified') out.verified++;
    if (task.state === 'done') out.awaitingVerification++;
  }
  return { ...out, progressBp: out.weight === 0 ? null : Math.floor(sum / out.weight) };
}

function whyLeftOut(task: {
  state: TaskState;
  request: Task['request'];
}): 'draft' | 'dropped' | 'cannot' | null {
  if (task.state === 'draft' || task.state === 'dropped') return task.state;
  return task.request?.kind === 'cannot' ? 'cannot' : null;
}

/** Roll-ups of groups: by unit, by zone, by section. A task may stand in several groups (each of its units) or in none. */
export function rollUpBy<K, T extends ProgressFacts>(
  tasks: readonly T[],
  groupsOf: (task: T) => readonly K[],
): Map<K, Rollup> {
  const groups = new Map<K, T[]>();
  for (const task of tasks) {
    for (const key of new Set(groupsOf(task))) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [task]);
      else group.push(task);
    }
  }
  return new Map([...groups].map(([key, group]) => [key, rollUp(group)]));
}

/** Share of one unit in a task: what a unit page shows for it. Verified work is whole for everyone. */
export function partProgress(state: TaskState, progressBp: BasisPoints): BasisPoints {
  return state === 'verified' ? 10_000 : Math.min(UNVERIFIED_CAP_BP, progressBp);
}

/** Weighted mean, rounded down; 0 when nothing weighs. */
function weighed(items: readonly { weight: number; bp: BasisPoints }[]): BasisPoints {
  let sum = 0;
  let weight = 0;
  for (const item of items) {
    sum += item.weight * Math.min(10_000, Math.max(0, Math.trunc(item.bp)));
    weight += item.weight;
  }
  return weight === 0 ? 0 : Math.floor(sum / weight);
}
