import { writeFileSync } from 'node:fs';
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
  expect(errors).toEqual([]);
});
