import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PlanId } from '@tongchuang/domain/kernel/ids.ts';
import { openCounty, type County } from '@tongchuang/testkit/county.ts';
import { claimed, edition, issued, planned, until } from '@tongchuang/testkit/tasks.ts';

let county: County;
beforeAll(async () => {
  county = await openCounty();
});
afterAll(() => county.close());

const lamps = () =>
  planned('更换背街小巷照明灯具', [[county.units.housing, 'lead']], { deadline: until('2026-04-30') });
test('a unit takes a task on in two steps: the liaison for the unit, then the head in person with the chain', async () => {
  const { liaison, head } = county.cast;
  const [task] = await issued(county, [lamps()]);
  const part = `/tasks/${task}/units/${liaison.unit}`;

  const first = await county.post(liaison, `${part}/claim`);
  const second = await county.post(head, `${part}/claim-head`, {
    chain: { leaderId: head.id, section: '城建科', personId: liaison.id },
  });

  expect(first.body.task).toMatchObject({ state: 'issued', version: 3, part: { claim: 'unit' } });
  expect(second.body.task).toMatchObject({ state: 'claimed', version: 4, part: { claim: 'head' } });
});

test('the head names people of the unit only', async () => {
  const { liaison, head, otherHead } = county.cast;
  const [task] = await issued(county, [lamps()]);
  await county.post(liaison, `/tasks/${task}/units/${liaison.unit}/claim`);

  const answer = await county.post(head, `/tasks/${task}/units/${head.unit}/claim-head`, {
    chain: { leaderId: null, section: null, personId: otherHead.id },
  });

  expect(answer.status).toBe(422);
  expect(answer.body).toMatchObject({ code: 'task.person_elsewhere', facts: { name: '罗文' } });
});

test('a liaison claims for the unit and not as its head; a stranger does neither', async () => {
  const { liaison, otherLiaison } = county.cast;
  const [task] = await issued(county, [lamps()]);
  const part = `/tasks/${task}/units/${county.units.housing}`;

  const asHead = await county.post(liaison, `${part}/claim-head`, {
    chain: { leaderId: null, section: null, personId: liaison.id },
  });
  const asStranger = await county.post(otherLiaison, `${part}/claim`);
  const asNoPart = await county.post(otherLiaison, `/tasks/${task}/units/${otherLiaison.unit}/claim`);

  expect([asHead.status, asStranger.status, asNoPart.status]).toEqual([403, 404, 404]);
});

test('work is reported with evidence, handed in, returned with a reason, handed in again and verified', async () => {
  const { liaison, head, office } = county.cast;
  const [task] = await issued(county, [lamps()]);
  await claimed(county, task!, liaison, head);
  const photo = await county.post(liaison, '/files', Buffer.from('a lamp'));
  const part = `/tasks/${task}/units/${liaison.unit}`;

  await county.post(liaison, `${part}/reports`, {
    reportId: county.freshId(),
    note: '已更换 40 盏',
    progressBp: 6000,
    files: [{ sha256: photo.body.sha256, name: '路灯.jpg' }],
  });
  const handedIn = await county.post(liaison, `${part}/done`, {
    reportId: county.freshId(),
    note: '全部更换',
  });
  const returned = await county.post(office, `/tasks/${task}/return`, {
    reportId: county.freshId(),
    reason: '中山路仍有 3 盏不亮',
  });
  const again = await county.post(head, `${part}/done`, { reportId: county.freshId(), note: '3 盏已修复' });
  const verified = await county.post(office, `/tasks/${task}/verify`, {
    reportId: county.freshId(),
    note: null,
  });

  expect([handedIn, returned, again, verified].map((answer) => answer.body.task.state)).toEqual([
    'done',
    'returned',
    'done',
    'verified',
  ]);
});

test('evidence that was not put away before is refused, and nothing is reported', async () => {
  const { liaison, head } = county.cast;
  const [task] = await issued(county, [lamps()]);
  await claimed(county, task!, liaison, head);

  const answer = await county.post(liaison, `/tasks/${task}/units/${liaison.unit}/reports`, {
    reportId: county.freshId(),
    note: '照片见附件',
    progressBp: 1000,
    files: [{ sha256: 'a'.repeat(64), name: '没有上传.jpg' }],
  });

  expect(answer.body).toMatchObject({ status: 404, code: 'request.not_found', facts: { what: 'file' } });
});

test('a later day is asked for by the unit and granted by the office, which may grant another one', async () => {
  const { liaison, head, office, leader } = county.cast;
  const [task] = await issued(county, [lamps()]);
  await claimed(county, task!, liaison, head);

  await county.post(liaison, `/tasks/${task}/units/${liaison.unit}/deferral`, {
    reportId: county.freshId(),
    reason: '灯具未到货',
    until: '2026-06-30',
  });
  const byLeader = await county.post(leader, `/tasks/${task}/approve-deferral`, {
    reportId: county.freshId(),
    until: '2026-06-30',
    note: null,
  });
  const granted = await county.post(office, `/tasks/${task}/approve-deferral`, {
    reportId: county.freshId(),
    until: '2026-05-31',
    note: '月底前完成',
  });

  expect(byLeader.status).toBe(403);
  expect(granted.body.task.state).toBe('deferred');
  const [row] = await county.rows((db) =>
    db.selectFrom('tasks').select(['due_on', 'deadline_phrase']).where('id', '=', task!).execute(),
  );
  expect(row).toEqual({ due_on: '2026-05-31', deadline_phrase: '2026-04-30' });
});

test('a 做不了 waits for the office, which upholds it or drops the task', async () => {
  const { liaison, head, office } = county.cast;
  const [task] = await issued(county, [lamps()]);
  await claimed(county, task!, liaison, head);
  const part = `/tasks/${task}/units/${liaison.unit}`;

  await county.post(liaison, `${part}/cannot`, { reportId: county.freshId(), reason: '路段已移交市管' });
  const twice = await county.post(liaison, `${part}/cannot`, {
    reportId: county.freshId(),
    reason: '再次说明',
  });
  const upheld = await county.post(office, `/tasks/${task}/uphold`, {
    reportId: county.freshId(),
    reason: '移交前由你局负责',
  });
  await county.post(liaison, `${part}/cannot`, { reportId: county.freshId(), reason: '已正式移交' });
  const dropped = await county.post(office, `/tasks/${task}/drop`, {
    reportId: county.freshId(),
    reason: '已移交',
  });

  expect(twice.body.code).toBe('task.action_not_allowed');
  expect(upheld.body.task.state).toBe('claimed');
  expect(dropped.body.task.state).toBe('dropped');
});

test('somebody who looked at an older version is told, and nothing is written', async () => {
  const { liaison } = county.cast;
  const [task] = await issued(county, [lamps()]);

  const answer = await county.post(liaison, `/tasks/${task}/units/${liaison.unit}/claim`, { version: 1 });

  expect(answer.body).toMatchObject({ status: 409, code: 'row.changed_meanwhile' });
});

test('the same act sent twice, even at once, is done once', async () => {
  const { liaison } = county.cast;
  const [task] = await issued(county, [lamps()]);
  const id = county.freshId<string>();
  const send = () => county.post(liaison, `/tasks/${task}/units/${liaison.unit}/claim`, {}, id);

  const [first, second] = await Promise.all([send(), send()]);
  const third = await send();

  expect(first.body.task.version).toBe(3);
  expect(second.body).toEqual(first.body);
  expect(third.body).toEqual(first.body);
});

test('acts of many units on one task at once are all written, one version each', async () => {
  const { liaison, otherLiaison, office } = county.cast;
  const [task] = await issued(county, [
    planned('共建共享', [
      [liaison.unit, 'lead'],
      [otherLiaison.unit, 'responsible'],
    ]),
  ]);

  const answers = await Promise.all([
    county.post(liaison, `/tasks/${task}/units/${liaison.unit}/claim`),
    county.post(otherLiaison, `/tasks/${task}/units/${otherLiaison.unit}/claim`),
    county.post(liaison, `/tasks/${task}/units/${liaison.unit}/deferral`, {
      reportId: county.freshId(),
      reason: '时间太紧',
      until: '2026-12-31',
    }),
    county.post(office, `/tasks/${task}/verify`, { reportId: county.freshId(), note: null }),
  ]);

  expect(answers.map((answer) => answer.status)).toEqual([200, 200, 409, 409]);
  expect(answers.slice(0, 2).map((answer) => answer.body.task.version)).toEqual(
    expect.arrayContaining([3, 4]),
  );
});

test('issuing many tells each row apart: a task without a unit stays a draft', async () => {
  const { taskIds } = await edition(county, county.freshId<PlanId>(), [lamps(), planned('尚无单位', [])]);

  const answer = await county.post(county.cast.office, '/tasks/issue', { taskIds });

  expect(answer.body).toMatchObject({
    done: 1,
    rows: [{ done: true }, { done: false, code: 'task.action_not_allowed' }],
  });
});

test('many tasks get a day and a further unit at once; what is settled stays as it is', async () => {
  const { office } = county.cast;
  const [one, two] = await issued(county, [lamps(), lamps()]);
  await county.post(office, `/tasks/${two}/drop`, { reportId: county.freshId(), reason: '重复' });

  const answer = await county.send(office, 'PATCH', '/tasks', {
    taskIds: [one, two],
    change: { due: '2026-05-20', units: [{ unitId: county.units.education, role: 'cooperating' }] },
  });

  expect(answer.body.rows).toMatchObject([{ done: true }, { done: false, code: 'task.settled' }]);
  const rows = await county.rows((db) =>
    db
      .selectFrom('task_units')
      .select(['unit_id', 'role'])
      .where('task_id', '=', one!)
      .orderBy('position')
      .execute(),
  );
  expect(rows.map((row) => row.role)).toEqual(['lead', 'cooperating']);
});

test('a collective name is expanded into its units, in its role', async () => {
  const { office } = county.cast;
  const { taskIds } = await edition(county, county.freshId<PlanId>(), [
    planned('环境卫生整治', [[county.units.housing, 'lead']], {
      unexpanded: [{ name: '各乡镇', role: 'responsible' }],
    }),
  ]);

  const answer = await county.post(office, `/tasks/${taskIds[0]}/expand-units`, {
    name: '各乡镇',
    unitIds: [county.units.chengguan],
  });

  expect(answer.status).toBe(200);
  const parts = await county.rows((db) =>
    db.selectFrom('task_units').selectAll().where('task_id', '=', taskIds[0]!).orderBy('position').execute(),
  );
  expect(parts[1]).toMatchObject({
    unit_id: county.units.chengguan,
    role: 'responsible',
    written_as: '各乡镇',
  });
});
