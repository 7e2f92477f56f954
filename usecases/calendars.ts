import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as routes from '@tongchuang/contract/campaign.ts';
import { calendarOf, type YearTable } from '@tongchuang/domain/kernel/calendar.ts';
import { Refusal } from '@tongchuang/domain/kernel/refusal.ts';
import { listYears, saveYear, tableOf, WORKING_HOURS } from '@tongchuang/storage/campaign/calendar.ts';
import { yearsOfDeadlines } from '@tongchuang/storage/tasks/edits.ts';
import { act, view } from './act.ts';

const PACKS = join(import.meta.dirname, '../packs/calendars');

/** The years that come with the house; a new place begins with them. */
export const packCalendars = (): YearTable[] =>
  readdirSync(PACKS)
    .filter((name) => /^\d{4}\.json$/.test(name))
    .sort()
    .map((name) => JSON.parse(readFileSync(join(PACKS, name), 'utf8')) as YearTable);

export const getCalendar = view(routes.getCalendar, {
  async run(scene) {
    const [rows, reached] = await Promise.all([listYears(scene), yearsOfDeadlines(scene)]);
    const loaded = new Set(rows.map((row) => row.year));
    const years = rows.map(({ year, source, version, days }) => ({
      year,
      source,
      version,
      holidays: days.filter((day) => day.kind === 'holiday').map(({ date, name }) => ({ date, name })),
      makeUpWorkdays: days.filter((day) => day.kind === 'make_up').map(({ date, name }) => ({ date, name })),
    }));
    return {
      years,
      workingHours: { ...WORKING_HOURS },
      missing: reached.filter((year) => !loaded.has(year)),
    };
  },
});

/** 导入节假日表. Lights and reminders count by it from the next look on: nothing is stored that would have to be mended. */
export const saveCalendarYear = act(routes.saveCalendarYear, {
  async run(scene, { params: { year }, body: { version, ...table } }) {
    const others = (await listYears(scene)).filter((row) => row.year !== year).map(tableOf);
    const given: YearTable = { year, ...table };
    calendarOf([...others, given], WORKING_HOURS); // refuses a table that cannot be
    const saved = await saveYear(scene, scene.tenant, given, version);
    if (!saved) throw new Refusal('row.changed_meanwhile', { what: 'calendar', id: String(year) });
    scene.trace('calendar', String(year), { source: table.source });
    return { year };
  },
});
