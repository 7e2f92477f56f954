import { expect, test } from 'vitest';
import { paperOfText } from './paper-of-text.ts';
import { readPaper } from './read-paper.ts';

const underMonths = (first: string, second: string) =>
  readPaper(
    paperOfText(
      [
        '清源县2026年创建工作时间安排',
        '一、按月推进',
        first,
        '1.召开动员会。部署创建工作。',
        '责任单位:县创建办',
        '2.开展宣传。营造氛围。',
        '责任单位:县委宣传部',
        second,
        '1.整治市容环境。规范店外经营。',
        '责任单位:县城管局',
      ].join('\n'),
    ),
  ).tasks;

test('a month may stand above points without numbers', () => {
  const { tasks } = readPaper(
    paperOfText(
      '清源县2026年创建工作安排\n为有序推进今年的创建工作,现将各月的重点工作安排如下,请认真落实。\n1月份\n·召开动员会。(县创建办)\n·印发方案。(县文明办)\n2月份\n·整治市容。(县城管局)',
    ),
  );
  expect(tasks.map((task) => [task.sectionPath, task.units[0]?.name, task.deadline?.due])).toEqual([
    [['1月份'], '县创建办', '2026-01-31'],
    [['1月份'], '县文明办', '2026-01-31'],
    [['2月份'], '县城管局', '2026-02-28'],
  ]);
});

test('a heading that is only a stretch of time gives its window to what stands under it', () => {
  for (const [first, second, due] of [
    ['1月:', '2月:', '2026-01-31'],
    ['1—2月', '3—5月', '2026-02-28'],
    ['(一)1月份工作', '(二)2月份工作', '2026-01-31'],
    ['一月', '二月', '2026-01-31'],
    ['第一季度', '第二季度', '2026-03-31'],
    ['2026年1月', '2026年2月', '2026-01-31'],
    ['第一周(1月1日—1月7日)', '第二周(1月8日—1月14日)', '2026-01-07'],
  ] as const) {
    const tasks = underMonths(first, second);
    expect(
      tasks.map((task) => task.no),
      first,
    ).toEqual(['1', '2', '1']);
    expect(tasks[0]?.deadline, first).toMatchObject({ due, inherited: true });
    expect(tasks[1]?.sectionPath, first).toEqual(['一、按月推进', first.replace(':', '')]);
    expect(
      tasks[1]?.units.map((unit) => unit.name),
      first,
    ).toEqual(['县委宣传部']);
  }
});
