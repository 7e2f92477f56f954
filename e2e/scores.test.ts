import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { barriers } from '@tongchuang/testkit/accessible.ts';
import { openDesk, type Desk } from '@tongchuang/testkit/desk.ts';
import { adoptFramework, openRound, type OpenRound } from '@tongchuang/testkit/rounds.ts';

/** A lost half point is opened down to what was seen, supposed otherwise, and stands as it was; then the result is published. */
let desk: Desk;
let round: OpenRound;
beforeAll(async () => {
  desk = await openDesk('2026-03-02T09:00+08:00');
  const { county } = desk;
  const { housing, education } = county.units;
  const fact = (criterion: string, value: unknown, more: object) => ({
    id: county.freshId(),
    criterion,
    value,
    ...more,
  });
  round = await openRound(county, await adoptFramework(county));
  await round.move('marking');
  const entered = await round.enter(county.cast.supervisor, 'first', [
    ...['甲巷', '乙巷', '丙巷', '丁巷', '戊巷', '己巷'].map((site) =>
      fact('1.1', site !== '丁巷', { site, unitId: housing, note: `${site}实地查看` }),
    ),
    fact('1.2', 1, { name: '缺失处数', unitId: housing, site: '工地东门', note: '东门围挡缺公益广告' }),
    fact('2.1', 10, { name: '文明校园数', unitId: education }),
    fact('2.1', 10, { name: '学校数', unitId: education }),
  ]);
  expect(entered.status).toBe(200);
});
afterAll(() => desk.close());

const total = async (): Promise<number> =>
  (await desk.county.get(desk.county.cast.office, `/rounds/${round.id}/score`)).body.total.points;
/** The sentence at the head, without what hovers over its numbers. */
const sum = async (page: Page): Promise<string> => {
  const sentence = page.locator('.tc-score-sum');
  await sentence.waitFor();
  return sentence.innerText();
};
const drawer = (page: Page) => page.locator('.tc-drawer');

test('a lost half point, from the total to what was seen', { timeout: 120_000 }, async () => {
  const { page, context, errors } = await desk.sitDown(desk.county.cast.office);
  await page.goto(`${desk.address}/rounds/${round.id}/score`);
  // 1.1: five of six sites pass, 3.33 of 4; 1.2: one is missing, 1.5 of 2; 2.1: A, 4.
  expect(await sum(page)).toBe('得 8.83 分，满分 10.00 分；折算 8.83。');
  expect(await barriers(page)).toEqual([]);

  // By keyboard: the tree is entered, its first row opened.
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
  expect(await costly.innerText()).toContain('工地东门');
  expect(await costly.innerText()).toContain('东门围挡缺公益广告');
  expect(await costly.innerText()).toContain(desk.county.cast.supervisor.name);
  expect(await drawer(page).locator('blockquote').innerText()).toContain('扣0.5分');
  expect(await barriers(page)).toEqual([]);

  // The way back up, and out.
  await drawer(page).getByRole('navigation').getByRole('link', { name: '总分' }).click();
  await drawer(page).getByRole('heading', { name: '小测评体系' }).waitFor();
  await page.keyboard.press('Escape');
  expect(await drawer(page).count()).toBe(0);
  await context.close();
  expect(errors).toEqual([]);
});

test('a what-if says the new total and changes nothing', { timeout: 120_000 }, async () => {
  const { page, context, errors } = await desk.sitDown(desk.county.cast.office);
  await page.goto(`${desk.address}/rounds/${round.id}/advice?budget=2`);
  await page.getByText('可提 0.67 分；已证明没有更好的组合').waitFor();
  const sandbox = page.getByRole('region', { name: '推演' });
  await page.getByRole('checkbox', { name: /丁巷/ }).check();
  await sandbox.getByText('+0.67').waitFor();
  expect(await sandbox.innerText()).toContain('9.50');
  expect(await barriers(page)).toEqual([]);
  await page.getByRole('checkbox', { name: /丁巷/ }).uncheck();
  await sandbox.getByText('还没有放入任何假设').waitFor();

  // A fact of one's own choice: two more are missing.
  await sandbox.getByRole('button', { name: '假设某条观测是另一个数' }).click();
  await sandbox.getByRole('combobox', { name: '条目' }).fill('公益广告');
  await sandbox.getByRole('option', { name: /1\.2/ }).click();
  await sandbox.getByLabel('假设为').fill('3');
  await sandbox.getByRole('button', { name: '放入推演' }).click();
  await sandbox.getByText('−1.00').waitFor();
  // What is no number is refused in words, and the page stays.
  await sandbox.getByLabel('假设为').fill('许多');
  await sandbox.getByRole('button', { name: '放入推演' }).click();
  await sandbox.getByRole('alert').waitFor();
  await context.close();
  expect(errors).toEqual([]);
  expect(await total()).toBe(8.83);
});

test('published, printed, and seen by a unit', { timeout: 120_000 }, async () => {
  const { county, address } = desk;
  const { office, leader, liaison } = county.cast;
  const unit = await desk.sitDown(liaison);
  await unit.page.goto(`${address}/rounds/${round.id}/score`);
  await unit.page.getByText('结果还没有发布').waitFor();

  await round.move('settling');
  await county.post(office, `/rounds/${round.id}/approvals`, { version: await round.version() });
  const published = await county.post(leader, `/rounds/${round.id}/snapshots`, {
    id: county.freshId(),
    version: await round.version(),
    reason: null,
  });
  expect(published.status).toBe(200);

  const { page, context, errors } = await desk.sitDown(office);
  await page.goto(`${address}/rounds/${round.id}/score`);
  expect(await sum(page)).toContain('得 8.83 分');
  expect(await page.getByLabel('取数').inputValue()).not.toBe('live');
  const paper = await page.pdf({ format: 'A4' });
  expect(paper.length).toBeGreaterThan(1000);
  // What the paper holds: every row, the total at its foot, nothing of the desk's frame.
  await page.emulateMedia({ media: 'print' });
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  const sheet = page.locator('.tc-score-print');
  expect(await sheet.locator('tbody tr').count()).toBe(5);
  expect(await sheet.locator('tfoot').innerText()).toContain('8.83');
  expect(await page.locator('.tc-rail').isVisible()).toBe(false);
  await context.close();

  // The unit sees its own tree, the ranking, and its own row of losses.
  await unit.page.goto(`${address}/rounds/${round.id}/score`);
  expect(await sum(unit.page)).toContain('得 4.83 分，满分 6.00 分');
  await unit.page.goto(`${address}/rounds/${round.id}/ranking`);
  await unit.page.getByRole('table', { name: '排名' }).waitFor();
  expect(await barriers(unit.page)).toEqual([]);
  await unit.page.goto(`${address}/rounds/${round.id}/losses`);
  await unit.page.getByText('单位 × 项目失分').waitFor();
  await unit.page.locator('.tc-chart svg').first().waitFor();
  expect(await barriers(unit.page)).toEqual([]);
  await unit.page.goto(`${address}/trends`);
  await unit.page.getByText('折算 8.83 分').waitFor();
  await unit.context.close();
  expect([...errors, ...unit.errors]).toEqual([]);
});

const SIZES = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
];
test.each(SIZES)('every page of the scores at $width pixels', { timeout: 120_000 }, async (size) => {
  const { page, context, errors } = await desk.sitDown(desk.county.cast.office, size);
  const found: string[] = [];
  for (const path of ['score', 'score?open=total', 'losses', 'ranking', 'doubt', 'advice', 'comparison']) {
    await page.goto(`${desk.address}/rounds/${round.id}/${path}`);
    await page.locator('main h1').first().waitFor();
    await page.waitForLoadState('networkidle');
    found.push(...(await barriers(page)).map((line) => `${path} ${line}`));
  }
  // Nonsense in the address is answered, not broken.
  await page.goto(`${desk.address}/rounds/${round.id}/doubt?reach=much&visits=-3&unit=nobody&snapshot=none`);
  await page.getByText('抽样建议').waitFor();
  await page.goto(`${desk.address}/rounds/${round.id}/score?open=9.9`);
  await drawer(page).getByRole('alert').waitFor();
  await context.close();
  expect(found).toEqual([]);
  expect(errors).toEqual([]);
});
