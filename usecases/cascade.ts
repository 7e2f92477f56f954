import * as routes from '@tongchuang/contract/campaign.ts';
import { reachOf } from '@tongchuang/domain/access/may.ts';
import { coverageGaps, itemProblems, type ItemProblem } from '@tongchuang/domain/campaign/cascade.ts';
import type { PlanItem, PlanItemId } from '@tongchuang/domain/campaign/plan.ts';
import { addDays, daysBetween, isWorkday, type Calendar } from '@tongchuang/domain/kernel/calendar.ts';
import type { CampaignId, UnitId } from '@tongchuang/domain/kernel/ids.ts';
import { Refusal } from '@tongchuang/domain/kernel/refusal.ts';
import { rollUp } from '@tongchuang/domain/tasks/rollup.ts';
import { loadCalendar } from '@tongchuang/storage/campaign/calendar.ts';
import * as cascade from '@tongchuang/storage/campaign/queries.ts';
import type { CampaignRow, PlanItemRow } from '@tongchuang/storage/campaign/queries.ts';
import { getLine } from '@tongchuang/storage/tasks/lines.ts';
import { loadTasks } from '@tongchuang/storage/tasks/facts.ts';
import { findUnit } from '@tongchuang/storage/tasks/page.ts';
import { mustWorkAt } from '@tongchuang/storage/tasks/parts.ts';
import { unitsWithin } from '@tongchuang/storage/tasks/reminders.ts';
import { mustBeUnchanged, mustExist } from '@tongchuang/storage/versions.ts';
import { act, view, type ActScene, type Scene, type Subject } from './act.ts';

/** The cascade (长计划、短安排): cycle goal → annual goal → a unit's year plan → its month → somebody's working day. */

const told = (row: PlanItemRow) => ({
  id: row.id,
  campaignId: row.campaign_id,
  level: row.level,
  parentId: row.parent_id,
  text: row.text,
  from: row.from,
  to: row.to,
  unitId: row.unit_id,
  personId: row.person_id,
  personName: row.person_name,
  taskId: row.task_id,
  taskText: row.task_text,
  state: row.state,
  reason: row.reason,
  target: row.target,
  version: row.version,
});

const itemOf = (row: PlanItemRow): PlanItem => ({
  id: row.id,
  level: row.level,
  parent: row.parent_id,
  text: row.text,
  from: row.from,
  to: row.to,
  unit: row.unit_id,
  person: row.person_id,
  task: row.task_id,
  state: row.state,
  reason: row.reason,
});

/** @throws {Refusal} for the first thing that is wrong with an item */
function mustFit(item: PlanItem, parent: PlanItem | null, campaign: CampaignRow, calendar: Calendar): void {
  const [problem] = itemProblems(item, parent, campaign, calendar);
  if (problem) throw refusalOf(problem, item);
}

function refusalOf(problem: ItemProblem, { level, from, to, text }: PlanItem): Refusal {
  switch (problem) {
    case 'no_parent':
    case 'wrong_level':
    case 'other_unit':
    case 'no_unit':
      return new Refusal('plan_item.level_wrong', { level });
    case 'outside_parent':
    case 'outside_campaign':
    case 'wrong_period':
      return new Refusal('plan_item.outside_parent', { from, to });
    case 'no_person':
      return new Refusal('plan_item.no_person', { text });
    case 'no_reason':
      return new Refusal('plan_item.reason_missing', { text });
    case 'rest_day':
      return new Refusal('plan_item.not_a_workday', { date: from });
  }
}

async function campaignOf(scene: Scene, id: CampaignId): Promise<CampaignRow> {
  const rows = await cascade.listCampaigns(scene, scene.today);
  return mustExist(
    rows.find((row) => row.id === id),
    'campaign',
    id,
  );
}

async function getItem(scene: Scene, id: string): Promise<PlanItemRow> {
  const [row] = await cascade.findItems(scene, [id]);
  return mustExist(row, 'plan_item', id);
}

const parentOf = async (scene: Scene, id: PlanItemId | null): Promise<PlanItem | null> =>
  id === null ? null : itemOf(await getItem(scene, id));

export const listGoals = view(routes.listGoals, {
  async run(scene, { params: { id } }) {
    const campaign = await campaignOf(scene, id);
    const [rows, all, tasks, within] = await Promise.all([
      cascade.listGoals(scene, id),
      cascade.listCascade(scene, id),
      loadTasks(scene, { reach: 'all' }),
      unitsWithin(scene, reachOf(scene.actor, 'task.read')),
    ]);
    const seen = new Set<UnitId>(within);
    const itemById = new Map(all.map((row) => [row.id, row]));
    const byGoal = Map.groupBy(tasks, (task) => task.goalId ?? '');
    const served = new Set(byGoal.keys()) as Set<PlanItemId>;
    const gaps = coverageGaps(all.map(itemOf), campaign, served, scene.today);
    return {
      rows: rows.map((row) => {
        const children = all.filter((one) => one.parent_id === row.id);
        const own = [row.id, ...children.map((one) => one.id)].flatMap((goal) => byGoal.get(goal) ?? []);
        return {
          ...told(row),
          tasks: own.length,
          progressBp: rollUp(own).progressBp,
          below: children.length,
        };
      }),
      gaps: gaps.flatMap((gap) => {
        const row = itemById.get(gap.item);
        const isGoal = row?.level === 'cycle_goal' || row?.level === 'annual_goal';
        if (!row || !(isGoal || (row.unit_id !== null && seen.has(row.unit_id)))) return [];
        const year = gap.code === 'no_annual_goal' ? gap.year : null;
        return [{ itemId: gap.item, code: gap.code, year, text: row.text, unitId: row.unit_id }];
      }),
    };
  },
});

export const saveGoal = act(routes.saveGoal, {
  async run(scene, { params: { id }, body }) {
    const { campaignId, level, parentId, text, target, from, to, unitId, version } = body;
    const [campaign, calendar, parent] = await Promise.all([
      campaignOf(scene, campaignId),
      loadCalendar(scene),
      parentOf(scene, parentId),
    ]);
    const own = { id, level, parent: parentId, text, from, to, unit: unitId, person: null, task: null };
    const item: PlanItem = { ...own, state: 'open', reason: null };
    mustFit(item, parent, campaign, calendar);
    if (version === 0) {
      await cascade.insertItems(scene, scene.tenant, [{ ...item, campaign: campaignId, target }]);
    } else {
      const was = await getItem(scene, id);
      if (was.level !== level || was.parent_id !== parentId)
        throw new Refusal('plan_item.level_wrong', { level });
      await mustHoldWhatIsBelow(scene, item);
      mustBeUnchanged(await cascade.updateItem(scene, { ...item, target, version }), 'plan_item', id);
    }
    scene.trace('plan_item', id, { level, text, from, to });
    scene.trace('campaign', campaignId);
    return { goal: told(await getItem(scene, id)) };
  },
});

/** A period that is made shorter still has to hold what hangs below. */
async function mustHoldWhatIsBelow(scene: Scene, { id, from, to }: PlanItem): Promise<void> {
  const outside = (await cascade.listBelow(scene, id)).find((one) => one.from < from || one.to > to);
  if (outside)
    throw new Refusal('plan_item.below_outside', { text: outside.text, from: outside.from, to: outside.to });
}

async function remove(scene: ActScene, id: string): Promise<void> {
  const [row, count] = await Promise.all([getItem(scene, id), cascade.countBelow(scene, id)]);
  if (count > 0) throw new Refusal('plan_item.in_use', { count });
  await cascade.deleteItem(scene, id);
  scene.trace('plan_item', id, { level: row.level, text: row.text });
}

export const removeGoal = act(routes.removeGoal, {
  async run(scene, { params: { id } }) {
    const { level } = await getItem(scene, id);
    if (level !== 'cycle_goal' && level !== 'annual_goal')
      throw new Refusal('plan_item.level_wrong', { level });
    await remove(scene, id);
    return {};
  },
});

async function unitSubject(
  scene: Scene,
  asked: { params: { unitId: UnitId } },
): Promise<Subject<{ id: UnitId }>> {
  const { unitId } = asked.params;
  const unit = mustExist(await findUnit(scene, unitId, scene.today), 'unit', unitId);
  return { row: unit, owners: [unit.path] };
}

/** At most a year and a month are shown at once. */
const MOST_DAYS = 400;

export const listPlanItems = view(routes.listPlanItems, {
  about: unitSubject,
  async run(scene, { params: { unitId }, query: { from, to } }) {
    const last = daysBetween(from, to) > MOST_DAYS ? addDays(from, MOST_DAYS) : to;
    const [rows, calendar] = await Promise.all([
      cascade.listUnitItems(scene, unitId, from, last),
      loadCalendar(scene),
    ]);
    const workdays: string[] = [];
    let isKnown = true;
    for (let day = from; day <= last; day = addDays(day, 1)) {
      const worked = isWorkday(calendar, day);
      if (worked === 'year_not_loaded') isKnown = false;
      else if (worked) workdays.push(day);
    }
    return { rows: rows.map(told), workdays: isKnown ? workdays : null };
  },
});

/** 分解. Everything fits, or nothing is written. */
export const splitPlan = act(routes.splitPlan, {
  about: unitSubject,
  async run(scene, { params: { unitId }, body: { level, items } }) {
    const parentIds = items.flatMap((item) => item.parentId ?? []);
    const [calendar, parents, campaigns] = await Promise.all([
      loadCalendar(scene),
      cascade.findItems(scene, parentIds),
      cascade.listCampaigns(scene, scene.today),
      mustWorkAt(
        scene,
        unitId,
        items.map((item) => item.personId),
      ),
      ...items.flatMap((item) => (item.taskId === null ? [] : [mustHavePart(scene, item.taskId, unitId)])),
    ]);
    const above = new Map(parents.map((row) => [row.id, row]));
    const fresh = items.map(({ id, parentId, taskId, text, from, to, personId }) => {
      const parent = parentId === null ? null : mustExist(above.get(parentId), 'plan_item', parentId);
      const campaign = campaigns.find((one) => !parent || one.id === parent.campaign_id);
      const own = { id, level, parent: parentId, text, from, to, unit: unitId, person: personId };
      const item: PlanItem = { ...own, task: taskId ?? parent?.task_id ?? null, state: 'open', reason: null };
      mustFit(item, parent && itemOf(parent), mustExist(campaign, 'campaign', ''), calendar);
      return { ...item, campaign: mustExist(campaign, 'campaign', '').id, target: null };
    });
    await cascade.insertItems(scene, scene.tenant, fresh);
    for (const item of fresh) scene.trace('plan_item', item.id);
    for (const item of fresh) if (item.task !== null) scene.trace('task', item.task);
    scene.trace('unit', unitId, {
      level,
      items: fresh.map(({ id, text, from, to }) => ({ id, text, from, to })),
    });
    const rows = await cascade.findItems(
      scene,
      fresh.map((item) => item.id),
    );
    return { rows: rows.map(told) };
  },
});

async function mustHavePart(scene: Scene, task: Parameters<typeof getLine>[1], unit: UnitId): Promise<void> {
  const { line } = await getLine(scene, task);
  if (!line.units.some((part) => part.unit === unit))
    throw new Refusal('request.not_found', { what: 'task', id: task });
}

/** The unit's own item, and no goal. */
async function ownItem(scene: Scene, id: string, unit: UnitId): Promise<PlanItemRow> {
  const row = await getItem(scene, id);
  if (row.unit_id !== unit || row.level === 'cycle_goal' || row.level === 'annual_goal')
    throw new Refusal('request.not_found', { what: 'plan_item', id });
  return row;
}

async function write(scene: ActScene, row: PlanItemRow, wanted: Partial<PlanItem>, version: number) {
  const item = { ...itemOf(row), ...wanted };
  mustBeUnchanged(
    await cascade.updateItem(scene, { ...item, target: row.target, version }),
    'plan_item',
    row.id,
  );
  const { text, from, to, person, state, reason } = item;
  scene.trace('plan_item', row.id, { text, from, to, person, state, reason });
  if (row.unit_id !== null) scene.trace('unit', row.unit_id);
  return { item: told(await getItem(scene, row.id)) };
}

/** 完成情况. What was not done says why; a day's item is one tap. It is not judged anew: its day may have become a holiday since. */
export const settlePlanItem = act(routes.settlePlanItem, {
  about: unitSubject,
  async run(scene, { params: { id, unitId }, body: { state, reason, version } }) {
    const row = await ownItem(scene, id, unitId);
    const why = state === 'not_done' ? (reason ?? '').trim() : null;
    if (why === '') throw new Refusal('plan_item.reason_missing', { text: row.text });
    return write(scene, row, { state, reason: why }, version);
  },
});

export const changePlanItem = act(routes.changePlanItem, {
  about: unitSubject,
  async run(scene, { params: { id, unitId }, body: { text, from, to, personId, version } }) {
    const [row] = await Promise.all([ownItem(scene, id, unitId), mustWorkAt(scene, unitId, [personId])]);
    const [calendar, campaign, parent] = await Promise.all([
      loadCalendar(scene),
      campaignOf(scene, row.campaign_id),
      parentOf(scene, row.parent_id),
    ]);
    const wanted = { text, from, to, person: personId };
    const item = { ...itemOf(row), ...wanted };
    mustFit(item, parent, campaign, calendar);
    await mustHoldWhatIsBelow(scene, item);
    return write(scene, row, wanted, version);
  },
});

export const removePlanItem = act(routes.removePlanItem, {
  about: unitSubject,
  async run(scene, { params: { id, unitId } }) {
    await ownItem(scene, id, unitId);
    await remove(scene, id);
    scene.trace('unit', unitId);
    return {};
  },
});
