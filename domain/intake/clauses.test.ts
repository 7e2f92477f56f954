import { expect, test } from 'vitest';
import { paperOfText } from './paper-of-text.ts';
import { readPaper } from './read-paper.ts';

const tasksOf = (...lines: string[]) =>
  readPaper(paperOfText(['清源县创建文明城市责任分工方案', '(2026年6月6日)', ...lines].join('\n'))).tasks.map(
    (task) => ({
      no: task.no,
      heading: task.sectionPath.at(-1),
      text: task.text,
      units: task.units.map((unit) => unit.name).join(' '),
    }),
  );

test('clauses of one paragraph that each end with their own units are tasks under its first sentence', () => {
  expect(
    tasksOf(
      '一、重点工程',
      '(一)实施功能提升工程。改造背街小巷(责任单位:县住建局);新建社区公园(责任单位:县城管局)。',
      '(二)实施秩序提升工程。治理乱停乱放(责任单位:县公安局);规范流动摊点(责任单位:县城管局、各街道)。',
    ),
  ).toEqual([
    { no: '', heading: '(一)实施功能提升工程', text: '改造背街小巷', units: '县住建局' },
    { no: '', heading: '(一)实施功能提升工程', text: '新建社区公园', units: '县城管局' },
    { no: '', heading: '(二)实施秩序提升工程', text: '治理乱停乱放', units: '县公安局' },
    { no: '', heading: '(二)实施秩序提升工程', text: '规范流动摊点', units: '县城管局 各街道' },
  ]);
});

test('one clause with two brackets stays one task', () => {
  const tasks = tasksOf(
    '一、重点工程',
    '1.改造背街小巷,修补路面,疏通管网。(牵头单位:县住建局)(责任单位:县城管局)',
    '2.新建社区公园,补植绿化。(牵头单位:县城管局)(责任单位:县住建局)',
  );
  expect(tasks.map((task) => `${task.no} ${task.units}`)).toEqual([
    '1 县住建局 县城管局',
    '2 县城管局 县住建局',
  ]);
});

test('a heading that is a label gives its unit to the items below it, and only that', () => {
  const tasks = tasksOf(
    '一、部门分工',
    '(一)责任单位:县城管局',
    '1.负责主次干道、背街小巷清扫保洁。',
    '2.负责户外广告、店招牌匾的规范管理。',
    '(二)责任单位:县卫健局',
    '1.负责控烟工作,设置禁烟标识。',
    '2.负责病媒生物防制,组织集中消杀。',
  );
  expect(tasks.map((task) => task.units)).toEqual(['县城管局', '县城管局', '县卫健局', '县卫健局']);
});

test('paragraphs under one heading that each name their own units are tasks', () => {
  expect(
    tasksOf(
      '一、重点工程',
      '(一)环境整治',
      '清理卫生死角,整治乱堆乱放。(责任单位:县城管局)',
      '修补破损路面。(责任单位:县住建局)',
    ).map(({ heading, units }) => `${heading} ${units}`),
  ).toEqual(['(一)环境整治 县城管局', '(一)环境整治 县住建局']);
});

test('the only item of a stage may stand on the line of its heading', () => {
  const tasks = tasksOf(
    '一、主要任务',
    '1.整治市容。清理死角。',
    '责任单位:县城管局',
    '二、实施步骤',
    '(一)动员部署阶段(3月底前) 1.召开动员大会。',
    '责任单位:县创建办',
    '(二)迎检验收阶段(10月—12月) 1.整理申报材料。',
    '责任单位:县文明办',
  );
  expect(tasks.map(({ no, heading }) => `${no} ${heading}`)).toEqual([
    '1 一、主要任务',
    '1 (一)动员部署阶段(3月底前)',
    '1 (二)迎检验收阶段(10月—12月)',
  ]);
});

test('paragraphs that each open with their units and a colon are tasks', () => {
  expect(
    tasksOf(
      '一、责任分工',
      '县委宣传部:负责社会宣传;负责公益广告刊播。',
      '县公安局、县城管局:负责车辆停放秩序整治。',
    ).map(({ heading, units }) => `${heading} ${units}`),
  ).toEqual(['一、责任分工 县委宣传部', '一、责任分工 县公安局 县城管局']);
});
