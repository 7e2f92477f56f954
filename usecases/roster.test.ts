import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeRoster } from '@tongchuang/papers/write/roster-template.ts';
import { readRosterWords } from '@tongchuang/storage/organisation/roster-words.ts';
import { inTransaction } from '@tongchuang/storage/database.ts';
import { openCounty, type County, type Someone } from '@tongchuang/testkit/county.ts';

type RosterContent = Parameters<typeof writeRoster>[0];

let county: County;
beforeAll(async () => {
  county = await openCounty();
});
afterAll(() => county.close());

const NOTHING: RosterContent = { divisions: [], units: [], people: [], posts: [], pairings: [] };
const ROSTER: RosterContent = {
  divisions: [
    { code: '990921001001', name: '东关社区', level: '村(社区)', parentCode: '990921001' },
    { code: '990921001', name: '东关街道', level: '乡镇(街道)', parentCode: '990921' },
    { code: '990921', name: '清源县', level: '县' },
  ],
  units: [
    {
      code: 'C01',
      name: '东关社区居民委员会',
      type: '社区',
      parentCode: 'J01',
      divisionCode: '990921001001',
    },
    {
      code: 'J01',
      name: '东关街道办事处',
      shortName: '东关街道',
      aliases: '东关办',
      type: '街道',
      tier: '乡镇级',
    },
    {
      code: 'D77',
      name: '清源县文化广电和旅游局',
      shortName: '县文旅局',
      type: '政府部门',
      predecessorCodes: 'D78',
    },
    { code: 'D78', name: '清源县旅游局', type: '政府部门', validTo: '2019-02-28' },
  ],
  people: [
    {
      code: 'R1',
      name: '李静',
      unitCode: 'D77',
      post: '局长',
      loginName: 'lijing',
      roles: '单位主要负责人',
      isHead: '是',
    },
    {
      code: 'R2',
      name: '王海',
      unitCode: '001',
      post: '材料组',
      secondedFromCode: 'D77',
      secondedUntil: '2026-12-30',
    },
  ],
  posts: [
    {
      bodyCode: 'G2',
      bodyName: '东关片区',
      bodyType: '片区',
      parentBodyCode: 'G1',
      post: '片长',
      personCode: 'R1',
      from: '2026-01-01',
    },
    { bodyCode: 'G1', bodyName: '创建工作总指挥部', bodyType: '指挥部' },
  ],
  pairings: [
    { kind: '领导包片', firstCode: 'R1', secondCode: 'G2', from: '2026-01-01' },
    { kind: '干部包社区', firstCode: 'R2', secondCode: '990921001001', from: '2026-02-01' },
  ],
};

async function upload(who: Someone, content: RosterContent): Promise<string> {
  const bytes = Buffer.from(await writeRoster(content));
  return (await county.post(who, '/files', bytes)).body.sha256;
}
const tried = (who: Someone, sha256: string) =>
  county.get(who, `/roster/trial?sha256=${sha256}&fileName=${encodeURIComponent('名册.xlsx')}`);
const imported = (who: Someone, sha256: string, commandId?: string) =>
  county.post(who, '/roster', { sha256, fileName: '名册.xlsx' }, commandId);
const words = () =>
  inTransaction(county.house.store, county.tenant, 'read', (transaction) =>
    readRosterWords(transaction, '2026-03-02'),
  );

test('a roster is looked at first, and looking writes nothing', async () => {
  const before = await words();
  const sha256 = await upload(county.cast.admin, ROSTER);

  const trial = await tried(county.cast.admin, sha256);

  expect(trial.body.counts).toEqual({ new: 13, changed: 0, same: 0, wrong: 0 });
  expect(await words()).toEqual(before);
});

test('one wrong row, and nothing at all is written', async () => {
  const { admin } = county.cast;
  const before = await words();
  const units = [
    ...ROSTER.units,
    { code: 'X1', name: '无此上级', type: '政府部门', parentCode: '没有', tier: '县级' },
  ];
  const sha256 = await upload(admin, { ...ROSTER, units });

  const trial = await tried(admin, sha256);
  const refused = await imported(admin, sha256);

  expect(trial.body.rows.filter((row: { fate: string }) => row.fate === 'wrong')).toMatchObject([
    { sheet: '单位', code: 'X1', errors: [expect.stringContaining('没有')] },
  ]);
  expect(refused.body).toMatchObject({ code: 'roster.rows_wrong', facts: { rows: 1 } });
  expect(await words()).toEqual(before);
});

test('an imported roster is there, rows below written before those above included', async () => {
  const { admin } = county.cast;
  const sha256 = await upload(admin, ROSTER);

  const done = await imported(admin, sha256);

  expect(done.body).toMatchObject({ new: 13, changed: 0, same: 0 });
  const { units } = (await county.get(admin, '/units')).body;
  const community = units.find((unit: { code: string }) => unit.code === 'C01');
  const page = (await county.get(admin, `/units/${community.id}`)).body;
  expect(page.path.map((one: { name: string }) => one.name)).toEqual(['清源县', '东关街道办事处']);
  const bureau = units.find((unit: { code: string }) => unit.code === 'D77');
  expect(bureau.head.name).toBe('李静');
  expect((await county.get(admin, `/units/${bureau.id}`)).body.successions).toMatchObject([
    { direction: 'from', unit: { name: '清源县旅游局' } },
  ]);
  const seconded = (await county.get(admin, '/secondments')).body.secondments;
  expect(seconded).toMatchObject([{ person: { name: '王海' }, until: '2026-12-31' }]);
});

test('the same command again writes nothing twice, and the same file again changes nothing', async () => {
  const { admin } = county.cast;
  const sha256 = await upload(admin, ROSTER);
  const id = county.freshId<string>();
  const before = await words();

  const first = await imported(admin, sha256, id);
  const twin = await imported(admin, sha256, id);

  expect(first.body).toMatchObject({ new: 0, changed: 0, same: 13 });
  expect(twin.body).toEqual(first.body);
  expect(await words()).toEqual(before);
});

test('what is exported is imported again without a change', async () => {
  const { admin } = county.cast;
  const exported = await county.post(admin, '/roster/exports');
  expect(exported.headers['content-type']).toContain('spreadsheetml');
  const { sha256 } = (await county.post(admin, '/files', exported.bytes)).body;

  const trial = (await tried(admin, sha256)).body;

  expect(trial.rows.filter((row: { fate: string }) => row.fate !== 'same')).toEqual([]);
  expect(trial.counts.same).toBeGreaterThan(20);
});

test('a changed row says what changes; an empty cell leaves what is known', async () => {
  const { admin } = county.cast;
  const change: RosterContent = {
    ...NOTHING,
    units: [{ code: 'J01', name: '东关街道办事处', shortName: '东关' }],
    people: [
      { code: 'R1', name: '李静', isHead: '否' },
      { code: 'R3', name: '赵敏', unitCode: 'D77', post: '局长', roles: '单位主要负责人', isHead: '是' },
    ],
  };
  const sha256 = await upload(admin, change);

  const trial = (await tried(admin, sha256)).body;
  await imported(admin, sha256);

  expect(trial.rows[0]).toMatchObject({
    fate: 'changed',
    changes: [{ field: 'shortName', from: '东关街道', to: '东关' }],
  });
  const { units } = (await county.get(admin, '/units')).body;
  expect(units.find((unit: { code: string }) => unit.code === 'J01')).toMatchObject({
    shortName: '东关',
    kind: 'subdistrict',
  });
  expect(units.find((unit: { code: string }) => unit.code === 'D77').head.name).toBe('赵敏');
});

test('the office imports units, but roles beyond its own rights are wrong rows', async () => {
  const { office } = county.cast;
  const person = { code: 'R9', name: '钱进', unitCode: 'D77', post: '副局长', roles: '单位主要负责人' };
  const beyond = await upload(office, { ...NOTHING, people: [person] });
  const within = await upload(office, { ...NOTHING, people: [{ ...person, roles: '' }] });

  expect((await tried(office, beyond)).body.rows).toMatchObject([
    { fate: 'wrong', errors: [expect.stringContaining('超出你自己的权限')] },
  ]);
  expect((await imported(office, beyond)).body.code).toBe('roster.rows_wrong');
  expect((await imported(office, within)).body).toMatchObject({ new: 1 });
  expect((await imported(county.cast.head, within)).status).toBe(403);
});

test('a file that is no roster, or that nobody uploaded here, is refused', async () => {
  const { admin } = county.cast;
  const { sha256 } = (await county.post(admin, '/files', Buffer.from('不是工作簿'))).body;

  expect((await imported(admin, sha256)).body.code).toBe('paper.unsupported');
  expect((await imported(admin, 'a'.repeat(64))).status).toBe(404);
});

test('the template comes down as a workbook', async () => {
  const template = await county.get(county.cast.admin, '/roster/template.xlsx');

  expect(template.headers['content-disposition']).toContain(encodeURIComponent('名册模板.xlsx'));
  expect(template.bytes.subarray(0, 2).toString()).toBe('PK');
});
