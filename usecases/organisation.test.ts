// Long because one county tells the whole story of its organisation, and each tale needs what the one before set up.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { UnitId } from '@tongchuang/domain/kernel/ids.ts';
import { resolveUnitName } from '@tongchuang/domain/organisation/names.ts';
import { rosterOf } from '@tongchuang/domain/organisation/name-index.ts';
import { inTransaction } from '@tongchuang/storage/database.ts';
import { listRoster, rosterFacts } from '@tongchuang/storage/organisation/roster.ts';
import { openCounty, type County } from '@tongchuang/testkit/county.ts';

let county: County;
beforeAll(async () => {
  county = await openCounty();
});
afterAll(() => county.close());

const newUnit = (more: object = {}) => ({
  id: county.freshId<UnitId>(),
  code: `T${Math.floor(performance.now() * 1000)}`,
  name: `清源县第${Math.floor(performance.now() * 1000)}服务中心`,
  shortName: null,
  kind: 'institution',
  tier: 'county',
  sector: null,
  parentId: county.root,
  divisionId: null,
  ...more,
});
const unit = async (id: UnitId) => (await county.get(county.cast.office, `/units/${id}`)).body;

test('a unit that moves takes its subtree and the rights over it along', async () => {
  const { office } = county.cast;
  const centre = newUnit();
  const station = newUnit({ parentId: centre.id });
  await county.post(office, '/units', centre);
  await county.post(office, '/units', station);

  const moved = await county.post(office, `/units/${centre.id}/move`, {
    version: 1,
    parentId: county.units.housing,
  });

  expect(moved.body).toMatchObject({ version: 2, moved: 2 });
  expect((await unit(station.id)).path.map((one: { name: string }) => one.name)).toEqual([
    '清源县',
    '清源县住房和城乡建设局',
    centre.name,
  ]);
  // The head of the bureau sees people of the station now: his reach is the subtree.
  const person = {
    id: county.freshId(),
    code: null,
    name: '丁一',
    unitId: station.id,
    title: null,
    phone: null,
  };
  await county.post(office, '/people', person);
  const seen = await county.get(county.cast.head, '/people');
  expect(seen.body.people.map((one: { name: string }) => one.name)).toContain('丁一');
  expect((await county.get(county.cast.otherHead, `/people/${person.id}`)).status).toBe(404);
});

test('a unit is never put below itself', async () => {
  const { office } = county.cast;
  const above = newUnit();
  const below = newUnit({ parentId: above.id });
  await county.post(office, '/units', above);
  await county.post(office, '/units', below);

  const circle = await county.post(office, `/units/${above.id}/move`, { version: 1, parentId: below.id });

  expect(circle.body.code).toBe('organisation.circle');
});

test('two who move units into each other at once leave a tree', async () => {
  const { office, admin } = county.cast;
  const [left, right] = [newUnit(), newUnit()];
  await county.post(office, '/units', left);
  await county.post(office, '/units', right);

  const moves = await Promise.all([
    county.post(office, `/units/${left.id}/move`, { version: 1, parentId: right.id }),
    county.post(admin, `/units/${right.id}/move`, { version: 1, parentId: left.id }),
  ]);

  expect(moves.map((move) => move.status).sort()).toEqual([200, 422]);
  const broken = await county.rows((db) =>
    db
      .selectFrom('units as u')
      .innerJoin('units as p', 'p.id', 'u.parent_id')
      .select(['u.path', 'p.path as above', 'u.id'])
      .execute(),
  );
  for (const row of broken) expect(row.path).toEqual([row.id, ...row.above]);
});

test('a renamed unit is still found under its old name, a merged one leads to its heir', async () => {
  const { office } = county.cast;
  const culture = newUnit({ name: '清源县文化局', shortName: '县文化局', kind: 'government' });
  const tourism = newUnit({ name: '清源县旅游局', shortName: '县旅游局', kind: 'government' });
  await county.post(office, '/units', culture);
  await county.post(office, '/units', tourism);
  const renamed = { version: 1, name: '清源县文化和旅游局', shortName: '县文旅局', on: '2026-03-01' };
  await county.post(office, `/units/${culture.id}/rename`, renamed);
  const heir = { id: county.freshId(), unitId: culture.id };
  const merged = { version: 1, on: '2026-03-01', kind: 'merged', document: null, to: [heir] };
  await county.post(office, `/units/${tourism.id}/successors`, merged);

  const facts = await inTransaction(county.house.store, county.tenant, 'read', ({ db }) =>
    rosterFacts(db, '2026-03-02'),
  );
  const roster = rosterOf(facts);

  expect(resolveUnitName('县文化局', roster)).toMatchObject({ kind: 'certain', unit: culture.id });
  expect(resolveUnitName('旅游局', roster)).toMatchObject({
    kind: 'certain',
    unit: culture.id,
    formerly: tourism.id,
  });
  const page = await unit(culture.id);
  expect(page.names).toContainEqual({ name: '清源县文化局', origin: 'former', until: '2026-02-28' });
  expect(page.successions).toMatchObject([{ direction: 'from', unit: { name: '清源县旅游局' } }]);
  const [line] = (
    await inTransaction(county.house.store, county.tenant, 'read', ({ db }) => listRoster(db))
  ).filter((one) => one.id === culture.id);
  expect(line).toMatchObject({
    predecessors: ['清源县旅游局'],
    names: expect.arrayContaining(['清源县文化局', '县文化局']),
  });
});

test('two units never share a code, nor two living ones a name', async () => {
  const { office } = county.cast;
  const one = newUnit();
  await county.post(office, '/units', one);

  const sameCode = await county.post(office, '/units', newUnit({ code: one.code }));
  const sameName = await county.post(office, '/units', newUnit({ name: one.name }));

  expect([sameCode.status, sameCode.body.code]).toEqual([409, 'organisation.code_taken']);
  expect([sameName.status, sameName.body.code]).toEqual([409, 'organisation.name_taken']);
});

test('whoever edits an older version is told, and nothing is overwritten', async () => {
  const { office, admin } = county.cast;
  const one = newUnit();
  await county.post(office, '/units', one);
  await county.send(office, 'PATCH', `/units/${one.id}`, { version: 1, sector: '市容环卫' });

  const late = await county.send(admin, 'PATCH', `/units/${one.id}`, { version: 1, sector: '园林' });

  expect([late.status, late.body.code]).toEqual([409, 'row.changed_meanwhile']);
  expect((await unit(one.id)).sector).toBe('市容环卫');
});

test('a new head takes over the chain and the access, and the trail of the unit says so', async () => {
  const { admin, head, liaison } = county.cast;
  const { housing } = county.units;
  const first = {
    version: 1,
    postId: county.freshId(),
    personId: head.id,
    title: '局长',
    since: '2026-01-05',
  };
  await county.post(admin, `/units/${housing}/head`, first);
  const chain = {
    version: 0,
    leaderId: head.id,
    section: '市容科',
    personId: liaison.id,
    contactId: liaison.id,
  };
  await county.send(admin, 'PUT', `/units/${housing}/chain`, chain);
  const successor = {
    id: county.freshId<string>(),
    code: null,
    name: '邱明',
    unitId: housing,
    title: null,
    phone: null,
  };
  await county.post(admin, '/people', successor);

  const second = {
    ...first,
    version: 2,
    postId: county.freshId(),
    personId: successor.id,
    since: '2026-03-02',
  };
  const changed = await county.post(admin, `/units/${housing}/head`, second);

  expect(changed.body).toMatchObject({ access: 'moved' });
  const page = await unit(housing);
  expect(page.head.name).toBe('邱明');
  expect(page.chain.leader.name).toBe('邱明');
  expect(
    page.posts.map((post: { person: { name: string }; until: string | null }) => [
      post.person.name,
      post.until,
    ]),
  ).toEqual([
    ['邱明', null],
    ['贺建平', '2026-03-02'],
  ]);
  const old = await county.get(head, '/me');
  expect(old.body.grants).toEqual([]);
  const trail = await county.rows((db) =>
    db.selectFrom('audit_rows').select('objects').where('act', '=', 'organisation.change_head').execute(),
  );
  expect(trail.at(-1)?.objects).toEqual(
    expect.arrayContaining([`unit:${housing}`, `person:${head.id}`, `person:${successor.id}`]),
  );
});

test('the office changes a head, but the access of a head is not the office’s to give', async () => {
  const { office, otherHead } = county.cast;
  const { education } = county.units;
  const head = {
    version: 1,
    postId: county.freshId(),
    personId: otherHead.id,
    title: '局长',
    since: '2026-01-05',
  };
  await county.post(office, `/units/${education}/head`, head);
  const successor = {
    id: county.freshId<string>(),
    code: null,
    name: '宋芸',
    unitId: education,
    title: null,
    phone: null,
  };
  await county.post(office, '/people', successor);

  const next = { ...head, version: 2, postId: county.freshId(), personId: successor.id, since: '2026-03-01' };
  const changed = await county.post(office, `/units/${education}/head`, next);

  expect(changed.body.access).toBe('need_administrator');
});

test('a seconded person works for the office until the day it ends, and not one request longer', async () => {
  const { office, liaison } = county.cast;
  const secondment = {
    id: county.freshId<string>(),
    personId: liaison.id,
    unitId: county.units.office,
    bodyId: null,
    kind: 'seconded',
    duty: '材料组',
    since: '2026-03-02',
    until: '2026-03-10',
    role: { id: county.freshId<string>(), code: 'office' },
  };
  expect((await county.get(liaison, '/organisation/gaps')).status).toBe(200);
  expect((await county.post(liaison, '/units', newUnit())).status).toBe(403);

  expect((await county.post(office, '/secondments', secondment)).status).toBe(200);

  expect((await county.post(liaison, '/units', newUnit())).status).toBe(200);
  county.at('2026-03-09T23:59:00+08:00');
  expect((await county.post(liaison, '/units', newUnit())).status).toBe(200);
  county.at('2026-03-10T00:00:00+08:00');
  expect((await county.post(liaison, '/units', newUnit())).status).toBe(403);
  county.at('2026-03-02T09:00:00+08:00');
});

test('a secondment that is cut short ends its access with it', async () => {
  const { office, admin } = county.cast;
  const person = {
    id: county.freshId<string>(),
    code: null,
    name: '石磊',
    unitId: county.units.education,
    title: null,
    phone: null,
  };
  await county.post(admin, '/people', person);
  const role = { id: county.freshId<string>(), code: 'office' };
  const secondment = {
    id: county.freshId<string>(),
    personId: person.id,
    unitId: county.units.office,
    bodyId: null,
  };
  await county.post(office, '/secondments', {
    ...secondment,
    kind: 'seconded',
    duty: null,
    since: '2026-02-02',
    until: '2026-12-31',
    role,
  });

  await county.post(office, `/secondments/${secondment.id}/end`, { version: 1, until: '2026-03-02' });

  const { heldRoles } = (await county.get(admin, `/people/${person.id}`)).body;
  expect(heldRoles).toMatchObject([{ code: 'office', until: '2026-03-02' }]);
});

test('a leading group keeps who joined and who left, with days', async () => {
  const { office } = county.cast;
  const body = {
    id: county.freshId<string>(),
    kind: 'leading_group',
    name: '创建全国文明城市工作领导小组',
    parentId: null,
    unitId: null,
    document: '清委办〔2026〕3号',
    foundedOn: '2026-01-05',
    duties: null,
  };
  await county.post(office, '/bodies', body);
  const member = (unitId: UnitId) => ({ id: county.freshId<string>(), unitId });
  const { housing, education, chengguan } = county.units;
  const path = `/bodies/${body.id}/members`;
  await county.send(office, 'PUT', path, {
    version: 1,
    since: '2026-01-05',
    units: [member(housing), member(education)],
  });

  const changed = await county.send(office, 'PUT', path, {
    version: 2,
    since: '2026-03-01',
    units: [member(housing), member(chengguan)],
  });

  expect(changed.body).toMatchObject({ joined: 1, left: 1 });
  const page = (await county.get(office, `/bodies/${body.id}`)).body;
  expect(
    page.units.map((one: { unit: { shortName: string }; until: string | null }) => [
      one.unit.shortName,
      one.until,
    ]),
  ).toEqual([
    ['县住建局', null],
    ['城关镇', null],
    ['县教体局', '2026-03-01'],
  ]);
});

test('gaps name what is missing: a head, a contact, a body, a last day that comes near', async () => {
  const { office, leader } = county.cast;
  const { chengguan } = county.units;

  const { gaps, outOf } = (await county.get(leader, '/organisation/gaps')).body;

  const of = (id: string) =>
    gaps.filter((one: { id: string }) => one.id === id).map((one: { gap: string }) => one.gap);
  expect(of(chengguan)).toEqual(['no_head', 'no_contact', 'chain_incomplete', 'no_body', 'no_account']);
  expect(gaps.map((one: { gap: string }) => one.gap)).toContain('secondment_ending');
  expect(outOf.units).toBeGreaterThan(4);
  expect((await county.get(office, '/organisation/gaps')).body.gaps).toEqual(gaps);
});

test('families are seen by their community and the office, and by nobody else', async () => {
  const { admin, office, liaison, leader } = county.cast;
  const top = { id: county.freshId<string>(), code: '990921', name: '清源县', level: 'county' };
  await county.rows((db) =>
    db
      .insertInto('divisions')
      .values({ tenant_id: county.tenant, ...top, id: top.id as never, parent_id: null })
      .execute(),
  );
  const community = {
    id: county.freshId<string>(),
    code: '990921001001',
    name: '东关社区',
    level: 'village',
    parentId: top.id,
  };
  expect((await county.post(office, '/divisions', community)).status).toBe(200);
  const own = newUnit({
    name: '东关社区居委会',
    kind: 'community',
    tier: 'village',
    divisionId: community.id,
  });
  await county.post(office, '/units', own);
  const entrance = {
    id: county.freshId<string>(),
    code: '990921001001-3-2',
    name: '3幢2单元',
    level: 'entrance',
    parentId: community.id,
  };
  await county.post(office, '/divisions', entrance);
  const building = {
    ...entrance,
    id: county.freshId<string>(),
    code: 'x',
    level: 'building',
    parentId: entrance.id,
  };
  expect((await county.post(office, '/divisions', building)).body.code).toBe('organisation.level_wrong');
  const role = {
    id: county.freshId<string>(),
    code: 'liaison',
    unitId: own.id,
    since: '2026-01-01',
    until: null,
  };
  await county.post(admin, `/people/${liaison.id}/roles`, role);

  const family = {
    version: 0,
    divisionId: entrance.id,
    room: '301',
    name: '刘家',
    phone: null,
    note: '两位老人',
  };
  const id = county.freshId<string>();
  expect((await county.send(liaison, 'PUT', `/households/${id}`, family)).status).toBe(200);

  const list = `/households?divisionId=${community.id}`;
  expect((await county.get(liaison, list)).body.households).toMatchObject([
    { name: '刘家', division: '3幢2单元' },
  ]);
  expect((await county.get(office, list)).body.households).toHaveLength(1);
  expect((await county.get(leader, list)).status).toBe(403);
  expect((await county.get(county.cast.otherLiaison, list)).status).toBe(404);
  const pairing = {
    id: county.freshId<string>(),
    kind: 'volunteer_family',
    personId: liaison.id,
    withId: id,
    since: '2026-03-01',
    note: null,
  };
  expect((await county.post(office, '/pairings', pairing)).status).toBe(200);
  const shown = (await county.get(leader, '/pairings')).body.pairings;
  expect(shown).toMatchObject([{ with: { name: '3幢2单元 301' } }]);
  expect(JSON.stringify(shown)).not.toContain('刘家');
  expect(
    (await county.post(office, '/pairings', { ...pairing, id: county.freshId(), kind: 'leader_zone' })).body
      .code,
  ).toBe('organisation.pairing_wrong');
});
