import { expect, test } from 'vitest';
import { ROSTER_KEYS } from '@tongchuang/domain/organisation/roster-row.ts';
import type { RosterColumn } from '../read-roster/roster-columns.ts';
import { ROSTER_SHEETS } from '../read-roster/roster-columns.ts';
import { writeRosterTemplate } from './roster-template.ts';
import { all, unpacked, words } from './unpacked.ts';

test('the template has a sheet for each kind, its needed columns marked, every column explained where it asks for it', async () => {
  const file = unpacked(await writeRosterTemplate());
  const strings = all(file.part('xl/sharedStrings.xml'), 'si').map(words);
  const cells = (sheet: number, row: number) =>
    all(all(file.part(`xl/worksheets/sheet${sheet}.xml`), 'row')[row]!, 'c').map(
      (cell) => strings[Number(all(cell, 'v')[0]?.text)] ?? '',
    );

  expect(all(file.part('xl/workbook.xml'), 'sheet').map((sheet) => sheet.attributes['name'])).toEqual([
    '区划',
    '单位',
    '人员',
    '机构与职务',
    '结对',
  ]);
  ROSTER_KEYS.forEach((key, at) => {
    const columns: RosterColumn[] = Object.values(ROSTER_SHEETS[key].columns);
    expect(cells(at + 1, 0)).toEqual([
      ...columns.map((each) => each.head + (each.needed ? '*' : '')),
      '备注',
    ]);
    expect(cells(at + 1, 1)[0]).toMatch(/^填写说明/);
  });
});

test('cells to fill in are text, so that codes keep their zeros', async () => {
  const file = unpacked(await writeRosterTemplate());
  const styles = all(all(file.part('xl/styles.xml'), 'cellXfs')[0]!, 'xf');
  const text = all(file.part('xl/styles.xml'), 'numFmt').find(
    (each) => each.attributes['formatCode'] === '@',
  );
  const last = all(file.part('xl/worksheets/sheet3.xml'), 'row').at(-1);

  expect(Number(last?.attributes['r'])).toBeGreaterThan(300);
  const formats = all(last!, 'c').map((cell) => styles[Number(cell.attributes['s'])]?.attributes['numFmtId']);
  expect(formats.length).toBeGreaterThan(10);
  expect(new Set(formats)).toEqual(new Set([text?.attributes['numFmtId']]));
});

test('columns of fixed words offer them in a list', async () => {
  const lists = all(unpacked(await writeRosterTemplate()).part('xl/worksheets/sheet2.xml'), 'dataValidation');

  expect(
    lists.map((list) => [list.attributes['sqref']?.slice(0, 2), all(list, 'formula1')[0]?.text.slice(0, 9)]),
  ).toEqual([
    ['E3', '"党委部门,人大,'],
    ['F3', '"国家级,省级,市'],
  ]);
});
