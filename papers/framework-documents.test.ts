import { expect, test } from 'vitest';
import { canonical, type Json } from '@tongchuang/domain/kernel/canonical.ts';
import {
  formOfUnits,
  listsUnderTable,
  manyPhrasings,
  outline,
  outlineInParts,
  outlineOfCodes,
  outlineWithLabels,
  romanCodes,
  tablesOfOneHead,
  vetoInTable,
  villageRules,
  weightsOfDistrict,
} from './fixtures/frameworks/documents.ts';
import { readFindings, readLines } from './fixtures/frameworks/read-lines.ts';
import { readFrameworkFile } from './framework-file.ts';
import { writeFrameworkWorkbook } from './write/framework-workbook.ts';

test('a notice and its annex: the form is the framework, a floor stands under what is taken', async () => {
  const file = await readFrameworkFile('a.docx', formOfUnits());

  expect(readLines(file)).toEqual([
    '1 工作部署',
    '  1.1 专题研究 20 〔查看会议记录〕 缺少数：每1扣5分，扣完为止',
    '  1.2 人员保障 10 〔查看文件〕 未明确专人负责：每1扣10分，扣完为止',
    '2 任务落实',
    '  2.1 责任区包联 30 〔现场检查〕 责任路段卫生死角数：每1扣2分，乱贴乱画数每1扣1分，扣完为止',
    '  2.2 问题整改 20 〔查看台账〕 按期整改率＜80%不得分；按期整改率：不足100%的部分每1%扣1分，扣完为止',
    '3 志愿服务',
    '  3.1 人均服务时长 20 〔系统数据〕 人均：从0到20按比例得分',
  ]);
  expect(readFindings(file)).toEqual([]);
});

test('negative list and bonus in plain paragraphs under the table', async () => {
  const file = await readFrameworkFile('a.docx', listsUnderTable());

  expect(readLines(file)).toEqual([
    '1 思想教育',
    '  1.1 理想信念教育常态化 10 【机关党委】 每年开展活动：不足4的部分每1扣2分，扣完为止',
    '  1.2 道德讲堂 10 【机关党委】 数量 * 2.5：即为得分，不超过分值',
    '2 内部管理',
    '  2.1 环境整洁 10 【办公室】 （规则未识读）',
    '3 负面清单 deduction',
    '  3.1 领导班子成员严重违纪、违法犯罪的，一票否决 veto 领导班子成员严重违纪违法犯罪（合计）：＞0得满分，否则不得分',
    '  3.2 发生重大安全生产责任事故的，一票否决 veto 发生重大安全生产责任事故（合计）：＞0得满分，否则不得分',
    '  3.3 发生有全国影响的负面舆情的，扣5分 deduction 5 发生次数（合计）：＞0得满分，否则不得分',
    '4 特色指标 bonus 5',
    '  4.1 获得国家级表彰的，每项加3分 bonus 获得国家级表彰数量 * 3：即为得分，不超过分值',
    '  4.2 获得省级表彰的，每项加1分 bonus 获得省级表彰数量 * 1：即为得分，不超过分值',
  ]);
  expect(readFindings(file)).toEqual([
    'points_sum 正文 第7行 第1列',
    'points_missing 正文 第8行 第1列',
    'points_missing 正文 第9行 第1列',
  ]);
});

test('sixteen phrasings: what is certain is read, what leaves a gap is not', async () => {
  const file = await readFrameworkFile('a.docx', manyPhrasings());

  expect(readLines(file)).toEqual([
    '1 学前三年毛入园率 10 学前三年毛入园率：≥90%得A，≥80%且＜90%得B，其他得C',
    '2 城镇登记失业率 10 （规则未识读）',
    '3 空气优良天数比例 10 空气优良天数比例：不足85%的部分每1扣4分（不满按一个算），不足75%的部分每1扣6分（不满按一个算），扣完为止',
    '4 人均公园绿地面积 10 数量：不足12的部分每1扣2分，扣完为止',
    '5 刑事案件发案率 10 （规则未识读）',
    '6 居民小区物业覆盖率 10 （规则未识读）',
    '7 万人拥有公交车辆 10 实际值：从0到8按比例得分',
    '8 无障碍设施 10 4个条件中符合的条数：≥4得A，≥3得B，其他得C',
    '9 消防通道 10 “占用数”大于0不得分；占用数（合计）：≤0得满分，否则不得分',
    '10 生活垃圾无害化处理率 10 生活垃圾无害化处理率：从0到100%按比例得分',
    '11 建成区绿化覆盖率 10 （规则未识读）',
    '12 阅报栏设置 10 设置率：≥95%得A，≥85%且＜95%得B，其他得C',
    '13 文明公约宣传 10 （规则未识读）',
    '14 移风易俗 10 （规则未识读）',
    '15 养老服务设施 10 缺少数：每1扣1分，扣完为止',
    '16 投诉处理 10 （规则未识读）',
  ]);
  expect(readFindings(file)).toEqual(['grade_worth_default 全文']);
});

test('numbered lines without a table', async () => {
  const file = await readFrameworkFile('a.docx', outline());

  expect(readLines(file)).toEqual([
    '1 组织建设 15',
    '  1.1 班子建设 9',
    '    1.1.1 领导班子团结有力，每年召开民主生活会1次以上 4',
    '    1.1.2 党务村务公开，未公开的不得分 5 “党务村务公开”为0不得分；党务村务公开（最低）：＞0得满分，否则不得分',
    '  1.2 制度建设 6',
    '    1.2.1 村规民约健全 6',
    '2 乡风民俗 25',
    '  2.1 移风易俗 25',
    '    2.1.1 红白理事会覆盖率：A：≥90%；B：≥70%；C：＜70% 10 红白理事会覆盖率：≥90%得A，≥70%得B，其他得C',
    '    2.1.2 发现大操大办的，每起扣2分，扣完为止 15 〔材料审核、实地考察〕 【县文明办、县农业农村局】 大操大办数：每1扣2分，扣完为止',
  ]);
  expect(readFindings(file)).toEqual(['grade_worth_default 全文']);
});

test('parts, chapters and sections in lines, with rules in lines of their own', async () => {
  const file = await readFrameworkFile('a.docx', outlineInParts());

  expect(readLines(file)).toEqual([
    '1 基本指标 50',
    '  1.1 领导班子建设 20',
    '    1.1.1 政治学习 10 中心组学习每年：不足12的部分每1扣1分，扣完为止',
    '    1.1.2 廉政建设 10 “班子成员违纪行为数”大于0不得分；班子成员违纪行为数（合计）：≤0得满分，否则不得分',
    '  1.2 职工教育 30',
    '    1.2.1 职业道德 15',
    '      1.2.1.1 开展培训 8 数量：不足2的部分每1扣4分，扣完为止',
    '      1.2.1.2 规范服务 7 发现服务态度差数：每1扣1分，扣完为止',
    '    1.2.2 法治教育 15',
    '2 加分指标 bonus 5',
    '  2.1 获得表彰 bonus 5 获得省级以上表彰数量 * 2：即为得分，不超过分值',
  ]);
  expect(readFindings(file)).toEqual([]);
});

test('lines with codes, methods and units in brackets', async () => {
  const file = await readFrameworkFile('a.docx', outlineOfCodes());

  expect(readLines(file)).toEqual([
    '1 公共环境 12',
    '  1.1 主次干道 7',
    '    1.1.1 路面平整无破损 4 〔实地考察〕 【县住建局】',
    '    1.1.2 公益广告每500米不少于3处 3 〔实地考察〕 【县委宣传部、县城管局】',
    '  1.2 公园广场 5',
    '    1.2.1 设施完好率≥95%得5分，≥90%得3分，90%以下不得分 5 〔材料审核、实地考察〕 【县住建局】 设施完好率：不足95%的部分每1扣2分（不满按一个算），不足90%的部分每1扣3分（不满按一个算），扣完为止',
  ]);
  expect(readFindings(file)).toEqual([]);
});

test('评分标准： and 测评方法： under numbered lines, and a list of vetoes', async () => {
  const file = await readFrameworkFile('a.docx', outlineWithLabels());

  expect(readLines(file)).toEqual([
    '1 爱国守法 30',
    '  1.1 遵守法律法规 20 家庭成员有违法行为数：每1扣10分，扣完为止',
    '  1.2 拥护党的领导 10',
    '2 邻里和睦 70',
    '  2.1 尊老爱幼 40 〔入户走访〕 “虐待老人儿童行为数”大于0不得分；虐待老人儿童行为数（合计）：≤0得满分，否则不得分',
    '  2.2 团结邻里 30 〔入户走访、问卷调查〕 邻里发生纠纷数：每1扣5分，扣完为止',
    '3 一票否决 veto',
    '  3.1 家庭成员被判处刑罚的 veto 家庭成员被判处刑罚的（合计）：＞0得满分，否则不得分',
    '  3.2 参与邪教活动的 veto 参与邪教活动的（合计）：＞0得满分，否则不得分',
  ]);
  expect(readFindings(file)).toEqual([]);
});

test('codes typed with letters, 标准 over 内容 and 评分标准, counts in the preface', async () => {
  const file = await readFrameworkFile('a.docx', romanCodes());

  expect(readLines(file)).toEqual([
    'I-1 思想道德建设',
    '  I-1-1 理想信念教育',
    '    I-1-1-1 领导干部学习 〔材料审核〕 【市委宣传部】 领导干部学习达标率：＞85%得A，＞80%得B，其他得C',
    '    I-1-1-2 市民知晓率 〔问卷调查〕 【市委宣传部】 知晓人数÷调查人数：＞90%得A，＞75%得B，其他得C',
    '  I-1-2 诚信建设',
    '    I-1-2-1 诚信“红黑榜”发布 〔网上申报〕 【市发改局、市市场监管局】 符合项数：≥4得A，≥3得B，其他得C',
    'I-2 公共环境',
    '  I-2-1 环境质量',
    '    I-2-1-1 区域环境噪声平均值 〔材料审核〕 【市生态环境局】 区域环境噪声平均值：＜55得A，＜60得B，其他得C',
    '    I-2-1-2 集中式饮用水源水质达标率 〔材料审核〕 【市生态环境局】 集中式饮用水源水质达标率：＜80%得C#，≥100%得A，≥96%得B，其他得C',
  ]);
  expect(readFindings(file)).toEqual([
    'grade_worth_default 全文',
    'points_missing 表1 第3行 第3列',
    'points_missing 表1 第4行 第3列',
    'points_missing 表1 第5行 第3列',
    'points_missing 表1 第6行 第3列',
    'points_missing 表1 第7行 第3列',
  ]);
});

test('two tables of one head go on with each other', async () => {
  const file = await readFrameworkFile('a.docx', tablesOfOneHead());

  expect(readLines(file)).toEqual([
    '1 组织建设',
    '  1.1 党建引领',
    '    1.1.1 党组织健全 10 〔材料审核〕 【区委组织部】 （规则未识读）',
    '  1.2 民主管理',
    '    1.2.1 居务公开 10 〔实地考察〕 【区民政局】 未公开：每1扣10分，扣完为止',
    '2 环境建设',
    '  2.1 环境整洁',
    '    2.1.1 楼道整洁 10 〔实地考察〕 【区城管局】 发现乱堆放数：每1扣0.5分，扣完为止',
    '    2.1.2 绿化养护 10 〔实地考察〕 【区园林局】 黄土裸露数：每1扣1分，最低得5分',
  ]);
  expect(readFindings(file)).toEqual([]);
});

test('basic, bonus and veto parts as wide rows of one table', async () => {
  const file = await readFrameworkFile('a.docx', vetoInTable());

  expect(readLines(file)).toEqual([
    '1 基础指标 20',
    '  1.1 组织领导 10 “成立机构”为0不得分；未召开会议：每1扣2分，扣完为止',
    '  1.2 队伍建设 10 志愿者人数占常住人口比例：不足15%的部分每1扣4分（不满按一个算），不足10%的部分每1扣6分（不满按一个算），扣完为止',
    '2 加分指标 bonus 5',
    '  2.1 工作创新 bonus 5 获区级以上推广数量 * 1：即为得分，不超过分值',
    '3 一票否决指标 veto',
    '  3.1 发生重大群体性事件 veto 发生重大群体性事件（合计）：＞0得满分，否则不得分',
  ]);
  expect(readFindings(file)).toEqual([]);
});

test('leads before what takes points, a sentence of disqualification that lists nothing by lines', async () => {
  const file = await readFrameworkFile('a.docx', villageRules());

  expect(readLines(file)).toEqual([
    '1 环境卫生 40',
    '  1.1 村庄道路保洁 20 〔现场察看〕 【环境办】 道路有明显垃圾杂物数：每1扣1分，扣完为止',
    '  1.2 农户庭院整洁 20 〔入户抽查〕 【妇联】 不整洁数：每1扣2分，扣完为止',
    '2 文明新风 60',
    '  2.1 村规民约 15 〔查看资料〕 【民政办】 （规则未识读）',
    '  2.2 文化活动 25 〔查看资料〕 【文化站】 全年开展文体活动：不足6的部分每1扣5分，扣完为止',
    '  2.3 好人评选 20 〔查看资料〕 【宣传办】 （规则未识读）',
  ]);
  expect(readFindings(file)).toEqual(['list_unread 正文 第6行 第1列']);
});

test('weights of a district that are shares of the whole', async () => {
  const file = await readFrameworkFile('a.docx', weightsOfDistrict());

  expect(readLines(file)).toEqual([
    '1 公共秩序 45',
    '  1.1 机动车礼让斑马线 25 〔实地考察〕 【区公安分局】 礼让率：≥90%得A，≥80%且≤90%得B，其他得C',
    '  1.2 非机动车停放有序 20 〔实地考察〕 【区城管局】 乱停乱放数：每1扣2分，扣完为止',
    '2 公共服务 55',
    '  2.1 窗口服务质量 20 〔实地考察、问卷调查〕 【区政务服务局】 （规则未识读）',
    '  2.2 志愿服务参与率 15 〔材料审核〕 【区委宣传部】 参与率：＞13%得A，＞10%得B，其他得C',
    '  2.3 居民满意度 20 〔问卷调查〕 【区委宣传部、区统计局】 满意人数÷调查人数：≥90%得A，≥80%且＜90%得B，其他得C',
  ]);
  expect(readFindings(file)).toEqual(['grade_worth_default 全文', 'weight_of_whole 表1 第2行 第2列']);
});

test.each([
  ['formOfUnits', formOfUnits],
  ['listsUnderTable', listsUnderTable],
  ['manyPhrasings', manyPhrasings],
  ['outline', outline],
  ['outlineInParts', outlineInParts],
  ['outlineOfCodes', outlineOfCodes],
  ['outlineWithLabels', outlineWithLabels],
  ['romanCodes', romanCodes],
  ['tablesOfOneHead', tablesOfOneHead],
  ['vetoInTable', vetoInTable],
  ['villageRules', villageRules],
  ['weightsOfDistrict', weightsOfDistrict],
])('%s: what is exported comes back the same', async (_, made) => {
  const { edition } = await readFrameworkFile('a.docx', made());

  const back = await readFrameworkFile('导出.xlsx', await writeFrameworkWorkbook(edition));

  expect(canonical(back.edition as unknown as Json)).toBe(canonical(edition as unknown as Json));
});
