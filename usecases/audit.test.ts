import { afterAll, beforeAll, expect, test } from 'vitest';
import { openCounty, type County } from '@tongchuang/testkit/county.ts';
import { issued, planned } from '@tongchuang/testkit/tasks.ts';

let county: County;
beforeAll(async () => {
  county = await openCounty();
});
afterAll(() => county.close());

const view = (n: number) => ({
  page: 'tasks',
  name: `视图${n}`,
  query: 'state=issued',
  shared: false,
  version: 0,
});

test('pages of the trail lose no act of one instant and show none twice', async () => {
  const { auditor, office } = county.cast;
  for (let n = 0; n < 130; n++) {
    await county.send(office, 'PUT', `/saved-views/${county.freshId()}`, view(n));
  }

  const first = await county.get(auditor, '/audit?act=saved_view.save');
  const last = first.body.rows.at(-1);
  const next = await county.get(
    auditor,
    `/audit?act=saved_view.save&before=${last.at}&beforeId=${last.commandId}`,
  );

  const commands = [...first.body.rows, ...next.body.rows].map((row) => row.commandId);
  expect(first.body.more).toBe(true);
  expect(next.body.more).toBe(false);
  expect(new Set(commands).size).toBe(130);
  expect(commands).toHaveLength(130);
});

test('the trail of a task names the units in it; whoever is no auditor reads no other names', async () => {
  const { head, liaison, otherLiaison, auditor } = county.cast;
  const [mine = '' as never, other = '' as never] = await issued(county, [
    planned('清理背街小巷积存垃圾', [[liaison.unit, 'lead']]),
    planned('别家单位的任务', [[otherLiaison.unit, 'lead']]),
  ]);
  await county.post(liaison, `/tasks/${mine}/units/${liaison.unit}/claim`);

  const own = await county.get(head, `/audit/task/${mine}`);
  const whole = await county.get(auditor, `/audit/task/${mine}`);

  expect(own.body.names[liaison.unit]).toBeDefined();
  expect(own.body.names[other]).toBeUndefined();
  expect(whole.body.names[other]).toBe('别家单位的任务');
});
