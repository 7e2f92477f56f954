import { expect, test } from 'vitest';
import { canonical, type Json } from '@tongchuang/domain/kernel/canonical.ts';
import {
  categoriesBySheet,
  conditionsInACircle,
  fourGrades,
  gradesWithoutWorth,
  listsBesides,
  sharesOfMethods,
  standardsNumbered,
  tasksOfUnits,
  worthInNames,
  wrongSums,
} from './fixtures/frameworks/handbooks.ts';
import { readFindings, readLines } from './fixtures/frameworks/read-lines.ts';
import { readFrameworkFile } from './framework-file.ts';
import { writeFrameworkWorkbook } from './write/framework-workbook.ts';

test('a sheet a category; the rules stand in the words of the criteria', async () => {
  const file = await readFrameworkFile('a.xlsx', categoriesBySheet());

  expect(readLines(file)).toEqual([
    '1 廉洁高效的政务环境 25',
    '  1.1 干部学习教育',
    '    1.1.1 党委理论学习中心组集体学习每年不少于12次 5 〔材料审核〕 【县委宣传部、县委组织部、县直机关工委】',
    '    1.1.2 干部培训合格率：A:≥95%；B:90%-95%；C:<90% 5 〔材料审核〕 【县委宣传部、县委组织部、县直机关工委】 干部培训合格率：≥95%得A，≥90%且≤95%得B，其他得C',
    '  1.2 政务行为规范',
    '    1.2.1 窗口单位服务设施完备，未设置便民服务台的不得分 5 〔实地考察〕 【县行政审批局】 （规则未识读）',
    '    1.2.2 群众对政务服务的满意度：满意度≥90%为A，≥80%为B，否则为C 10 〔问卷调查〕 【县行政审批局】 满意人数÷调查人数：≥90%得A，≥80%得B，其他得C',
    '2 舒适便利的生活环境 25',
    '  2.1 公共设施',
    '    2.1.1 主次干道路灯亮灯率达到95%以上得满分，每低1个百分点扣1分，扣完为止 10 〔实地考察〕 【县城管局】 主次干道路灯亮灯率：不足95%的部分每1%扣1分，扣完为止',
    '    2.1.2 主干道每200米至少设置1处公益广告 5 〔实地考察〕 【县委宣传部、县城管局、县住建局】',
    '  2.2 环境卫生',
    '    2.2.1 农贸市场干净整洁，每发现1处问题扣0.5分，扣完为止 10 〔实地考察〕 【县市场监管局、县商务局】 问题数：每1扣0.5分，扣完为止',
  ]);
  expect(readFindings(file)).toEqual(['grade_worth_default 全文', 'note_unread 2.生活环境 第6行 第8列']);
});

test('conditions that wait for each other, and one that cannot be read, are named with row and column', async () => {
  const file = await readFrameworkFile('a.xlsx', conditionsInACircle());

  expect(readLines(file)).toEqual([
    '1.1 设有新时代文明实践中心 10 〔实地考察〕 【县委宣传部】',
    '1.2 文明实践站开展活动 10 〔材料审核〕 【各乡镇】',
    '1.3 旅游景区文明引导 10 〔实地考察〕 【县文旅局】',
    '1.4 学校周边环境 10 〔实地考察〕 【县教体局】',
  ]);
  expect(readFindings(file)).toEqual(['when_unread 测评表 第6行 第5列', 'when_circle 测评表 第3行 第5列']);
});

test('four grades with their worth over the columns; 好, 较好, 一般, 差 are seen by whoever judges', async () => {
  const file = await readFrameworkFile('a.xlsx', fourGrades());

  expect(readLines(file)).toEqual([
    'A1 社区志愿者注册率 10 〔网上申报〕 【社会事务办】 社区志愿者注册率：≥20%得A，≥15%且≤20%得B，≥10%且≤15%得C，其他得D',
    'A2 楼道堆物 10 〔实地考察〕 【平安办】 楼道堆物：≤0得A，≥1且≤2得B，≥3且≤5得C，其他得D',
    'A3 背街小巷整洁 10 〔实地考察〕 【城管办】 “背街小巷整洁”各次观测的平均值：乘以分值',
  ]);
  expect(readFindings(file)).toEqual([]);
});

test('grades without stated worth are read with the usual one, which a person must confirm', async () => {
  const file = await readFrameworkFile('a.xlsx', gradesWithoutWorth());

  expect(readLines(file)).toEqual([
    'A1 思想道德建设',
    '  B1 德育课程开设 10 〔材料审核〕 【教务处】 “德育课程开设”各次观测的平均值：乘以分值',
    '  B2 社会实践参与率 10 〔材料审核〕 【德育处】 社会实践参与率：≥95%得优秀，≥85%且≤95%得良好，其他得合格',
    'A2 校园环境',
    '  B3 心理辅导室使用率 10 〔实地考察〕 【德育处】 心理辅导室使用率：≥90%得优秀，≥80%得良好，其他得合格',
    '  B4 校园周边200米内违规经营场所 10 〔实地考察〕 【安保处】 （规则未识读）',
  ]);
  expect(readFindings(file)).toEqual(['grade_worth_assumed 全文']);
});

test('bonus and negative list bring their limits in words; 一票否决 beside an entry is a veto', async () => {
  const file = await readFrameworkFile('a.xlsx', listsBesides());

  expect(readLines(file)).toEqual([
    '1 市民教育',
    '  1.1 市民学校建成率 10 【县教体局】 建成率：不足100%的部分每1扣4分（不满按一个算），不足90%的部分每1扣6分（不满按一个算），扣完为止',
    '2 市容管理',
    '  2.1 背街小巷整治 10 【县住建局】 未整治数：每1扣2分，扣完为止',
    '3 特色指标 bonus',
    '  3.1 获得全国性荣誉 bonus 6 【县委宣传部】 数量 * 2：即为得分，不超过分值',
    '  3.2 经验被中央媒体推广 bonus 4 【县委宣传部】 数量 * 1：即为得分，不超过分值',
    '4 负面清单 deduction',
    '  4.1 党政主要领导严重违纪违法 veto 【县纪委监委】 党政主要领导严重违纪违法（合计）：＞0得满分，否则不得分',
    '  4.2 发生较大生产安全事故 deduction 【县应急局】 问题数 * 5：即为得分，不超过分值',
    '  4.3 创建工作弄虚作假 veto 【县文明办】 创建工作弄虚作假（合计）：＞0得满分，否则不得分',
  ]);
  expect(readFindings(file)).toEqual(['points_missing 负面清单 第4行 第2列']);
});

test('weights that are shares of the whole become points, a column a method gives its share', async () => {
  const file = await readFrameworkFile('a.xlsx', sharesOfMethods());

  expect(readLines(file)).toEqual([
    '1 公共环境 40',
    '  1.1 道路洁净率 25 〔材料审核、实地考察〕 【市城管局】 材料审核40% 洁净路段数÷抽查路段数：乘以分值 实地考察60% 洁净路段数÷抽查路段数：乘以分值',
    '  1.2 公厕管理 15 〔实地考察〕 【市城管局】 达标公厕比例：乘以分值',
    '2 公共关系 60',
    '  2.1 市民文明素养 30 〔实地考察、问卷调查〕 【市文明办】 （规则未识读）',
    '  2.2 邻里和谐满意度 30 〔问卷调查〕 【市民政局】 满意率：不足85%的部分每1%扣1分，扣完为止',
  ]);
  expect(readFindings(file)).toEqual([
    'weight_of_whole 指标体系 第4行 第3列',
    'method_share_unread 指标体系 第8行 第5列',
  ]);
});

test('grades in the words of numbered standards, the subject right before A', async () => {
  const file = await readFrameworkFile('a.xlsx', standardsNumbered());

  expect(readLines(file)).toEqual([
    'Ⅱ-1 基层党组织建设',
    '  Ⅲ-1 党员教育',
    '    Ⅲ-1.1 党员学习教育制度健全 1.2 〔材料审核〕 【市委组织部】',
    '    Ⅲ-1.2 基层党组织覆盖率A＞95%，B＞90%，C≤90% 0.8 〔材料审核〕 【市委组织部】 基层党组织覆盖率：＞95%得A，＞90%得B，其他得C',
    '  Ⅲ-2 党务公开',
    '    Ⅲ-2.1 党务公开制度落实 1 〔材料审核、实地考察〕 【市委组织部、市直机关工委】',
    'Ⅱ-2 政务行为规范',
    '  Ⅲ-3 依法行政',
    '    Ⅲ-3.1 行政复议制度健全 2 〔材料审核〕 【市司法局】',
    '    Ⅲ-3.2 市民对党政机关行政效能的满意度A＞80%，B＞70%，C≤70% 1 〔问卷调查〕 【市委宣传部】 满意人数÷调查人数：＞80%得A，＞70%得B，其他得C',
  ]);
  expect(readFindings(file)).toEqual(['grade_worth_default 全文', 'weight_as_points 基本指标 第3行 第4列']);
});

test('what a lead forbids is what is found; dates and leaders are no columns of a framework', async () => {
  const file = await readFrameworkFile('a.xlsx', tasksOfUnits());

  expect(readLines(file)).toEqual([
    '1 公共环境',
    '  1.1 市容市貌',
    '    1.1.1 沿街无乱贴乱画，每发现一处扣0.2分 5 〔实地考察〕 【城管局】 乱贴乱画数：每1扣0.2分，扣完为止',
    '  1.2 绿化亮化',
    '    1.2.1 绿化覆盖率达38%以上 5 〔材料审核〕 【住建局】',
    '    1.2.2 路灯完好率达95%以上 5 〔实地考察〕 【城管局】',
    '2 公共秩序',
    '  2.1 交通秩序',
    '    2.1.1 行人闯红灯每人次扣0.5分 10 〔实地考察、问卷调查〕 【公安局】 行人闯红灯数：每1扣0.5分，扣完为止',
  ]);
  expect(readFindings(file)).toEqual(['column_form 分解表 第3行 第6列', 'column_unread 分解表 第3行 第9列']);
});

test('points behind names; what earns and what takes points, one by one', async () => {
  const file = await readFrameworkFile('a.xlsx', worthInNames());

  expect(readLines(file)).toEqual([
    '1 组织领导 10',
    '  1.1 成立领导小组，主要领导任组长 4 〔查阅资料〕 “成立领导小组”为0不得分；成立领导小组（最低）：＞0得满分，否则不得分',
    '  1.2 每季度召开创建工作会议 6 〔查阅资料〕 缺少数：每1扣1.5分，扣完为止',
    '2 环境整治 30',
    '  2.1 镇区主次干道保洁 15 〔实地查看〕 积存垃圾数：每1扣1分，扣完为止',
    '  2.2 农贸市场管理 15 〔实地查看〕 占道经营数：每1扣0.5分，垃圾乱倒数每1扣1分，扣完为止',
    '3 宣传教育 20',
    '  3.1 公益广告设置 8 〔实地查看〕 数量 * 2：即为得分，不超过分值',
    '  3.2 信息报送 12 〔查阅资料〕 报送数量 * 1 + 被县级以上采用数量 * 1：即为得分，不超过分值',
  ]);
  expect(readFindings(file)).toEqual([]);
});

test('wrong sums, counts and codes are named with row and column, an empty cell by its own column', async () => {
  const file = await readFrameworkFile('a.xlsx', wrongSums());

  expect(readLines(file)).toEqual([
    '1 政务环境 30',
    '  A1 政务公开 15 〔材料审核〕 【县政府办】',
    '  A2 信访办理 10 〔材料审核〕 【县信访局】',
    '2 法治环境 20',
    '  A2 普法宣传 〔材料审核〕 【县司法局】',
    '  A4 法律援助 10 〔材料审核〕 【县司法局】',
    '3 市场环境 35',
    '  A5 诚信建设 15 〔网上申报〕 【县发改局】',
  ]);
  expect(readFindings(file)).toEqual([
    'total_wrong 测评表 第9行 第4列',
    'total_wrong 测评表 第10行 第4列',
    'count_differs 测评表 第4行 第3列',
    'points_sum 测评表 第4行 第2列',
    'code_twice 测评表 第6行 第1列',
    'points_missing 测评表 第6行 第4列',
    'points_sum 测评表 第8行 第2列',
  ]);
});

test.each([
  ['categoriesBySheet', categoriesBySheet],
  ['conditionsInACircle', conditionsInACircle],
  ['fourGrades', fourGrades],
  ['gradesWithoutWorth', gradesWithoutWorth],
  ['listsBesides', listsBesides],
  ['sharesOfMethods', sharesOfMethods],
  ['standardsNumbered', standardsNumbered],
  ['tasksOfUnits', tasksOfUnits],
  ['worthInNames', worthInNames],
  ['wrongSums', wrongSums],
])('%s: what is exported comes back the same', async (_, made) => {
  const { edition } = await readFrameworkFile('a.xlsx', made());

  const back = await readFrameworkFile('导出.xlsx', await writeFrameworkWorkbook(edition));

  expect(canonical(back.edition as unknown as Json)).toBe(canonical(edition as unknown as Json));
});
