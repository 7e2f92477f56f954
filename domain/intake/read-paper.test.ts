import fc from 'fast-check';
import { expect, test } from 'vitest';
import { paperOfText } from './paper-of-text.ts';
import { readPaper } from './read-paper.ts';
import type { Paper } from './paper.ts';

const PLAN = `清源县创建省级文明县城实施方案
一、指导思想
坚持创建为民。
二、重点任务
(一)宣传发动(2026年3月-5月)
1.设置公益广告。5月10日前,在主次干道设置公益广告100处以上。(牵头单位:县委宣传部;责任单位:县城管局、各乡镇)
2.开展入户宣传,知晓率达95%以上。责任单位:县文明办、城关镇。
(二)环境整治(2026年6月-10月)
3.整治背街小巷,每月检查一次。责任单位:同上。
4.改造农贸市场2个。(县市场监管局牵头,县住建局、县财政局配合)
三、保障措施
(一)加强领导。各单位要高度重视。
`;

test('a plan becomes tasks with path, units, deadline, rhythm and targets', () => {
  const { title, kind, tasks } = readPaper(paperOfText(PLAN));

  expect(title).toBe('清源县创建省级文明县城实施方案');
  expect(kind).toBe('plan');
  expect(tasks.map((task) => task.no)).toEqual(['1', '2', '3', '4']);
  expect(tasks[0]).toMatchObject({
    sectionPath: ['二、重点任务', '(一)宣传发动(2026年3月-5月)'],
    text: '设置公益广告。5月10日前,在主次干道设置公益广告100处以上。',
    deadline: { phrase: '5月10日前', due: '2026-05-10', inherited: false },
    targets: [{ comparator: '>=', value: 100, unit: '处' }],
  });
  expect(tasks[0]?.units.map((unit) => [unit.name, unit.role])).toEqual([
    ['县委宣传部', 'lead'],
    ['县城管局', 'responsible'],
    ['各乡镇', 'responsible'],
  ]);
  expect(tasks[1]?.deadline).toMatchObject({ phrase: '2026年3月-5月', due: '2026-05-31', inherited: true });
  expect(tasks[2]?.units.map((unit) => unit.name)).toEqual(['县文明办', '城关镇']);
  expect(tasks[2]?.recurrence).toBe('每月');
  expect(tasks[3]?.units.map((unit) => unit.role)).toEqual(['lead', 'cooperating', 'cooperating']);
});

test('the words of a unit stand at its span', () => {
  const { tasks } = readPaper(paperOfText(PLAN));
  for (const unit of tasks[0]?.units ?? []) expect(PLAN.slice(unit.start, unit.end)).toBe(unit.name);
});

test('page marks glued to item numbers are read by sequence', () => {
  const text =
    '方案 — 1— 一、工作任务 1.召开大会。 责任单位。县委办、县政府办。 2.发布公 — 2—开信。 责任单位。县文明办。 ——33.设立热线。责任单位。县信访局、县妇联(4.张贴广告) 4.印发手册。 责任单位。县纪';
  const { tasks, findings } = readPaper(paperOfText(text));

  expect(tasks.map((task) => [task.no, task.text])).toEqual([
    ['1', '召开大会。'],
    ['2', '发布公开信。'],
    ['3', '设立热线。'],
    ['4', '印发手册。'],
  ]);
  expect(tasks[3]?.units.map((unit) => unit.name)).toEqual(['县纪']);
  expect(findings.map((finding) => finding.code)).toEqual(
    expect.arrayContaining(['page_marks_removed', 'colon_damaged', 'cut_off']),
  );
});

test('a pasted table is read by the heads of its columns', () => {
  const { tasks, kind } = readPaper(
    paperOfText(
      '文明县城创建任务分解表\n序号\t测评项目\t工作任务\t牵头单位\t配合单位\t完成时限\n1\t市容环境\t清理小广告\t县城管局\t各乡镇\t2026年6月底前\n2\t\t修补破损路面\t县住建局\t同上\t长期坚持\n',
    ),
  );
  expect(kind).toBe('decomposition');
  expect(tasks.map((task) => [task.no, task.sectionPath, task.text])).toEqual([
    ['1', ['市容环境'], '清理小广告'],
    ['2', ['市容环境'], '修补破损路面'],
  ]);
  expect(tasks[1]?.units.map((unit) => [unit.name, unit.role])).toEqual([
    ['县住建局', 'lead'],
    ['各乡镇', 'cooperating'],
  ]);
  expect(tasks.map((task) => task.deadline?.due)).toEqual(['2026-06-30', null]);
});

test('the year may stand in brackets below a title that ends in another word', () => {
  const text =
    '清源县文明城市创建十大提升行动\n(2026年)\n一、清洁家园\n1.清运积存垃圾。责任单位:县城管局。完成时限:6月底前\n2.改造公厕。责任单位:县住建局。';
  const { title, tasks } = readPaper(paperOfText(text));
  expect(title).toBe('清源县文明城市创建十大提升行动');
  expect(tasks[0]?.deadline?.due).toBe('2026-06-30');
});

test('words that follow every page mark are the head of the page', () => {
  const text =
    '欢迎任意使用清源县建设局2026年创建方案各科室、各单位:现制定本方案。一、整治内容(一)整治工地。责任部门:建工科、安全站第 1 页 共 2 页欢迎任意使用(二)维修小街巷。责任部门:城建科(三)补植绿化。责任部门:园林所第 2 页 共 2 页欢迎任意使用';
  const { title, tasks } = readPaper(paperOfText(text));
  expect(title).toBe('清源县建设局2026年创建方案');
  expect(tasks.map((task) => task.units.map((unit) => unit.name).join(' '))).toEqual([
    '建工科 安全站',
    '城建科',
    '园林所',
  ]);
});

test('tasks counted in figures stand below headings counted in words', () => {
  const text =
    '清源县创建任务书\n(2026年第2期)\n攻坚一:补短板\n任务1:改造公厕。责任单位:县住建局。完成时限:6月底前\n任务2:清淤河道。责任单位:县水利局。\n攻坚二:提秩序\n任务3:规范停车。责任单位:县公安局、和平街道。';
  const { tasks } = readPaper(paperOfText(text));
  expect(tasks.map((task) => [task.no, ...task.sectionPath])).toEqual([
    ['任务1', '攻坚一:补短板'],
    ['任务2', '攻坚一:补短板'],
    ['任务3', '攻坚二:提秩序'],
  ]);
  expect(tasks[0]?.deadline?.due).toBe('2026-06-30');
  expect(tasks[2]?.units.map((unit) => unit.name)).toEqual(['县公安局', '和平街道']);
});

test('the way through a web site is no title', () => {
  const text = [
    '首页 | 政务公开 | 互动交流',
    '您现在的位置:首页 > 政务公开 > 工作计划',
    '清源县2026年创建工作要点',
    '打印',
    '关闭窗口',
    '为做好创建工作,结合我县实际,制定如下要点。',
    '一、整治环境',
    '1.清运积存垃圾。责任单位:县城管局。',
  ].join('\n');
  expect(readPaper(paperOfText(text)).title).toBe('清源县2026年创建工作要点');
});

test('a unit and its person may stand on each line of a cell', () => {
  const rows = [
    ['序号', '整改内容', '责任单位及责任人'],
    ['1', '疏导校门口交通', '县公安局 冯军\n县教育局 蒋丽'],
  ];
  const text = rows.map((row) => row.join('\t')).join('\n\n');
  let from = 0;
  const cells = rows.flatMap((row, r) =>
    row.map((words, column) => {
      const start = text.indexOf(words, from);
      from = start + words.length;
      return { row: r, column, rowSpan: 1, columnSpan: 1, text: words, start, end: from, hidden: false };
    }),
  );
  const { tasks } = readPaper({
    name: 'a.docx',
    format: 'docx',
    text,
    blocks: [{ kind: 'table', start: 0, end: text.length, sheet: null, columns: 3, cells }],
    notes: [],
  });
  expect(tasks[0]?.units.map((unit) => unit.name)).toEqual(['县公安局', '县教育局']);
  expect(tasks[0]?.persons.map((person) => person.name)).toEqual(['冯军', '蒋丽']);
});

test('a report gives no tasks', () => {
  const { tasks, kind, findings } = readPaper(
    paperOfText(
      '清源县创建工作情况汇报\n一、主要做法\n(一)加强领导。召开会议12次。\n二、下一步打算\n(一)加大宣传。\n',
    ),
  );
  expect([kind, tasks]).toEqual(['report', []]);
  expect(findings.map((finding) => finding.code)).toContain('no_tasks');
});

const words = fc.constantFrom(
  '一、',
  '(一)',
  '1.',
  '(1)',
  '①',
  '第一条 ',
  '责任单位:',
  '责任单位。',
  '牵头',
  '县教育局',
  '、',
  '。',
  ';',
  '\n',
  '\t',
  '(',
  ')',
  '“',
  '〞',
  '2026年9月底前',
  '每季度',
  '达90%以上',
  '— 3—',
  '——48.',
  '分别',
  '同上',
  ' ',
  '創(chuàng)',
  '|',
  ',',
  '序号',
  '工作任务',
  '完成时限',
  '合计',
  '\ud800',
  '😀',
  '其中',
);
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.array(words, { maxLength: 60 }).map((parts) => parts.join('')),
);

test('no text makes it fail, and every span lies inside the text', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const reading = readPaper(paperOfText(text), { today: '2026-05-01' });
      const spans = reading.tasks.flatMap((task) => [
        task.source,
        ...task.units,
        ...task.persons,
        ...task.targets,
        ...(task.deadline === null ? [] : [task.deadline.span]),
      ]);
      for (const finding of reading.findings) if (finding.span !== null) spans.push(finding.span);
      for (const { start, end } of spans) {
        expect(start).toBeGreaterThanOrEqual(0);
        expect(end).toBeGreaterThanOrEqual(start);
        expect(end).toBeLessThanOrEqual(text.length);
      }
    }),
    { numRuns: 400 },
  );
});

test('no table makes it fail', () => {
  const cell = fc.record({
    text: fc.array(words, { maxLength: 6 }).map((parts) => parts.join('')),
    span: fc.integer({ min: 1, max: 3 }),
  });
  fc.assert(
    fc.property(
      fc.array(fc.array(cell, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 8 }),
      (rows) => {
        let text = '';
        const cells = rows.flatMap((row, r) =>
          row.map((entry, c) => {
            const start = text.length;
            text += `${entry.text}\t`;
            return {
              row: r,
              column: c,
              rowSpan: entry.span,
              columnSpan: 1,
              text: entry.text,
              start,
              end: start + entry.text.length,
              hidden: false,
            };
          }),
        );
        const paper: Paper = {
          name: 'a.docx',
          format: 'docx',
          text,
          blocks: [{ kind: 'table', start: 0, end: text.length, sheet: null, columns: 6, cells }],
          notes: [],
        };
        expect(readPaper(paper).tasks.length).toBeLessThanOrEqual(cells.length);
      },
    ),
    { numRuns: 200 },
  );
});

test('the time grows with the length, whatever is repeated', () => {
  const seconds = (text: string): number => {
    // Of this process alone: the machine may be busy with other suites.
    const started = process.cpuUsage();
    readPaper(paperOfText(text));
    return process.cpuUsage(started).user / 1e6;
  };
  seconds(PLAN);
  for (const piece of [
    '(',
    '一、',
    '责任单位:',
    '县教育局、',
    '达90%以上、',
    '由',
    '1,2,3\n',
    'a|b|c\n',
    '单位',
    '共12个,其中',
    '每',
  ]) {
    expect(seconds(piece.repeat(Math.ceil(200_000 / piece.length))), piece).toBeLessThan(2);
  }
});
