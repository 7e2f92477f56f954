import { expect, test } from 'vitest';
import { canonical, type Json } from '@tongchuang/domain/kernel/canonical.ts';
import {
  headingsAcross,
  kindsInRows,
  morePhrasings,
  sheetsThatRepeat,
  starsForMethods,
  stepsOfCodes,
} from './fixtures/frameworks/workbooks.ts';
import { readFindings, readLines } from './fixtures/frameworks/read-lines.ts';
import { readFrameworkFile } from './framework-file.ts';
import { madeWorkbook } from './read/made-sheet.ts';
import { writeFrameworkWorkbook } from './write/framework-workbook.ts';

test('headings over the width; points and units in many dresses', async () => {
  const file = await readFrameworkFile('a.xlsx', headingsAcross());

  expect(readLines(file)).toEqual([
    '1 培育和践行社会主义核心价值观',
    '  1.1 理想信念教育',
    '    1.1.1 学习宣传',
    '      1.1.1.1 组织理论宣讲，每少1场扣0.5分 5 〔材料审核〕 【县委宣传部】 缺少数：每1扣0.5分，扣完为止',
    '      1.1.1.2 干部参训率≥95% 5 〔材料审核〕 【县委组织部、县人社局】',
    '2 公共秩序',
    '  2.1 交通秩序',
    '    2.1.1 文明交通',
    '      2.1.1.1 车辆行人各行其道 6 〔实地考察●〕 【县公安局】',
    '      2.1.1.2 非机动车停放有序 4 〔实地考察〕 【县城管局】',
  ]);
  expect(readFindings(file)).toEqual([]);
});

test('加分项 and 扣分项 as rows are kinds', async () => {
  const file = await readFrameworkFile('a.xlsx', kindsInRows());

  expect(readLines(file)).toEqual([
    '1 共性指标',
    '  1.1 文明单位创建率 10 创建率：不足80%的部分每1%扣0.2分，扣完为止',
    '  1.2 志愿服务时长 10 完成比例：乘以分值',
    '2 加分项 bonus',
    '  2.1 省级以上媒体宣传 bonus 3 数量 * 1：即为得分，不超过分值',
    '  2.2 获评省级先进 bonus 2 获评（合计）：＞0得满分，否则不得分',
    '3 扣分项 deduction',
    '  3.1 被上级通报批评 deduction 5 问题数 * 1：即为得分，不超过分值',
    '  3.2 瞒报重大负面事件 veto 瞒报重大负面事件（合计）：＞0得满分，否则不得分',
  ]);
  expect(readFindings(file)).toEqual([]);
});

test('sixteen more phrasings: ladders, floors, figures without 得', async () => {
  const file = await readFrameworkFile('a.xlsx', morePhrasings());

  expect(readLines(file)).toEqual([
    '1 道路交通守法率 10 道路交通守法率：＞90%得A，≥80%且≤90%得B，其他得C',
    '2 义务教育巩固率 10 巩固率：≥98%得A，≥95%且≤98%得B，其他得C',
    '3 每万人刑事立案数 10 每万人刑事立案数：≤20得A，＞20且≤30得B，其他得C',
    '4 社区公共服务 10 符合项数：≥3得A，≥2得B，其他得C',
    '5 文明餐桌 10 餐饮单位张贴提示牌比例＜60%不得分；餐饮单位张贴提示牌比例：不足100%的部分每1%扣0.2分，扣完为止',
    '6 公益广告 10 实际数量÷应设数量：乘以分值',
    '7 投诉率 10 （规则未识读）',
    '8 乱停车 10 问题数：每3扣1分，扣完为止',
    '9 电动车头盔佩戴率 10 电动车头盔佩戴率：不足85%的部分每1扣3分（不满按一个算），不足75%的部分每1扣3分（不满按一个算），不足65%的部分每1扣4分（不满按一个算），扣完为止',
    '10 健康素养水平 10 （规则未识读）',
    '11 城区窨井盖 10 （规则未识读）',
    '12 诚信宣传 10 开展数量 * 2：即为得分，不超过分值',
    '13 环保督察 10 （规则未识读）',
    '14 校园欺凌 10 （规则未识读）',
    '15 餐饮油烟 10 （规则未识读）',
    '16 绿道里程 10 绿道里程：不足20的部分每20扣4分（不满按一个算），不足10的部分每10扣6分（不满按一个算），扣完为止',
  ]);
  expect(readFindings(file)).toEqual(['grade_worth_default 全文']);
});

test('a sheet named like its only category adds no level; B等得80% is the worth of B', async () => {
  const file = await readFrameworkFile('a.xlsx', sheetsThatRepeat());

  expect(readLines(file)).toEqual([
    '1 思想道德建设',
    '  1.1 理想信念',
    '    1.1.1 中心组学习次数 10 〔材料审核〕 【市委宣传部】 中心组学习次数：≥12得A，≥8且≤11得B，其他得C',
    '  1.2 诚信建设',
    '    1.2.1 “信用+”场景覆盖率 10 〔网上申报〕 【市发改委】 信用场景覆盖率：≥90%得A，≥70%且≤90%得B，其他得C',
    '2 公共环境',
    '  2.1 市容环境',
    '    2.1.1 背街小巷积存垃圾 10 〔实地考察〕 【市城管局】 （规则未识读）',
    '    2.1.2 公厕达标率 10 〔实地考察〕 【市城管局】 公厕达标率：≥100%得A，≥95%得B，其他得C',
    '3 公共服务',
    '  3.1 窗口服务',
    '    3.1.1 群众等候时间 10 〔实地考察〕 【市数据局】 群众等候时间：≤15得A，≥15且≤30得B，其他得C',
    '  3.2 满意度',
    '    3.2.1 群众满意度 10 〔问卷调查〕 【市委宣传部】 满意人数÷调查人数：＞90%得A，＞85%且≤90%得B，其他得C',
  ]);
  expect(readFindings(file)).toEqual([]);
});

test('stars under the methods, standards numbered 1) 2)', async () => {
  const file = await readFrameworkFile('a.xlsx', starsForMethods());

  expect(readLines(file)).toEqual([
    'Ⅰ-1 学校教育',
    '  Ⅱ-1 德育课程',
    '    Ⅱ-1.1 开足开齐德育课 4 〔材料审核〕 【市教育局】',
    '    Ⅱ-1.2 学生满意度A＞90%，B＞80%，C≤80% 4 〔问卷调查〕 【市教育局】 满意人数÷调查人数：＞90%得A，＞80%得B，其他得C',
    'Ⅰ-2 社会环境',
    '  Ⅱ-2 网吧整治',
    '    Ⅱ-2.1 网吧无接纳未成年人现象 4 〔材料审核、实地考察〕 【市文旅局、市公安局】',
  ]);
  expect(readFindings(file)).toEqual(['grade_worth_default 全文']);
});

test('codes 1 and 1.1 in one column number the levels that they speak of', async () => {
  const file = await readFrameworkFile('a.xlsx', stepsOfCodes());

  expect(readLines(file)).toEqual([
    '1 组织领导 20',
    '  1.1 机构健全',
    '    1.1.1 有领导小组、有专人负责、有工作经费 10 缺少数：每1扣3分，扣完为止',
    '  1.2 制度完善',
    '    1.2.1 创建工作纳入年度计划 10 “纳入”为0不得分；纳入（最低）：＞0得满分，否则不得分',
    '2 创建活动 20',
    '  2.1 志愿服务',
    '    2.1.1 在职党员注册率达到80% 10 在职党员注册率：不足80%的部分每5%扣1分，扣完为止',
    '  2.2 学雷锋活动',
    '    2.2.1 每季度不少于1次 10 缺少数：每1扣2.5分，扣完为止',
  ]);
  expect(readFindings(file)).toEqual([]);
});

test('a condition names the other criterion by its code or its title', async () => {
  const { edition, findings } = await readFrameworkFile(
    'a.xlsx',
    madeWorkbook({
      测评表: [
        ['编号', '测评内容', '分值', '适用条件'],
        ['1.1', '设有文明实践中心', 10, ''],
        ['1.2', '开展活动', 10, '当“设有文明实践中心”为“是”时适用'],
        ['1.3', '志愿服务', 10, '仅当1.1为是'],
        ['1.4', '文明旅游', 10, '有景区的适用'],
      ],
    }),
  );

  expect(edition.nodes.map(({ applies }) => applies.when?.code ?? null)).toEqual([null, '1.1', '1.1', null]);
  expect(findings.filter(({ code }) => code === 'when_unread').map(({ where }) => where)).toEqual([
    '测评表 第5行 第4列',
  ]);
});

test.each([
  ['headingsAcross', headingsAcross],
  ['kindsInRows', kindsInRows],
  ['morePhrasings', morePhrasings],
  ['sheetsThatRepeat', sheetsThatRepeat],
  ['starsForMethods', starsForMethods],
  ['stepsOfCodes', stepsOfCodes],
])('%s: what is exported comes back the same', async (_, made) => {
  const { edition } = await readFrameworkFile('a.xlsx', made());

  const back = await readFrameworkFile('导出.xlsx', await writeFrameworkWorkbook(edition));

  expect(canonical(back.edition as unknown as Json)).toBe(canonical(edition as unknown as Json));
});
