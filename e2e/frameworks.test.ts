import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readFrameworkFile } from '@tongchuang/papers/framework-file.ts';
import { barriers } from '@tongchuang/testkit/accessible.ts';
import { openDesk, type Desk } from '@tongchuang/testkit/desk.ts';
import { adoptFramework } from '@tongchuang/testkit/rounds.ts';

/** An edition in use is exported, copied, moved about and followed; two people may change one draft; a unit only reads it. */
let desk: Desk;
/** The edition that is in use. */
let id: string;
beforeAll(async () => {
  desk = await openDesk('2026-03-02T09:00+08:00');
  id = await adoptFramework(desk.county);
});
afterAll(() => desk.close());

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first();

test(
  'an edition in use comes back from its workbook, and goes on as a draft',
  { timeout: 120_000 },
  async () => {
    const { county, address } = desk;
    const { page, errors } = await desk.sitDown(county.cast.office);
    await page.goto(`${address}/frameworks/${id}`);
    await page.getByRole('treegrid').waitFor();

    // Exported, it is the same edition again.
    const [download] = await Promise.all([page.waitForEvent('download'), button(page, '导出 Excel').click()]);
    const again = await readFrameworkFile('again.xlsx', readFileSync(await download.path()));
    expect(again.edition).toEqual((await county.get(county.cast.office, `/frameworks/${id}`)).body.edition);

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

    // Another edition enters the draft with a fifth, by its own rules and with codes of its own.
    await page.goto(`${address}/frameworks/${copy}?view=settings`);
    await page.getByRole('combobox', { name: '从体系中选择' }).fill('小测评');
    await page.getByRole('option', { name: /^小测评体系/ }).click();
    await button(page, '加入子体系').click();
    await page.getByRole('link', { name: '由条目 3 计入' }).waitFor();
    expect(await barriers(page)).toEqual([]);
    const { edition } = (await county.get(county.cast.office, `/frameworks/${copy}`)).body;
    expect(edition.nodes.at(-1)).toMatchObject({ kind: 'subframework', weight: '20%', uses: 'small' });
    expect(edition.subframeworks[0].edition.nodes[0].code).toBe('small-1');
    await page.getByRole('button', { name: '移除 小测评体系' }).click();
    await expect.poll(codes).toBe('1 1.2 1.1 2 2.1');
    expect(errors).toEqual([]);
  },
);

test(
  'two people change one thing: the second one decides with both texts in sight',
  { timeout: 60_000 },
  async () => {
    const { county, address } = desk;
    const { office } = county.cast;
    const draft = county.freshId<string>();
    await county.post(office, '/frameworks', { id: draft, title: '两人同改' });
    const node = { code: '1', title: '市容环境', points: 10 };
    const change = (version: number, fields: object) =>
      county.send(office, 'PATCH', `/frameworks/${draft}`, { version, change: fields });
    await change((await county.get(office, `/frameworks/${draft}`)).body.version, {
      op: 'add',
      node,
      after: null,
    });
    const { page } = await desk.sitDown(office);
    await page.goto(`${address}/frameworks/${draft}?node=1`);
    const drawer = page.locator('.tc-drawer');
    await drawer.getByLabel('名称').fill('城市环境');
    const { version } = (await county.get(office, `/frameworks/${draft}`)).body;

    await change(version, { op: 'change', code: '1', fields: { title: '人居环境' } });
    await drawer.getByRole('button', { name: /^保存$/ }).click();

    await page.getByText(/已修改，这是差别/).waitFor();
    await button(page, '仍用我的修改').click();
    await expect
      .poll(async () => (await county.get(office, `/frameworks/${draft}`)).body.edition.nodes[0].title)
      .toBe('城市环境');
  },
);

test('two people change two things of one node, and neither is lost', { timeout: 60_000 }, async () => {
  const { county, address } = desk;
  const { office } = county.cast;
  const draft = county.freshId<string>();
  await county.post(office, '/frameworks', { id: draft, title: '各改各的' });
  const read = async () => (await county.get(office, `/frameworks/${draft}`)).body;
  const change = async (asked: object) =>
    county.send(office, 'PATCH', `/frameworks/${draft}`, { version: (await read()).version, change: asked });
  await change({ op: 'add', node: { code: '1', title: '市容环境', points: 10 }, after: null });
  const { page } = await desk.sitDown(office);
  await page.goto(`${address}/frameworks/${draft}?node=1`);
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
  for (const path of ['', '?node=1.1', '/mapping', '/print']) {
    await page.goto(`${address}/frameworks/${id}${path}`);
    await page.locator('main h1').first().waitFor();
    await page.waitForLoadState('networkidle');
    expect(await barriers(page)).toEqual([]);
    expect(await page.getByRole('button', { name: /^(保存|删除|确认对照)$/ }).count()).toBe(0);
  }
  expect(errors).toEqual([]);
});
