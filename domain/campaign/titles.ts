import { yearOf } from '../kernel/calendar.ts';
import type { CivilDate } from '../kernel/calendar.ts';

/**
 * The ladder of titles (创建称号): from a place's first title to the national one. It is data of a pack, because provinces differ.
 * A title is worked for over a cycle of usually three years, and looked at again when the next cycle ends.
 */
export interface TitleLadder {
  name: string;
  cycleYears: number;
  /** Lowest first. */
  rungs: readonly TitleRung[];
}
export interface TitleRung {
  code: string;
  name: string;
  /** Who awards it. */
  by: string;
  /** The title that one has to hold before; null for the first. */
  after: string | null;
}

export interface HeldTitle {
  title: string;
  since: CivilDate;
}

/**
 * Whether a campaign can aim at a title: `again` keeps one that is held (复查), `step_skipped` names what has to be held first.
 */
export function aimAt(
  ladder: TitleLadder,
  held: readonly HeldTitle[],
  title: string,
): { code: 'next' | 'again' } | { code: 'step_skipped'; first: string } | { code: 'unknown_title' } {
  const rung = ladder.rungs.find((one) => one.code === title);
  if (rung === undefined) return { code: 'unknown_title' };
  const has = (code: string) => held.some((one) => one.title === code);
  if (has(title)) return { code: 'again' };
  return rung.after === null || has(rung.after)
    ? { code: 'next' }
    : { code: 'step_skipped', first: rung.after };
}

/** The year in which a held title is looked at again. */
export const reviewYear = (ladder: TitleLadder, held: HeldTitle): number =>
  yearOf(held.since) + ladder.cycleYears;

/** What a ladder of a pack gets wrong: a code twice, or a rung that hangs on nothing below it. */
export function ladderProblems(ladder: TitleLadder): string[] {
  const below = new Set<string>();
  return ladder.rungs.flatMap((rung) => {
    const problems = [
      ...(below.has(rung.code) ? [`${rung.code} twice`] : []),
      ...(rung.after !== null && !below.has(rung.after) ? [`${rung.code} after ${rung.after}`] : []),
    ];
    below.add(rung.code);
    return problems;
  });
}
