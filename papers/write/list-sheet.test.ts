import readExcelFile from 'read-excel-file/node';
import { expect, test } from 'vitest';
import { HOSTILE, UNPRINTABLE } from './hostile.ts';
import { sheetName } from './excel-workbook.ts';
import { writeListCsv, writeListSheet, type ListColumn, type ListSheet } from './list-sheet.ts';
import { all, unpacked, words } from './unpacked.ts';

const columns: ListColumn[] = [
  { head: '单位', width: 30, align: 'left', kind: 'text' },
  { head: '电话', width: 14, align: 'left', kind: 'text' },
  { head: '面积', unit: '平方米', width: 12, align: 'right', kind: 'number' },
  { head: '完成率', width: 10, align: 'right', kind: 'percent' },
  { head: '时限', width: 12, align: 'center', kind: 'date' },
];

const list = (rows: ListSheet['rows']): ListSheet => ({
  sheetName: '任务/一览',
  title: '任务一览',
  columns,
  rows,
});

const read = async (bytes: Uint8Array) => {
  const [sheet] = await readExcelFile(Buffer.from(bytes));
  return sheet?.data ?? [];
};

test('a list reads back as it was shown: numbers, shares and days as such, codes as text', async () => {
  const data = await read(
    await writeListSheet(
      list([
        ['县城管局', '013800000000', 1280.5, 0.925, '2026-09-30'],
        ['县教育局', '0797-0000000', null, 1, '长期坚持'],
      ]),
    ),
  );

  expect(data).toEqual([
    ['任务一览', null, null, null, null],
    ['单位', '电话', '面积（平方米）', '完成率', '时限'],
    ['县城管局', '013800000000', 1280.5, 0.925, new Date('2026-09-30T00:00:00Z')],
    ['县教育局', '0797-0000000', null, 1, '长期坚持'],
  ]);
});

test('the head is frozen, printed on every page and filterable, all columns on one page', async () => {
  const file = unpacked(await writeListSheet(list([['a', 'b', 1, 1, null]])));
  const sheet = file.part('xl/worksheets/sheet1.xml');

  expect(all(sheet, 'pane')[0]?.attributes).toMatchObject({ ySplit: '2', state: 'frozen' });
  expect(all(sheet, 'autoFilter')[0]?.attributes).toEqual({ ref: 'A2:E3' });
  expect(all(sheet, 'pageSetup')[0]?.attributes).toMatchObject({
    paperSize: '9',
    fitToWidth: '1',
    fitToHeight: '0',
  });
  expect(all(sheet, 'pageSetUpPr')[0]?.attributes).toEqual({ fitToPage: '1' });
  expect(all(file.part('xl/workbook.xml'), 'definedName')[0]).toMatchObject({
    attributes: { name: '_xlnm.Print_Titles', localSheetId: '0' },
    text: "'任务 一览'!$1:$2",
  });
  expect(sheet.children[0]?.children.map((child) => child.name)).toEqual([
    'sheetPr',
    'sheetViews',
    'cols',
    'sheetData',
    'autoFilter',
    'mergeCells',
    'pageMargins',
    'pageSetup',
    'headerFooter',
    'ignoredErrors',
  ]);
});

test('hostile text is stored as text, and what begins like a formula keeps the text format', async () => {
  const bytes = await writeListSheet(
    list([...HOSTILE, UNPRINTABLE].map((each) => [each, null, null, null, null])),
  );
  const file = unpacked(bytes);
  const sheet = file.part('xl/worksheets/sheet1.xml');
  const strings = all(file.part('xl/sharedStrings.xml'), 'si').map(words);
  const styles = all(all(file.part('xl/styles.xml'), 'cellXfs')[0]!, 'xf');

  expect(all(sheet, 'f')).toEqual([]);
  for (const cell of all(sheet, 'c')) {
    const shared = all(cell, 'v')[0];
    if (shared === undefined) continue;
    expect(cell.attributes['t']).toBe('s');
    const quoted = styles[Number(cell.attributes['s'])]?.attributes['quotePrefix'] === '1';
    expect([strings[Number(shared.text)], quoted]).toEqual([
      strings[Number(shared.text)],
      /^[=+\-@\t\n]/.test(strings[Number(shared.text)] ?? ''),
    ]);
  }
  const back = (await read(bytes)).slice(2).map((row) => row[0]);
  expect(back).toEqual([...HOSTILE.map((each) => each.trim()), '甲乙\u25A1丙丁']);
  expect(file.outward).toEqual([]);
});

test('a cell longer than Excel allows is cut and says so', async () => {
  const data = await read(await writeListSheet(list([['长'.repeat(40_000), null, null, null, null]])));

  expect(String(data[2]?.[0])).toHaveLength(32_767);
  expect(String(data[2]?.[0])).toMatch(/已截断.$/);
});

test('a sheet name keeps to what Excel allows', () => {
  expect(sheetName('任务*一览[2026]/草稿')).toBe('任务 一览 2026  草稿');
  expect(sheetName("'")).toBe('表');
  expect(sheetName('清'.repeat(40))).toHaveLength(31);
});

test('an empty list still has its head, and equal lists are equal bytes', async () => {
  const [first, second] = [await writeListSheet(list([])), await writeListSheet(list([]))];

  expect(await read(first)).toHaveLength(2);
  expect(Buffer.compare(first, second)).toBe(0);
});

test('a .csv takes its marks off again: every text comes back', () => {
  const texts = [...HOSTILE, "'单引号", '甲，乙', '说"好"', '两\n行', '-'];
  const bytes = writeListCsv({
    columns,
    rows: texts.map((text) => [text, '013800000000', -5, 0.5, '2026-09-30']),
  });
  const csv = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);

  expect(csv.startsWith(`\uFEFF${['单位', '电话', '面积（平方米）', '完成率', '时限'].join(',')}\r\n`)).toBe(
    true,
  );
  const rows = parsedCsv(csv.slice(1)).slice(1);
  expect(rows.map((row) => row.slice(1))).toEqual(
    texts.map(() => ['013800000000', '-5', '50.0%', '2026-09-30']),
  );
  expect(rows.filter((row) => /^[=+\-@\t\r\n]/.test(row[0] ?? ''))).toEqual([]);
  expect(rows.map((row) => (row[0] ?? '').replace(/^'/, ''))).toEqual(
    texts.map((text) => text.replace('\r', '\n')),
  );
});

/** RFC 4180, for files whose lines end with CRLF. */
function parsedCsv(csv: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    rows.at(-1)?.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'));
    if (end === '\r\n') rows.push([]);
  }
  return rows.filter((row) => row.length > 1);
}
