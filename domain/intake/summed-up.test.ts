import { expect, test } from 'vitest';
import { paperOfText } from './paper-of-text.ts';
import { readPaper } from './read-paper.ts';

const HEAD = '清源县2026年创建文明城市攻坚方案\n一、攻坚任务\n(一)市容攻坚\n';
const unitsOf = (closing: string): string[][] => {
  const text = `${HEAD}1.清理卫生死角。\n2.规范店外经营。\n3.整治建筑工地。\n${closing}\n(二)交通攻坚\n4.整治乱停乱放。\n责任单位:县公安局\n`;
  return readPaper(paperOfText(text)).tasks.map((task) =>
    task.units.map(({ name, role }) => `${name} ${role}`),
  );
};

test('one sentence behind several items says who does them all', () => {
  const shared = ['县城管局 lead', '县住建局 cooperating'];
  const own = ['县公安局 responsible'];
  expect(unitsOf('以上任务由县城管局牵头,县住建局配合。')).toEqual([shared, shared, shared, own]);
  expect(unitsOf('上述第1—3项牵头单位:县城管局,配合单位:县住建局。')).toEqual([shared, shared, shared, own]);
  expect(unitsOf('(牵头单位:县城管局;配合单位:县住建局)')).toEqual([shared, shared, shared, own]);
});

test('a sentence about the items that names nobody gives them nobody', () => {
  expect(unitsOf('以上任务请抓好落实。').slice(0, 3)).toEqual([[], [], []]);
});
