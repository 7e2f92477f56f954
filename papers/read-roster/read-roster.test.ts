import { zipSync, strToU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import writeExcelFile, { type SheetData } from 'write-excel-file/node';
import { ROSTER_EXAMPLES } from '../write/roster-examples.ts';
import { HOSTILE } from '../write/hostile.ts';
import { writeRoster, writeRosterTemplate } from '../write/roster-template.ts';
import { judgeRoster } from '@tongchuang/domain/organisation/roster.ts';
import { madeWorkbook } from '../read/made-sheet.ts';
import { readRoster } from './read-roster.ts';
import { ROSTER_KEYS } from '@tongchuang/domain/organisation/roster-row.ts';

const workbook = async (sheets: Record<string, SheetData>): Promise<Uint8Array> =>
  writeExcelFile(Object.entries(sheets).map(([sheet, data]) => ({ sheet, data }))).toBuffer();

const codeOf = (bytes: Uint8Array, name = '名册.xlsx') =>
  new Promise((done) => done(readRoster(name, bytes))).then(
    () => 'read',
    (error: { code?: string }) => error.code,
  );

test('the template reads as an empty roster: its notes and examples are skipped', async () => {
  const roster = readRoster('名册.xlsx', await writeRosterTemplate());

  expect(roster).toEqual({ divisions: [], units: [], people: [], posts: [], pairings: [], notes: [] });
});

test('a roster that is written reads back as it was', async () => {
  const roster = readRoster('名册.xlsx', await writeRoster(ROSTER_EXAMPLES));

  expect(roster.notes).toEqual([]);
  for (const key of ROSTER_KEYS) {
    const said = roster[key].map(({ values }) =>
      Object.fromEntries(Object.entries(values).filter(([, words]) => words !== '')),
    );
    expect(said).toEqual(ROSTER_EXAMPLES[key]);
  }
  expect(roster.units[0]).toMatchObject({ sheet: '单位', row: 3 });
});

test('columns are found in any order, under their synonyms, below a title', async () => {
  const bytes = await workbook({
    成员单位: [
      ['清源县成员单位名册'],
      [],
      ['序号', '单位全称（必填）', '单 位 编 码', '联系人', '启用时间'],
      [1, '清源县教育局', 'D010', '赵敏', new Date(Date.UTC(2019, 2, 1))],
      [null, null, null, null, null],
      [2, '清源县公安局', 'D011', null, '2019年3月1日'],
    ].map((row) =>
      row.map((cell) => (cell instanceof Date ? { value: cell, type: Date, format: 'yyyy/m/d' } : cell)),
    ),
  });

  const roster = readRoster('名册.xlsx', bytes);

  expect(roster.units.map(({ row, values }) => [row, values.code, values.name, values.validFrom])).toEqual([
    [4, 'D010', '清源县教育局', '2019-03-01'],
    [6, 'D011', '清源县公安局', '2019-03-01'],
  ]);
  expect(roster.notes).toMatchObject([
    { code: 'column_not_known', sheet: '成员单位', row: 3, column: '联系人' },
  ]);
});

test('phones and codes typed as numbers keep their digits, and those that Excel rounded are reported', async () => {
  const bytes = await workbook({
    人员: [
      ['工号', '姓名', '手机', '单位编码'],
      [1001, '李静', 13_800_000_001, 99_092_100_100_101],
      [1002, '陈晓', '\uFF10138 0000 0002', 1.23456789012345e17],
    ],
  });

  const roster = readRoster('名册.xlsx', bytes);

  expect(roster.people.map(({ values }) => [values.code, values.phone, values.unitCode])).toEqual([
    ['1001', '13800000001', '99092100100101'],
    ['1002', '013800000002', '123456789012345000'],
  ]);
  expect(roster.notes).toMatchObject([{ code: 'digits_lost', row: 3, column: '单位编码' }]);
});

test('a formula that came to nothing is said and taken as blank; digits that Excel left over are not in the code', () => {
  const bytes = madeWorkbook({
    单位: [
      ['编码', '名称', '简称', '备注'],
      [{ v: '1.1000000000000001' }, '清源县教育局', { t: 'e', f: 'Z9', v: '#REF!' }, null],
    ],
  });

  const { units, notes } = readRoster('名册.xlsx', bytes);

  expect(units.map(({ values }) => [values.code, values.shortName])).toEqual([['1.1', '']]);
  expect(notes).toMatchObject([{ code: 'cell_error', row: 2, column: '简称' }]);
});

test('what cannot be used is said: unknown sheets, missing and double columns, formula errors', async () => {
  const sheets = {
    说明: [['请先填区划']],
    单位: [
      ['编码', '单位编码', '简称'],
      ['D001', 'D002', '#REF!'],
    ],
    结对: [['随便写写']],
    空表: [],
  } satisfies Record<string, SheetData>;
  const roster = readRoster('名册.xlsx', await workbook(sheets));

  expect(roster.notes.map(({ code, sheet, column }) => [code, sheet, column])).toEqual([
    ['sheet_not_known', '说明', null],
    ['column_twice', '单位', '单位编码'],
    ['column_missing', '单位', '名称'],
    ['cell_error', '单位', '简称'],
    ['head_not_found', '结对', null],
  ]);
  expect(roster.units.map(({ values }) => [values.code, values.shortName])).toEqual([['D001', '']]);
});

test('a hidden sheet is read and reported', async () => {
  const files = unzipSync(
    await workbook({
      单位: [
        ['编码', '名称'],
        ['D001', '清源县教育局'],
      ],
    }),
  );
  const hidden = new TextDecoder()
    .decode(files['xl/workbook.xml'])
    .replace('name="单位"', 'name="单位" state="hidden"');
  const roster = readRoster('名册.xlsx', zipSync({ ...files, 'xl/workbook.xml': strToU8(hidden) }));

  expect(roster.units).toHaveLength(1);
  expect(roster.notes.map(({ code }) => code)).toEqual(['sheet_hidden']);
});

test('hostile names come back as the text they are', async () => {
  const texts = HOSTILE.map((each) => each.trim());
  const roster = readRoster(
    '名册.xlsx',
    await writeRoster({ ...ROSTER_EXAMPLES, units: texts.map((name, at) => ({ code: `D${at}`, name })) }),
  );

  expect(roster.units.map(({ values }) => values.name)).toEqual(texts);
});

test('a file that is no readable .xlsx is refused with its reason', async () => {
  const good = await writeRosterTemplate();
  const ole = (words: string) =>
    Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), Buffer.from(words, 'utf16le')]);

  expect(await codeOf(new Uint8Array())).toBe('paper.empty');
  expect(await codeOf(good.slice(0, good.length / 2))).toBe('paper.truncated');
  expect(await codeOf(ole('EncryptedPackage'))).toBe('paper.encrypted');
  expect(await codeOf(ole('Workbook'))).toBe('paper.unsupported');
  expect(await codeOf(strToU8('编码，名称'))).toBe('paper.unsupported');
  expect(await codeOf(zipSync({ 'word/document.xml': strToU8('<a/>') }))).toBe('paper.unsupported');
  expect(
    await codeOf(
      await workbook({
        随便: [
          ['a', 'b'],
          ['c', 'd'],
        ],
      }),
    ),
  ).toBe('paper.not_a_roster');
  const files = unzipSync(good);
  expect(
    await codeOf(zipSync({ ...files, 'xl/worksheets/sheet1.xml': strToU8('<worksheet><sheetData><row') })),
  ).toBe('paper.damaged');
  expect(await codeOf(zipSync({ ...files, 'xl/media/bomb.bin': new Uint8Array(20_000_000) }))).toBe(
    'paper.bomb',
  );
});

test('the examples of the template are a roster without errors', async () => {
  const known = {
    divisions: new Map(),
    units: new Map(),
    people: new Map(),
    posts: new Map(),
    pairings: new Map(),
  };
  const roles = new Set(['创建办', '单位负责人', '单位联络员']);

  const judged = judgeRoster(await readRoster('名册.xlsx', await writeRoster(ROSTER_EXAMPLES)), known, roles);

  expect(judged.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(judged.counts).toEqual({ new: 17, changed: 0, same: 0, wrong: 0 });
});
