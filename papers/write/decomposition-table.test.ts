import readExcelFile from 'read-excel-file/node';
import { expect, test } from 'vitest';
import { HOSTILE } from './hostile.ts';
import {
  writeDecompositionDocument,
  writeDecompositionSheet,
  type DecompositionPaper,
  type DecompositionRow,
} from './decomposition-table.ts';
import { all, isOn, paragraphs, unpacked, words } from './unpacked.ts';

const row = (no: number, category: string[], more: Partial<DecompositionRow> = {}): DecompositionRow => ({
  no: String(no),
  category,
  text: `任务${no}`,
  standard: '无积存垃圾',
  targets: ['清运率达100%', '满意度达90%以上'],
  deadline: { phrase: '9月底前', due: '2026-09-30' },
  lead: ['县住建局'],
  responsible: ['县城管执法局', '清河镇'],
  cooperating: [],
  persons: ['王海'],
  state: '进行中 60%',
  ...more,
});

const paper = (rows: DecompositionRow[]): DecompositionPaper => ({
  title: '清源县创建文明城市工作任务分解表',
  note: '第3版',
  rows,
  auditHead: 'a1b2c3d4e5f60718',
  madeAt: new Date('2026-03-02T01:00:00Z'),
});

const HEADS =
  '序号 测评项目（章节） 工作任务 工作标准 量化目标 牵头单位 责任单位 配合单位 责任人 完成时限 状态/进度'.split(
    ' ',
  );
const environment = ['一、政务环境'];
const law = ['二、法治环境'];
const rows = [row(1, environment), row(2, environment), row(3, law), row(4, law), row(5, law), row(6, [])];

test('the document lies across, repeats its head and merges equal neighbours of the category', async () => {
  const document = unpacked(await writeDecompositionDocument(paper(rows))).part('word/document.xml');
  const lines = all(document, 'w:tr');

  expect(all(document, 'w:pgSz')[0]?.attributes['w:orient']).toBe('landscape');
  expect(all(lines[0]!, 'w:tc').map(words)).toEqual(HEADS);
  expect(lines.map((line) => isOn(line, 'w:tblHeader'))).toEqual([true, ...rows.map(() => false)]);
  expect(
    lines
      .slice(1)
      .map((line) => all(all(line, 'w:tc')[1]!, 'w:vMerge').map((merge) => merge.attributes['w:val'])[0]),
  ).toEqual(['restart', 'continue', 'restart', 'continue', 'continue', undefined]);
  expect(all(lines[1]!, 'w:tc').map(words)).toEqual([
    '1',
    '一、政务环境',
    '任务1',
    '无积存垃圾',
    '清运率达100%\n满意度达90%以上',
    '县住建局',
    '县城管执法局、清河镇',
    '',
    '王海',
    '9月底前',
    '进行中 60%',
  ]);
  expect(paragraphs(document).at(-1)).toContain('a1b2c3d4e5f60718');
});

test('the columns fill the width of the page', async () => {
  const document = unpacked(await writeDecompositionDocument(paper(rows))).part('word/document.xml');
  const width = all(document, 'w:gridCol').reduce((sum, column) => sum + Number(column.attributes['w:w']), 0);

  expect((width / 1440) * 25.4).toBeCloseTo(257, 0);
});

test('the sheet merges the same cells, freezes its head and repeats it in print', async () => {
  const file = unpacked(await writeDecompositionSheet(paper(rows)));
  const sheet = file.part('xl/worksheets/sheet1.xml');

  expect(all(sheet, 'mergeCell').map((merge) => merge.attributes['ref'])).toEqual([
    'A1:K1',
    'A2:K2',
    'B4:B5',
    'B6:B8',
  ]);
  expect(all(sheet, 'pane')[0]?.attributes).toMatchObject({ ySplit: '3', xSplit: '1', state: 'frozen' });
  expect(all(file.part('xl/workbook.xml'), 'definedName')[0]?.text).toBe("'任务分解表'!$1:$3");
  expect(all(sheet, 'pageSetup')[0]?.attributes['orientation']).toBe('landscape');
});

test('a row is as tall as its longest text needs', async () => {
  const long = row(2, environment, { text: '整治背街小巷，'.repeat(40) });
  const sheet = unpacked(await writeDecompositionSheet(paper([row(1, environment), long]))).part(
    'xl/worksheets/sheet1.xml',
  );
  const [short, tall] = all(sheet, 'row')
    .slice(3, 5)
    .map((each) => Number(each.attributes['ht']));

  expect(short).toBeLessThan(50);
  expect(tall).toBeGreaterThan(200);
  expect(tall).toBeLessThanOrEqual(409);
});

test('both forms hold hostile text as text', async () => {
  const hostile = HOSTILE.map((each, at) =>
    row(at, [each], { no: each, text: each, standard: each, lead: [each], state: each }),
  );
  const document = unpacked(await writeDecompositionDocument(paper(hostile)));
  const sheet = await writeDecompositionSheet(paper(hostile));
  const [read] = await readExcelFile(Buffer.from(sheet));

  expect(all(document.part('word/document.xml'), 'w:tc').map(words)).toEqual(
    expect.arrayContaining(HOSTILE.map((each) => each.replace('\r', '\n'))),
  );
  expect(read?.data.slice(3, -1).map((cells) => cells[2])).toEqual(HOSTILE.map((each) => each.trim()));
  expect(all(unpacked(sheet).part('xl/worksheets/sheet1.xml'), 'f')).toEqual([]);
  expect(document.outward).toEqual([]);
});

test('a plan without tasks still has its head', async () => {
  const [sheet] = await readExcelFile(Buffer.from(await writeDecompositionSheet(paper([]))));

  expect(sheet?.data[2]).toEqual(HEADS);
});
