import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PlanId, TaskId } from '@tongchuang/domain/kernel/ids.ts';
import { openCounty, type County } from '@tongchuang/testkit/county.ts';
import { claimed, edition, issued, planned, until } from '@tongchuang/testkit/tasks.ts';

let county: County;
let plan: PlanId;
let ids: TaskId[];
beforeAll(async () => {
  county = await openCounty();
  const { housing, education } = county.units;
  plan = county.freshId<PlanId>();
  const environment = ['一、环境提升', '(一)背街小巷'];
  ({ taskIds: ids } = await edition(county, plan, [
    planned(
      '更换照明灯具',
      [
        [housing, 'lead'],
        [education, 'cooperating'],
      ],
      {
        no: '1',
        sectionPath: environment,
        deadline: until('2026-03-05', '3月5日前'),
        targets: [{ text: '亮灯率98%以上', comparator: '>=', value: 98, unit: '%' }],
      },
    ),
    planned('清理乱堆乱放', [[housing, 'responsible']], {
      no: '2',
      sectionPath: environment,
      deadline: until('2026-12-31', '年底前'),
      standard: '无积存垃圾',
    }),
    planned('开展文明校园创建', [[education, 'lead']], { no: '3', sectionPath: ['二、教育引导'] }),
    planned('尚未下达', [[education, 'lead']], { no: '4', sectionPath: ['二、教育引导'] }),
  ]));
  await county.post(county.cast.office, '/tasks/issue', { taskIds: ids.slice(0, 3) });
  await claimed(county, ids[0]!, county.cast.liaison, county.cast.head);
  await county.post(county.cast.liaison, `/tasks/${ids[0]}/units/${housing}/reports`, {
    reportId: county.freshId(),
    note: '已换一半',
    progressBp: 5000,
    attained: [{ position: 0, attained: 49 }],
  });
});
afterAll(() => county.close());

test('the office sees the whole tree with sections, lights and exact totals', async () => {
  const { body } = await county.get(county.cast.office, `/tasks?plan=${plan}`);

  expect(body.tasks.map((task: { no: string }) => task.no)).toEqual(['1', '2', '3', '4']);
  expect(body.sections.map((section: { heading: string }) => section.heading)).toEqual([
    '一、环境提升',
    '(一)背街小巷',
    '二、教育引导',
  ]);
  expect(body.sections[1].parentId).toBe(body.sections[0].id);
  expect(body.tasks[0]).toMatchObject({
    state: 'in_progress',
    light: 'at_risk',
    reason: { code: 'due_soon', workdaysLeft: 3 },
    due: '2026-03-05',
  });
  expect(body.totals).toMatchObject({
    tasks: 4,
    byState: { draft: 1, issued: 2, in_progress: 1 },
    unclaimed: 3,
  });
});

test('a unit sees what it has a part in, and no drafts', async () => {
  const { liaison, otherLiaison } = county.cast;

  const own = await county.get(liaison, `/tasks?plan=${plan}`);
  const others = await county.get(otherLiaison, `/tasks?plan=${plan}`);

  expect(own.body.tasks.map((task: { no: string }) => task.no)).toEqual(['1', '2']);
  expect(others.body.tasks.map((task: { no: string }) => task.no)).toEqual(['1', '3']);
  expect((await county.get(otherLiaison, `/tasks/${ids[1]}`)).status).toBe(404);
  expect((await county.get(otherLiaison, `/tasks/${ids[3]}`)).status).toBe(404);
});

test('filters narrow the list and its totals alike', async () => {
  const section = (await county.get(county.cast.office, `/tasks?plan=${plan}`)).body.sections[0].id;
  const numbers = async (query: string) => {
    const { body } = await county.get(county.cast.office, `/tasks?plan=${plan}&${query}`);
    expect(body.totals.tasks).toBe(body.tasks.length);
    return body.tasks.map((task: { no: string }) => task.no).join();
  };

  expect(await numbers('state=issued,draft')).toBe('2,3,4');
  expect(await numbers('light=at_risk')).toBe('1');
  expect(await numbers(`unit=${county.units.education}&role=lead`)).toBe('3,4');
  expect(await numbers(`section=${section}`)).toBe('1,2');
  expect(await numbers('dueTo=2026-06-30')).toBe('1');
  expect(await numbers('only=unclaimed')).toBe('1,2,3');
  expect(await numbers(`text=${encodeURIComponent('垃圾')}`)).toBe('');
  expect(await numbers(`text=${encodeURIComponent('乱堆')}`)).toBe('2');
});

test('a task page tells progress and light with their reasons, and what each may do', async () => {
  const asLiaison = (await county.get(county.cast.liaison, `/tasks/${ids[0]}`)).body;
  const asOffice = (await county.get(county.cast.office, `/tasks/${ids[0]}`)).body;

  expect(asLiaison.progressReasons).toEqual([
    { code: 'units', progressBp: 4285, units: 2 },
    { code: 'targets', progressBp: 5000, reported: 1, of: 1 },
  ]);
  expect(asLiaison.progressBp).toBe(4642);
  expect(asLiaison.parts[0].openActions).toEqual([
    'report',
    'report_cannot',
    'submit_done',
    'request_deferral',
  ]);
  expect(asLiaison.parts[1].openActions).toEqual([]);
  expect(asLiaison.openActions).toEqual([]);
  expect(asOffice.openActions).toEqual(['assign', 'drop']);
  expect(asLiaison.reports).toHaveLength(1);
  expect(asLiaison.gaps.map((gap: { code: string }) => gap.code)).toContain('standard');
});

test('progress rolls up by unit, section and stage to one whole', async () => {
  const by = async (what: string) =>
    (await county.get(county.cast.office, `/tasks/rollup?by=${what}&plan=${plan}`)).body;
  const units = await by('unit');
  const sections = await by('section');

  expect(units.whole).toMatchObject({ progressBp: 1547, counted: 3, leftOut: { draft: 1 } });
  expect(units.groups.find((group: { name: string }) => group.name === '县住建局')).toMatchObject({
    progressBp: 2321,
    counted: 2,
    byLight: { at_risk: 1, on_time: 1 },
  });
  expect(sections.groups.map((group: { counted: number }) => group.counted)).toEqual([2, 2, 1]);
});

test('the calendar shows deadlines among holidays and make-up workdays', async () => {
  const { body } = await county.get(county.cast.liaison, '/tasks/calendar?from=2026-02-28&to=2026-03-05');

  expect(body.days[0]).toMatchObject({ date: '2026-02-28', name: '春节', workday: true });
  expect(body.days[5]).toMatchObject({ date: '2026-03-05', tasks: [{ no: '1', light: 'at_risk' }] });
});

test('gaps name what is missing by unit and by task', async () => {
  const { body } = await county.get(county.cast.office, `/gaps?plan=${plan}`);

  const housing = body.units.find((unit: { name: string }) => unit.name === '县住建局');
  expect(housing).toMatchObject({ of: 2, complete: 0, unclaimed: 1, letter: 'none' });
  expect(housing.byCode).toMatchObject({ standard: 1, person: 1 });
  expect(body.byCode.standard).toBe(3);
});

test('what the campaign fixes for all is missing in no task', async () => {
  const { office } = county.cast;
  const before = await county.get(office, `/gaps?plan=${plan}`);
  const [campaign] = (await county.get(office, '/campaigns')).body.rows;
  const { id, name, title, from, to, version } = campaign;
  const terms = { assessment: '按季度考核', reward: '与评先评优挂钩', stages: [] };
  await county.send(office, 'PUT', `/campaigns/${id}`, { name, title, from, to, version, ...terms });

  const after = await county.get(office, `/gaps?plan=${plan}`);
  const page = await county.get(office, `/tasks/${ids[1]}`);

  expect(before.body.byCode).toMatchObject({ assessment: 4, reward: 4 });
  expect(after.body.byCode).not.toHaveProperty('assessment');
  expect(page.body.gaps.map((gap: { code: string }) => gap.code)).not.toContain('reward');
});

test('a unit page has its tasks by role, its share and its letter', async () => {
  const { body, status } = await county.get(county.cast.head, `/units/${county.units.housing}/page`);

  expect(status).toBe(200);
  expect(body.tasks.map((task: { role: string }) => task.role)).toEqual(['lead', 'responsible']);
  expect(body.tasks[0]).toMatchObject({ partBp: 5000, claim: 'head', personName: '贺建平' });
  expect(body.progressBp).toBe(2321);
  expect(body.letter).toBeNull();
  expect((await county.get(county.cast.otherHead, `/units/${county.units.housing}/page`)).status).toBe(404);
});

test('home tells each role what waits for it', async () => {
  const kinds = async (who: Parameters<County['get']>[0]) =>
    (await county.get(who, '/home')).body.waiting.map((one: { kind: string; count: number }) => [
      one.kind,
      one.count,
    ]);

  expect(await kinds(county.cast.liaison)).toEqual([
    ['claim_unit', 1],
    ['due_soon', 1],
    ['plan_month', 1],
  ]);
  expect(Object.fromEntries(await kinds(county.cast.office))).toMatchObject({ issue: 1, gaps: 3 });
  expect(await kinds(county.cast.supervisor)).toEqual([]);
});

test("a link opens one unit's page without signing in, until it is ended; every opening is kept", async () => {
  const { office, liaison } = county.cast;
  const id = county.freshId<string>();
  const token = 'T'.repeat(43);
  const address = `/links/${county.tenant}.${token}`;
  const made = await county.post(office, `/units/${county.units.housing}/links`, { id, token, days: 7 });
  const byUnit = await county.post(liaison, `/units/${county.units.housing}/links`, { id, token, days: 7 });

  const opened = await county.get(null, address);
  const links = await county.get(office, `/units/${county.units.housing}/links`);
  await county.send(office, 'DELETE', `/units/${county.units.housing}/links/${id}`);
  const ended = await county.get(null, address);

  expect(made.status).toBe(200);
  expect(JSON.stringify(made.body)).not.toContain(token);
  expect(byUnit.status).toBe(403);
  expect(opened.body.page.tasks).toHaveLength(2);
  expect(links.body.rows[0]).toMatchObject({ opened: 1 });
  expect(ended.body).toMatchObject({ status: 404, code: 'link.not_valid' });
  expect((await county.get(null, `/links/${county.tenant}.${'X'.repeat(43)}`)).status).toBe(404);
});

test('a filter is saved under a name for oneself, or shared', async () => {
  const { office, leader } = county.cast;
  const [mine, ours] = [county.freshId<string>(), county.freshId<string>()];
  const body = { page: 'tasks', name: '超期', query: 'light=late', shared: false, version: 0 };
  await county.send(office, 'PUT', `/saved-views/${mine}`, body);
  await county.send(office, 'PUT', `/saved-views/${ours}`, { ...body, name: '本周', shared: true });

  const seen = await county.get(leader, '/saved-views?page=tasks');
  const taken = await county.send(leader, 'DELETE', `/saved-views/${ours}`);

  expect(seen.body.rows).toMatchObject([{ name: '本周', mine: false, owner: '周敏' }]);
  expect(taken.status).toBe(404);
  expect((await county.get(office, '/saved-views')).body.rows).toHaveLength(2);
});

test('the trail of a task is open to whoever may read it, the whole trail to auditors', async () => {
  const { liaison, otherLiaison, auditor } = county.cast;

  const own = await county.get(liaison, `/audit/task/${ids[0]}`);

  expect(own.body.rows.map((row: { act: string }) => row.act)).toEqual([
    'task.report',
    'task.claim_head',
    'task.claim_unit',
    'task.issue',
  ]);
  expect((await county.get(otherLiaison, `/audit/task/${ids[1]}`)).status).toBe(404);
  expect((await county.get(auditor, `/audit/task/${ids[1]}`)).status).toBe(200);
  expect((await county.get(liaison, '/audit')).status).toBe(403);
  expect((await county.get(auditor, '/audit')).body.rows.length).toBeGreaterThan(5);
});

test.each([
  ['list.xlsx', 'PK'],
  ['list.csv', '\uFEFF'],
  ['decomposition.xlsx', 'PK'],
  ['decomposition.docx', 'PK'],
])('what is shown leaves as %s, and the trail says who took it', async (as, begins) => {
  const { office, auditor } = county.cast;

  const answer = await county.post(office, '/tasks/exports', { as, filter: { plan } });

  expect(answer.status).toBe(200);
  expect(answer.bytes.toString('utf8').startsWith(begins)).toBe(true);
  expect(String(answer.headers['content-disposition'])).toContain('attachment');
  const trail = await county.get(auditor, `/audit/plan/${plan}`);
  expect(trail.body.rows[0]).toMatchObject({ act: 'task.export', facts: { as, tasks: 4 } });
});

test('a unit pack and the plan leave as documents', async () => {
  const pack = await county.post(county.cast.liaison, `/units/${county.units.housing}/exports`);
  const paper = await county.post(county.cast.leader, `/plans/${plan}/exports`);

  expect([pack.status, paper.status]).toEqual([200, 200]);
  expect(pack.bytes.length).toBeGreaterThan(2000);
  expect(paper.bytes.length).toBeGreaterThan(2000);
});

test('a later edition keeps what stays, with its progress, and tells what changed', async () => {
  const { housing, education, chengguan } = county.units;
  const reason = new Map([[ids[2]!, '并入第1项']]);
  const second = await edition(
    county,
    plan,
    [
      planned(
        '更换照明灯具',
        [
          [housing, 'lead'],
          [chengguan, 'responsible'],
        ],
        {
          no: '1',
          sectionPath: ['一、环境提升'],
          deadline: until('2026-04-30', '4月底前'),
        },
      ),
      planned('清理乱堆乱放', [[housing, 'responsible']], {
        no: '2',
        sectionPath: ['一、环境提升'],
        deadline: until('2026-12-31', '年底前'),
        standard: '无积存垃圾',
      }),
      planned('新增停车泊位', [[education, 'lead']], { no: '3', sectionPath: ['一、环境提升'] }),
    ],
    { drop: reason },
  );

  expect(second).toMatchObject({ edition: 2, difference: { unchanged: 1, changed: 1, added: 1, gone: 2 } });
  expect(second.taskIds.slice(0, 2)).toEqual(ids.slice(0, 2));
  const page = (await county.get(county.cast.office, `/tasks/${ids[0]}`)).body;
  expect(page).toMatchObject({
    state: 'in_progress',
    deadline: { due: '2026-04-30' },
    sectionPath: ['一、环境提升'],
  });
  expect(
    page.parts.map((part: { claim: string; progressBp: number }) => [part.claim, part.progressBp]),
  ).toEqual([
    ['head', 5000],
    ['open', 0],
  ]);
  expect((await county.get(county.cast.office, `/tasks/${ids[2]}`)).body).toMatchObject({
    state: 'dropped',
    inEdition: false,
    reports: [{ note: '并入第1项' }],
  });
  const told = (await county.get(county.cast.office, `/plans/${plan}`)).body;
  expect(told.changes.map((one: { change: string }) => one.change).sort()).toEqual([
    'added',
    'changed',
    'gone',
    'gone',
  ]);
});

test('an instance of the same plan appears for each period of a recurring task, and is judged in its place', async () => {
  const { office, liaison, head } = county.cast;
  const [task] = await issued(county, [
    planned('每月报送创建信息', [[county.units.housing, 'lead']], { recurrence: '每月25日前' }),
  ]);
  await claimed(county, task!, liaison, head);

  const first = await county.post(office, `/tasks/${task}/instances`, { instanceId: county.freshId() });
  const second = await county.post(office, `/tasks/${task}/instances`, { instanceId: county.freshId() });

  expect(first.body).toMatchObject({ from: '2026-03-01', due: '2026-03-25' });
  expect(second.body).toMatchObject({ from: '2026-04-01', due: '2026-04-24' });
  const page = (await county.get(liaison, `/tasks/${task}`)).body;
  expect(page.instances).toHaveLength(2);
  expect(page.instances[0]).toMatchObject({ from: '2026-04-01', state: 'claimed' });
});
