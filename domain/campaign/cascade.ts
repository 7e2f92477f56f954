import { addDays, isWorkday, monthEnd, weekday, yearOf } from '../kernel/calendar.ts';
import type { Calendar, CivilDate } from '../kernel/calendar.ts';
import type { UnitId } from '../kernel/ids.ts';
import { levelAbove } from './plan.ts';
import type { Campaign, PlanItem, PlanItemId, PlanLevel } from './plan.ts';

/**
 * The cascade (长计划、短安排): every item hangs on one of the level above, lies inside its period, and belongs to the same unit.
 * A unit's year plan may hang on a task instead of a goal. The judgement says what is wrong; the gaps say what is not there.
 */
export type ItemProblem =
  | 'no_parent' // nothing above it
  | 'wrong_level' // hangs on an item that is not of the level just above
  | 'outside_parent' // its period reaches beyond the one above
  | 'outside_campaign'
  | 'wrong_period' // not one year, one month, one day, as its level asks
  | 'other_unit' // another unit's item stands above it
  | 'no_unit'
  | 'no_person'
  | 'no_reason' // not done, and no word why
  | 'rest_day'; // a day item on a day that is not worked

export function itemProblems(
  item: PlanItem,
  parent: PlanItem | null,
  campaign: Pick<Campaign, 'from' | 'to'>,
  calendar: Calendar,
): ItemProblem[] {
  const { level, from, to } = item;
  const above = levelAbove(level);
  const checks: [ItemProblem, boolean][] = [
    ['no_parent', above !== null && parent === null && !(level === 'unit_plan' && item.task !== null)],
    ['wrong_level', parent !== null && parent.level !== above],
    ['outside_parent', parent !== null && (from < parent.from || to > parent.to)],
    ['outside_campaign', parent === null && (from < campaign.from || to > campaign.to)],
    ['wrong_period', to < from || !periodFits(level, from, to)],
    ['other_unit', parent !== null && parent.unit !== null && item.unit !== parent.unit],
    ['no_unit', item.unit === null && level !== 'cycle_goal' && level !== 'annual_goal'],
    ['no_person', item.person === null && level === 'day_item'],
    ['no_reason', item.state === 'not_done' && (item.reason ?? '').trim() === ''],
    ['rest_day', level === 'day_item' && isWorkday(calendar, from) === false],
  ];
  return checks.filter(([, wrong]) => wrong).map(([problem]) => problem);
}

function periodFits(level: PlanLevel, from: CivilDate, to: CivilDate): boolean {
  switch (level) {
    case 'cycle_goal':
      return true;
    case 'annual_goal':
    case 'unit_plan':
      return yearOf(from) === yearOf(to);
    case 'month_item':
      return from.slice(0, 7) === to.slice(0, 7);
    case 'day_item':
      return from === to;
  }
}

/** What the cascade does not cover. */
export type CoverageGap =
  | { code: 'no_annual_goal'; item: PlanItemId; year: number } // a cycle goal in a year of the campaign
  | { code: 'no_task'; item: PlanItemId } // an annual goal that neither a task nor a unit's plan serves
  | { code: 'no_month_item'; item: PlanItemId } // a unit's year plan that no month takes up
  | { code: 'no_day_item'; item: PlanItemId }; // a month's item that nobody has on his list

/**
 * @param served  annual goals that some task serves
 * @param today   months that are over or have not begun are no gap for day items; year plans are looked at once their year runs
 */
export function coverageGaps(
  items: readonly PlanItem[],
  campaign: Pick<Campaign, 'from' | 'to'>,
  served: ReadonlySet<PlanItemId>,
  today: CivilDate,
): CoverageGap[] {
  const below = Map.groupBy(
    items.filter((item) => item.parent !== null),
    (item) => item.parent,
  );
  return items.flatMap((item): CoverageGap[] => {
    const children = below.get(item.id) ?? [];
    switch (item.level) {
      case 'cycle_goal': {
        const covered = new Set(children.map((child) => yearOf(child.from)));
        return yearsOf(item, campaign)
          .filter((year) => !covered.has(year))
          .map((year) => ({ code: 'no_annual_goal', item: item.id, year }));
      }
      case 'annual_goal':
        return children.length > 0 || served.has(item.id) || item.task !== null
          ? []
          : [{ code: 'no_task', item: item.id }];
      case 'unit_plan':
        return children.length > 0 || item.state !== 'open' || today < item.from
          ? []
          : [{ code: 'no_month_item', item: item.id }];
      case 'month_item': {
        const running = item.from <= today && today <= item.to && item.state === 'open';
        return children.length > 0 || !running ? [] : [{ code: 'no_day_item', item: item.id }];
      }
      case 'day_item':
        return [];
    }
  });
}

/** Years in which a goal and the campaign both run. */
function yearsOf(item: Pick<PlanItem, 'from' | 'to'>, campaign: Pick<Campaign, 'from' | 'to'>): number[] {
  const first = Math.max(yearOf(item.from), yearOf(campaign.from));
  const last = Math.min(yearOf(item.to), yearOf(campaign.to));
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, n) => first + n);
}

/** Monthly plans are filed before the month begins and answered when it is over. */
export interface MonthlyDuty {
  unit: UnitId;
  code: 'plan_missing' | 'answer_missing';
  /** Items without an answer; 0 for a missing plan. */
  items: number;
}

/**
 * @param units  those who owe a monthly plan
 * @param month  any day of it
 */
export function monthlyDuties(
  items: readonly PlanItem[],
  units: readonly UnitId[],
  month: CivilDate,
  today: CivilDate,
): MonthlyDuty[] {
  const from = `${month.slice(0, 7)}-01`;
  const own = items.filter(
    (item) => item.level === 'month_item' && item.from.slice(0, 7) === from.slice(0, 7),
  );
  return units.flatMap((unit): MonthlyDuty[] => {
    const theirs = own.filter((item) => item.unit === unit);
    if (theirs.length === 0)
      return today >= addDays(from, -1) ? [{ unit, code: 'plan_missing', items: 0 }] : [];
    const open = theirs.filter((item) => item.state === 'open').length;
    return open > 0 && today > monthEnd(from) ? [{ unit, code: 'answer_missing', items: open }] : [];
  });
}

/**
 * Workdays for so many day items, spread evenly over a period and laid where the person has least, so that ordinary work is not
 * disturbed. Fewer days than asked for come back where `most` items a day leave no room.
 * @param load  how many items the person has on a day already
 */
export function proposeDays(
  count: number,
  from: CivilDate,
  to: CivilDate,
  calendar: Calendar,
  load: ReadonlyMap<CivilDate, number>,
  most = 3,
): CivilDate[] {
  const days: CivilDate[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) {
    const worked = isWorkday(calendar, day);
    if (worked === true || (worked === 'year_not_loaded' && weekday(day) < 6)) days.push(day);
  }
  const taken = new Map(load);
  const chosen: CivilDate[] = [];
  for (let n = 0; n < count; n++) {
    const wanted = Math.floor(((2 * n + 1) * days.length) / (2 * count));
    const free = days
      .map((day, at) => ({ day, busy: taken.get(day) ?? 0, far: Math.abs(at - wanted) }))
      .filter((one) => one.busy < most)
      .sort((a, b) => a.busy - b.busy || a.far - b.far)[0];
    if (free === undefined) break;
    taken.set(free.day, free.busy + 1);
    chosen.push(free.day);
  }
  return chosen.sort();
}
