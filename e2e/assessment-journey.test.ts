import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { madeWorkbook } from '@tongchuang/papers/read/made-sheet.ts';
import { barriers } from '@tongchuang/testkit/accessible.ts';
import type { Someone } from '@tongchuang/testkit/county.ts';
import { openDesk, type Desk } from '@tongchuang/testkit/desk.ts';

/**
 * An assessment from end to end, as people do it in the browser: a table from above becomes an edition in use, a mock round under
 * it is marked, answered, settled, explained, supposed otherwise, published and printed.
 */
let desk: Desk;
let folder: string;
beforeAll(async () => {
  desk = await openDesk('2026-03-02T09:00+08:00');
  folder = await mkdtemp(join(tmpdir(), 'tongchuang-assessment-'));
  writeFileSync(join(folder, '测评体系.xlsx'), madeWorkbook({ 测评体系: SHEET }));
});
afterAll(() => desk.close());

/** Four criteria are declared and three are there; those of 市容环境 come to 7 of its 6 points; one rule is no rule. */
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
const link = (page: Page, name: string | RegExp) => page.getByRole('link', { name }).first();
const drawer = (page: Page) => page.locator('.tc-drawer');
const rowOf = (page: Page, code: string) => page.locator(`[data-code="${code}"]`);
const stage = (page: Page, name: string) =>
  page.locator('.tc-page-head .tc-tag', { hasText: name }).waitFor();
/** Every change that was made at the desk is on the server. */
const saved = (page: Page) => page.locator('.tc-desk-save', { hasText: '已存' }).waitFor();
/** The sentence at the head, without what hovers over its numbers. */
const sum = async (page: Page): Promise<string> => {
  const sentence = page.locator('.tc-score-sum');
  await sentence.waitFor();
  return sentence.innerText();
};
const asOffice = async (path: string) => (await desk.county.get(desk.county.cast.office, path)).body;

/** Who sat down, each with what the page logged as an error. */
const seats: { errors: string[] }[] = [];
async function sit(who: Someone): Promise<Page> {
  const seat = await desk.sitDown(who);
  seats.push(seat);
  return seat.page;
}

/** The table is handed in, read, told what is wrong with it with row and column, mended and put to use. @returns the edition's id */
async function bringEdition(page: Page): Promise<string> {
  const { county, address } = desk;
  await page.goto(`${address}/frameworks`);
  await link(page, '导入体系').click();
  await page.locator('input[type=file]').setInputFiles(join(folder, '测评体系.xlsx'));
  await drawer(page).getByText('已上传').waitFor();
  expect(await barriers(page)).toEqual([]);
  await drawer(page).getByRole('button', { name: '关闭' }).click();
  await link(page, '清源县文明城市测评体系（2026年版）').click();
  await page.getByRole('treegrid').waitFor();

  await link(page, /^核对/).click();
  await page.getByText('“测评标准”标明 4 个，实有 3 个。').waitFor();
  const finding = page.locator('li', { hasText: '“1”的分值为 6，下级分值之和为 7。' });
  expect(await finding.innerText()).toContain('测评体系 第4行 第2列');
  expect(await barriers(page)).toEqual([]);
  await link(page, '启用').click();
  await drawer(page).getByText('2 处错误，改正后才能启用').waitFor();
  expect(await button(page, '启用这一版').isDisabled()).toBe(true);
  const [{ id }] = (await asOffice('/frameworks')).rows;
  const { version } = await asOffice(`/frameworks/${id}`);
  const refused = await county.post(county.cast.office, `/frameworks/${id}/adopt`, { version });
  expect(refused.body.code).toBe('framework.has_errors');

  // A click leads to the node; its points are mended in the tree, where the sum follows while they are typed.
  await drawer(page)
    .getByRole('button', { name: /“1”的分值为 6/ })
    .click();
  await expect.poll(() => page.evaluate(() => (document.activeElement as HTMLInputElement).value)).toBe('6');
  await drawer(page).getByRole('button', { name: '关闭' }).click();
  await page.getByRole('link', { name: '条目', exact: true }).click();
  await rowOf(page, '1').getByText('下级合计 7，多 1').last().waitFor();
  await rowOf(page, '1.2').click({ position: { x: 4, y: 4 } });
  await page.keyboard.press('Enter');
  await rowOf(page, '1.2').getByLabel('分值').fill('2');
  await expect.poll(() => rowOf(page, '1').innerText()).not.toContain('下级合计');
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await asOffice(`/frameworks/${id}`)).points).toBe(10);

  // The declared count is mended in the settings, the rule that could not be read by hand.
  await page.getByRole('link', { name: '设置', exact: true }).last().click();
  await page.getByLabel('标明的个数（可空）').nth(1).fill('3');
  await button(page, /^保存$/).click();
  await expect.poll(async () => (await asOffice('/frameworks')).rows[0].errors).toBe(0);
  await page.goto(`${address}/frameworks/${id}?node=1.1`);
  await drawer(page)
    .getByText(/这段文字没有读成规则/)
    .waitFor();
  await button(page, '手工设定规则').click();
  await drawer(page).getByLabel('怎么得分').selectOption('proportional');
  await drawer(page).getByText('各点位的合格率（≥1为合格）：从0到100%按比例得分').first().waitFor();
  expect(await barriers(page)).toEqual([]);
  await drawer(page)
    .getByRole('button', { name: /^保存$/ })
    .click();
  await expect
    .poll(async () => (await asOffice(`/frameworks/${id}`)).edition.nodes[1].rule?.score.type)
    .toBe('proportional');

  // A name that the roster does not know is settled.
  await page.goto(`${address}/frameworks/${id}?view=names`);
  await page.getByRole('combobox', { name: '“县文教委”是哪个单位' }).fill('教体');
  await page.getByRole('option', { name: /县教体局/ }).click();
  await page.getByText('已选定').waitFor();
  expect(await barriers(page)).toEqual([]);
  await link(page, '启用').click();
  await button(page, '启用这一版').click();
  await page.getByText('这一版已经启用').waitFor();
  expect(await asOffice(`/frameworks/${id}`)).toMatchObject({ state: 'adopted', points: 10 });
  return id;
}

/** The office sets up a mock round over all units that the edition names, and lets it be marked. @returns the round's id */
async function openMock(page: Page): Promise<string> {
  await page.goto(`${desk.address}/rounds`);
  await link(page, '新建轮次').click();
  await drawer(page).getByLabel('名称').fill('三月模拟测评');
  await drawer(page).getByLabel('期间自').fill('2026-03-01');
  await drawer(page).getByLabel('期间至').fill('2026-03-31');
  expect(await barriers(page)).toEqual([]);
  await button(page, '建立轮次').click();
  await page.getByRole('heading', { name: /三月模拟测评/ }).waitFor();
  const round = new URL(page.url()).pathname.split('/')[2] ?? '';
  await page.getByRole('link', { name: '安排', exact: true }).click();
  const { supervisor } = desk.county.cast;
  await drawer(page).getByRole('combobox', { name: '人员' }).fill(supervisor.name);
  await page.getByRole('option', { name: new RegExp(supervisor.name) }).click();
  await button(page, '保存安排').click();
  await drawer(page).waitFor({ state: 'detached' });
  await button(page, '开始评分').click();
  await stage(page, '评分');
  expect(await barriers(page)).toEqual([]);
  return round;
}

/** The marker marks three criteria of two units without touching the mouse. */
async function mark(page: Page, round: string): Promise<void> {
  const { units } = desk.county;
  await page.goto(`${desk.address}/rounds/${round}/desk?unit=${units.housing}`);
  await page.locator('#tc-desk-list:focus').waitFor();
  await page.keyboard.press('Enter');
  for (const [site, met] of [
    ['巷一', '1'],
    ['巷二', '1'],
    ['巷三', '0'],
  ] as const) {
    await page.locator('[aria-label="新点位"]:focus').waitFor();
    await page.keyboard.insertText(site);
    await page.keyboard.press('Enter');
    await page.locator(`[data-desk-row="${site}"] button:focus`).waitFor();
    await page.keyboard.press(met);
  }
  await page.keyboard.press('Escape');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.locator('[data-desk-panel] input:focus').waitFor();
  await page.keyboard.type('1');
  await page.keyboard.press('Enter');
  await saved(page);
  // 1.1: two of three sites, 2.67; 1.2: one is missing, 1.50.
  await page.locator('.tc-desk-total', { hasText: '4.17' }).waitFor();
  expect(await barriers(page)).toEqual([]);

  // What was found stands behind the answer: a note and a photo.
  await page.getByRole('button', { name: /备注与附件/ }).click();
  await page.getByLabel('备注', { exact: true }).fill('工地东门围挡缺公益广告');
  await page
    .locator('[data-desk-panel] input[type=file]')
    .setInputFiles({ name: '工地东门.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('东门，三月二日') });
  await page.locator('.tc-evidence').getByText('工地东门.jpg').waitFor();
  await saved(page);
  expect(await barriers(page)).toEqual([]);
  await page.getByRole('button', { name: /备注与附件/ }).click();
  await page.getByRole('link', { name: '工地东门.jpg' }).waitFor();

  // The next unit: 95 of 100 schools, as a share in per cent.
  await page.keyboard.press('Control+ArrowRight');
  await page.getByRole('combobox', { name: '单位' }).and(page.locator('[value="县教体局"]')).waitFor();
  await page.locator('[data-desk-panel] :focus').waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.locator('[data-desk-panel] input:focus').waitFor();
  await page.keyboard.type('95');
  await page.keyboard.press('Enter');
  await saved(page);
  expect((await asOffice(`/rounds/${round}/score`)).total.points).toBe(8.17);
}

/** The unit looks at its marks and disagrees with one, with a photo. */
async function reply(page: Page, round: string): Promise<void> {
  await page.goto(`${desk.address}/rounds/${round}`);
  await page.getByRole('link', { name: '查看评分并反馈' }).click();
  await page.getByRole('link', { name: '1.1', exact: true }).click();
  await drawer(page)
    .getByText(/扣1\.33分/)
    .first()
    .waitFor();
  await drawer(page).getByLabel('不同意').check();
  await drawer(page).getByLabel('理由').fill('巷三当日正在施工，已设围挡。');
  await drawer(page)
    .locator('input[type=file]')
    .setInputFiles({ name: '巷三围挡.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('巷三，三月二日') });
  await drawer(page).locator('.tc-evidence').getByText('巷三围挡.jpg').waitFor();
  expect(await barriers(page)).toEqual([]);
  await button(page, '提交反馈').click();
  await page.getByText('有异议，待答复').first().waitFor();
}

/** The office looks at the counter-evidence, puts the mark right on the final sheet and answers. */
async function settle(page: Page, round: string): Promise<void> {
  const { housing } = desk.county.units;
  await page.goto(`${desk.address}/rounds/${round}/desk?unit=${housing}&at=1.1&sheet=final`);
  const third = page.locator('[data-desk-row="巷三"]');
  await page.locator('[aria-label="新点位"]').fill('巷三');
  await page.keyboard.press('Enter');
  await third.getByRole('radio', { name: /^达标/ }).click();
  await saved(page);
  await page.locator('.tc-desk-total', { hasText: '5.50' }).waitFor();
  expect(await barriers(page)).toEqual([]);
  await page.goto(`${desk.address}/rounds/${round}/replies`);
  await page.getByRole('link', { name: '1.1', exact: true }).click();
  const evidence = drawer(page).getByRole('link', { name: '巷三围挡.jpg' });
  const [shown] = await Promise.all([page.waitForEvent('download'), evidence.click()]);
  expect(await shown.failure()).toBe(null);
  await drawer(page).getByLabel('已改评').check();
  await drawer(page).getByLabel('答复内容').fill('核实属实，改评为达标。');
  await drawer(page).getByRole('button', { name: '答复' }).click();
  await page.getByText('已改评').first().waitFor();
}

/** The lost half point, by keyboard, from the total down to who saw what. */
async function explain(page: Page, round: string): Promise<void> {
  await page.goto(`${desk.address}/rounds/${round}/score`);
  // 1.1: three of three sites, 4; 1.2: one is missing, 1.5 of 2; 2.1: A, 4.
  expect(await sum(page)).toContain('得 9.50 分，满分 10.00 分');
  expect(await barriers(page)).toEqual([]);
  await page.getByRole('tree').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await drawer(page).getByRole('heading', { name: '1 市容环境' }).waitFor();
  await drawer(page).getByRole('link', { name: /1\.2/ }).click();
  await drawer(page)
    .getByRole('heading', { name: /1\.2 公益广告/ })
    .waitFor();
  const costly = drawer(page).locator('.tc-seen-costs');
  expect(await costly.count()).toBe(1);
  expect(await costly.innerText()).toContain(desk.county.cast.supervisor.name);
  expect(await costly.innerText()).toContain('工地东门围挡缺公益广告');
  const photo = costly.getByRole('link', { name: '工地东门.jpg' });
  const [opened] = await Promise.all([page.waitForEvent('download'), photo.click()]);
  expect(readFileSync(await opened.path()).toString()).toBe('东门，三月二日');
  expect(await drawer(page).locator('blockquote').innerText()).toContain('扣0.5分');
  expect(await barriers(page)).toEqual([]);

  // The way back up, and out.
  await drawer(page).getByRole('navigation').getByRole('link', { name: '总分' }).click();
  await drawer(page).getByRole('heading', { name: '清源县文明城市测评体系' }).waitFor();
  await page.keyboard.press('Escape');
  expect(await drawer(page).count()).toBe(0);
}

/** Were the missing one there: the new total is said, and nothing is changed. */
async function suppose(page: Page, round: string): Promise<void> {
  await page.goto(`${desk.address}/rounds/${round}/advice`);
  const sandbox = page.getByRole('region', { name: '推演' });
  await page
    .getByRole('checkbox', { name: /公益广告/ })
    .first()
    .check();
  await sandbox.getByText('+0.50').waitFor();
  expect(await sandbox.innerText()).toContain('10.00');
  expect(await barriers(page)).toEqual([]);
  expect((await asOffice(`/rounds/${round}/score`)).total.points).toBe(9.5);
}

/** The office lets it through, a leader publishes; the result is frozen under its hash. */
async function publish(office: Page, leader: Page, round: string): Promise<void> {
  await office.goto(`${desk.address}/rounds/${round}?act=approve`);
  await drawer(office).getByRole('button', { name: '审核通过' }).click();
  await drawer(office).waitFor({ state: 'detached' });
  await leader.goto(`${desk.address}/rounds/${round}`);
  await leader.getByRole('link', { name: '发布结果' }).click();
  await drawer(leader).getByRole('button', { name: '发布' }).click();
  await leader.getByRole('heading', { name: '第 1 次发布' }).waitFor();
  await stage(leader, '已发布');
  expect(await barriers(leader)).toEqual([]);
  const { rows } = await asOffice(`/rounds/${round}/snapshots`);
  expect(rows).toMatchObject([{ number: 1, hash: expect.stringMatching(/^[0-9a-f]{64}$/) }]);
}

/** What the paper holds: every row, the total at its foot, nothing of the desk's frame. */
async function print(page: Page, round: string): Promise<void> {
  await page.goto(`${desk.address}/rounds/${round}/score`);
  expect(await sum(page)).toContain('得 9.50 分');
  expect(await page.getByLabel('取数').inputValue()).not.toBe('live');
  const paper = await page.pdf({ format: 'A4' });
  expect(paper.subarray(0, 4).toString()).toBe('%PDF');
  await page.emulateMedia({ media: 'print' });
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  const sheet = page.locator('.tc-score-print');
  expect(await sheet.locator('tbody tr').count()).toBe(5);
  expect(await sheet.locator('tfoot').innerText()).toContain('9.50');
  expect(await page.locator('.tc-rail').isVisible()).toBe(false);
  await page.emulateMedia({ media: null });
}

/** The unit sees its own tree, the ranking and its own row of losses. */
async function seeAsUnit(page: Page, round: string): Promise<void> {
  await page.goto(`${desk.address}/rounds/${round}/score`);
  expect(await sum(page)).toContain('得 5.50 分，满分 6.00 分');
  await page.goto(`${desk.address}/rounds/${round}/ranking`);
  await page.getByRole('table', { name: '排名' }).waitFor();
  expect(await barriers(page)).toEqual([]);
  await page.goto(`${desk.address}/rounds/${round}/losses`);
  await page.getByText('单位 × 项目失分').waitFor();
  await page.locator('.tc-chart svg').first().waitFor();
  expect(await barriers(page)).toEqual([]);
  await page.goto(`${desk.address}/trends`);
  await page.getByText('折算 9.50 分').waitFor();
}

test('from a table of criteria to a printed result', { timeout: 300_000 }, async () => {
  const { cast } = desk.county;
  const office = await sit(cast.office);
  await bringEdition(office);
  const round = await openMock(office);
  await mark(await sit(cast.supervisor), round);
  const unit = await sit(cast.liaison);
  await unit.goto(`${desk.address}/rounds/${round}/score`);
  await unit.getByText('结果还没有发布').waitFor();
  await button(office, '开放反馈').click();
  await stage(office, '反馈');
  await reply(unit, round);
  await button(office, '进入定分').click();
  await stage(office, '定分');
  await settle(office, round);
  await explain(office, round);
  await suppose(office, round);
  await publish(office, await sit(cast.leader), round);
  await print(office, round);
  await seeAsUnit(unit, round);
  expect(seats.flatMap(({ errors }) => errors)).toEqual([]);
});
