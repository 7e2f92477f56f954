import { expect, test } from 'vitest';
import { canonical, type Json } from '@tongchuang/domain/kernel/canonical.ts';
import {
  fourLevels,
  headingRows,
  noFramework,
  oneColumn,
  severalSheets,
  threeLevels,
  ticksAndGrades,
  weightsOf85,
} from './fixtures/frameworks/frameworks.ts';
import { readFrameworkFile } from './framework-file.ts';
import { frameworkAsJson } from './framework-print.ts';
import { writeFrameworkWorkbook } from './write/framework-workbook.ts';

type File = Awaited<ReturnType<typeof readFrameworkFile>>;

/** "1.1 title 4 材料审核 县委宣传部": the tree as it is compared. */
const tree = ({ edition }: File) =>
  edition.nodes.map(
    ({ code, level, kind, title, points, weight }) =>
      `${'  '.repeat(level - 1)}${code} ${title}${kind === 'normal' ? '' : ` ${kind}`}${points === null ? '' : ` ${points}`}${weight === null ? '' : ` ${weight}`}`,
  );
const said = ({ findings }: File, ...codes: string[]) =>
  findings.filter(({ code }) => codes.includes(code)).map(({ where, message }) => `${where}：${message}`);
const node = ({ edition }: File, code: string) => edition.nodes.find((each) => each.code === code);

test('three levels, merged downwards under two rows of heads', async () => {
  const file = await readFrameworkFile('体系.xlsx', threeLevels());

  expect(file.edition).toMatchObject({
    title: '清源县文明城市测评体系（2026年版）',
    year: 2026,
    tier: 'county',
  });
  expect(file.edition.levels).toEqual([
    { name: '测评项目', count: 2 },
    { name: '测评内容', count: 3 },
    { name: '测评标准', count: 4 },
  ]);
  expect(tree(file)).toEqual([
    'Ⅰ-1 理想信念 10',
    '  Ⅱ-1 理论武装',
    '    Ⅱ-1.1 有学习制度 4',
    '    Ⅱ-1.2 有宣讲队伍 6',
    'Ⅰ-2 城市环境',
    '  Ⅱ-2 市容',
    '    Ⅱ-2.1 市容整洁 5',
    '  Ⅱ-3 交通',
    '    Ⅱ-3.1 秩序良好 5',
  ]);
  expect(node(file, 'Ⅱ-1.1')).toMatchObject({
    methods: ['材料审核', '实地考察'],
    responsible: ['县委宣传部'],
    duties: [
      { unit: '县委宣传部', role: 'lead' },
      { unit: '县委党校', role: 'cooperating' },
    ],
    rule: { score: { type: 'grades', otherwise: 'C' } },
  });
  expect(node(file, 'Ⅱ-3.1')).toMatchObject({
    methods: ['实地考察', '问卷调查'],
    rule: null,
    parts: [
      { method: '实地考察', share: '60%' },
      { method: '问卷调查', share: '40%' },
    ],
  });
  expect(said(file, 'total_wrong', 'rule_missing')).toEqual([
    'Sheet1 第9行 第5列：“合计”写的是 21，各项相加是 20。',
    'Sheet1 第7行 第7列：“Ⅱ-2.1”没有评分规则。',
  ]);
  expect(file.cells[2]).toEqual({
    code: 'Ⅱ-1.1',
    title: { table: 'Sheet1', row: 5, column: 4 },
    fields: expect.objectContaining({ points: { table: 'Sheet1', row: 5, column: 5 } }),
  });
});

test('the command prints the keys that were promised, and its output is read as the same edition', async () => {
  const file = await readFrameworkFile('体系.xlsx', threeLevels());

  const printed = JSON.parse(JSON.stringify(frameworkAsJson(file)));

  expect(Object.keys(printed).slice(0, 5)).toEqual(['title', 'levels', 'nodes', 'totals', 'findings']);
  expect(Object.keys(printed.nodes[0]).slice(0, 8)).toEqual([
    'code',
    'level',
    'title',
    'parent',
    'points',
    'methods',
    'rule',
    'responsible',
  ]);
  expect(printed.totals).toEqual({ points: 20 });
  expect(printed.nodes.map(({ points }: { points: number }) => points)).toEqual([
    10, 10, 4, 6, 10, 5, 5, 5, 5,
  ]);
  const read = await readFrameworkFile('EDITION.json', new TextEncoder().encode(JSON.stringify(printed)));
  expect(JSON.parse(JSON.stringify(frameworkAsJson(read)))).toMatchObject({
    nodes: printed.nodes,
    totals: printed.totals,
  });
});

test('four levels in Word; roles and weights inside the cells', async () => {
  const file = await readFrameworkFile('体系.docx', fourLevels());

  expect(file.edition.levels).toEqual([
    { name: '测评类别', count: 2 },
    { name: '测评项目', count: 3 },
    { name: '测评内容', count: 4 },
    { name: '测评标准', count: 5 },
  ]);
  expect(tree(file).slice(0, 6)).toEqual([
    '1 基本指标',
    '  Ⅱ-1 城市环境',
    '    Ⅲ-1 市容环境',
    '      Ⅲ-1.1 主次干道整洁 2.2',
    '      Ⅲ-1.2 背街小巷硬化 1.8',
    '    Ⅲ-2 公共设施',
  ]);
  expect(node(file, 'Ⅲ-1.1')).toMatchObject({
    responsible: ['市城管局'],
    duties: [
      { unit: '市城管局', role: 'lead' },
      { unit: '市住建局', role: 'cooperating' },
    ],
  });
  expect(file.edition.nodes.filter(({ rule }) => rule !== null)).toHaveLength(5);
  expect(said(file, 'count_differs')).toEqual([]);
  expect(said(file, 'weight_as_points')).toEqual([expect.stringContaining('表1 第2行 第5列')]);
});

test('weights that come to 85 % are found at their first cell', async () => {
  const file = await readFrameworkFile('体系.xlsx', weightsOf85());

  expect(tree(file)).toEqual([
    '1 组织领导 30%',
    '  1.1 机制 60%',
    '    1.1.1 专班 50%',
    '    1.1.2 例会 50%',
    '  1.2 宣传 40%',
    '    1.2.1 氛围 100%',
    '2 创建成效 55%',
    '  2.1 环境 100%',
    '    2.1.1 整洁 100%',
  ]);
  expect(said(file, 'weights_sum')).toEqual([
    '测评体系 第3行 第2列：体系的 2 个下级权重之和为 85%，应为 100%。',
  ]);
  expect(file.findings.find(({ code }) => code === 'weights_sum')?.severity).toBe('error');
  expect(frameworkAsJson(file)).toMatchObject({ totals: { points: 85 } });
});

test('sheets are parts; what is deducted, forbidden and added has sheets of its own', async () => {
  const file = await readFrameworkFile('城区测评体系.xlsx', severalSheets());

  expect(tree(file)).toEqual([
    '1 政务环境',
    '  1.1 便民服务',
    '    1.1.1 窗口规范 5',
    '    1.1.2 公开透明 5',
    '2 法治环境',
    '  2.1 普法',
    '    2.1.1 普法宣传 10',
    '3 负面清单 deduction',
    '  3.1 黑臭水体反弹 deduction 5',
    '4 一票否决 veto',
    '  4.1 发生重大安全责任事故 veto',
    '5 特色指标 bonus',
    '  5.1 创新做法 bonus 2',
  ]);
  expect(node(file, '4.1')).toMatchObject({
    veto: { on: 'total', cap: 0 },
    rule: { score: { type: 'pass', is: '>', than: '0' } },
  });
  expect(node(file, '3.1')?.rule).toMatchObject({
    measure: { type: 'formula', text: '问题数 * 1' },
    score: { type: 'points' },
  });
  expect(frameworkAsJson(file)).toMatchObject({ totals: { points: 20 } });
  expect(file.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
});

test('one column for all levels, told by codes; what stands in it wrongly is found in its cell', async () => {
  const file = await readFrameworkFile('指标.xlsx', oneColumn());

  expect(tree(file)).toEqual([
    '1 廉洁高效的政务环境 10',
    '  1.1 窗口服务 6',
    '  1.2 群众评价 bonus 4',
    '2 法治 5.5',
    '  2.1 普法 3.5',
    '  2.2 执法',
  ]);
  expect(node(file, '1.1')).toMatchObject({
    methods: ['实地考察', '材料审核'],
    evidence: ['照片', '制度'],
    window: { text: '近12个月', months: 12, from: null, to: null },
    applies: { siteTypes: ['政务大厅', '医院'] },
    axes: { 八大环境: ['政务环境'] },
  });
  expect(node(file, '1.2')).toMatchObject({
    window: { months: null, from: '2025-01', to: '2025-12' },
    applies: { when: { code: '1.1', fact: 'value', is: '>', than: '0' } },
  });
  expect(said(file, 'points_unread', 'note_unread', 'when_circle', 'points_sum')).toEqual([
    'Sheet1 第7行 第3列：看不懂分值“约两分”。',
    'Sheet1 第7行 第10列：备注“另行通知”没有对应的字段，没有读入。',
    'Sheet1 第2行 第3列：“1”的分值为 10，下级分值之和为 6。',
    'Sheet1 第5行 第3列：“2”的分值为 5.5，下级分值之和为 3.5。',
    'Sheet1 第6行 第9列：适用条件形成循环：2.1 → 2.2 → 2.1。',
  ]);
});

test('headings between the rows are parents; a table without its head goes on', async () => {
  const file = await readFrameworkFile('细则.docx', headingRows());

  expect(tree(file)).toEqual([
    '1 环境卫生 12',
    '  1.1 道路 12',
    '    1.1.1 路面干净 7',
    '    1.1.2 隔离栏完好 5',
    '2 志愿服务 8',
    '  2.1 注册率达标 8',
  ]);
  expect(node(file, '2.1')?.rule?.score).toMatchObject({
    type: 'deduct',
    lines: [{ limit: '90%' }, { limit: '80%' }],
  });
  expect(said(file, 'table_continued')).toEqual(['表2 第1行 第1列：这张表没有表头，按上一张表的列读入。']);
});

test('ticks are methods, columns of grades are rules, counts are held against the rows of the worksheet', async () => {
  const file = await readFrameworkFile('指标.xlsx', ticksAndGrades());

  expect(tree(file)).toEqual(['1 公共秩序', '  1.1 文明交通 6', '  1.2 文明养犬 4']);
  expect(node(file, '1.1')).toMatchObject({
    methods: ['材料审核', '实地考察'],
    ruleText: 'A:90%以上;B:80%-90%;C:80%以下',
  });
  expect(node(file, '1.2')).toMatchObject({
    methods: ['实地考察'],
    rule: { score: { type: 'grades', otherwise: 'C' } },
  });
  expect(said(file, 'count_differs')).toEqual([expect.stringMatching(/^指标 第5行 第3列：.*3.*2/)]);
});

test.each([
  ['three levels', threeLevels, '体系.xlsx'],
  ['four levels', fourLevels, '体系.docx'],
  ['weights', weightsOf85, '体系.xlsx'],
  ['sheets', severalSheets, '体系.xlsx'],
  ['one column', oneColumn, '体系.xlsx'],
  ['headings', headingRows, '体系.docx'],
  ['ticks', ticksAndGrades, '体系.xlsx'],
])('%s: what is exported comes back the same', async (_, made, name) => {
  const { edition } = await readFrameworkFile(name, made());

  const back = await readFrameworkFile('导出.xlsx', await writeFrameworkWorkbook(edition));

  expect(canonical(back.edition as unknown as Json)).toBe(canonical(edition as unknown as Json));
});

test.each([
  ['a list of tasks', '任务.xlsx', noFramework(), 'paper.not_a_framework'],
  ['half a file', '体系.xlsx', threeLevels().slice(0, 600), 'paper.truncated'],
  ['nothing', '体系.xlsx', new Uint8Array(), 'paper.empty'],
  ['text', '说明.txt', new TextEncoder().encode('一、总体要求'), 'paper.not_a_framework'],
  ['JSON of something else', 'a.json', new TextEncoder().encode('{"title":1}'), 'paper.not_a_framework'],
  ['half of JSON', 'a.json', new TextEncoder().encode('{"title":"甲"'), 'paper.not_a_framework'],
])('%s is refused', async (_, name, bytes, code) => {
  await expect(readFrameworkFile(name, bytes)).rejects.toMatchObject({ code });
});
