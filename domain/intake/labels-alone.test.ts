import { expect, test } from 'vitest';
import { paperOfText } from './paper-of-text.ts';
import { readPaper } from './read-paper.ts';

const tasksOf = (owners: string) =>
  readPaper(
    paperOfText(
      [
        '清源县创建全国文明城市实施方案',
        '(2026年3月1日)',
        '一、主要任务',
        `1.整治市容环境。全面清理卫生死角,规范店外经营。\n${owners}`,
        `2.整治交通秩序。规范车辆停放,劝导不文明行为。\n${owners}`,
      ].join('\n'),
    ),
  ).tasks;
const unitsOf = (owners: string) =>
  tasksOf(owners).map((task) => task.units.map((unit) => unit.name).join(' '));
const both = (names: string) => [names, names];

test('a label may stand alone on its line, with its names on the lines below it', () => {
  expect(unitsOf('责任单位\n县城管局、县住建局')).toEqual(both('县城管局 县住建局'));
  expect(unitsOf('责任单位:\n县城管局\n县住建局')).toEqual(both('县城管局 县住建局'));
  const [task] = tasksOf('牵头单位\n县城管局\n责任单位\n县供销社\n完成时限\n6月底前');
  expect(task?.units.map((unit) => `${unit.name} ${unit.role}`)).toEqual([
    '县城管局 lead',
    '县供销社 responsible',
  ]);
  expect(task?.deadline?.due).toBe('2026-06-30');
  expect(task?.text).toBe('整治市容环境。全面清理卫生死角,规范店外经营。');
});

test('persons may stand on the line below their label, too', () => {
  const [task] = tasksOf('责任领导\n张三\n责任单位\n县城管局');
  expect(task?.persons.map((person) => `${person.label} ${person.name}`)).toEqual(['责任领导 张三']);
  expect(task?.units.map((unit) => unit.name)).toEqual(['县城管局']);
});

test('a label in brackets needs no colon, and any kind of bracket may hold the names, too', () => {
  expect(unitsOf('【责任单位】县城管局、县住建局')).toEqual(both('县城管局 县住建局'));
  expect(unitsOf('〔责任单位:县城管局、县住建局〕')).toEqual(both('县城管局 县住建局'));
});

test('a slip of the sign does not lose the names, and names on the last line are no signature', () => {
  expect(unitsOf('(责任单位;县城管局、县住建局)')).toEqual(both('县城管局 县住建局'));
  expect(unitsOf('责任单位 县城管局 县住建局')).toEqual(both('县城管局 县住建局'));
});

test('names behind a label may be numbered, and may carry a person in brackets', () => {
  expect(unitsOf('责任单位:1.县城管局;2.县住建局')).toEqual(both('县城管局 县住建局'));
  expect(unitsOf('责任单位:①县城管局②县住建局')).toEqual(both('县城管局 县住建局'));
  expect(unitsOf('责任单位:(1)县城管局;(2)县住建局')).toEqual(both('县城管局 县住建局'));
  expect(unitsOf('责任单位:县城管局、县住建局(按职责分工负责)')).toEqual(both('县城管局 县住建局'));
  expect(unitsOf('责任单位:县城管局(主要负责人:张三)、县住建局')).toEqual(both('县城管局 县住建局'));
});

test('schools and communities may be responsible, too', () => {
  expect(unitsOf('(责任科室:德育科;责任学校:全县各中小学)')).toEqual(both('德育科 全县各中小学'));
  expect(unitsOf('牵头单位:县民政局\n实施社区:东门社区')).toEqual(both('县民政局 东门社区'));
});

test('a bracket that the end of the line has cut is one', () => {
  expect(unitsOf('大力整治背街小巷的环境,做到干净整洁有序。(责任\n单位:县城管局、县住建局)')).toEqual(
    both('县城管局 县住建局'),
  );
  expect(unitsOf('大力整治背街小巷的环境,做到干净整洁有序。(责任单位:\n县城管局、县住建局)')).toEqual(
    both('县城管局 县住建局'),
  );
});
