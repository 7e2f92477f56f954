import { expect, test } from 'vitest';
import { FACT_COLUMNS, type FactCells } from '../fact-columns.ts';
import { readFactRows } from '../read/fact-rows.ts';
import { writeFactSheet } from './fact-sheet.ts';
import { writeListSheet } from './list-sheet.ts';

const row = (more: Partial<FactCells>): FactCells => ({
  ...(Object.fromEntries(FACT_COLUMNS.map(({ field }) => [field, ''])) as FactCells),
  ...more,
});

test('what is filled in comes back as it was written, what is left blank says nothing', async () => {
  const filled = row({ criterion: '1.1.1', unit: '城关镇', name: 'value', value: '0.85', note: '=1+1' });
  const bytes = await writeFactSheet('三月测评观测表', [filled, row({ criterion: '1.1.2', name: 'value' })]);

  expect(readFactRows('观测表.xlsx', bytes)).toEqual([{ sheet: '观测', row: 3, cells: filled }]);
});

test("columns are found by their heads, in another's order and words", async () => {
  const column = (head: string) => ({ head, width: 10, align: 'left' as const, kind: 'text' as const });
  const bytes = await writeListSheet({
    sheetName: '暗访',
    title: '暗访结果',
    columns: ['结果', '指标编号', '地点'].map(column),
    rows: [['1', '2.3', '人民路']],
  });

  const [read] = readFactRows('暗访.xlsx', bytes);

  expect(read?.cells).toMatchObject({ value: '1', criterion: '2.3', site: '人民路', unit: '' });
});

test('a workbook without such columns is refused', async () => {
  const columns = [{ head: '姓名', width: 10, align: 'left' as const, kind: 'text' as const }];
  const bytes = await writeListSheet({ sheetName: '名单', title: '名单', columns, rows: [['甲']] });

  expect(() => readFactRows('名单.xlsx', bytes)).toThrow(expect.objectContaining({ code: 'paper.damaged' }));
});
