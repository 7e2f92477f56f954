import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CampaignId, PlanId, TaskId } from '@tongchuang/domain/kernel/ids.ts';
import { openCounty, type County } from '@tongchuang/testkit/county.ts';
import { claimed, edition, planned } from '@tongchuang/testkit/tasks.ts';

let county: County;
let campaignId: CampaignId;
let task: TaskId;
let cycle: string;
let annual: string;
beforeAll(async () => {
  county = await openCounty();
  const written = await edition(county, county.freshId<PlanId>(), [
    planned('老旧小区改造', [[county.units.housing, 'lead']]),
  ]);
  campaignId = written.campaignId;
  task = written.taskIds[0]!;
  await county.post(county.cast.office, '/tasks/issue', { taskIds: [task] });
  await claimed(county, task, county.cast.liaison, county.cast.head);
  [cycle, annual] = [county.freshId<string>(), county.freshId<string>()];
});
afterAll(() => county.close());

const goal = (id: string, more: object) =>
  county.send(county.cast.office, 'PUT', `/goals/${id}`, {
    campaignId,
    text: '城市更新',
    target: null,
    unitId: null,
    version: 0,
    ...more,
  });

test('stages give their last day to tasks without one, and the day follows the stage', async () => {
  const { office } = county.cast;
  const stage = { id: county.freshId<string>(), name: '集中攻坚', from: '2026-03-01', to: '2026-08-31' };
  const body = {
    name: '2026—2028',
    title: 'province',
    from: '2026-01-01',
    to: '2028-12-31',
    assessment: null,
    reward: null,
  };
  await county.send(office, 'PUT', `/campaigns/${campaignId}`, { ...body, stages: [stage], version: 1 });
  await county.send(office, 'PATCH', `/tasks/${task}`, { stageId: stage.id, version: 4 });

  const before = (await county.get(office, `/tasks/${task}`)).body.deadline;
  const moved = await county.send(office, 'PUT', `/campaigns/${campaignId}`, {
    ...body,
    stages: [{ ...stage, to: '2026-09-30' }],
    version: 2,
  });
  const removed = await county.send(office, 'PUT', `/campaigns/${campaignId}`, {
    ...body,
    stages: [],
    version: 3,
  });

  expect(before).toMatchObject({ due: '2026-08-31', inherited: true });
  expect(moved.body.tasksMoved).toBe(1);
  expect((await county.get(office, `/tasks/${task}`)).body.deadline.due).toBe('2026-09-30');
  expect(removed.body).toMatchObject({ code: 'campaign.stage_in_use', facts: { tasks: 1 } });
});

test('an annual goal hangs on a cycle goal, and the years without one are gaps', async () => {
  const alone = await goal(county.freshId(), {
    level: 'annual_goal',
    parentId: null,
    from: '2026-01-01',
    to: '2026-12-31',
  });
  await goal(cycle, { level: 'cycle_goal', parentId: null, from: '2026-01-01', to: '2028-12-31' });
  await goal(annual, { level: 'annual_goal', parentId: cycle, from: '2026-01-01', to: '2026-12-31' });

  const { body } = await county.get(county.cast.leader, `/campaigns/${campaignId}/goals`);

  expect(alone.body.code).toBe('plan_item.level_wrong');
  expect(body.rows.map((row: { level: string }) => row.level)).toEqual(['cycle_goal', 'annual_goal']);
  expect(body.gaps).toEqual([
    { itemId: cycle, code: 'no_annual_goal', year: 2027, text: '城市更新', unitId: null },
    { itemId: cycle, code: 'no_annual_goal', year: 2028, text: '城市更新', unitId: null },
    { itemId: annual, code: 'no_task', year: null, text: '城市更新', unitId: null },
  ]);
});

test('a unit splits its year plan to months and working days, each linked to the one above', async () => {
  const { liaison, head } = county.cast;
  const [year, month, day] = [county.freshId<string>(), county.freshId<string>(), county.freshId<string>()];
  const url = `/units/${county.units.housing}/plan-items`;
  const item = { taskId: null, text: '改造 12 个小区', personId: null };

  const split = async (level: string, one: object) =>
    (await county.post(liaison, url, { level, items: [{ ...item, ...one }] })).body;
  const plan = await split('unit_plan', {
    id: year,
    parentId: annual,
    taskId: task,
    from: '2026-01-01',
    to: '2026-12-31',
  });
  const march = await split('month_item', {
    id: month,
    parentId: year,
    from: '2026-03-01',
    to: '2026-03-31',
  });
  const sunday = { parentId: month, personId: liaison.id, from: '2026-03-08', to: '2026-03-08' };
  const onSunday = await split('day_item', { id: county.freshId(), ...sunday });
  const nobody = await split('day_item', {
    id: county.freshId(),
    parentId: month,
    from: '2026-03-02',
    to: '2026-03-02',
  });
  const today = await split('day_item', {
    id: day,
    parentId: month,
    personId: liaison.id,
    from: '2026-03-02',
    to: '2026-03-02',
  });

  expect(plan.rows[0]).toMatchObject({ level: 'unit_plan', parentId: annual, taskId: task });
  expect(march.rows[0].taskId).toBe(task);
  expect(onSunday.code).toBe('plan_item.not_a_workday');
  expect(nobody.code).toBe('plan_item.no_person');
  expect(today.rows[0]).toMatchObject({ personName: '陶欣', state: 'open' });
  expect((await county.get(liaison, '/home')).body.waiting).toContainEqual(
    expect.objectContaining({ kind: 'today_items', count: 1 }),
  );

  const done = await county.post(liaison, `${url}/${day}/result`, {
    state: 'done',
    reason: null,
    version: 1,
  });
  const silent = await county.post(head, `${url}/${month}/result`, {
    state: 'not_done',
    reason: null,
    version: 1,
  });
  const told = await county.post(head, `${url}/${month}/result`, {
    state: 'not_done',
    reason: '雨季停工',
    version: 1,
  });
  const inUse = await county.send(head, 'DELETE', `${url}/${month}`);

  expect(done.body.item.state).toBe('done');
  expect(silent.body.code).toBe('plan_item.reason_missing');
  expect(told.body.item).toMatchObject({ state: 'not_done', reason: '雨季停工' });
  expect(inUse.body).toMatchObject({ code: 'plan_item.in_use', facts: { count: 1 } });
  const listed = await county.get(liaison, `${url}?from=2026-03-01&to=2026-03-31`);
  expect(listed.body.rows.map((row: { level: string }) => row.level)).toEqual([
    'unit_plan',
    'month_item',
    'day_item',
  ]);
  expect(listed.body.workdays).toHaveLength(22);
  expect((await county.get(county.cast.otherLiaison, `${url}?from=2026-03-01&to=2026-03-31`)).status).toBe(
    404,
  );
});

test('a period is not made so short that what hangs below falls out, and gaps below are told to who may see the unit', async () => {
  const { head, otherHead } = county.cast;
  const units = `/units/${county.units.housing}/plan-items`;
  const { rows } = (await county.get(head, `${units}?from=2026-03-01&to=2026-03-31`)).body;
  const year = rows.find((row: { level: string }) => row.level === 'unit_plan');
  const short = await county.send(head, 'PATCH', `${units}/${year.id}`, {
    text: year.text,
    from: '2026-01-01',
    to: '2026-02-28',
    personId: null,
    version: year.version,
  });
  const shortGoal = await goal(annual, {
    level: 'annual_goal',
    parentId: cycle,
    from: '2026-01-01',
    to: '2026-06-30',
    version: 1,
  });
  const moved = await goal(annual, {
    level: 'annual_goal',
    parentId: annual,
    from: '2026-01-01',
    to: '2026-12-31',
    version: 1,
  });
  const bare = county.freshId<string>();
  await county.post(head, units, {
    level: 'unit_plan',
    items: [
      {
        id: bare,
        parentId: annual,
        taskId: null,
        text: '背街小巷整治',
        from: '2026-01-01',
        to: '2026-12-31',
        personId: null,
      },
    ],
  });
  const gapsFor = async (person: typeof head) =>
    (await county.get(person, `/campaigns/${campaignId}/goals`)).body.gaps.filter(
      (gap: { itemId: string }) => gap.itemId === bare,
    );

  expect(short.body.code).toBe('plan_item.below_outside');
  expect(shortGoal.body.code).toBe('plan_item.below_outside');
  expect(moved.body.code).toBe('plan_item.level_wrong');
  expect(await gapsFor(head)).toEqual([
    {
      itemId: bare,
      code: 'no_month_item',
      year: null,
      text: '背街小巷整治',
      unitId: county.units.housing,
    },
  ]);
  expect(await gapsFor(otherHead)).toEqual([]);
});

test('a day that became a holiday after it was planned can still be settled', async () => {
  const { office, head } = county.cast;
  const units = `/units/${county.units.housing}/plan-items`;
  const { rows } = (await county.get(head, `${units}?from=2026-03-01&to=2026-03-31`)).body;
  const day = rows.find((row: { level: string }) => row.level === 'day_item');
  const { years } = (await county.get(office, '/calendar')).body;
  const known = years.find((one: { year: number }) => one.year === 2026);
  const holidays = [...known.holidays, { date: day.from, name: '临时放假' }].map(({ date, name }) => ({
    name,
    from: date,
    to: date,
  }));
  await county.send(office, 'PUT', '/calendar/2026', {
    source: known.source,
    holidays,
    makeUpWorkdays: known.makeUpWorkdays.map(({ date, name }: { date: string; name: string }) => ({
      date,
      for: name,
    })),
    version: known.version,
  });

  const settled = await county.post(head, `${units}/${day.id}/result`, {
    state: 'not_done',
    reason: '临时放假',
    version: day.version,
  });

  expect(settled.body.item).toMatchObject({ state: 'not_done', reason: '临时放假' });
});

test('a calendar that cannot be is refused; a year that is not loaded is said', async () => {
  const { office } = county.cast;
  const table = { source: '国务院办公厅通知', makeUpWorkdays: [], version: 0 };

  const wrong = await county.send(office, 'PUT', '/calendar/2027', {
    ...table,
    holidays: [{ name: '元旦', from: '2027-01-03', to: '2027-01-01' }],
  });
  await county.send(office, 'PATCH', '/tasks', { taskIds: [task], change: { due: '2027-06-30' } });
  const missing = (await county.get(office, '/calendar')).body.missing;
  const right = await county.send(office, 'PUT', '/calendar/2027', {
    ...table,
    holidays: [{ name: '元旦', from: '2027-01-01', to: '2027-01-03' }],
  });

  expect(wrong.body.code).toBe('calendar.table_wrong');
  expect(missing).toEqual([2027]);
  expect(right.status).toBe(200);
  const { body } = await county.get(office, '/calendar');
  expect(body.years.map((year: { year: number }) => year.year)).toEqual([2025, 2026, 2027]);
  expect(body.missing).toEqual([]);
});
