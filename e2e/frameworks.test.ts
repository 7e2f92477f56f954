import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readFrameworkFile } from '@tongchuang/papers/framework-file.ts';
import { madeWorkbook } from '@tongchuang/papers/read/made-sheet.ts';
import { barriers } from '@tongchuang/testkit/accessible.ts';
import { openDesk, type Desk } from '@tongchuang/testkit/desk.ts';

/** A framework as it comes from above, with the mistakes that such tables have, until it is in use. */
let desk: Desk;
let file: string;
beforeAll(async () => {
  desk = await openDesk('2026-03-02T09:00+08:00');
  file = join(await mkdtemp(join(tmpdir(), 'tongchuang-frameworks-')), '测评体系.xlsx');
  writeFileSync(file, madeWorkbook({ 测评体系: SHEET }));
});
afterAll(() => desk.close());

/** Four criteria are declared and three are there; those of 市容环境 come to 7 of its 6 points. */
const SHEET = [
  ['清源县文明城市测评体系（2026年版）', null, null, null, null, null, null, null],
  ['全部内容分为2个测评项目、4条测评标准，总分10分。', null, null, null, null, null, null, null],
  ['测评项目', '分值', '序号', '测评标准', '分值', '测评方式', '评分规则', '责任单位'],
  ['市容环境', 6, '1', '背街小巷无积存垃圾', 4, '实地考察', '视情况酌情评定', '县住建局'],
  [
    null,
    null,
    '2',
    '公益广告每缺一处扣0.5分',
    3,
    '实地考察',
    '每缺一处扣0.5分，扣完为止',
    '县住建局、城关镇',
  ],
  ['文明校园', 4, '3', '文明校园覆盖率达90%以上', 4, '材料审核', 'A>90%，B>70%，C≤70%', '县文教委'],
];

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first();
const rowOf = (page: Page, code: string) => page.locator(`[data-code="${code}"]`);

test('from a table with mistakes to an edition in use', { timeout: 180_000 }, async () => {
  const { county, address } = desk;
  const { page, errors } = await desk.sitDown(county.cast.office);

  // The table is handed in and read.
  await page.goto(`${address}/frameworks`);
  await page.getByRole('link', { name: '导入体系' }).first().click();
  await page.locator('input[type=file]').setInputFiles(file);
  const drawer = page.locator('.tc-drawer');
  await drawer.getByText('已上传').waitFor();
  expect(await barriers(page)).toEqual([]);
  await drawer.getByRole('button', { name: '关闭' }).click();
  await page.getByRole('link', { name: '清源县文明城市测评体系（2026年版）' }).click();
  await page.getByRole('treegrid').waitFor();

  // What is wrong with it is told with row and column, and stands in the way of its use.
  await page.getByRole('link', { name: /^核对/ }).click();
  await page.getByText('“测评标准”标明 4 个，实有 3 个。').waitFor();
  const finding = page.locator('li', { hasText: '“1”的分值为 6，下级分值之和为 7。' });
  expect(await finding.innerText()).toContain('测评体系 第4行 第2列');
  expect(await barriers(page)).toEqual([]);
  await page.getByRole('link', { name: '启用' }).click();
  await drawer.getByText('2 处错误，改正后才能启用').waitFor();
  expect(await button(page, '启用这一版').isDisabled()).toBe(true);
  const [{ id }] = (await county.get(county.cast.office, '/frameworks')).body.rows;
  const { version } = (await county.get(county.cast.office, `/frameworks/${id}`)).body;
  const refused = await county.post(county.cast.office, `/frameworks/${id}/adopt`, { version });
  expect(refused.body.code).toBe('framework.has_errors');

  // A click leads to the node; its points are mended in the tree, where the sum follows while they are typed.
  await drawer.getByRole('button', { name: /“1”的分值为 6/ }).click();
  await expect.poll(() => page.evaluate(() => (document.activeElement as HTMLInputElement).value)).toBe('6');
  await drawer.getByRole('button', { name: '关闭' }).click();
  await page.getByRole('link', { name: '条目', exact: true }).click();
  await rowOf(page, '1').getByText('下级合计 7，多 1').last().waitFor();
  await rowOf(page, '1.2').click({ position: { x: 4, y: 4 } });
  await page.keyboard.press('Enter');
  await rowOf(page, '1.2').getByLabel('分值').fill('2');
  await expect.poll(() => rowOf(page, '1').innerText()).not.toContain('下级合计');
  await page.keyboard.press('Enter');
  await expect
    .poll(async () => (await county.get(county.cast.office, `/frameworks/${id}`)).body.points)
    .toBe(10);

  // The declared count is mended in the settings, the rule that could not be read by hand.
  await page.getByRole('link', { name: '设置', exact: true }).last().click();
  await page.getByLabel('标明的个数（可空）').nth(1).fill('3');
  await button(page, /^保存$/).click();
  await expect
    .poll(async () => (await county.get(county.cast.office, '/frameworks')).body.rows[0].errors)
    .toBe(0);
  await page.goto(`${address}/frameworks/${id}?node=1.1`);
  await drawer.getByText(/这段文字没有读成规则/).waitFor();
  await button(page, '手工设定规则').click();
  await drawer.getByLabel('怎么得分').selectOption('proportional');
  await drawer.getByText('各点位的合格率（≥1为合格）：从0到100%按比例得分').first().waitFor();
  expect(await barriers(page)).toEqual([]);
  await drawer.getByRole('button', { name: /^保存$/ }).click();
  await expect
    .poll(
      async () =>
        (await county.get(county.cast.office, `/frameworks/${id}`)).body.edition.nodes[1].rule?.score.type,
    )
    .toBe('proportional');

  // A name that the roster does not know is settled.
  await page.goto(`${address}/frameworks/${id}?view=names`);
  await page.getByRole('combobox', { name: '“县文教委”是哪个单位' }).fill('教体');
  await page.getByRole('option', { name: /县教体局/ }).click();
  await page.getByText('已选定').waitFor();
  expect(await barriers(page)).toEqual([]);

  // It is put to use, and nobody changes it from then on.
  await page.getByRole('link', { name: '启用' }).click();
  await button(page, '启用这一版').click();
  await page.getByText('这一版已经启用').waitFor();
  const adopted = (await county.get(county.cast.office, `/frameworks/${id}`)).body;
  expect(adopted).toMatchObject({ state: 'adopted', points: 10 });

  // Exported, it is the same edition again.
  const [download] = await Promise.all([page.waitForEvent('download'), button(page, '导出 Excel').click()]);
  const again = await readFrameworkFile('again.xlsx', readFileSync(await download.path()));
  expect(again.edition).toEqual(adopted.edition);

  // A copy is a new draft, whose tree is moved about with the keyboard.
  await page.getByRole('link', { name: '复制为新草稿' }).click();
  await button(page, '复制为新草稿').click();
  await page.getByRole('heading', { name: /（修订）/ }).waitFor();
  await page.getByRole('treegrid').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Alt+ArrowDown');
  const copy = page.url().split('/').at(-1)?.split('?')[0] ?? '';
  const codes = async () => {
    const { body } = await county.get(county.cast.office, `/frameworks/${copy}`);
    return body.edition.nodes.map((node: { code: string }) => node.code).join(' ');
  };
  await expect.poll(codes).toBe('1 1.2 1.1 2 2.1');
  await page.keyboard.press('Delete');
  await expect.poll(codes).toBe('1 1.2 2 2.1');
  await button(page, '撤销').click();
  await expect.poll(codes).toBe('1 1.2 1.1 2 2.1');

  // How the first goes over into the second is suggested and confirmed.
  await page.goto(`${address}/frameworks/${copy}/mapping`);
  await page.getByText('5 对，0 条没有对应。').waitFor();
  expect(await barriers(page)).toEqual([]);
  await button(page, '确认对照').click();
  await page.getByText(/周敏 .* 已确认/).waitFor();
  expect(errors).toEqual([]);
});

test(
  'two people change one thing: the second one decides with both texts in sight',
  { timeout: 60_000 },
  async () => {
    const { county, address } = desk;
    const { office } = county.cast;
    const id = county.freshId<string>();
    await county.post(office, '/frameworks', { id, title: '两人同改' });
    const node = { code: '1', title: '市容环境', points: 10 };
    const change = (version: number, fields: object) =>
      county.send(office, 'PATCH', `/frameworks/${id}`, { version, change: fields });
    await change((await county.get(office, `/frameworks/${id}`)).body.version, {
      op: 'add',
      node,
      after: null,
    });
    const { page } = await desk.sitDown(office);
    await page.goto(`${address}/frameworks/${id}?node=1`);
    const drawer = page.locator('.tc-drawer');
    await drawer.getByLabel('名称').fill('城市环境');
    const { version } = (await county.get(office, `/frameworks/${id}`)).body;

    await change(version, { op: 'change', code: '1', fields: { title: '人居环境' } });
    await drawer.getByRole('button', { name: /^保存$/ }).click();

    await page.getByText(/已修改，这是差别/).waitFor();
    await button(page, '仍用我的修改').click();
    await expect
      .poll(async () => (await county.get(office, `/frameworks/${id}`)).body.edition.nodes[0].title)
      .toBe('城市环境');
  },
);

test('two people change two things of one node, and neither is lost', { timeout: 60_000 }, async () => {
  const { county, address } = desk;
  const { office } = county.cast;
  const id = county.freshId<string>();
  await county.post(office, '/frameworks', { id, title: '各改各的' });
  const read = async () => (await county.get(office, `/frameworks/${id}`)).body;
  const change = async (asked: object) =>
    county.send(office, 'PATCH', `/frameworks/${id}`, { version: (await read()).version, change: asked });
  await change({ op: 'add', node: { code: '1', title: '市容环境', points: 10 }, after: null });
  const { page } = await desk.sitDown(office);
  await page.goto(`${address}/frameworks/${id}?node=1`);
  const drawer = page.locator('.tc-drawer');
  await drawer.getByLabel('名称').fill('城市环境');

  await change({ op: 'change', code: '1', fields: { points: 12 } });
  await drawer.getByRole('button', { name: /^保存$/ }).click();

  await page.getByText('其他人也改了这份草稿，你的修改已一并写入。').waitFor();
  expect((await read()).edition.nodes[0]).toMatchObject({ title: '城市环境', points: 12 });
  expect(await drawer.getByLabel('分值或权重').inputValue()).toBe('12');
  expect(await drawer.getByRole('button', { name: /^保存$/ }).isDisabled()).toBe(true);
});

test('a liaison reads an edition and is offered no change', { timeout: 60_000 }, async () => {
  const { county, address } = desk;
  const { page, errors } = await desk.sitDown(county.cast.liaison, { width: 390, height: 844 });
  const [{ id }] = (await county.get(county.cast.office, '/frameworks')).body.rows;
  for (const path of ['', '?node=1.1', '/mapping', '/print']) {
    await page.goto(`${address}/frameworks/${id}${path}`);
    await page.locator('main h1').first().waitFor();
    await page.waitForLoadState('networkidle');
    expect(await barriers(page)).toEqual([]);
    expect(await page.getByRole('button', { name: /^(保存|删除|确认对照)$/ }).count()).toBe(0);
  }
  expect(errors).toEqual([]);
});
