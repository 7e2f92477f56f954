import { expect, test } from 'vitest';
import type { UnitRole } from '../tasks/task.ts';
import { readUnitList } from './unit-list.ts';

const read = (text: string, role: UnitRole = 'responsible', loose = true) =>
  readUnitList(text, 0, text.length, role, loose).units.map(
    (unit) => `${text.slice(unit.a, unit.b)}${unit.add} ${unit.role}`,
  );
const names = (text: string) => read(text).map((unit) => unit.replace(/ \w+$/, ''));

test('names stand apart by signs, and by 和 where whole names stand on both sides', () => {
  expect(names('县委办、县政府办,县文明办;各乡镇')).toEqual(['县委办', '县政府办', '县文明办', '各乡镇']);
  expect(names('团县委和县妇联')).toEqual(['团县委', '县妇联']);
  expect(names('县文化和旅游局、县人力资源和社会保障局')).toEqual([
    '县文化和旅游局',
    '县人力资源和社会保障局',
  ]);
});

test('a blank parts two names, and is only a stray one inside a name', () => {
  expect(names('县教育局 县民政局 团县委')).toEqual(['县教育局', '县民政局', '团县委']);
  expect(names('县教 育局、县民政局')).toEqual(['县教 育局', '县民政局']);
});

test('names share the ending of the last one', () => {
  expect(names('教育、卫健、民政等部门')).toEqual(['教育部门', '卫健部门', '民政部门']);
  expect(names('市发改、财政局')).toEqual(['市发改局', '财政局']);
  expect(names('县委、政府办公室')).toEqual(['县委办公室', '政府办公室']);
});

test('verbs give roles to the names before them', () => {
  expect(read('市委宣传部、市文明办牵头,市教育局、团市委配合', 'responsible', false)).toEqual([
    '市委宣传部 lead',
    '市文明办 lead',
    '市教育局 cooperating',
    '团市委 cooperating',
  ]);
  expect(read('县城管局(牵头)、县住建局')).toEqual(['县城管局 lead', '县住建局 responsible']);
  expect(read('县教育局、县民政局按职责分工负责')).toEqual(['县教育局 responsible', '县民政局 responsible']);
});

test('等 is no part of a name, and brackets inside one are', () => {
  expect(names('县教育局、各乡镇(街道)、县民政局等')).toEqual(['县教育局', '各乡镇(街道)', '县民政局']);
});

test('being first does not make a lead', () => {
  expect(read('县委宣传部、县教育局').every((unit) => unit.endsWith('responsible'))).toBe(true);
});

test('things are no units where no label stands before them', () => {
  expect(read('含公园、广场、车站', 'responsible', false)).toEqual([]);
});
