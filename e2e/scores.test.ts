import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { barriers } from '@tongchuang/testkit/accessible.ts';
import { openDesk, type Desk } from '@tongchuang/testkit/desk.ts';
import { adoptFramework, openRound, type OpenRound } from '@tongchuang/testkit/rounds.ts';

/** The pages of the scores: facts of one's own choice supposed, nonsense answered, at the desk and on the phone. */
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
const drawer = (page: Page) => page.locator('.tc-drawer');

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
