import { expect, test } from 'vitest';
import { paperOfText } from './paper-of-text.ts';
import { readPaper } from './read-paper.ts';

const FRONT = ['清源县创建全国文明城市实施方案', '(2026年3月1日)'];
const TASKS = [
  '二、主要任务',
  '1.整治市容环境。全面清理卫生死角,做到干净整洁。',
  '责任单位:县城管局',
  '2.整治交通秩序。规范车辆停放。',
  '责任单位:县公安局',
];
const numbersOf = (before: string[], behind: string[]) =>
  readPaper(paperOfText([...FRONT, ...before, ...TASKS, ...behind].join('\n'))).tasks.map((task) => task.no);

test('sections of prose in front of the tasks are none', () => {
  for (const heading of [
    '包保原则',
    '实施范围',
    '整治时间',
    '参加对象',
    '整治重点区域',
    '测评标准',
    '使用说明',
  ])
    expect(
      numbersOf([`一、${heading}`, '以城区和城乡结合部为重点,覆盖12个社区、36个网格,扎实开展各项活动。'], []),
      heading,
    ).toEqual(['1', '2']);
});

test('nor are sections of demands behind them', () => {
  for (const heading of ['活动要求', '组织实施', '其他事项', '迎检纪律', '工作措施', '推进机制']) {
    expect(numbersOf([], [`三、${heading}`, '要高度重视,对排名后3位的单位进行约谈。']), heading).toEqual([
      '1',
      '2',
    ]);
    expect(
      numbersOf([], [`三、${heading}`, '(一)提高认识。主要领导亲自抓。', '(二)加强督查。每月通报一次。']),
      heading,
    ).toEqual(['1', '2']);
  }
});

test('a section that names its own units is a task wherever it stands', () => {
  expect(numbersOf([], ['三、宣传报道', '组织主题宣传,营造浓厚氛围。', '责任单位:县委宣传部'])).toEqual([
    '1',
    '2',
    '三',
  ]);
});

test('what is asked of all behind the last task belongs to none', () => {
  for (const closing of [
    '有关要求:各单位确定一名联络员,于3月20日前报县创建办。',
    '各牵头单位要加强统筹,每月25日前报送进展情况。',
    '报送时间:3月20日前。',
    '县文明办要加强督导检查,确保12月底前全面完成。',
    '有关要求\n1.各单位3月20日前报送方案。\n2.县创建办每月通报。',
  ]) {
    const { tasks } = readPaper(paperOfText([...FRONT, ...TASKS, closing].join('\n')));
    expect(
      tasks.map((task) => [task.no, task.deadline, task.recurrence]),
      closing,
    ).toEqual([
      ['1', null, null],
      ['2', null, null],
    ]);
  }
});
