import { afterAll, beforeAll, expect, test } from 'vitest';
import { mayOpen } from '../console/shell/me.tsx';
import { ROOMS } from '../console/rooms.ts';
import { barriers } from '@tongchuang/testkit/accessible.ts';
import type { Someone } from '@tongchuang/testkit/county.ts';
import { openDesk, type Desk } from '@tongchuang/testkit/desk.ts';
import { adoptFramework } from '@tongchuang/testkit/rounds.ts';

/** Every page, at the desk and on the phone: it draws, logs no error, and axe finds nothing serious. */
let desk: Desk;
/** Pages of one thing: where in this county they are looked at, by the page's path. */
let things: Record<string, string[]>;
beforeAll(async () => {
  desk = await openDesk();
  things = { ...(await frameworkPages()) };
});
afterAll(() => desk.close());

const PAGES = ROOMS.flatMap((room) => room.pages);
/** Those of one thing only where a county has it here. */
const addressesOf = (path: string): string[] => (path.includes('$') ? (things[path] ?? []) : [path]);

/** An edition in use and a draft that follows it. */
async function frameworkPages(): Promise<Record<string, string[]>> {
  const { county } = desk;
  const id = await adoptFramework(county);
  const draft = county.freshId<string>();
  const made = await county.post(county.cast.office, '/frameworks', {
    id: draft,
    title: '修订稿',
    copyOf: id,
  });
  expect(made.status).toBe(200);
  const ofDraft = [
    '',
    '?node=1.1',
    '?node=2.1&field=rule',
    '?view=findings',
    '?view=names',
    '?view=settings',
  ];
  return {
    '/frameworks/$id': [
      ...['', '?node=1.1', '?view=names', '?view=cycle', '?view=trail'].map((at) => `/frameworks/${id}${at}`),
      ...[...ofDraft, '?adopt=1'].map((at) => `/frameworks/${draft}${at}`),
      '/frameworks?import=1',
      `/frameworks?create=${id}`,
    ],
    '/frameworks/$id/mapping': [`/frameworks/${draft}/mapping`],
    '/frameworks/$id/print': [`/frameworks/${id}/print`],
  };
}
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
  const open = PAGES.filter((one) => mayOpen(one, me));
  for (const path of open.flatMap((one) => addressesOf(one.path))) {
    await page.goto(`${desk.address}${path}`);
    await page.locator('main h1').first().waitFor();
    await page.waitForLoadState('networkidle');
    found.push(...(await barriers(page)).map((line) => `${path} ${line}`));
  }
  await context.close();

  expect(found).toEqual([]);
  expect(errors).toEqual([]);
});
