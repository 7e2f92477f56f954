import { readFile } from 'node:fs/promises';
import iconv from 'iconv-lite';
import type { Paper } from '@tongchuang/domain/intake/paper.ts';
import { expect, test } from 'vitest';
import { pdfOf } from './made-pdf.ts';
import type { MadePage } from './made-pdf.ts';
import { readPaperFile } from './paper-file.ts';

const read = (bytes: Uint8Array): Promise<Paper> => readPaperFile('方案.pdf', bytes);
const lines = ({ blocks, text }: Paper): string[] =>
  blocks.flatMap(({ kind, start, end }) => (kind === 'paragraph' ? [text.slice(start, end)] : []));
const tables = (paper: Paper) =>
  paper.blocks.flatMap((block) =>
    block.kind === 'table'
      ? [block.cells.map((cell) => [cell.row, cell.column, cell.rowSpan, cell.columnSpan, cell.text])]
      : [],
  );

/** Lines of 28 characters fill the page; the text stands 23 points a line. */
const FULL = '为深入推进文明城市创建工作进一步提升城市文明程度和市民素质';
const page = (...texts: [x: number, text: string][]): MadePage => ({
  texts: texts.map(([x, text], at) => ({ x, y: 740 - at * 23, text })),
});

test('lines become paragraphs again: a short line ends one, a number or an indent begins one', async () => {
  const paper = await read(
    pdfOf([
      page(
        [60, FULL],
        [60, FULL],
        [60, '制定本方案。'],
        [92, FULL.slice(0, 26)],
        [60, '坚持为民惠民。'],
        [60, `一、${FULL.slice(2)}`],
        [60, '(一)宣传发动'],
      ),
    ]),
  );

  expect(lines(paper)).toEqual([
    `${FULL}${FULL}制定本方案。`,
    `${FULL.slice(0, 26)}坚持为民惠民。`,
    `一、${FULL.slice(2)}`,
    '(一)宣传发动',
  ]);
});

test('a paragraph goes on over the page end; heads, feet and page numbers go and are counted', async () => {
  const withFurniture = (number: number, body: MadePage): MadePage => ({
    texts: [
      { x: 60, y: 800, text: '清源县创建办文件', size: 12 },
      ...body.texts,
      { x: 280, y: 40, text: `— ${number} —`, size: 12 },
    ],
  });

  const paper = await read(
    pdfOf([
      withFurniture(1, page([60, FULL], [60, FULL])),
      withFurniture(2, page([60, '到这里结束。'], [60, '责任单位:县文明办'])),
      withFurniture(3, page([60, '第三页的话。'])),
    ]),
  );

  expect(lines(paper)).toEqual([`${FULL}${FULL}到这里结束。`, '责任单位:县文明办', '第三页的话。']);
  expect(paper.notes).toEqual([{ code: 'page_furniture_removed', count: 6 }]);
});

test('blanks stay between words; the thin gap that writers set beside digits is none', async () => {
  const texts = [
    { x: 60, y: 700, text: '达到' },
    { x: 96, y: 700, text: '90%' },
    { x: 124, y: 700, text: '以上' },
    { x: 60, y: 660, text: 'GB/T' },
    { x: 100, y: 660, text: '9704' },
    { x: 60, y: 620, text: '年' },
    { x: 90, y: 620, text: '月' },
  ];

  expect(lines(await read(pdfOf([{ texts }])))).toEqual(['达到90%以上', 'GB/T 9704', '年 月']);
});

test('the small number of a footnote leaves the text, the footnote goes to the end', async () => {
  const body = page([60, FULL], [60, FULL], [60, FULL]).texts;
  const paper = await read(
    pdfOf([
      {
        texts: [
          ...body,
          { x: 60, y: 600, text: '满意度达' },
          { x: 124, y: 607, text: '1', size: 8 },
          { x: 132, y: 600, text: '90%以上。' },
          { x: 60, y: 130, text: '1 以2025年测评为准。', size: 10 },
        ],
      },
    ]),
  );

  expect(lines(paper).slice(-2)).toEqual(['满意度达90%以上。', '1 以2025年测评为准。']);
  expect(paper.blocks.at(-1)).toMatchObject({ place: 'footnote' });
});

test('rulings make tables, merged cells included', async () => {
  const across = [700, 670, 640, 610].map((y): [number, number, number, number] => [60, y, 360, y]);
  // The first column has no ruling between its last two rows.
  across[2] = [160, 640, 360, 640];
  const down = [60, 160, 260, 360].map((x): [number, number, number, number] => [x, 610, x, 700]);
  const at = (x: number, y: number, text: string) => ({ x, y, text, size: 12 });

  const paper = await read(
    pdfOf([
      {
        texts: [
          at(66, 680, '项目'), at(166, 680, '任务'), at(266, 680, '单位'),
          at(66, 635, '环境'), at(166, 650, '清扫'), at(266, 650, '县城管局'),
          at(166, 620, '绿化'), at(266, 620, '县林业局'),
          at(60, 560, '表后'),
        ],
        rulings: [...across, ...down],
      },
    ]),
  ); // prettier-ignore

  expect(tables(paper)).toEqual([
    [
      [0, 0, 1, 1, '项目'],
      [0, 1, 1, 1, '任务'],
      [0, 2, 1, 1, '单位'],
      [1, 0, 2, 1, '环境'],
      [1, 1, 1, 1, '清扫'],
      [1, 2, 1, 1, '县城管局'],
      [2, 1, 1, 1, '绿化'],
      [2, 2, 1, 1, '县林业局'],
    ],
  ]);
  expect(lines(paper)).toEqual(['表后']);
});

test('columns that are only aligned make a table too', async () => {
  const row = (y: number, ...texts: string[]) =>
    texts.map((text, at) => ({ x: 60 + at * 150, y, text, size: 12 }));

  const paper = await read(
    pdfOf([
      {
        texts: [
          ...row(700, '序号', '任务', '单位'),
          ...row(680, '1', '清扫街巷', '县城管局'),
          ...row(660, '2', '补栽绿化', '县林业局'),
        ],
      },
    ]),
  );

  expect(tables(paper)[0]?.map((cell) => cell.at(-1))).toEqual(['序号', '任务', '单位', '1', '清扫街巷', '县城管局', '2', '补栽绿化', '县林业局']); // prettier-ignore
});

test('text of old writers comes in GBK with a font that is only named', async () => {
  const font = { encoding: 'GBK-EUC-H' as const, bytes: (text: string) => iconv.encode(text, 'gbk') };

  expect(lines(await read(pdfOf([page([60, '整治占道经营,责任单位:县城管局。'])], { font })))).toEqual([
    '整治占道经营,责任单位:县城管局。',
  ]);
});

test('radicals that only look like characters are those characters', async () => {
  const named = '\u2f42\u660e\u57ce\u5e02\u5de5\u4f5c'; // \u2f42 is the radical of 文

  expect(lines(await read(pdfOf([page([60, named])])))).toEqual(['文明城市工作']);
});

test('a page without text is a picture', async () => {
  await expect(read(pdfOf([{ texts: [], rulings: [[0, 0, 50, 50]] }]))).rejects.toMatchObject({
    code: 'paper.image_only',
  });
  await expect(read(pdfOf([{ texts: [{ x: 290, y: 30, text: '1' }] }]))).rejects.toMatchObject({
    code: 'paper.image_only',
  });
});

test('a password, a missing end and a broken inside are told apart', async () => {
  const secret = '0'.repeat(64);
  const encrypted = pdfOf([page([60, '密'])], {
    trailer: `/ID [<00><00>] /Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -4 /O <${secret}> /U <${secret}> >>`,
  });
  const whole = pdfOf([page([60, '全文'])]);

  await expect(read(encrypted)).rejects.toMatchObject({ code: 'paper.encrypted' });
  await expect(read(whole.slice(0, 200))).rejects.toMatchObject({ code: 'paper.truncated' });
  await expect(read(Buffer.from('%PDF-1.7\nnothing\n%%EOF'))).rejects.toMatchObject({
    code: 'paper.damaged',
  });
});

test('a plan of six pages as an office program prints it is read whole', async () => {
  const paper = await read(await readFile(new URL('../fixtures/read/plan.pdf', import.meta.url)));

  const [table] = tables(paper);
  expect(lines(paper).slice(0, 3)).toEqual(['清源县创建文明城市', '2026年工作实施方案', '一、总体要求']);
  expect(lines(paper).slice(-2)).toEqual(['清源县创建办', '2026年3月2日']);
  expect(lines(paper).filter((line) => /^\uff08[一二三四]\uff09/.test(line))).toHaveLength(12);
  // Header once, 14 rows that were torn over three pages, three merged groups.
  expect(table?.filter(([, column]) => column === 0).map((cell) => cell.at(-1))).toEqual(['序号', ...Array.from({ length: 14 }, (_, at) => String(at + 1))]); // prettier-ignore
  expect(table?.filter(([, column]) => column === 1)).toEqual([
    [0, 1, 1, 1, '测评项目'],
    [1, 1, 5, 1, '市容环境'],
    [6, 1, 5, 1, '宣传引导'],
    [11, 1, 4, 1, '志愿服务'],
  ]);
  expect(table?.filter(([row, column]) => (row as number) > 0 && column === 3).every((cell) => cell.at(-1) === '县城管局、县住建局、各乡镇')).toBe(true); // prettier-ignore
});
