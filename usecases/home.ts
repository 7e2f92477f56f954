import * as routes from '@tongchuang/contract/home.ts';
import type { ReplyOf } from '@tongchuang/contract/route.ts';
import { isPermitted, may, reachOf } from '@tongchuang/domain/access/may.ts';
import { monthlyDuties } from '@tongchuang/domain/campaign/cascade.ts';
import type { PlanItem } from '@tongchuang/domain/campaign/plan.ts';
import { addDays, monthEnd, weekday, yearOf } from '@tongchuang/domain/kernel/calendar.ts';
import type { TaskId, UnitId } from '@tongchuang/domain/kernel/ids.ts';
import { claimBoard, claimComplete } from '@tongchuang/domain/tasks/claims.ts';
import { FOUR_CLARITIES, gapsOf } from '@tongchuang/domain/tasks/completeness.ts';
import { DUTIES } from '@tongchuang/domain/tasks/duties.ts';
import { rollUp } from '@tongchuang/domain/tasks/rollup.ts';
import { bearsDuty, type TaskState, type UnitPart } from '@tongchuang/domain/tasks/task.ts';
import { findVisits } from '@tongchuang/storage/access/sessions.ts';
import { changesSince } from '@tongchuang/storage/audit/trail.ts';
import { listDayItems, listMonthItems } from '@tongchuang/storage/campaign/items.ts';
import { yearsOfDeadlines } from '@tongchuang/storage/tasks/edits.ts';
import { listUnitNames } from '@tongchuang/storage/tasks/facts.ts';
import { listLettersInForce } from '@tongchuang/storage/tasks/page.ts';
import { openRounds } from '@tongchuang/storage/scoring/waiting-rounds.ts';
import { unitsWithin } from '@tongchuang/storage/tasks/reminders.ts';
import { view, type Scene } from './act.ts';
import { roundsWaiting } from './home-rounds.ts';
import { listStanding } from './task-lists.ts';
import { counted, isUnclaimed, type Standing } from './task-standing.ts';

/** 首页: what waits for me, what turns late this week, what changed since my last visit. */

type Home = ReplyOf<typeof routes.getHome>;
type Row = Home['thisWeek']['rows'][number];
type Kind = Home['waiting'][number]['kind'];

const FIRST_ROWS = 5;
const OPEN: readonly TaskState[] = ['issued', 'claimed', 'in_progress', 'returned', 'deferred'];

export const getHome = view(routes.getHome, {
  async run(scene) {
    const { actor } = scene;
    const [{ calendar, rows }, names, works, heads, signs, letters, visits, rounds, enters, approves] =
      await Promise.all([
        listStanding(scene, {}),
        listUnitNames(scene),
        unitsWithin(scene, withoutAll(reachOf(actor, 'task.work'))),
        unitsWithin(scene, withoutAll(reachOf(actor, 'task.head'))),
        unitsWithin(scene, reachOf(actor, 'letter.sign')),
        listLettersInForce(scene),
        findVisits(scene.db, actor.sessionId),
        isPermitted(actor, 'round.read') ? openRounds(scene, actor.personId) : [],
        unitsWithin(scene, withoutAll(reachOf(actor, 'score.enter'))),
        unitsWithin(scene, withoutAll(reachOf(actor, 'score.head'))),
      ]);
    const mine = { works: new Set(works), heads: new Set(heads), signs: new Set(signs) };
    const nameOf = new Map<string, string>(names.map((unit) => [unit.id, unit.shortName]));
    const seen: Seen = { scene, rows, nameOf, letters, mine };
    const inRounds = roundsWaiting(rounds, actor, { enters: new Set(enters), heads: new Set(approves) });
    const waiting = [
      ...(await ofMyUnits(seen)),
      ...inRounds.map(({ kind, rows: all }) => ({
        kind,
        rows: all.map(({ round, unitId, due }) =>
          plainRow({
            text: round.name,
            roundId: round.id,
            unitId,
            unitName: unitId && (nameOf.get(unitId) ?? null),
            due,
          }),
        ),
      })),
      ...(await ofTheOffice(seen, calendar)),
    ];
    return {
      waiting: waiting
        .filter((kind) => kind.rows.length > 0)
        .map(({ kind, rows: all }) => ({ kind, count: all.length, rows: all.slice(0, FIRST_ROWS) })),
      thisWeek: weekOf(seen),
      changed: await changedSince(seen, visits.previous_visit_at ?? visits.last_visit_at),
      totals: {
        tasks: rows.length,
        late: rows.filter((row) => row.light.light === 'late').length,
        atRisk: rows.filter((row) => row.light.light === 'at_risk').length,
        done: rows.filter((row) => row.light.light === 'done').length,
        progressBp: rollUp(counted(rows.map((row) => row.task))).progressBp,
      },
      empty: rows.length === 0 && isPermitted(actor, 'plan.edit'),
    };
  },
});

/** The clock may do everything and waits for nothing. */
const withoutAll = (reach: ReturnType<typeof reachOf>) =>
  reach === 'all' ? { own: [], subtree: [] } : reach;

interface Seen {
  scene: Scene;
  rows: Standing[];
  nameOf: Map<string, string>;
  letters: { unitId: UnitId; state: 'issued' | 'signed' }[];
  mine: { works: Set<UnitId>; heads: Set<UnitId>; signs: Set<UnitId> };
}
interface Waiting {
  kind: Kind;
  rows: Row[];
}

const rowOf = ({ nameOf }: Pick<Seen, 'nameOf'>, { task, light }: Standing, unit?: UnitId): Row => {
  const about = unit ?? task.units[0]?.unit ?? null;
  return {
    taskId: task.id,
    unitId: about,
    roundId: null,
    no: task.no,
    text: task.text,
    unitName: about && (nameOf.get(about) ?? null),
    state: task.state,
    light: light.light,
    due: task.deadline?.due ?? null,
    reason: light.reasons[0] ?? null,
    at: null,
  };
};

const plainRow = (given: Partial<Row> & { text: string }): Row => ({
  taskId: null,
  unitId: null,
  roundId: null,
  no: '',
  unitName: null,
  state: null,
  light: null,
  due: null,
  reason: null,
  at: null,
  ...given,
});

/** What a unit's people have to do, the most pressing first. */
async function ofMyUnits(seen: Seen): Promise<Waiting[]> {
  const { scene, rows, mine, letters, nameOf } = seen;
  if (mine.works.size === 0) return [];
  const parts = rows.flatMap((row) =>
    row.task.units.filter((part) => mine.works.has(part.unit)).map((part) => ({ row, part })),
  );
  const those = (kind: Kind, test: (row: Standing, part: UnitPart) => boolean): Waiting => ({
    kind,
    rows: parts
      .filter(({ row, part }) => test(row, part))
      .map(({ row, part }) => rowOf(seen, row, part.unit)),
  });
  const isOpen = (row: Standing) => OPEN.includes(row.task.state);
  const works = (row: Standing, part: UnitPart) =>
    isOpen(row) && bearsDuty(part.role) && part.claim === 'head';
  const claimedUnits = [
    ...new Set(parts.filter(({ row, part }) => works(row, part)).map(({ part }) => part.unit)),
  ];
  const [today, months] = await Promise.all([
    listDayItems(scene, scene.actor.personId, scene.today),
    listMonthItems(scene, claimedUnits, `${scene.today.slice(0, 7)}-01`, monthEnd(scene.today)),
  ]);
  const items = months.map((item): PlanItem => ({ ...item, level: 'month_item' }));
  return [
    those('returned', (row, part) => row.task.state === 'returned' && bearsDuty(part.role)),
    those(
      'report_late',
      (row, part) => works(row, part) && row.light.light === 'late' && row.task.state !== 'returned',
    ),
    those(
      'claim_head',
      (row, part) =>
        isOpen(row) &&
        part.claim === 'unit' &&
        DUTIES[part.role].claims === 'head' &&
        mine.heads.has(part.unit),
    ),
    those('claim_unit', (row, part) => isOpen(row) && part.claim === 'open'),
    those(
      'due_soon',
      (row, part) => works(row, part) && row.light.light === 'at_risk' && row.task.state !== 'returned',
    ),
    {
      kind: 'today_items',
      rows: today.map((item) =>
        plainRow({ text: item.text, unitId: item.unit_id, taskId: item.task_id, due: item.from }),
      ),
    },
    those(
      'chain',
      (row, part) => works(row, part) && (!part.chain.leader || !part.chain.section || !part.chain.person),
    ),
    {
      kind: 'sign_letter',
      rows: letters
        .filter((letter) => letter.state === 'issued' && mine.signs.has(letter.unitId))
        .map(({ unitId }) =>
          plainRow({ unitId, text: nameOf.get(unitId) ?? '', unitName: nameOf.get(unitId) ?? null }),
        ),
    },
    {
      kind: 'plan_month',
      rows: monthlyDuties(items, claimedUnits, scene.today, scene.today).map(({ unit }) =>
        plainRow({ unitId: unit, text: scene.today.slice(0, 7), unitName: nameOf.get(unit) ?? null }),
      ),
    },
  ];
}

/** What waits for whoever issues, verifies and decides. */
async function ofTheOffice(seen: Seen, calendar: Parameters<typeof claimBoard>[1]): Promise<Waiting[]> {
  const { scene, rows, letters, nameOf, mine } = seen;
  const { actor, today } = scene;
  const found: Waiting[] = [];
  const those = (kind: Kind, test: (row: Standing) => boolean) =>
    found.push({ kind, rows: rows.filter(test).map((row) => rowOf(seen, row)) });
  const isOpen = (row: Standing) => OPEN.includes(row.task.state);
  if (isPermitted(actor, 'task.decide')) those('decide', ({ task }) => task.request !== null);
  if (isPermitted(actor, 'task.verify'))
    those('verify', ({ task }) => task.state === 'done' && task.submittedBy !== actor.personId);
  if (may(actor, 'task.assign', [])) {
    those('disputed', (row) => isOpen(row) && row.task.units.some((part) => part.claim === 'disputed'));
    those('issue', ({ task }) => task.state === 'draft' && task.units.some((part) => bearsDuty(part.role)));
    const slow = claimBoard(
      rows.map((row) => row.task),
      calendar,
      today,
    ).waiting.filter((one) => one.overdue && one.waits !== 'office');
    const late = new Set(slow.map((one) => one.task));
    those('unclaimed', (row) => late.has(row.task.id) && isUnclaimed(row.task));
    those('expand_units', ({ task }) => task.unexpanded.length > 0 && task.state !== 'dropped');
    those('set_rhythm', ({ task }) => task.recurrence?.rhythm === 'unset' && task.state !== 'dropped');
    those('gaps', (row) => isOpen(row) && gapsOf(row.task, FOUR_CLARITIES).length > 0);
  }
  if (may(actor, 'letter.issue', [])) {
    const covered = new Map(letters.map((letter) => [letter.unitId, letter.state]));
    const owing = new Set(
      rows.flatMap(({ task }) =>
        isOpen({ task } as Standing) && task.seriesId === null
          ? task.units
              .filter((part) => DUTIES[part.role].signsLetter && claimComplete(part))
              .map((part) => part.unit)
          : [],
      ),
    );
    const unitRow = (unitId: UnitId) =>
      plainRow({ unitId, text: nameOf.get(unitId) ?? '', unitName: nameOf.get(unitId) ?? null });
    found.push(
      { kind: 'letters_unissued', rows: [...owing].filter((unit) => !covered.has(unit)).map(unitRow) },
      {
        kind: 'letters_unsigned',
        rows: letters
          .filter((one) => one.state === 'issued' && mine.signs.has(one.unitId))
          .map((one) => unitRow(one.unitId)),
      },
    );
  }
  if (isPermitted(actor, 'settings.edit')) {
    const years = await yearsOfDeadlines(scene);
    const missing = years.filter((year) => !calendar.years.has(year) && year >= yearOf(today));
    found.push({ kind: 'calendar_missing', rows: missing.map((year) => plainRow({ text: String(year) })) });
  }
  return found;
}

/** From today to Sunday. */
function weekOf(seen: Seen): Home['thisWeek'] {
  const { scene, rows, nameOf } = seen;
  const to = addDays(scene.today, 7 - weekday(scene.today));
  const isOpen = ({ task }: Standing) => OPEN.includes(task.state);
  const due = rows.filter(
    (row) =>
      isOpen(row) &&
      row.task.deadline?.due != null &&
      row.task.deadline.due >= scene.today &&
      row.task.deadline.due <= to,
  );
  const late = rows.filter((row) => row.light.light === 'late');
  const byUnit = new Map<UnitId, number>();
  for (const { task } of late)
    for (const part of task.units)
      if (bearsDuty(part.role)) byUnit.set(part.unit, (byUnit.get(part.unit) ?? 0) + 1);
  const [most] = [...byUnit].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const dueOf = (row: Standing) => row.task.deadline?.due ?? '';
  const shown = [...due].sort((a, b) => (dueOf(a) < dueOf(b) ? -1 : 1));
  return {
    from: scene.today,
    to,
    due: due.length,
    late: late.length,
    atRisk: due.filter((row) => row.light.light === 'at_risk').length,
    mostLate: most ? { unitId: most[0], name: nameOf.get(most[0]) ?? '', tasks: most[1] } : null,
    rows: shown.slice(0, 10).map((row) => rowOf(seen, row)),
  };
}

async function changedSince({ scene, rows }: Seen, since: Date | null): Promise<Home['changed']> {
  if (!since) return { since: null, count: 0, rows: [] };
  const isAll = reachOf(scene.actor, 'task.read') === 'all';
  const texts = new Map(rows.map(({ task }) => [task.id as string, task.text]));
  const objects = isAll ? null : [...texts.keys()].map((id) => `task:${id}`);
  const changes = await changesSince(scene, since, scene.actor.personId, objects, 10);
  return {
    since: since.toISOString(),
    count: changes[0]?.count ?? 0,
    rows: changes.map((change) => {
      const task = change.objects.find((object) => object.startsWith('task:'))?.slice(5);
      return {
        at: change.at.toISOString(),
        act: change.act,
        who: change.actorName,
        taskId: (task as TaskId | undefined) ?? null,
        text: task === undefined ? null : (texts.get(task) ?? null),
      };
    }),
  };
}
