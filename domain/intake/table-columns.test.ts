import { expect, test } from 'vitest';
import type { Cell, Table } from './paper.ts';
import { gridOf, layoutOf } from './table-columns.ts';

const table = (...rows: string[][]): Table => ({
  kind: 'table',
  start: 0,
  end: 0,
  sheet: null,
  columns: rows[0]?.length ?? 0,
  cells: rows.flatMap((row, r) =>
    row.map((text, column): Cell => ({
      row: r,
      column,
      rowSpan: 1,
      columnSpan: 1,
      text,
      start: 0,
      end: 0,
      hidden: false,
    })),
  ),
});
const kindsOf = (...heads: string[]) =>
  layoutOf(
    gridOf(
      table(
        heads,
        heads.map(() => '清理卫生死角'),
      ),
    ),
  )?.columns.map((column) => column.kind) ?? null;

test('a column whose head only sounds like tasks says what is to be done, where no other one does', () => {
  for (const head of [
    '迎检任务',
    '达标任务',
    '任务事项',
    '工作重点',
    '项目内容',
    '考评内容',
    '重点任务及措施',
  ])
    expect(kindsOf('序号', head, '责任单位', '完成时限')?.[1], head).toMatch(/task|content/);
  expect(kindsOf('序号', '迎检任务', '工作要求', '责任单位')).toEqual(['no', 'task', 'measure', 'unit']);
});

test('a plainer head goes before it', () => {
  expect(kindsOf('序号', '工作任务', '迎检重点', '责任单位')).toEqual(['no', 'task', 'other', 'unit']);
});

test('beginnings are no deadlines, indicators that are to be reached are a standard', () => {
  expect(kindsOf('序号', '工作任务', '启动时间', '完成时间')).toEqual(['no', 'task', 'other', 'deadline']);
  expect(kindsOf('序号', '行动内容', '量化指标', '推进时序')).toEqual(['no', 'task', 'standard', 'deadline']);
});

test('the time of an activity is its deadline', () => {
  expect(kindsOf('月份', '工作重点', '责任单位')).toEqual(['deadline', 'task', 'unit']);
  expect(kindsOf('序号', '实践活动', '组织单位', '活动时间')).toEqual(['no', 'task', 'unit', 'deadline']);
  expect(kindsOf('活动时间', '活动内容', '牵头单位')).toEqual(['deadline', 'task', 'unit']);
});

test('projects are tasks where each row has its own and no other column says what to do', () => {
  const rows = (...names: string[]) => names.map((name, i) => [`${i + 1}`, name, '建成投用', '县住建局']);
  const kinds = (...names: string[]) =>
    layoutOf(gridOf(table(['编号', '重点项目', '建设标准', '责任单位'], ...rows(...names))))?.columns.map(
      (column) => column.kind,
    );
  expect(kinds('建设书房', '改造公厕')).toEqual(['no', 'task', 'standard', 'unit']);
  expect(kinds('市容提升', '市容提升')).toEqual(['no', 'section', 'standard', 'unit']);
  expect(kindsOf('编号', '重点项目', '工作任务', '责任单位')?.[1]).toBe('section');
});

test('a problem is no task where a column says what to do about it', () => {
  expect(kindsOf('序号', '问题描述', '整改要求', '责任单位')).toEqual(['no', 'other', 'measure', 'unit']);
  expect(kindsOf('序号', '问题清单', '责任单位', '整改时限')?.[1]).toBe('task');
});
