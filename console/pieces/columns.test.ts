import { expect, test } from 'vitest';
import { csvOf, sorted, type Column } from './columns.ts';
import { addressWith } from './url-state.ts';

interface Unit {
  name: string;
  tasks: number | null;
}
const columns: Column<Unit>[] = [
  { name: 'name', title: '单位', cell: (row) => row.name, value: (row) => row.name },
  {
    name: 'tasks',
    title: '任务',
    unit: '件',
    cell: (row) => row.tasks,
    value: (row) => row.tasks,
    number: true,
  },
  { name: 'open', title: '打开', cell: () => '›' },
];
const rows: Unit[] = [
  { name: '县住建局', tasks: 12 },
  { name: '城管局', tasks: null },
  { name: '第10小学', tasks: 3 },
  { name: '第2小学', tasks: 40 },
];

test('names are sorted by pinyin and the numbers in them by value', () => {
  expect(sorted(rows, columns, 'name').map(({ name }) => name)).toEqual([
    '城管局',
    '第2小学',
    '第10小学',
    '县住建局',
  ]);
});

test('what is unknown stands last, up or down', () => {
  expect(sorted(rows, columns, 'tasks').map(({ tasks }) => tasks)).toEqual([3, 12, 40, null]);
  expect(sorted(rows, columns, '-tasks').map(({ tasks }) => tasks)).toEqual([40, 12, 3, null]);
});

test('the export holds the columns that have a value, and no formula', () => {
  const text = csvOf([{ name: '=HYPERLINK("x")', tasks: -2 }], columns);

  expect(text).toBe('\uFEFF单位,任务（件）\r\n"\'=HYPERLINK(""x"")",-2\r\n');
});

test('an address keeps what is not changed, and loses what is emptied', () => {
  expect(addressWith('/tasks', '?state=late&q=城', { q: null, unit: ['a', 'b'] })).toBe(
    '/tasks?state=late&unit=a,b',
  );
  expect(addressWith('/tasks', '?state=late', { state: [] })).toBe('/tasks');
});
