import { monthEnd, weekday, type CivilDate } from '@tongchuang/domain/kernel/calendar.ts';
import type { PlanItem } from '@tongchuang/contract/campaign.ts';
import type { PlanLevel } from '@tongchuang/domain/campaign/plan.ts';
import { locale, t } from '@tongchuang/ui/locale/locale.ts';
import type { Tone } from '@tongchuang/ui/pieces/status-tag.tsx';
import { sayShortDate } from '@tongchuang/ui/speech.ts';

export const levelWord = (level: PlanLevel): string => t(`plans.level_${level}`);

/** What a level is broken down into; null below a working day. */
export const LEVEL_BELOW: Record<PlanLevel, PlanLevel | null> = {
  cycle_goal: 'annual_goal',
  annual_goal: 'unit_plan',
  unit_plan: 'month_item',
  month_item: 'day_item',
  day_item: null,
};

export const STATE_TONES: Record<PlanItem['state'], Tone> = {
  open: 'muted',
  done: 'good',
  not_done: 'danger',
};
export const stateWord = (state: PlanItem['state']): string => t(`plans.state_${state}`);

export const weekdayWord = (date: CivilDate): string => t(`plans.weekday_${weekday(date) as 1}`);
/** 11月 · Nov */
export const monthWord = (month: string): string =>
  new Intl.DateTimeFormat(locale.get(), { month: 'short', timeZone: 'UTC' }).format(
    new Date(`${month.slice(0, 7)}-15T00:00:00Z`),
  );
export const firstOf = (month: string): CivilDate => `${month}-01`;
export const lastOf = (month: string): CivilDate => monthEnd(firstOf(month));
export const monthsOf = (year: number): string[] =>
  Array.from({ length: 12 }, (_, n) => `${year}-${String(n + 1).padStart(2, '0')}`);

/** The span of an item in few words: 2026年, 11月, 11月20日 周五, else both days. */
export function sayPeriod({ from, to }: Pick<PlanItem, 'from' | 'to'>): string {
  if (from === to) return `${sayShortDate(from)} ${weekdayWord(from)}`;
  const [year, until] = [from.slice(0, 4), to.slice(0, 4)];
  if (from.endsWith('-01-01') && to.endsWith('-12-31'))
    return year === until ? t('plans.year_n', { year }) : t('plans.years_n', { from: year, to: until });
  if (from.endsWith('-01') && to === monthEnd(from)) return monthWord(from);
  return t('plans.from_to', { from: sayShortDate(from), to: sayShortDate(to) });
}
