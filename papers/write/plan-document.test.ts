import { expect, test } from 'vitest';
import { HOSTILE } from './hostile.ts';
import { writePlanDocument, type PlanPaper, type PlanTask } from './plan-document.ts';
import { all, isOn, paragraphs, unpacked, words } from './unpacked.ts';

const task = (no: string, more: Partial<PlanTask> = {}): PlanTask => ({
  no,
  text: '整治背街小巷环境卫生，群众满意度达90%以上。',
  standard: null,
  targets: [],
  deadline: { phrase: '9月底前', due: '2026-09-30' },
  units: [
    { name: '县住建局', role: 'lead' },
    { name: '清河镇', role: 'responsible' },
    { name: '东关街道', role: 'responsible' },
    { name: '县教育局', role: 'cooperating' },
  ],
  persons: [],
  ...more,
});

const plan = (tasks: PlanTask[], more: Partial<PlanPaper> = {}): PlanPaper => ({
  title: '清源县创建全国文明城市实施方案',
  underTitle: '（征求意见稿）',
  addressee: null,
  opening: ['为做好创建工作，制定本方案。'],
  sections: [
    { heading: '一、指导思想', paragraphs: ['坚持为民创建。'], tasks: [], sections: [] },
    {
      heading: '二、工作任务',
      paragraphs: [],
      tasks: [],
      sections: [{ heading: '（一）环境整治', paragraphs: [], tasks, sections: [] }],
    },
  ],
  attachments: [],
  signed: null,
  auditHead: null,
  madeAt: new Date('2026-03-02T01:00:00Z'),
  ...more,
});

const opened = async (paper: PlanPaper) => unpacked(await writePlanDocument(paper)).part('word/document.xml');

test('a plan is title, sections with their headings, tasks, and below each who does it until when', async () => {
  const document = await opened(plan([task('1')]));

  expect(paragraphs(document)).toEqual([
    '清源县创建全国文明城市实施方案',
    '（征求意见稿）',
    '',
    '为做好创建工作，制定本方案。',
    '一、指导思想',
    '坚持为民创建。',
    '二、工作任务',
    '（一）环境整治',
    '1.整治背街小巷环境卫生，群众满意度达90%以上。',
    '牵头单位：县住建局；责任单位：清河镇、东关街道；配合单位：县教育局；完成时限：9月底前。',
  ]);
  const styles = all(document, 'w:pStyle').map((style) => style.attributes['w:val']);
  expect(styles).toEqual(expect.arrayContaining(['Heading1', 'Heading2']));
});

test('what a task lacks is left out, what its text does not say is added', async () => {
  const bare = task('(1)', {
    units: [],
    deadline: null,
    targets: ['满意度达90%以上', '清运率达100%'],
    standard: '日产日清',
  });
  const byDay = task('三', { units: [], deadline: { phrase: null, due: '2026-06-30' }, persons: ['王海'] });
  const lines = paragraphs(await opened(plan([bare, byDay]))).slice(-6);

  expect(lines.map((line) => line.slice(0, 12))).toEqual([
    '（一）环境整治',
    '(1)整治背街小巷环境卫',
    '目标要求：清运率达100',
    '工作标准：日产日清',
    '三、整治背街小巷环境卫生',
    '责任人：王海；完成时限：',
  ]);
  expect(lines.at(-1)).toContain('2026年6月30日前');
});

test('a short task stays on one page with its units', async () => {
  const document = await opened(plan([task('1'), task('2', { text: '整治'.repeat(200) })]));
  const find = (start: string) => all(document, 'w:p').find((line) => words(line).startsWith(start));

  expect(isOn(find('1.')!, 'w:keepNext')).toBe(true);
  expect(isOn(find('2.')!, 'w:keepNext')).toBe(false);
});

test('a signed plan ends with attachments, unit and date, and they stay with its last line', async () => {
  const paper = plan([task('1')], {
    attachments: ['任务分解表'],
    signed: { unit: '清源县人民政府', date: '2026-03-02' },
  });

  const lines = all(await opened(paper), 'w:p').slice(-7);
  expect(lines.map((line) => isOn(line, 'w:keepNext'))).toEqual([true, true, true, true, true, true, false]);
  expect(lines.slice(1).map(words)).toEqual([
    '',
    '附件：任务分解表',
    '',
    '',
    '清源县人民政府',
    '2026年3月2日',
  ]);
});

test('hostile tasks stay text', async () => {
  const tasks = HOSTILE.map((each) =>
    task('', { text: each, units: [{ name: each, role: 'lead' }], persons: [each] }),
  );

  expect(paragraphs(await opened(plan(tasks)))).toEqual(
    expect.arrayContaining(HOSTILE.map((each) => each.replace('\r', '\n'))),
  );
});
