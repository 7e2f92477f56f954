import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { barriers } from '@tongchuang/testkit/accessible.ts';
import { openDesk, type Desk } from '@tongchuang/testkit/desk.ts';
import { adoptFramework } from '@tongchuang/testkit/rounds.ts';

/** A round from its first day to its published result, as people do it in the browser. */
let desk: Desk;
beforeAll(async () => {
  desk = await openDesk('2026-03-02T09:00+08:00');
  await adoptFramework(desk.county);
});
afterAll(() => desk.close());

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true }).first();
const link = (page: Page, name: string) => page.getByRole('link', { name, exact: true }).first();
const drawer = (page: Page) => page.locator('.tc-drawer');
const stage = (page: Page, name: string) =>
  page.locator('.tc-page-head .tc-tag', { hasText: name }).waitFor();
/** Every change that was made at the desk is on the server. */
const saved = (page: Page) => page.locator('.tc-desk-save', { hasText: '已存' }).waitFor();

test(
  'a round is opened, marked by keyboard, answered, settled and published',
  { timeout: 180_000 },
  async () => {
    const { county, address } = desk;
    const { cast, units } = county;
    const { page: office, errors } = await desk.sitDown(cast.office);

    // The office sets up a mock round over all units that the framework names.
    await office.goto(`${address}/rounds`);
    await link(office, '新建轮次').click();
    await drawer(office).getByLabel('名称').fill('三月模拟测评');
    await drawer(office).getByLabel('期间自').fill('2026-03-01');
    await drawer(office).getByLabel('期间至').fill('2026-03-31');
    expect(await barriers(office)).toEqual([]);
    await button(office, '建立轮次').click();
    await office.getByRole('heading', { name: /三月模拟测评/ }).waitFor();
    const round = new URL(office.url()).pathname.split('/')[2] ?? '';
    await link(office, '安排').click();
    await drawer(office).getByRole('combobox', { name: '人员' }).fill(cast.supervisor.name);
    await office.getByRole('option', { name: new RegExp(cast.supervisor.name) }).click();
    await button(office, '保存安排').click();
    await drawer(office).waitFor({ state: 'detached' });
    await button(office, '开始评分').click();
    await stage(office, '评分');
    expect(await barriers(office)).toEqual([]);

    // A marker marks two criteria without touching the mouse.
    const { page: marker, errors: markerErrors } = await desk.sitDown(cast.supervisor);
    await marker.goto(`${address}/rounds/${round}/desk?unit=${units.housing}`);
    await marker.locator('#tc-desk-list:focus').waitFor();
    await marker.keyboard.press('Enter');
    for (const [site, met] of [
      ['巷一', '1'],
      ['巷二', '1'],
      ['巷三', '0'],
    ] as const) {
      await marker.locator('[aria-label="新点位"]:focus').waitFor();
      await marker.keyboard.insertText(site);
      await marker.keyboard.press('Enter');
      await marker.locator(`[data-desk-row="${site}"] button:focus`).waitFor();
      await marker.keyboard.press(met);
    }
    await marker.keyboard.press('Escape');
    await marker.keyboard.press('ArrowDown');
    await marker.keyboard.press('Enter');
    await marker.locator('[data-desk-panel] input:focus').waitFor();
    await marker.keyboard.type('1');
    await marker.keyboard.press('Enter');
    await saved(marker);
    // 1.1: two of three sites, 2.67; 1.2: one missing, 1.50.
    await marker.locator('.tc-desk-total', { hasText: '4.17' }).waitFor();
    expect(await barriers(marker)).toEqual([]);
    await marker.keyboard.press('Control+ArrowRight');
    await marker.getByRole('combobox', { name: '单位' }).and(marker.locator('[value="县教体局"]')).waitFor();
    const scored = await county.get(cast.office, `/rounds/${round}/score?unitId=${units.housing}`);
    expect(scored.body.total.points).toBe(4.17);

    // The unit looks at its marks and disagrees with one.
    await button(office, '开放反馈').click();
    await stage(office, '反馈');
    const { page: liaison, errors: liaisonErrors } = await desk.sitDown(cast.liaison);
    await liaison.goto(`${address}/rounds/${round}`);
    await link(liaison, '查看评分并反馈').click();
    await link(liaison, '1.1').click();
    await drawer(liaison)
      .getByText(/扣1\.33分/)
      .first()
      .waitFor();
    await drawer(liaison).getByLabel('不同意').check();
    await drawer(liaison).getByLabel('理由').fill('巷三当日正在施工，已设围挡。');
    expect(await barriers(liaison)).toEqual([]);
    await button(liaison, '提交反馈').click();
    await liaison.getByText('有异议，待答复').first().waitFor();

    // The office puts the mark right on the final sheet, answers, and approves.
    await button(office, '进入定分').click();
    await stage(office, '定分');
    await office.goto(`${address}/rounds/${round}/desk?unit=${units.housing}&at=1.1&sheet=final`);
    const third = office.locator('[data-desk-row="巷三"]');
    await office.locator('[aria-label="新点位"]').fill('巷三');
    await office.keyboard.press('Enter');
    await third.getByRole('radio', { name: /^达标/ }).click();
    await saved(office);
    await office.locator('.tc-desk-total', { hasText: '5.50' }).waitFor();
    expect(await barriers(office)).toEqual([]);
    await office.goto(`${address}/rounds/${round}/replies`);
    await link(office, '1.1').click();
    await drawer(office).getByLabel('已改评').check();
    await drawer(office).getByLabel('答复内容').fill('核实属实，改评为达标。');
    await drawer(office).getByRole('button', { name: '答复' }).click();
    await office.getByText('已改评').first().waitFor();
    await office.goto(`${address}/rounds/${round}?act=approve`);
    await drawer(office).getByRole('button', { name: '审核通过' }).click();
    await drawer(office).waitFor({ state: 'detached' });

    // A leader publishes; the result is frozen under its hash.
    const { page: leader, errors: leaderErrors } = await desk.sitDown(cast.leader);
    await leader.goto(`${address}/rounds/${round}`);
    await link(leader, '发布结果').click();
    await drawer(leader).getByRole('button', { name: '发布' }).click();
    await leader.getByRole('heading', { name: '第 1 次发布' }).waitFor();
    await stage(leader, '已发布');
    expect(await barriers(leader)).toEqual([]);
    const { rows } = (await county.get(cast.leader, `/rounds/${round}/snapshots`)).body;
    expect(rows).toMatchObject([{ number: 1, hash: expect.stringMatching(/^[0-9a-f]{64}$/) }]);

    expect([...errors, ...markerErrors, ...liaisonErrors, ...leaderErrors]).toEqual([]);
  },
);
