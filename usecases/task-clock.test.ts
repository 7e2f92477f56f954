import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CommandId, TaskId } from '@tongchuang/domain/kernel/ids.ts';
import { openCounty, type County } from '@tongchuang/testkit/county.ts';
import { claimed, issued, planned, until } from '@tongchuang/testkit/tasks.ts';
import { makePipe } from './pipe.ts';
import { runDay } from './task-clock.ts';

let county: County;
let dated: TaskId;
let monthly: TaskId;
beforeAll(async () => {
  county = await openCounty('2026-03-02T09:00+08:00');
  [dated, monthly] = (await issued(county, [
    planned('更换照明灯具', [[county.units.housing, 'lead']], { deadline: until('2026-03-31') }),
    planned('报送信息', [[county.units.housing, 'lead']], { recurrence: '每月25日前' }),
    planned('定期巡查', [[county.units.housing, 'lead']], { recurrence: '定期' }),
  ])) as [TaskId, TaskId];
  for (const task of [dated, monthly]) await claimed(county, task, county.cast.liaison, county.cast.head);
});
afterAll(() => county.close());

const round = (at: string) => {
  county.at(at);
  const asked = { params: {}, query: {}, body: { on: at.slice(0, 10) } };
  return makePipe(county.house).perform(
    runDay,
    { tenant: county.tenant, clock: true },
    county.freshId<CommandId>(),
    asked,
  );
};

test('the morning round makes the instances that are due, once; 定期 waits for its interval', async () => {
  const first = await round('2026-03-03T09:05+08:00');
  const again = await round('2026-03-03T14:05+08:00');

  expect(first.instances).toBe(1);
  expect(again.instances).toBe(0);
  const page = (await county.get(county.cast.liaison, `/tasks/${monthly}`)).body;
  expect(page.instances).toMatchObject([
    { from: '2026-03-01', to: '2026-03-31', due: '2026-03-25', state: 'claimed' },
  ]);
});

test('each reminder is sent once, in office hours, and after an outage only the newest one', async () => {
  const night = await round('2026-03-17T23:00+08:00');
  const tenBefore = await round('2026-03-17T09:05+08:00');
  const [one, two] = await Promise.all([round('2026-03-17T14:05+08:00'), round('2026-03-17T14:05+08:00')]);
  const afterOutage = await round('2026-03-30T09:05+08:00');

  expect([night.reminders, tenBefore.reminders, one.reminders + two.reminders]).toEqual([0, 2, 0]);
  expect(afterOutage.reminders).toBe(2);
});

test('the inbox holds them by reason until they are seen, and another unit has none', async () => {
  const { liaison, otherLiaison } = county.cast;

  const inbox = (await county.get(liaison, '/inbox')).body;
  const seen = await county.post(liaison, '/inbox/seen', {
    keys: inbox.rows.map((row: { key: string }) => row.key),
  });

  expect(inbox.unseen).toBe(4);
  expect(inbox.byReason).toEqual([
    { reason: 'before-10', count: 2 },
    { reason: 'after-1', count: 1 },
    { reason: 'before-2', count: 1 },
  ]);
  expect(seen.body.seen).toBe(4);
  expect((await county.get(liaison, '/inbox')).body).toMatchObject({ unseen: 0, rows: [] });
  expect((await county.get(otherLiaison, '/inbox')).body.rows).toEqual([]);
});

test('a task that waits for the office is not reminded of', async () => {
  const { liaison } = county.cast;
  await county.post(liaison, `/tasks/${dated}/units/${liaison.unit}/deferral`, {
    reportId: county.freshId(),
    reason: '灯具未到',
    until: '2026-04-30',
  });

  const { reminders } = await round('2026-04-09T09:05+08:00');

  const { rows } = (await county.get(liaison, '/inbox')).body;
  expect(rows.filter((row: { taskId: string }) => row.taskId === dated)).toEqual([]);
  expect(reminders).toBeGreaterThanOrEqual(0);
});
