import type { TaskLine } from '@tongchuang/contract/tasks.ts';
import { addDays, monthEnd, weekday, type CivilDate } from '@tongchuang/domain/kernel/calendar.ts';
import { claimComplete } from '@tongchuang/domain/tasks/claims.ts';
import type { UnitId } from '@tongchuang/domain/kernel/ids.ts';
import type { Url } from '../pieces/url-state.ts';

/** Which tasks are wanted, as the address says it: several values of one thing are "or", different things are "and". */
export interface Wish {
  plan: readonly string[];
  state: readonly string[];
  light: readonly string[];
  unit: readonly string[];
  role: readonly string[];
  section: readonly string[];
  stage: readonly string[];
  only: readonly string[];
  /** today · week · next_week · month · none */
  due: string;
  dueFrom: string;
  dueTo: string;
}

const MANY = ['plan', 'state', 'light', 'unit', 'role', 'section', 'stage', 'only'] as const;

export const wishOf = (url: Pick<Url, 'get' | 'list'>): Wish => ({
  ...(Object.fromEntries(MANY.map((name) => [name, url.list(name)])) as Record<
    (typeof MANY)[number],
    readonly string[]
  >),
  due: url.get('due'),
  dueFrom: url.get('dueFrom'),
  dueTo: url.get('dueTo'),
});

/** Is anything but everything wanted? */
export const isNarrow = (wish: Wish): boolean =>
  MANY.some((name) => wish[name].length > 0) || wish.due !== '' || wish.dueFrom !== '' || wish.dueTo !== '';

/** What the browser needs to know besides the lines. */
export interface Known {
  today: CivilDate;
  ownUnit: UnitId;
  sections: readonly { id: string; parentId: string | null }[];
  /** Ids that the server found where only it can judge (四明确 not met, a goal); null: it was not asked. */
  found: ReadonlySet<string> | null;
}

/** Monday to Sunday of the week that a day is in. */
export function weekOf(day: CivilDate): { from: CivilDate; to: CivilDate } {
  const from = addDays(day, 1 - weekday(day));
  return { from, to: addDays(from, 6) };
}

/** First and last day that a word stands for. */
export function spanOf(due: string, today: CivilDate): { from: CivilDate; to: CivilDate } | null {
  const week = weekOf(today);
  if (due === 'today') return { from: today, to: today };
  if (due === 'week') return week;
  if (due === 'next_week') return { from: addDays(week.from, 7), to: addDays(week.to, 7) };
  if (due === 'month') return { from: `${today.slice(0, 7)}-01`, to: monthEnd(today) };
  return null;
}

/** The lines that are wanted, in the order given. `without` leaves one thing out, to count its choices. */
export function narrow(
  lines: readonly TaskLine[],
  wish: Wish,
  known: Known,
  without?: keyof Wish,
): readonly TaskLine[] {
  const tests = testsOf(without === undefined ? wish : { ...wish, [without]: emptied(without) }, known);
  return tests.length === 0 ? lines : lines.filter((line) => tests.every((test) => test(line)));
}

const emptied = (name: keyof Wish): readonly string[] | '' =>
  name === 'due' || name === 'dueFrom' || name === 'dueTo' ? '' : [];

type Test = (line: TaskLine) => boolean;

function testsOf(wish: Wish, known: Known): Test[] {
  const tests: Test[] = [];
  const oneOf = (wanted: readonly string[], value: (line: TaskLine) => string | null) => {
    if (wanted.length > 0) tests.push((line) => wanted.includes(value(line) ?? ''));
  };
  oneOf(wish.plan, (line) => line.planId);
  oneOf(wish.state, (line) => line.state);
  oneOf(wish.light, (line) => line.light);
  oneOf(wish.stage, (line) => line.stageId);
  if (wish.section.length > 0) {
    const below = sectionsBelow(wish.section, known.sections);
    tests.push((line) => line.sectionId !== null && below.has(line.sectionId));
  }
  if (wish.unit.length > 0 || wish.role.length > 0) {
    tests.push((line) =>
      line.units.some(
        (part) =>
          (wish.unit.length === 0 || wish.unit.includes(part.unitId)) &&
          (wish.role.length === 0 || wish.role.includes(part.role)),
      ),
    );
  }
  const span = spanOf(wish.due, known.today);
  if (wish.due === 'none') tests.push((line) => line.due === null);
  else if (span !== null) tests.push((line) => line.due !== null && within(line.due, span.from, span.to));
  if (wish.dueFrom !== '' || wish.dueTo !== '') {
    tests.push((line) => line.due !== null && within(line.due, wish.dueFrom, wish.dueTo));
  }
  const mine = wish.only.includes('mine');
  for (const only of wish.only) {
    const test = onlyTest(only, known, mine);
    if (test !== null) tests.push(test);
  }
  const { found } = known;
  if (found !== null) tests.push((line) => found.has(line.id));
  return tests;
}

const within = (day: CivilDate, from: CivilDate, to: CivilDate): boolean =>
  (from === '' || day >= from) && (to === '' || day <= to);

function onlyTest(only: string, known: Known, mine: boolean): Test | null {
  const own = (line: TaskLine) => line.units.filter((part) => part.unitId === known.ownUnit);
  switch (only) {
    case 'waiting':
      return (line) => line.request !== null;
    case 'unclaimed':
      // Together with "my unit's": what my unit has not claimed, whatever others have.
      return mine ? (line) => isUnclaimed({ state: line.state, units: own(line) }) : isUnclaimed;
    case 'disputed':
      return (line) => line.units.some((part) => part.claim === 'disputed');
    case 'recurring':
      return (line) => line.recurs || line.seriesId !== null;
    case 'mine':
      return (line) => own(line).length > 0;
    default:
      return null;
  }
}

const SETTLED: readonly TaskLine['state'][] = ['draft', 'done', 'verified', 'dropped'];

/** Issued, and some unit has not taken its part on. */
export const isUnclaimed = (line: Pick<TaskLine, 'state' | 'units'>): boolean =>
  !SETTLED.includes(line.state) && line.units.some((part) => !claimComplete(part));

/** The sections named and all that stand below them. */
export function sectionsBelow(
  tops: readonly string[],
  sections: readonly { id: string; parentId: string | null }[],
): ReadonlySet<string> {
  const below = new Set(tops);
  for (let grown = true; grown;) {
    grown = false;
    for (const { id, parentId } of sections) {
      if (parentId === null || !below.has(parentId) || below.has(id)) continue;
      below.add(id);
      grown = true;
    }
  }
  return below;
}
