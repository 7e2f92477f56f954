import { expect, test } from 'vitest';
import { targetsIn } from './targets.ts';

const read = (text: string) =>
  targetsIn(text).map(({ a, b, comparator, value, unit }) => [
    text.slice(a, b),
    `${comparator}${value}${unit}`,
  ]);

test.each([
  ['群众满意度达90%以上', '>=90%'],
  ['案件发生率低于1.5起/万户', '<1.5起/万户'],
  ['建成一条以上示范街', '>=1条'],
  ['投诉率控制在5%以内', '<=5%'],
  ['普及率达百分之九十以上', '>=90%'],
  ['培育志愿者1.5万人', '=15000人'],
  ['拆除违建不少于3万平方米', '>=3万平方米'],
  ['污水处理率达到97、8%', '=97.8%'],
  ['提高5个百分点', '=5个百分点'],
  ['收容流浪犬120只左右', '~120只'],
  ['张贴公益广告3000余幅', '~3000幅'],
  ['绿化覆盖率由36%提高到40%', '=40%'],
  ['集中学习不少于24学时', '>=24学时'],
  ['办结时限不超过5个工作日', '<=5个工作日'],
  ['测评得分90分', '=90分'],
  ['打造3至5个示范点', '>=3个'],
  ['误差不超过±5%', '<=5%'],
  ['打通学院路等3条“断头路”', '=3条'],
])('%s', (text, measure) => {
  expect(read(text)).toEqual([[text, measure]]);
});

test('the wheels of a vehicle are no rounds', () => {
  expect(read('整治三轮车、四轮电动车非法营运')).toEqual([]);
  expect(read('开展3轮集中整治')).toEqual([['开展3轮集中整治', '=3轮']]);
});

test('确保 is no part of a target, and each clause is one of its own', () => {
  expect(read('确保参选率达80%以上,满意度不低于85%')).toEqual([
    ['参选率达80%以上', '>=80%'],
    ['满意度不低于85%', '>=85%'],
  ]);
  expect(read('新建公园3个、停车场5个')).toEqual([
    ['新建公园3个', '=3个'],
    ['停车场5个', '=5个'],
  ]);
});

test('分别 gives the threshold behind the last number to all', () => {
  expect(read('知晓率、满意度分别达95%、90%以上').map(([, measure]) => measure)).toEqual(['>=95%', '>=90%']);
});

test.each([
  '开展万人签名活动,设立一批宣传牌,发布一封公开信',
  '对全县12个乡镇进行检查',
  '连续两次排名末位的,予以约谈',
  '打造15分钟便民生活圈',
  '实现“五个一”目标',
  '给予5万元奖励',
  '对2024-2026年命名的文明村进行复查',
  '每少一项扣2分',
  '60岁以上老人免费乘车',
  '无重大违法案件发生',
])('%s holds no target', (text) => {
  expect(read(text)).toEqual([]);
});
