import { afterAll, beforeAll, expect, test } from 'vitest';
import { openCounty, type Answer, type County, type Someone } from '@tongchuang/testkit/county.ts';

let county: County;
/** 住建局 names its liaison as its contact; a family lives below the township. */
const family = { id: '', division: '' };
beforeAll(async () => {
  county = await openCounty();
  const { office, liaison } = county.cast;
  await county.rows((db) =>
    db.updateTable('people').set({ phone: '13812345678' }).where('id', '=', liaison.id).execute(),
  );
  await county.send(office, 'PUT', `/units/${county.units.housing}/chain`, {
    version: 0,
    leaderId: null,
    section: null,
    personId: null,
    contactId: liaison.id,
  });
  const division = {
    id: county.freshId<string>(),
    code: '990921001001',
    name: '柳园社区',
    level: 'village',
  };
  await county.rows((db) =>
    db
      .insertInto('divisions')
      .values({ tenant_id: county.tenant, ...division, id: division.id as never, parent_id: null })
      .execute(),
  );
  Object.assign(family, { id: county.freshId<string>(), division: division.id });
  await county.send(office, 'PUT', `/households/${family.id}`, {
    version: 0,
    divisionId: division.id,
    room: '3-201',
    name: '何大妈',
    phone: '13900001111',
    note: '行动不便',
  });
});
afterAll(() => county.close());

const show = (who: Someone, of: string, ...ids: string[]) =>
  county.post(who, '/personal/shown', { of, ids, page: '/people?unit=县住建局' });
const shown = (who: Someone, asked: Answer) =>
  county.get(who, `/personal/shown/${asked.body.receipt.commandId}`);

test('lists and pages tell phone numbers masked, of people, contacts and families', async () => {
  const { office, liaison } = county.cast;
  const pages = [
    '/people',
    `/people/${liaison.id}`,
    '/units',
    `/units/${county.units.housing}`,
    `/households?divisionId=${family.division}`,
  ];
  for (const page of pages) {
    const answer = await county.get(office, page);
    const told = JSON.stringify(answer.body);
    expect([page, answer.status, /138\*{4}5678|139\*{4}1111/.test(told)]).toEqual([page, 200, true]);
    expect([page, /13812345678|13900001111|行动不便/.test(told)]).toEqual([page, false]);
  }
});

test('who looks at a number is in the trail with the page, and the person sees it too', async () => {
  const { leader, liaison, auditor } = county.cast;
  const asked = await show(leader, 'people', liaison.id);

  expect((await shown(leader, asked)).body).toEqual({
    shown: [{ id: liaison.id, phone: '13812345678', note: null }],
  });
  const [row] = (await county.get(auditor, '/audit?act=personal.show')).body.rows;
  expect(row).toMatchObject({
    actorName: leader.name,
    objects: [`person:${liaison.id}`],
    facts: { of: 'people', count: 1, page: '/people?unit=县住建局' },
  });
  const own = await county.get(liaison, '/personal/looks');
  expect(own.body.looks).toMatchObject([{ act: 'personal.show', who: leader.name, unit: '清源县' }]);
  expect((await county.get(leader, '/personal/looks')).body.looks).toEqual([]);
});

test('a number that is shown stands neither in the receipt nor in the trail', async () => {
  const { leader, liaison } = county.cast;
  await shown(leader, await show(leader, 'people', liaison.id));
  await county.send(county.cast.office, 'PATCH', `/people/${liaison.id}`, {
    version: 1,
    phone: '13812349999',
  });

  const kept = await county.rows(async (db) => [
    await db.selectFrom('receipts').selectAll().execute(),
    await db.selectFrom('audit_rows').selectAll().execute(),
  ]);
  expect(JSON.stringify(kept)).not.toMatch(/1381234/);
});

test('what one asked to see another cannot read, and nobody after ten minutes', async () => {
  const { leader, office, liaison } = county.cast;
  const asked = await show(leader, 'people', liaison.id);

  expect((await shown(office, asked)).status).toBe(404);
  county.at('2026-03-02T09:11+08:00');
  expect((await shown(leader, asked)).status).toBe(404);
  county.at('2026-03-02T09:00+08:00');
});

test('nobody is shown a number beyond his reach, and a refused look leaves nothing', async () => {
  const { head, otherHead, supervisor, liaison, leader } = county.cast;

  expect((await show(head, 'people', liaison.id)).status).toBe(200);
  expect((await show(otherHead, 'people', liaison.id)).status).toBe(404);
  expect((await show(supervisor, 'people', liaison.id)).status).toBe(404);
  // A contact is there to be called by everybody who sees the organisation; others of the unit are not.
  expect((await show(supervisor, 'contacts', liaison.id)).status).toBe(200);
  expect((await show(supervisor, 'contacts', head.id)).status).toBe(404);
  expect((await show(leader, 'households', family.id)).status).toBe(404);
  expect((await show(leader, 'people', liaison.id, county.freshId())).status).toBe(404);
});

test('a family is told whole to whoever keeps it, with its note', async () => {
  const { office } = county.cast;
  const asked = await show(office, 'households', family.id);

  expect((await shown(office, asked)).body.shown).toEqual([
    { id: family.id, phone: '13900001111', note: '行动不便' },
  ]);
});

test('a masked number that was read is not written back', async () => {
  const { office, liaison } = county.cast;
  const { version, phone } = (await county.get(office, `/people/${liaison.id}`)).body;

  const written = await county.send(office, 'PATCH', `/people/${liaison.id}`, { version, phone });

  expect(written.body.code).toBe('request.malformed');
});

test('an export of the roster is a look at everybody in it', async () => {
  await county.post(county.cast.admin, '/roster/exports');

  const [latest] = (await county.get(county.cast.otherLiaison, '/personal/looks')).body.looks;

  expect(latest).toMatchObject({ act: 'roster.export', who: '管理员' });
});
