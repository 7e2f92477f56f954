import { expect, test } from 'vitest';
import { deadlineIn, deadlineOfValue, windowIn } from './deadlines.ts';
import { recurrenceIn } from './recurrence.ts';
import type { Calendar } from './times.ts';

const calendar: Calendar = { year: 2026, month: 5, window: null };
const own = (text: string) => {
  const found = deadlineIn(text, calendar);
  return found && [text.slice(found.a, found.b), found.due];
};
const value = (text: string) => {
  const found = deadlineOfValue(text, calendar);
  return found && [text.slice(found.a, found.b), found.due];
};

test.each([
  ['2026年9月30日前完成整治', '2026年9月30日前', '2026-09-30'],
  ['力争9月底前建成', '9月底前', '2026-09-30'],
  ['12 月底前全部达标', '12 月底前', '2026-12-31'],
  ['第三季度,组织验收', '第三季度', '2026-09-30'],
  ['上半年完成摸底', '上半年', '2026-06-30'],
  ['6月中旬,召开现场会', '6月中旬', '2026-06-20'],
  ['6月上旬完成', '6月上旬', '2026-06-10'],
  ['年内建成投用', '年内', '2026-12-31'],
  ['明年3月底前完成', '明年3月底前', '2027-03-31'],
  ['本月底前报送', '本月底前', '2026-05-31'],
  ['即日起至9月30日开展排查', '即日起至9月30日', '2026-09-30'],
  ['2026年3月-5月集中清理', '2026年3月-5月', '2026-05-31'],
  ['10月至次年3月开展冬季整治', '10月至次年3月', '2027-03-31'],
  ['2026年5月,成立工作专班', '2026年5月', '2026-05-31'],
  ['九月底前完成', '九月底前', '2026-09-30'],
  ['十月十五日前完成', '十月十五日前', '2026-10-15'],
  ['5月31日(含)前拆除破损牌匾', '5月31日(含)前', '2026-05-31'],
  ['改善就医环境,全年推进。', '全年', '2026-12-31'],
])('%s is due on a day', (text, phrase, due) => {
  expect(own(text)).toEqual([phrase, due]);
});

test.each([
  ['7月之前,设立宣传栏', '7月之前'],
  ['秋季学期开学前完成', '秋季学期开学前'],
  ['新学期开学前配齐', '新学期开学前'],
  ['建立例会制度,持续推进', '持续推进'],
  ['2026年7月前完成', '2026年7月前'],
  ['每月25日前报送台账', '每月25日前'],
  ['5年内全面建成', '5年内'],
  ['春节前完成', '春节前'],
])('%s names no day', (text, phrase) => {
  expect(own(text)).toEqual([phrase, null]);
});

test.each([
  '确保2026年进入全省文明县城行列',
  '从2026年6月起,定期开展检查',
  '根据《2026年行动计划》安排',
  '2024年10月,我县被命名为省级文明县城',
  '今年以来,全县上下共同努力',
  '3月5日学雷锋纪念日期间开展活动',
])('%s is no deadline', (text) => {
  expect(own(text)).toBeNull();
});

test('of several limits the last one is the deadline', () => {
  expect(own('6月底前完成摸排,10月底前全面完成改造')).toEqual(['10月底前', '2026-10-31']);
});

test('the value of a deadline column is the phrase as it stands', () => {
  expect(value('2026年9月30日前完成')).toEqual(['2026年9月30日前', '2026-09-30']);
  expect(value('长期坚持')).toEqual(['长期坚持', null]);
  expect(value('2026/9/30')).toEqual(['2026/9/30', '2026-09-30']);
  expect(value('2026.9.30')).toEqual(['2026.9.30', '2026-09-30']);
  expect(value('9.30')).toEqual(['9.30', '2026-09-30']);
  expect(value('46295')).toEqual(['46295', '2026-09-30']);
  expect(value('/')).toBeNull();
});

test('a month without a year lies in the year of its stage', () => {
  const window = { from: '2025-10-01', due: '2026-06-30' };
  expect(deadlineIn('11月底前完成', { ...calendar, window })?.due).toBe('2025-11-30');
  expect(deadlineIn('3月底前完成', { ...calendar, window })?.due).toBe('2026-03-31');
});

test('a stage heading gives its window', () => {
  expect(windowIn('(二)集中攻坚(2026年6月1日至10月31日)', calendar)).toMatchObject({
    from: '2026-06-01',
    due: '2026-10-31',
  });
  expect(windowIn('一、2026年重点任务', calendar)).toBeNull();
});

test.each([
  ['定期对干部进行培训', '定期'],
  ['定期不定期开展督查', '定期'],
  ['每季度组织一次测评', '每季度'],
  ['每两年评选一次', '每两年'],
  ['不定期抽查', null],
  ['规定期限内整改', null],
  ['推进工作经常化', null],
])('rhythm of %s', (text, words) => {
  const found = recurrenceIn(text);
  expect(found && text.slice(found.a, found.b)).toBe(words);
});
