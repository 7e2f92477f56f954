import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writePlanDocument } from '@tongchuang/papers/write/plan-document.ts';
import { hashPassword } from '@tongchuang/usecases/passwords.ts';
import { barriers } from '@tongchuang/testkit/accessible.ts';
import { openDesk, type Desk } from '@tongchuang/testkit/desk.ts';

/** The first job from end to end, as people do it: a Word file becomes tasks, a unit takes them on, the office checks. */
let desk: Desk;
let plan: string;
beforeAll(async () => {
  desk = await openDesk('2026-03-02T09:00+08:00');
  const { county } = desk;
  const password_hash = await hashPassword('a long enough password');
  const account = { login: 'zhoumin', password_hash };
  await county.rows((db) =>
    db.updateTable('people').set(account).where('id', '=', county.cast.office.id).execute(),
  );
  plan = join(await mkdtemp(join(tmpdir(), 'tongchuang-journey-')), '实施方案.docx');
  writeFileSync(plan, await theDocument());
});
afterAll(() => desk.close());

const theDocument = () => {
  const task = (no: string, text: string, unit: string, phrase: string | null) => ({
    no,
    text,
    standard: null,
    targets: [],
    deadline: phrase === null ? null : { phrase, due: null },
    units: [{ name: unit, role: 'responsible' as const }],
    persons: [],
  });
  return writePlanDocument({
    title: '清源县创建全国文明城市2026年工作方案',
    underTitle: null,
    addressee: '各乡镇党委、政府,县直各单位:',
    opening: ['经县委、县政府同意,现就2026年工作制定如下方案。'],
    sections: [
      {
        heading: '一、重点任务',
        paragraphs: [],
        tasks: [
          task('1', '整治背街小巷,完成20条背街小巷改造。', '县住建局', '9月底前'),
          task('2', '规范施工围挡,公益广告覆盖率达90%以上。', '县住建局', '6月底前'),
          task('3', '开展文明校园创建活动。', '县文教委', '年底前'),
        ],
        sections: [],
      },
    ],
    attachments: [],
    signed: null,
    auditHead: null,
    madeAt: new Date('2026-03-01T00:00:00Z'),
  });
};

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first();

test('from a Word file to a verified task', { timeout: 180_000 }, async () => {
  const { county, address } = desk;
  const { page: office, errors } = await desk.sitDown(null);

  // The office signs in.
  await office.goto(`${address}/`);
  await office.getByLabel('账号').fill('zhoumin');
  await office.getByLabel('密码', { exact: true }).fill('a long enough password');
  await button(office, /^登\s*录$/).click();
  await office.getByRole('heading', { name: /周敏/ }).waitFor();
  expect(await barriers(office)).toEqual([]);

  // A .docx is dropped in and read.
  await office.goto(`${address}/intake`);
  await office.locator('input[type=file]').setInputFiles(plan);
  await office.getByRole('link', { name: '清源县创建全国文明城市2026年工作方案' }).click();
  await office.getByText('完成20条背街小巷改造').first().waitFor();
  expect(await barriers(office)).toEqual([]);

  // Two things are corrected: the words of a task, and a unit that the roster knows under another name.
  await office.locator('.tc-draft-item').first().click();
  await button(office, '编辑').click();
  const words = office.getByLabel('任务内容');
  await words.fill('整治背街小巷,完成22条背街小巷改造。');
  await button(office, /^保存$/).click();
  await office.locator('.tc-draft-item').first().getByText('22条').waitFor();
  await office.getByRole('tab', { name: /待定单位/ }).click();
  await button(office, '县文教委').click();
  await office.getByLabel('在名录中查找').fill('jtj');
  await office.getByRole('button', { name: /县教体局/ }).click();
  await office.getByRole('tab', { name: /待定单位 0/ }).waitFor();

  // It is confirmed, and the tasks are issued.
  await button(office, '确认形成方案').click();
  const drawer = office.locator('.tc-drawer');
  expect(await barriers(office)).toEqual([]);
  await drawer.getByRole('button', { name: '确认形成方案' }).click();
  await office.waitForURL(/\/tasks\?plan=/);
  const draft = (await county.get(county.cast.office, '/tasks')).body;
  expect(draft.tasks.map((task: { text: string }) => task.text)).toEqual([
    '整治背街小巷,完成22条背街小巷改造。',
    '规范施工围挡,公益广告覆盖率达90%以上。',
    '开展文明校园创建活动。',
  ]);

  // The tasks are issued from the tree, all at once.
  await office.goto(`${address}/tasks?view=list&state=draft`);
  await office.getByRole('checkbox', { name: '选中全部' }).check();
  await office.getByRole('button', { name: '下达 3 件草拟' }).click();
  await office.getByText('已办理 3 件').first().waitFor();
  const [alley] = draft.tasks;
  const task = `${address}/tasks/${alley.id}`;

  // The unit's liaison claims for the unit; its head claims in person and names who is responsible.
  const { page: liaison, errors: liaisonErrors } = await desk.sitDown(county.cast.liaison);
  await liaison.goto(task);
  await button(liaison, '单位认领').click();
  await liaison.getByText('单位已认领').first().waitFor();
  const { page: head, errors: headErrors } = await desk.sitDown(county.cast.head);
  await head.goto(task);
  await button(head, '主要负责人认领').click();
  await choose(head, '分管领导', '贺建平');
  await head.getByLabel('承办科室').fill('城建股');
  await choose(head, '责任人', '陶欣');
  expect(await barriers(head)).toEqual([]);
  await head.locator('.tc-action-form').getByRole('button', { name: '主要负责人认领' }).click();
  await head.getByText('已全部认领').waitFor();

  // Its responsibility letter is written from what it claimed, and the unit downloads it.
  const letter = await county.post(county.cast.office, '/letters', {
    id: county.freshId(),
    unitId: county.units.housing,
    campaignId: (await county.get(county.cast.office, '/campaigns')).body.rows[0].id,
    number: null,
    issuerName: '清源县创建全国文明城市工作领导小组',
    issuerSignatory: null,
    period: { from: '2026-01-01', to: '2026-12-31' },
    inSpiteOfGaps: true,
  });
  expect(letter.status).toBe(200);
  await head.goto(`${address}/letters?open=${county.units.housing}`);
  const [download] = await Promise.all([
    head.waitForEvent('download'),
    head.getByRole('link', { name: '下载 Word 文件' }).first().click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/\.docx$/);
  expect(
    readFileSync(await download.path())
      .subarray(0, 2)
      .toString(),
  ).toBe('PK');

  // Progress is reported, and the work handed in.
  await liaison.goto(task);
  await button(liaison, '填报进展').click();
  await liaison.getByLabel('进展说明').first().fill('已改造12条,其余正在施工。');
  await liaison.locator('.tc-action-form').getByRole('button', { name: '填报进展' }).click();
  await liaison.getByText('已改造12条').first().waitFor();
  await handInAsDone(liaison, '22条背街小巷已全部改造。');

  // The office returns it with a reason; the unit completes it; the office verifies.
  await office.goto(task);
  await button(office, '退回').click();
  await office.getByLabel('理由').first().fill('缺少验收记录,请补充。');
  await office.locator('.tc-action-form').getByRole('button', { name: '退回' }).click();
  await office
    .getByText(/已退回：/)
    .first()
    .waitFor();
  await liaison.goto(task);
  await liaison.getByText('缺少验收记录').first().waitFor();
  await handInAsDone(liaison, '验收记录已补充。');
  await office.goto(task);
  await button(office, '核验通过').click();
  await office.locator('.tc-action-form').getByRole('button', { name: '核验通过' }).click();
  await expect
    .poll(async () => (await county.get(county.cast.office, `/tasks/${alley.id}`)).body.state, {
      timeout: 15_000,
    })
    .toBe('verified');
  expect(await barriers(office)).toEqual([]);

  expect({ errors, liaisonErrors, headErrors }).toEqual({ errors: [], liaisonErrors: [], headErrors: [] });
});

async function handInAsDone(page: Page, words: string): Promise<void> {
  await button(page, '提交办结').click();
  await page.getByLabel(/说明/).first().fill(words);
  await page.locator('.tc-action-form').getByRole('button', { name: '提交办结' }).click();
  await page.getByText(words).first().waitFor();
}

/** Types into a field that chooses one of many, and takes what it finds. */
async function choose(page: Page, label: string, words: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).fill(words);
  await page.getByRole('option', { name: words }).first().click();
}
