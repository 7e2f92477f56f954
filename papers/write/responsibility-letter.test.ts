import { expect, test } from 'vitest';
import { HOSTILE } from './hostile.ts';
import { writeResponsibilityLetter, type LetterPaper, type LetterTask } from './responsibility-letter.ts';
import { all, isOn, paragraphs, unpacked, words } from './unpacked.ts';

const task = (no: number, more: Partial<LetterTask> = {}): LetterTask => ({
  no: String(no),
  text: `整治第${no}片区的环境卫生`,
  standard: '无积存垃圾',
  targets: ['清运率达100%'],
  deadline: { phrase: '9月底前', due: '2026-09-30' },
  role: 'lead',
  ...more,
});

const letter = (tasks: LetterTask[], more: Partial<LetterPaper> = {}): LetterPaper => ({
  title: '清源县2026年度创建文明城市工作目标责任书',
  number: '清创责〔2026〕12号',
  issuer: { name: '清源县创建文明城市工作领导小组', signatory: null },
  unit: { name: '清源县住房和城乡建设局', signatory: '局长 李静' },
  preamble: null,
  tasks,
  chain: ['分管领导：副局长 王海'],
  assessment: '月检查、季通报、年考核。',
  rewards: null,
  period: { from: '2026-01-01', to: '2026-12-31' },
  auditHead: 'a1b2c3d4e5f60718',
  madeAt: new Date('2026-03-02T01:00:00Z'),
  ...more,
});

const opened = async (paper: LetterPaper) =>
  unpacked(await writeResponsibilityLetter(paper)).part('word/document.xml');

test('a letter names both sides, the five fixed items and leaves the dates to the hand', async () => {
  const document = await opened(letter([task(1)]));
  const lines = paragraphs(document);

  expect(lines.slice(0, 2)).toEqual(['清源县2026年度创建文明城市工作目标责任书', '清创责〔2026〕12号']);
  expect(lines).toContain('乙方：清源县住房和城乡建设局（第一责任人：局长 李静）');
  expect(lines.filter((line) => /^[一二三四五]、/.test(line))).toEqual([
    '一、定任务',
    '二、定进度',
    '三、定责任',
    '四、定考评',
    '五、定奖惩',
  ]);
  expect(lines.filter((line) => /^\s+年\s+月\s+日$/.test(line))).toHaveLength(2);
  expect(lines.at(-1)).toBe('审计链校验码：a1b2c3d4e5f60718');
});

test('one task stands in the letter, on one upright section', async () => {
  const document = await opened(letter([task(1)]));
  const [head, row] = all(all(document, 'w:tbl')[0]!, 'w:tr');

  expect(all(document, 'w:sectPr')).toHaveLength(1);
  expect(all(head!, 'w:tc').map(words)).toEqual([
    '序号',
    '工作任务',
    '工作标准',
    '量化目标',
    '角色',
    '完成时限',
  ]);
  expect(all(row!, 'w:tc').map(words)).toEqual([
    '1',
    '整治第1片区的环境卫生',
    '无积存垃圾',
    '清运率达100%',
    '牵头',
    '9月底前\n2026-09-30',
  ]);
});

test('eighty tasks become an attachment after the signatures, with a repeated head row', async () => {
  const tasks = Array.from({ length: 80 }, (_, at) =>
    task(at + 1, at % 4 === 0 ? { role: 'cooperating', deadline: null } : {}),
  );
  const document = await opened(letter(tasks));
  const [signatures, list] = all(document, 'w:tbl');

  expect(all(document, 'w:sectPr').map((each) => all(each, 'w:pgSz')[0]?.attributes['w:orient'])).toEqual([
    'portrait',
    'landscape',
  ]);
  expect(words(signatures!)).toContain('第一责任人（签字）');
  expect(all(list!, 'w:tr')).toHaveLength(81);
  expect(
    all(list!, 'w:tr')
      .map((row) => isOn(row, 'w:tblHeader'))
      .indexOf(false),
  ).toBe(1);
  expect(paragraphs(document)).toContain('附件：目标任务清单');
  expect(paragraphs(document).join('')).toContain(
    '承担创建任务80项，其中牵头60项、配合20项；应达到的量化目标80条',
  );
  expect(paragraphs(document).join('')).toContain('20项没有明确日期的任务');
});

test('the sentence before the signatures stays on their page', async () => {
  const document = await opened(letter([task(1)]));
  const last = all(document, 'w:p').find((each) => words(each).startsWith('本责任书一式两份'));

  expect(isOn(last!, 'w:keepNext')).toBe(true);
  expect(isOn(last!, 'w:keepLines')).toBe(true);
});

test('what is not fixed is said, not left out', async () => {
  const lines = paragraphs(
    await opened(letter([], { assessment: null, unit: { name: '清源县档案馆', signatory: null } })),
  );

  expect(lines.filter((line) => line.includes('尚未确定'))).toHaveLength(2);
  expect(lines).toContain('本期乙方没有单独承担的任务。');
  expect(lines).toContain('乙方：清源县档案馆');
});

test('a period of one day and tasks of one day are told as one', async () => {
  const lines = paragraphs(await opened(letter([task(1), task(2)])));

  expect(lines.join('')).toContain('有明确日期的2项任务均应于2026年9月30日前完成。');
});

test('hostile names and tasks stay text, and nothing points out of the file', async () => {
  const tasks = HOSTILE.map((each, at) => task(at, { text: each, standard: each, targets: [each] }));
  const bytes = await writeResponsibilityLetter(
    letter(tasks, { unit: { name: HOSTILE[0]!, signatory: HOSTILE[0]! } }),
  );
  const paper = unpacked(bytes);

  const cells = all(paper.part('word/document.xml'), 'w:tc').map(words);
  expect(cells).toEqual(expect.arrayContaining(HOSTILE.map((each) => each.replace('\r', '\n'))));
  expect(paper.outward).toEqual([]);
});
