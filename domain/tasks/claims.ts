import { workdaysBetween } from '../kernel/calendar.ts';
import type { Calendar, CivilDate } from '../kernel/calendar.ts';
import type { TaskId, UnitId } from '../kernel/ids.ts';
import { DUTIES } from './duties.ts';
import type { ClaimState, Task, TaskState, UnitPart, UnitRole } from './task.ts';

/**
 * Claiming (任务认领) as a list for the office: which parts nobody has taken on, which wait for the head in person, which are
 * disputed. A claim is complete at `head` for units that bear duty, at `unit` for the others.
 */
export interface ClaimWaiting {
  task: TaskId;
  unit: UnitId;
  role: UnitRole;
  /** What it waits for. */
  waits: 'unit' | 'head' | 'office';
  /** Workdays since the task was issued. */
  workdays: number;
  /** Longer than the office allows. */
  overdue: boolean;
}

export interface ClaimBoard {
  /** Disputed first, then the longest waiting. */
  waiting: ClaimWaiting[];
  byUnit: Map<UnitId, { parts: number; complete: number }>;
  parts: number;
  complete: number;
}

export type ClaimFacts = Pick<Task, 'id' | 'state' | 'units' | 'issuedOn'>;

const CLAIMABLE: readonly TaskState[] = ['issued', 'claimed', 'in_progress', 'returned', 'deferred'];

export const claimComplete = (part: Pick<UnitPart, 'role' | 'claim'>): boolean =>
  part.claim === 'head' || (part.claim === 'unit' && DUTIES[part.role].claims === 'unit');

/** @param withinWorkdays  how long units have, from the day of issue */
export function claimBoard(
  tasks: readonly ClaimFacts[],
  calendar: Calendar,
  today: CivilDate,
  withinWorkdays = 5,
): ClaimBoard {
  const board: ClaimBoard = { waiting: [], byUnit: new Map(), parts: 0, complete: 0 };
  for (const task of tasks) {
    if (!CLAIMABLE.includes(task.state)) continue;
    const workdays = task.issuedOn === null ? 0 : workdaysBetween(calendar, task.issuedOn, today).workdays;
    for (const part of task.units) {
      const complete = claimComplete(part);
      const unit = board.byUnit.get(part.unit) ?? { parts: 0, complete: 0 };
      board.byUnit.set(part.unit, { parts: unit.parts + 1, complete: unit.complete + (complete ? 1 : 0) });
      board.parts++;
      if (complete) board.complete++;
      else {
        const waits = WAITS[part.claim];
        board.waiting.push({
          task: task.id,
          unit: part.unit,
          role: part.role,
          waits,
          workdays,
          overdue: workdays > withinWorkdays,
        });
      }
    }
  }
  const rank = (one: ClaimWaiting) => (one.waits === 'office' ? 0 : 1);
  board.waiting.sort((a, b) => rank(a) - rank(b) || b.workdays - a.workdays || (a.task < b.task ? -1 : 1));
  return board;
}

const WAITS: Record<ClaimState, ClaimWaiting['waits']> = {
  open: 'unit',
  unit: 'head',
  head: 'head',
  disputed: 'office',
};
