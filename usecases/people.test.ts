import { afterAll, beforeAll, expect, test } from 'vitest';
import { openCounty, type County } from '@tongchuang/testkit/county.ts';

let county: County;
beforeAll(async () => {
  county = await openCounty();
});
afterAll(() => county.close());

const names = (answer: { body: { people: { name: string }[] } }) => answer.body.people.map((one) => one.name);

test('people are seen as far as the role reaches', async () => {
  const { office, head, liaison, supervisor } = county.cast;

  expect(names(await county.get(office, '/people'))).toEqual(
    expect.arrayContaining(['陶欣', '江月', '沈国安']),
  );
  expect(names(await county.get(head, '/people')).sort()).toEqual(['贺建平', '陶欣'].sort());
  expect(names(await county.get(liaison, '/people'))).toHaveLength(2);
  expect((await county.get(supervisor, '/people')).status).toBe(403);
});

test('nobody gives a role that goes beyond his own', async () => {
  const { office, otherLiaison, admin } = county.cast;
  const give = (code: string) => ({
    id: county.freshId(),
    code,
    unitId: county.units.office,
    since: '2026-03-02',
    until: null,
  });

  const administrator = await county.post(office, `/people/${otherLiaison.id}/roles`, give('administrator'));
  const head = await county.post(office, `/people/${otherLiaison.id}/roles`, give('unit_head'));
  const own = await county.post(office, `/people/${otherLiaison.id}/roles`, give('office'));
  const byAdmin = await county.post(admin, `/people/${otherLiaison.id}/roles`, give('unit_head'));

  expect([administrator.status, administrator.body.code]).toEqual([403, 'access.beyond_own']);
  expect(head.body.code).toBe('access.beyond_own');
  expect([own.status, byAdmin.status]).toEqual([200, 200]);
});

test('whoever may edit people does not become an administrator through somebody else’s account', async () => {
  const { office, admin } = county.cast;
  const { version } = (await county.get(office, `/people/${admin.id}`)).body;
  const password = 'vT9-kQm2xWp4';

  const acts = await Promise.all([
    county.post(office, `/people/${admin.id}/password`, { version, password }),
    county.post(office, `/people/${admin.id}/account`, { version, login: 'mine', password }),
    county.post(office, `/people/${admin.id}/block`, { version, blocked: true }),
    county.send(office, 'DELETE', `/people/${admin.id}/authenticator`, { version }),
  ]);

  expect(acts.map((act) => act.body.code)).toEqual(Array.from({ length: 4 }, () => 'access.beyond_own'));
  expect((await county.get(office, `/people/${admin.id}`)).body.withinOwn).toBe(false);
});

test('roles are data: what is added is held at once, what is taken is gone at once', async () => {
  const { admin, supervisor } = county.cast;
  const { roles } = (await county.get(admin, '/roles')).body;
  const role = roles.find((one: { code: string }) => one.code === 'supervisor');
  const save = (version: number, permissions: string[]) =>
    county.send(admin, 'PUT', '/roles/supervisor', {
      version,
      name: role.name,
      needsTotp: false,
      grants: permissions.map((permission) => ({ permission, reach: 'all' })),
    });

  await save(role.version, ['task.read', 'people.read']);
  expect((await county.get(supervisor, '/people')).status).toBe(200);
  await save(role.version + 1, ['task.read']);
  expect((await county.get(supervisor, '/people')).status).toBe(403);
  expect((await save(role.version, ['task.read'])).body.code).toBe('row.changed_meanwhile');
  const unknown = await save(role.version + 2, ['everything']);
  expect(unknown.status).toBe(400);
});

test('somebody is always left who may edit roles', async () => {
  const { admin } = county.cast;
  const { roles } = (await county.get(admin, '/roles')).body;
  const role = roles.find((one: { code: string }) => one.code === 'administrator');
  const grants = role.grants.filter((grant: { permission: string }) => grant.permission !== 'roles.edit');

  const given = { version: role.version, name: role.name, needsTotp: false, grants };
  const saved = await county.send(admin, 'PUT', '/roles/administrator', given);

  expect(saved.body.code).toBe('access.last_administrator');
  const { version } = (await county.get(admin, `/people/${admin.id}`)).body;
  const blocked = await county.post(admin, `/people/${admin.id}/block`, { version, blocked: true });
  expect(blocked.body.code).toBe('people.not_yourself');
});

test('a login and a number belong to one person', async () => {
  const { admin, liaison, head } = county.cast;
  const page = async (id: string) => (await county.get(admin, `/people/${id}`)).body;
  const account = async (id: string) => ({
    version: (await page(id)).version,
    login: 'jianping',
    password: 'vT9-kQm2xWp4',
  });
  await county.post(admin, `/people/${head.id}/account`, await account(head.id));

  const twin = await county.post(admin, `/people/${liaison.id}/account`, await account(liaison.id));

  expect([twin.status, twin.body.code]).toEqual([409, 'people.login_taken']);
  const edit = { version: (await page(head.id)).version, code: 'R001' };
  await county.send(admin, 'PATCH', `/people/${head.id}`, edit);
  const same = { version: (await page(liaison.id)).version, code: 'R001' };
  expect((await county.send(admin, 'PATCH', `/people/${liaison.id}`, same)).body.code).toBe(
    'people.code_taken',
  );
});

test('two administrators who take each other’s role at once do not leave the place without one', async () => {
  const { admin, office, otherHead } = county.cast;
  const role = () => ({
    id: county.freshId<string>(),
    code: 'administrator',
    unitId: county.root,
    since: '2026-01-01',
    until: null,
  });
  const given = [role(), role()];
  await county.post(admin, `/people/${office.id}/roles`, given[0]);
  await county.post(admin, `/people/${otherHead.id}/roles`, given[1]);
  // All other administrators leave: these two remain.
  await county.rows((db) =>
    db
      .updateTable('role_holders')
      .set({ until: '2026-02-01' })
      .where('role_code', '=', 'administrator')
      .where('id', 'not in', given.map((one) => one.id) as never[])
      .execute(),
  );
  const end = (by: typeof office, of: typeof office, id: string) =>
    county.post(by, `/people/${of.id}/roles/${id}/end`, { version: 1, until: '2026-03-02' });

  const ended = await Promise.all([
    end(office, otherHead, given[1]?.id ?? ''),
    end(otherHead, office, given[0]?.id ?? ''),
  ]);

  expect(ended.filter((one) => one.status === 200)).toHaveLength(1);
});
