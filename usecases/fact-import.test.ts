import { afterAll, beforeAll, expect, test } from 'vitest';
import { madeWorkbook, type MadeCell, type MadeRow } from '@tongchuang/papers/read/made-sheet.ts';
import { readFactRows } from '@tongchuang/papers/read/fact-rows.ts';
import { openCounty, type County, type Someone } from '@tongchuang/testkit/county.ts';
import { adoptFramework, openRound, type OpenRound } from '@tongchuang/testkit/rounds.ts';

/** Facts by .xlsx, as sheets come from offices: what is wrong is named by its cell, and the dry run tells what the real one does. */
let county: County;
let edition: string;
let round: OpenRound;
beforeAll(async () => {
  county = await openCounty();
  edition = await adoptFramework(county);
  round = await openRound(county, edition);
  await round.move('marking');
});
afterAll(() => county.close());

const HEAD = ['标准编号', '单位', '点位', '观测项', '数值', '备注', '复核人', '记录号'];
const row = (value: MadeCell, more: Partial<Record<(typeof HEAD)[number], MadeCell>> = {}): MadeRow => {
  const own: Record<string, MadeCell> = { 标准编号: '2.1', 单位: '县教体局', 观测项: '学校数', 数值: value };
  return HEAD.map((head) => ({ ...own, ...more })[head] ?? null);
};

async function send(
  sheets: Record<string, readonly MadeRow[]> | Uint8Array,
  how: { dryRun: boolean; sheet?: string; who?: Someone; reason?: string; in?: string },
) {
  const who = how.who ?? county.cast.supervisor;
  const kept = await county.post(
    who,
    '/files',
    Buffer.from(sheets instanceof Uint8Array ? sheets : madeWorkbook(sheets)),
  );
  return county.post(who, `/rounds/${how.in ?? round.id}/facts/import`, {
    sha256: kept.body.sha256,
    sheet: how.sheet ?? 'field',
    dryRun: how.dryRun,
    reason: how.reason ?? null,
  });
}
const faultsOf = async (...rows: MadeRow[]) => {
  const { body } = await send({ 观测: [HEAD, ...rows] }, { dryRun: true });
  return body.faults.map((one: { row: number; column: string | null; code: string }) => [
    one.row,
    one.column,
    one.code,
  ]);
};
const values = async () => {
  const { body } = await county.get(county.cast.supervisor, `/rounds/${round.id}/facts`);
  return body.rows.map((one: { value: string | null }) => one.value);
};

test('cells that are no value are faults of their rows, never left out or guessed', async () => {
  const wrong: MadeCell[] = [
    { t: 'e', f: 'A1', v: '#REF!' },
    { v: '1e308' },
    'NaN',
    { v: '0.123456789012' },
    '约12',
    '1,200',
    'Z',
    "=cmd|' /C calc'!A0",
  ];
  const found = await faultsOf(...wrong.map((value) => row(value)));

  expect(found).toEqual([
    [2, '数值', 'cell_error'],
    ...wrong.slice(1).map((_, nth) => [nth + 3, null, 'fact.value_wrong']),
  ]);
});

test('a formula error in any column, a namesake, an unknown code or a date that is none names its cell', async () => {
  const { otherLiaison } = county.cast;
  await county.rows((db) =>
    db
      .insertInto('people')
      .values({
        tenant_id: county.tenant,
        id: county.freshId<never>(),
        name: otherLiaison.name,
        unit_id: county.root,
      })
      .execute(),
  );
  expect(
    await faultsOf(
      row(1, { 点位: { t: 'e', v: '#N/A' } }),
      row(1, { 复核人: otherLiaison.name }),
      row(1, { 标准编号: '9.9' }),
      row(1, { 单位: '县不存在局' }),
      row(1, { 记录号: '1' }),
      row(1, { 备注: '甲'.repeat(2001) }),
    ),
  ).toEqual([
    [2, '点位', 'cell_error'],
    [3, '复核人', 'person_several'],
    [4, null, 'fact.criterion_unknown'],
    [5, '单位', 'unit_unknown'],
    [6, '记录号', 'id_wrong'],
    [7, '备注', 'malformed'],
  ]);
});

test('figures as people and programs write them are taken for what they are', async () => {
  const written: MadeCell[] = [
    { v: '1.1000000000000001' },
    { v: '0.30000000000000004' },
    { v: '-0' },
    '１２．５',
    ' 3 ',
    { t: 'str', f: '1+1', v: '2' },
  ];
  const rows = written.map((value) => row(value, { 标准编号: '　２．１ ', 单位: ' 县教体局　' }));

  const { body } = await send({ 观测: [HEAD, ...rows] }, { dryRun: false });

  expect(body).toMatchObject({ added: written.length, faultCount: 0 });
  expect(await values()).toEqual(['1.1', '0.3', '0', '12.5', '3', '2']);
});

test('a unit merged over its rows holds for each of them; a merged value is the first row’s alone', async () => {
  const merged = madeWorkbook({
    观测: [
      HEAD,
      row(1, { 点位: '甲校' }),
      row('^', { 单位: '^', 点位: '乙校' }),
      row(2, { 单位: '^', 点位: '丙校' }),
    ],
  });

  expect(
    readFactRows('观测表.xlsx', merged).map(({ cells }) => [cells.unit, cells.site, cells.value]),
  ).toEqual([
    ['县教体局', '甲校', '1'],
    ['县教体局', '丙校', '2'],
  ]);
});

test('faults of two worksheets are told apart by their names', async () => {
  const { body } = await send(
    { 甲表: [HEAD, row('坏')], 乙表: [HEAD, row(1, { 单位: '某局' })] },
    { dryRun: true },
  );

  expect(body.faults.map((one: { table: string; row: number }) => [one.table, one.row])).toEqual([
    ['甲表', 2],
    ['乙表', 2],
  ]);
});

test('the same file a second time adds nothing, however often it is sent', async () => {
  const file = madeWorkbook({ 观测: [HEAD, row(7, { 点位: '第一小学' }), row(7, { 点位: '第一小学' })] });
  const first = await send(file, { dryRun: false });
  const second = await send(file, { dryRun: false });

  expect(first.body).toMatchObject({ read: 2, added: 2, unchanged: 0 });
  expect(second.body).toMatchObject({ read: 2, added: 0, changed: 0, unchanged: 2 });
});

test('the dry run refuses what the real one refuses: another seat, another stage, a unit that is one’s own', async () => {
  const { office, supervisor, liaison, otherLiaison } = county.cast;
  const rows = { 观测: [HEAD, row(1)] };
  const asked = [
    { sheet: 'first', who: office },
    { sheet: 'self', who: otherLiaison },
    { sheet: 'field', who: liaison },
  ];
  for (const how of asked) {
    const [dry, real] = [
      await send(rows, { ...how, dryRun: true }),
      await send(rows, { ...how, dryRun: false }),
    ];
    expect([how.sheet, dry.status, dry.body.code]).toEqual([how.sheet, real.status, real.body.code]);
    expect(dry.status).toBeGreaterThanOrEqual(400);
  }
  const housing = await openRound(county, edition, {}, [
    { seat: 'first', personId: supervisor.id, unitIds: [county.units.housing] } as never,
  ]);
  await housing.move('marking');
  for (const dryRun of [true, false]) {
    const { body } = await send(rows, { dryRun, sheet: 'first', in: housing.id });
    expect(body).toMatchObject({ faultCount: 1, faults: [{ row: 2, code: 'round.not_your_seat' }] });
  }
});

test('a number of another round or sheet, or of a fact that was taken out of the count, is a fault', async () => {
  const { supervisor } = county.cast;
  const id = county.freshId<string>();
  const entered = { id, criterion: '2.1', name: '学校数', value: 5, unitId: county.units.education };
  await round.enter(supervisor, 'field', [entered]);
  const sheets = { 观测: [HEAD, row(6, { 记录号: id })] };
  const other = await openRound(county, edition);
  await other.move('marking');

  const elsewhere = await send(sheets, { dryRun: true, in: other.id });
  await county.post(supervisor, `/rounds/${round.id}/facts/${id}/withdrawal`, { version: 1, reason: '填错' });
  const withdrawn = await send(sheets, { dryRun: true });

  expect(elsewhere.body.faults).toMatchObject([{ column: '记录号', code: 'id_elsewhere' }]);
  expect(withdrawn.body.faults).toMatchObject([{ column: '记录号', code: 'withdrawn' }]);
});

test('of a file that is wrong from top to bottom the first faults are told and all are counted', async () => {
  const { body } = await send(
    { 观测: [HEAD, ...Array.from({ length: 3000 }, () => row('坏'))] },
    { dryRun: true },
  );

  expect(body).toMatchObject({ read: 3000, added: 0, faultCount: 3000 });
  expect(body.faults).toHaveLength(500);
});
