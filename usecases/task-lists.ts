import * as routes from '@tongchuang/contract/tasks.ts';
import type { TaskFilter } from '@tongchuang/contract/tasks.ts';
import { reachOf } from '@tongchuang/domain/access/may.ts';
import { addDays, isWorkday, yearOf } from '@tongchuang/domain/kernel/calendar.ts';
import type { UnitId } from '@tongchuang/domain/kernel/ids.ts';
import { FOUR_CLARITIES, gapsOf } from '@tongchuang/domain/tasks/completeness.ts';
import { loadCalendar } from '@tongchuang/storage/campaign/calendar.ts';
import * as facts from '@tongchuang/storage/tasks/facts.ts';
import type { SectionRow } from '@tongchuang/storage/tasks/facts.ts';
import { view, type Scene } from './act.ts';
import { isUnclaimed, lineOf, standingOf, totalsOf, type Standing } from './task-standing.ts';

/** Every task within reach under the filters, with where it stands. */
export async function listStanding(scene: Scene, filter: TaskFilter) {
  const [calendar, sections, tasks] = await Promise.all([
    loadCalendar(scene),
    facts.listSections(scene, filter.plan),
    facts.loadTasks(scene, {
      reach: reachOf(scene.actor, 'task.read'),
      plan: filter.plan,
      units: filter.unit as UnitId[] | undefined,
      dueFrom: filter.dueFrom,
      dueTo: filter.dueTo,
    }),
  ]);
  const paths = facts.pathsOf(sections);
  for (const task of tasks) if (task.sectionId !== null) task.sectionPath = paths.get(task.sectionId) ?? [];
  const isWanted = matcher(filter, sections, scene.actor.unitId);
  const rows = tasks.map((task) => standingOf(task, calendar, scene.now)).filter(isWanted);
  return { calendar, sections, rows };
}

/** What SQL has not filtered already. */
function matcher(
  filter: TaskFilter,
  sections: readonly SectionRow[],
  ownUnit: UnitId,
): (row: Standing) => boolean {
  const { state, light, role, section, stage, goal, only, text } = filter;
  const units = filter.unit && new Set<string>(filter.unit);
  const below = section && sectionsBelow(section, sections);
  const tests: ((row: Standing) => boolean)[] = [];
  if (state) tests.push(({ task }) => state.includes(task.state));
  if (light) tests.push((row) => light.includes(row.light.light));
  if (role)
    tests.push(({ task }) =>
      task.units.some((part) => role.includes(part.role) && (!units || units.has(part.unit))),
    );
  if (below) tests.push(({ task }) => task.sectionId !== null && below.has(task.sectionId));
  if (stage) tests.push(({ task }) => task.stage === stage);
  if (goal) tests.push(({ task }) => task.goalId === goal);
  if (text) tests.push(({ task }) => task.text.includes(text) || task.no === text);
  for (const kind of only ?? []) {
    if (kind === 'waiting') tests.push(({ task }) => task.request !== null);
    if (kind === 'unclaimed') tests.push(({ task }) => isUnclaimed(task));
    if (kind === 'disputed') tests.push(({ task }) => task.units.some((part) => part.claim === 'disputed'));
    if (kind === 'incomplete') tests.push(({ task }) => gapsOf(task, FOUR_CLARITIES).length > 0);
    if (kind === 'recurring') tests.push(({ task }) => task.recurrence !== null || task.seriesId !== null);
    if (kind === 'mine') tests.push(({ task }) => task.units.some((part) => part.unit === ownUnit));
  }
  return (row) => tests.every((test) => test(row));
}

function sectionsBelow(top: string, sections: readonly SectionRow[]): Set<string> {
  const found = new Set([top]);
  // Parents stand before what is below them.
  for (const section of sections)
    if (section.parentId !== null && found.has(section.parentId)) found.add(section.id);
  return found;
}

export const taskTree = view(routes.taskTree, {
  async run(scene, { query: filter }) {
    const [{ sections, rows }, units, plans, stages] = await Promise.all([
      listStanding(scene, filter),
      facts.listUnitNames(scene),
      facts.listPlanTitles(scene),
      facts.listStages(scene),
    ]);
    const named = new Set(rows.flatMap(({ task }) => task.units.map((part) => part.unit)));
    return {
      tasks: rows.map(lineOf),
      sections,
      plans,
      stages,
      units: units.filter((unit) => named.has(unit.id)),
      totals: totalsOf(rows),
      asOf: scene.now.toISOString(),
    };
  },
});

/** At most this many days are shown at once: a year, with a week on either side. */
const MOST_DAYS = 380;

export const taskCalendar = view(routes.taskCalendar, {
  async run(scene, { query: { from, to, unit, plan } }) {
    const [{ calendar, rows }, units] = await Promise.all([
      listStanding(scene, { plan, unit: unit === undefined ? undefined : [unit] }),
      facts.listUnitNames(scene),
    ]);
    const names = new Map<string, string>(units.map((one) => [one.id, one.shortName]));
    const live = rows.filter(({ task }) => !['draft', 'dropped'].includes(task.state));
    const byDay = Map.groupBy(live, ({ task }) => task.deadline?.due ?? null);
    const days = [];
    for (let date = from; date <= to && days.length < MOST_DAYS; date = addDays(date, 1)) {
      const year = calendar.years.get(yearOf(date));
      const worked = isWorkday(calendar, date);
      days.push({
        date,
        name: year?.holidays.get(date) ?? year?.makeUpWorkdays.get(date) ?? null,
        workday: worked === 'year_not_loaded' ? null : worked,
        tasks: (byDay.get(date) ?? []).map(({ task, light }) => ({
          id: task.id,
          no: task.no,
          text: task.text,
          state: task.state,
          light: light.light,
          provisional: light.provisional,
          lead: names.get(task.units[0]?.unit ?? '') ?? null,
        })),
      });
    }
    const open = byDay.get(null) ?? [];
    return { days, withoutDay: open.filter(({ task }) => task.state !== 'verified').length };
  },
});
