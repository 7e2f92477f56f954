import { Logger, runOnce } from 'graphile-worker';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tasksOf } from '@tongchuang/server/jobs.ts';
import { openCounty, type County } from '@tongchuang/testkit/county.ts';

let county: County;
beforeAll(async () => {
  county = await openCounty();
});
afterAll(() => county.close());

const PLAN = `清源县创建全国文明城市2026年工作方案

一、重点任务
1.整治背街小巷。完成20条背街小巷整治,9月底前完成。
责任单位:县住建局、城关镇
2.推进文明校园建设,文明校园覆盖率达90%以上。
责任单位:县教体局、县科协
二、保障措施
各单位要高度重视,加强领导。
`;

async function handIn(text: string | Buffer, name = '方案.txt', supersedes: string | null = null) {
  const { office } = county.cast;
  const kept = await county.post(office, '/files', Buffer.from(text as string));
  const id = county.freshId<string>();
  const sent = await county.post(office, '/documents', { id, sha256: kept.body.sha256, name, supersedes });
  expect(sent.status).toBe(200);
  await runOnce({
    connectionString: county.ownerUrl,
    taskList: tasksOf(county.house),
    logger: new Logger(() => () => {}),
  });
  return id;
}
const open = async (id: string) => (await county.get(county.cast.office, `/documents/${id}`)).body;

test('a plan put in as text becomes a draft whose names are held against the roster', async () => {
  const draft = await open(await handIn(PLAN));

  expect(draft).toMatchObject({ state: 'read', kind: 'plan' });
  expect(draft.tasks.map((task: { content: { no: string } }) => task.content.no)).toEqual(['1', '2']);
  const [first, second] = draft.tasks;
  expect(first.content.deadline).toMatchObject({ phrase: '9月底前', due: '2026-09-30' });
  expect(first.content.units).toMatchObject([
    { name: '县住建局', role: 'responsible', resolution: 'certain', unitIds: [county.units.housing] },
    { name: '城关镇', resolution: 'certain', unitIds: [county.units.chengguan] },
  ]);
  expect(second.content.units[1]).toMatchObject({ name: '县科协', resolution: 'unknown', unitIds: [] });
  expect(draft.paper.text.slice(first.content.source.start, first.content.source.end)).toContain(
    '整治背街小巷',
  );
});

test('a draft with an open name is not confirmed; the unit added on the spot settles it, and the plan has its tasks', async () => {
  const { office } = county.cast;
  const id = await handIn(PLAN);
  const seen = (draft: { tasks: { version: number }[] }) =>
    draft.tasks.reduce((sum, task) => sum + task.version, 0);
  const confirm = async () =>
    county.post(office, `/documents/${id}/confirm`, {
      planId: county.freshId(),
      title: '清源县2026年工作方案',
      seen: seen(await open(id)),
      drop: [],
    });
  expect((await confirm()).body.code).toBe('intake.names_open');

  const add = { id: county.freshId(), code: '077', name: '清源县科学技术协会', type: 'mass', tier: 'county' };
  const chosen = await county.post(office, `/documents/${id}/units`, {
    name: '县科协',
    unitIds: [],
    learn: true,
    add,
  });
  expect(chosen.body).toMatchObject({ changed: 1 });
  const confirmed = await confirm();

  expect(confirmed.body).toMatchObject({ tasks: 2 });
  expect((await open(id)).state).toBe('confirmed');
  const learnt = await open(await handIn(PLAN));
  expect(learnt.tasks[1].content.units[1]).toMatchObject({
    name: '县科协',
    resolution: 'certain',
    unitIds: [add.id],
  });
});

test('two reviewers of one task: the second is told, and nothing of the first is lost', async () => {
  const id = await handIn(PLAN);
  const [task] = (await open(id)).tasks;
  const edit = (text: string) =>
    county.send(county.cast.office, 'PUT', `/documents/${id}/tasks/${task.id}`, {
      version: task.version,
      dropped: false,
      content: { ...task.content, text },
    });
  expect((await edit('第一个人的改法')).status).toBe(200);

  const second = await edit('第二个人的改法');

  expect(second.body.code).toBe('row.changed_meanwhile');
  expect((await open(id)).tasks[0].content.text).toBe('第一个人的改法');
});

test('a task is split, merged again and moved; what is put aside comes back', async () => {
  const { office } = county.cast;
  const id = await handIn(PLAN);
  const [task, next] = (await open(id)).tasks;
  const at = task.content.text.indexOf('完成20条');
  await county.post(office, `/documents/${id}/tasks/${task.id}/split`, {
    version: task.version,
    at,
    newTaskId: county.freshId(),
  });

  const parts = (await open(id)).tasks;
  expect(parts.map((part: { content: { text: string } }) => part.content.text.slice(0, 4))).toEqual([
    '整治背街',
    '完成20',
    '推进文明',
  ]);
  expect(parts[1].content.targets).toHaveLength(task.content.targets.length);

  const merging = parts
    .slice(0, 2)
    .map((part: { id: string; version: number }) => ({ id: part.id, version: part.version }));
  await county.post(office, `/documents/${id}/merge`, { tasks: merging });
  const [merged, aside] = (await open(id)).tasks;
  expect(merged.content.text).toContain('完成20条');
  expect(aside.dropped).toBe(true);

  await county.post(office, `/documents/${id}/tasks/${merged.id}/move`, {
    version: merged.version,
    after: next.id,
  });
  expect((await open(id)).tasks.at(-1).id).toBe(merged.id);
});

test('a later edition is compared with the plan that it supersedes before anything is written', async () => {
  const { office } = county.cast;
  const plan = PLAN.replace('、县科协', '');
  const first = await handIn(plan);
  const planId = county.freshId<string>();
  const sum = (draft: { tasks: { version: number }[] }) =>
    draft.tasks.reduce((all, task) => all + task.version, 0);
  const body = { planId, title: '方案', drop: [] };
  await county.post(office, `/documents/${first}/confirm`, { ...body, seen: sum(await open(first)) });

  const later = await handIn(
    plan.replace('20条', '30条').replace('二、保障', '3.建设文明广场。\n责任单位:县住建局\n二、保障'),
    '新版.txt',
    planId,
  );

  const difference = (await county.get(office, `/documents/${later}/comparison`)).body;
  expect(difference).toMatchObject({ same: 1, gone: [] });
  expect(difference.changed).toHaveLength(1);
  expect(difference.added).toHaveLength(1);
  const confirmed = await county.post(office, `/documents/${later}/confirm`, {
    ...body,
    seen: sum(await open(later)),
  });
  expect(confirmed.body).toMatchObject({ planId, tasks: 3 });
});

test('a file that cannot be read says why and what to do, and nothing half stands', async () => {
  const draft = await open(await handIn(Buffer.from('PK\u0003\u0004 cut off'), '方案.docx'));

  expect(draft).toMatchObject({ state: 'refused', tasks: [], paper: null });
  expect(draft.refusal.sentence).toMatch(/请/);
});

test('a unit reads no drafts', async () => {
  const id = await handIn(PLAN);

  expect((await county.get(county.cast.liaison, `/documents/${id}`)).body.code).toBe('access.not_your_role');
});

test('a document is shown however long its parts are; only a correction has to be short', async () => {
  const { office } = county.cast;
  const long = `整治背街小巷。${'完成整治工作。'.repeat(1500)}`;
  const id = await handIn(`一、重点任务\n1.${long}\n责任单位:县住建局\n`);

  const draft = await open(id);

  const [task] = draft.tasks;
  expect(task.content.text.length).toBeGreaterThan(8000);
  const same = { version: task.version, dropped: false, content: task.content };
  const refused = await county.send(office, 'PUT', `/documents/${id}/tasks/${task.id}`, same);
  expect(refused).toMatchObject({ status: 400, body: { code: 'request.malformed' } });
  expect(refused.body.facts.where).toContain('text');
});

test('a refused upload that nobody named is told in a whole sentence', async () => {
  const refused = await county.post(county.cast.office, '/files', Buffer.alloc(0));

  expect(refused.body).toMatchObject({
    code: 'paper.empty',
    detail: expect.stringMatching(/^这份文件是空文件/),
  });
});
