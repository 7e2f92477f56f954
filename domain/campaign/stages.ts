import { daysBetween } from '../kernel/calendar.ts';
import type { CivilDate } from '../kernel/calendar.ts';
import type { Campaign, Stage, StageId } from './plan.ts';

/**
 * Stages may overlap or even share one window, since plans in use do that; it is said, never refused. What is refused is a window
 * that runs backwards.
 */
export type StageFinding =
  | { code: 'reversed' | 'outside_campaign'; stage: StageId }
  | { code: 'overlap' | 'same_window'; stage: StageId; other: StageId; days: number };

export function stageFindings(
  stages: readonly Stage[],
  campaign: Pick<Campaign, 'from' | 'to'>,
): StageFinding[] {
  const found: StageFinding[] = [];
  stages.forEach((stage, n) => {
    if (stage.to < stage.from) found.push({ code: 'reversed', stage: stage.id });
    else if (stage.from < campaign.from || stage.to > campaign.to)
      found.push({ code: 'outside_campaign', stage: stage.id });
    for (const other of stages.slice(n + 1)) {
      const from = stage.from > other.from ? stage.from : other.from;
      const to = stage.to < other.to ? stage.to : other.to;
      if (to < from) continue;
      const same = stage.from === other.from && stage.to === other.to;
      found.push({
        code: same ? 'same_window' : 'overlap',
        stage: stage.id,
        other: other.id,
        days: daysBetween(from, to) + 1,
      });
    }
  });
  return found;
}

/** The window that a task without a day of its own takes from its stage. */
export const inheritedWindow = (
  stage: Pick<Stage, 'from' | 'to'>,
): { from: CivilDate; due: CivilDate; inherited: true } => ({
  from: stage.from,
  due: stage.to,
  inherited: true,
});

/** A task's own day outside the window of its stage: null when it is inside. */
export function outsideStage(due: CivilDate, stage: Pick<Stage, 'from' | 'to'>): 'before' | 'after' | null {
  if (due < stage.from) return 'before';
  return due > stage.to ? 'after' : null;
}

/** The stages that run on a day, in their order; several where they overlap. */
export const stagesOn = <S extends Pick<Stage, 'from' | 'to'>>(stages: readonly S[], day: CivilDate): S[] =>
  stages.filter((stage) => stage.from <= day && day <= stage.to);
