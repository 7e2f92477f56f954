import { expect, test } from 'vitest';
import {
  bySites,
  dashedCodes,
  gradesByWords,
  partsAboveHeads,
  pointsToLookAt,
  sentenceBetween,
  shortMethods,
  weightsAndSources,
} from './fixtures/frameworks/outside.ts';
import { readFrameworkFile } from './framework-file.ts';
import { docx, p } from './read/made.ts';
import { madeWorkbook } from './read/made-sheet.ts';
import { frameworkAsJson } from './framework-print.ts';

interface Printed {
  title: string;
  levels: { name: string }[];
  nodes: {
    code: string;
    parent: string | null;
    title: string;
    kind: string;
    points: number | null;
    methods: string[];
    rule: { measure: { type: string }; score: { type: string } } | null;
    responsible: string[];
    applies: { siteTypes: string[] };
  }[];
  totals: { points: number };
  findings: { code: string; where: string }[];
}

const printed = async (name: string, bytes: Uint8Array) => {
  const json: unknown = JSON.parse(JSON.stringify(frameworkAsJson(await readFrameworkFile(name, bytes))));
  return json as Printed;
};

/** "1.1 title 4 材料审核 value/deduct 县委宣传部" */
const lines = ({ nodes }: Printed) =>
  nodes.map(({ code, parent, title, kind, points, methods, rule, responsible }) =>
    [
      `${parent ?? ''}>${code}`,
      title,
      ...(kind === 'normal' ? [] : [kind]),
      points ?? '-',
      ...methods,
      ...(rule === null ? [] : [`${rule.measure.type}/${rule.score.type}`]),
      ...responsible,
    ].join(' '),
  );

test('parts that are named and given points above the heads of their sheets', async () => {
  const file = await printed('a.xlsx', partsAboveHeads());

  expect(file.title).toBe('安平县文明城市测评体系（2025年）');
  expect(lines(file)).toEqual([
    '>01 廉洁高效的政务环境 20',
    '01>01-01 干部学习 12 材料审核 value/grades 县委组织部',
    '01>01-02 政务公开 8 材料审核 observations/share 县政府办',
    '>02 公平正义的法治环境 10',
    '02>02-01 普法宣传 10 材料审核 value/grades 县司法局',
    '>3 负面清单 deduction -',
    '3>F-1 发生重大安全生产事故 veto - value/pass 县应急局',
  ]);
  expect(file.totals.points).toBe(30);
  expect(file.findings.filter(({ code }) => /skipped|unread/.test(code))).toEqual([]);
});

test('types of sites at the left are the level above, and what the criteria apply to', async () => {
  const file = await printed('a.xlsx', bySites());

  expect(lines(file)).toEqual([
    '>01 主次干道 6',
    '01>01-01 路面平整 3 observations/share 县住建局',
    '01>01-02 盲道畅通 3 value/deduct 县城管局',
    '>02 集贸市场 2',
    '02>02-01 设置公平秤 2 value/pass 县市场监管局',
  ]);
  expect(file.nodes.map(({ applies }) => applies.siteTypes.join())).toEqual([
    '',
    '主次干道',
    '主次干道',
    '',
    '集贸市场',
  ]);
});

test('weights at all levels; 评价标准 is the rule, 数据来源 the methods', async () => {
  const file = await printed('a.xlsx', weightsAndSources());

  expect(file.levels.map(({ name }) => name)).toEqual(['一级指标', '二级指标']);
  expect(lines(file)).toEqual([
    '>1 公共环境 60',
    '1>1.1 道路保洁 30 实地考察 value/grades 市城管局',
    '1>1.2 广告设置 30 实地考察 视频监控 sites/share 市城管局',
    '>2 群众评价 40',
    '2>2.1 满意度 40 问卷调查 value/deduct 市文明办',
  ]);
  expect(file.totals.points).toBe(100);
});

test('codes with dashes before the titles; a range of figures is none', async () => {
  const file = await printed('a.xlsx', dashedCodes());

  expect(lines(file)).toEqual([
    '>1 思想道德 8.5',
    '1>1-1 理论武装 4.5',
    '1-1>1-1-1 学习教育 2 材料审核',
    '1-1>1-1-2 阵地建设 2.5 材料审核 实地考察',
    '1>1-2 道德实践 4',
    '1-2>1-2-1 15-20个志愿站点 4 网上申报',
  ]);
});

test('the short names of ticked methods are written out', async () => {
  const file = await printed('a.xlsx', shortMethods());

  expect(lines(file)).toEqual([
    '>A1 教育 8',
    'A1>A1.1 义务教育巩固率≥95% 4 材料审核 县教体局',
    'A1>A1.2 中小学设心理辅导室 4 材料审核 实地考察 问卷调查 县教体局',
  ]);
});

test('a sentence between the heading of vetoes and their table', async () => {
  const file = await printed('a.docx', sentenceBetween());

  expect(lines(file)).toEqual([
    '>1 组织领导 10',
    '1>1.1 经费保障 10 value/pass 财政所',
    '>2 加分项 bonus 5',
    '2>2.1 获得表彰 bonus 5 formula/points 党政办',
    '>3 一票否决项 veto -',
    '3>3.1 发生较大安全事故 veto - value/pass 应急办',
  ]);
});

test('what no criterion below has, a branch has not either: points are unknown, not 0', async () => {
  const json = JSON.stringify({
    title: '甲',
    nodes: [
      { code: '1', level: 1, title: '甲' },
      { code: '1.1', parent: '1', level: 2, title: '乙' },
    ],
  });
  const file = await printed('a.json', new TextEncoder().encode(json));

  expect(file.nodes.map(({ points }) => points)).toEqual([null, null]);
});

test('what is to be looked at stands behind the methods, and is no level', async () => {
  const file = await printed('a.docx', pointsToLookAt());

  expect(lines(file)).toEqual([
    '>Ⅰ-1 生活环境 -',
    'Ⅰ-1>Ⅱ-1 城市规划 -',
    'Ⅱ-1>Ⅱ-1.1 总体规划科学 - 材料审核 县自然资源局',
    'Ⅱ-1>Ⅱ-1.2 严格执行规划 - 材料审核 实地考察 县自然资源局 县城管局',
    'Ⅰ-1>Ⅱ-2 公共交通 -',
    'Ⅱ-2>Ⅱ-2.1 公交车准点 - 实地考察 县交通运输局',
  ]);
  expect(file.findings.filter(({ code }) => code === 'rule_unread').map(({ where }) => where)).toEqual([
    '表1 第3行 第4列',
    '表1 第4行 第4列',
    '表1 第6行 第4列',
  ]);
});

test('grades by words are the grades of the edition where their worth stands beside them', async () => {
  const { edition } = await readFrameworkFile('a.xlsx', gradesByWords());

  expect(edition.grades.map(({ name, worth }) => `${name} ${worth}`)).toEqual([
    '优 100%',
    '良 80%',
    '中 60%',
    '差 0',
  ]);
  expect(edition.nodes.find(({ code }) => code === '1.1')?.rule?.score).toEqual({
    type: 'grades',
    steps: [
      { grade: '优', when: [{ fact: null, is: '<=', than: '0' }] },
      {
        grade: '良',
        when: [
          { fact: null, is: '>=', than: '1' },
          { fact: null, is: '<=', than: '2' },
        ],
      },
      {
        grade: '中',
        when: [
          { fact: null, is: '>=', than: '3' },
          { fact: null, is: '<=', than: '4' },
        ],
      },
    ],
    otherwise: '差',
  });
});

test('an error in a cell of points is named at that cell, and the rest is read', async () => {
  const file = await printed(
    'a.xlsx',
    madeWorkbook({
      测评表: [
        ['编号', '指标名称', '分值', '评分标准'],
        ['A1', '路面平整', '#REF!', '每发现1处扣0.5分'],
        ['A2', '路灯明亮', 5, '每发现1处扣0.5分'],
      ],
    }),
  );

  expect(lines(file)).toEqual(['>A1 路面平整 - value/deduct', '>A2 路灯明亮 5 value/deduct']);
  expect(file.findings.filter(({ code }) => code.startsWith('points')).map(({ where }) => where)).toEqual([
    '测评表 第2行 第3列',
    '测评表 第2行 第3列',
  ]);
});

test('cells as long as a cell may be are kept, and keep nobody waiting', async () => {
  const words = '每发现1处80%≤达到（'.repeat(2_900);
  const started = performance.now();
  const file = await printed(
    'a.xlsx',
    madeWorkbook({
      测评表: [
        ['指标名称', '分值', '评分标准'],
        ...Array.from({ length: 5 }, (_, at) => [`${at}${words}`, 1, words]),
      ],
    }),
  );

  expect(file.nodes.map(({ rule }) => rule)).toEqual([null, null, null, null, null]);
  expect(performance.now() - started).toBeLessThan(8_000);
});

test('a document of lines without points is no framework', async () => {
  await expect(
    readFrameworkFile(
      'a.docx',
      docx(p('文明城市创建方案') + p('一、指导思想') + p('1.坚持为民') + p('2.坚持惠民')),
    ),
  ).rejects.toMatchObject({ code: 'paper.not_a_framework' });
});
