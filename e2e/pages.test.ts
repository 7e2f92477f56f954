import { afterAll, beforeAll, expect, test } from 'vitest';
import { mayOpen } from '../console/shell/me.tsx';
import { ROOMS } from '../console/rooms.ts';
import { barriers } from '@tongchuang/testkit/accessible.ts';
import type { Someone } from '@tongchuang/testkit/county.ts';
import { openDesk, type Desk } from '@tongchuang/testkit/desk.ts';

/** Every page that somebody may open by its address alone, at the desk and on the phone: it draws, logs no error, and axe finds nothing serious. */
let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const PAGES = ROOMS.flatMap((room) => room.pages).filter((page) => !page.path.includes('$'));
const DESK = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };

test.each([
  ['office', 'at the desk', DESK],
  ['office', 'on the phone', PHONE],
  ['head', 'on the phone', PHONE],
] as const)('the pages of %s %s', { timeout: 240_000 }, async (role, _, size) => {
  const who: Someone = desk.county.cast[role];
  const me = (await desk.county.get(who, '/me')).body;
  const { page, context, errors } = await desk.sitDown(who, size);
  const found: string[] = [];
  for (const { path } of PAGES.filter((one) => mayOpen(one, me))) {
    await page.goto(`${desk.address}${path}`);
    await page.locator('main h1').first().waitFor();
    await page.waitForLoadState('networkidle');
    found.push(...(await barriers(page)).map((line) => `${path} ${line}`));
  }
  await context.close();

  expect(found).toEqual([]);
  expect(errors).toEqual([]);
});
