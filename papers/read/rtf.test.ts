import iconv from 'iconv-lite';
import type { Paper } from '@tongchuang/domain/intake/paper.ts';
import { expect, test } from 'vitest';
import { readPaperFile } from './paper-file.ts';

const read = (body: string): Promise<Paper> =>
  readPaperFile('通知.doc', Buffer.from(`{\\rtf1\\ansi\\ansicpg936 ${body}}`, 'latin1'));
/** Chinese as RTF of Chinese Windows writes it. */
const gbk = (text: string): string =>
  [...iconv.encode(text, 'gbk')].map((byte) => `\\'${byte.toString(16).padStart(2, '0')}`).join('');
const lines = ({ blocks, text }: Paper): string[] =>
  blocks.flatMap((block) =>
    block.kind === 'paragraph' ? [`${block.number ?? ''}${text.slice(block.start, block.end)}`] : [],
  );
const cells = ({ blocks }: Paper) =>
  blocks.flatMap((block) =>
    block.kind === 'table'
      ? block.cells.map((cell) => [cell.row, cell.column, cell.rowSpan, cell.columnSpan, cell.text])
      : [],
  );

test('code page, fonts with their own and Unicode with its fallback all give the same text', async () => {
  const fonts =
    '{\\fonttbl{\\f0\\fnil\\fcharset134 SimSun;}{\\f1\\fnil\\fcharset136 MingLiU;}{\\f2\\fnil\\fcharset0 Arial;}}';
  const big5 = [...iconv.encode('責任', 'big5')].map((byte) => `\\'${byte.toString(16)}`).join('');

  const paper = await read(
    `${fonts}{\\info{\\title ${gbk('不印')}}}\\f0 ${gbk('责任单位')}\\par \\f1 ${big5}\\par \\f2\\uc1\\u21019?\\u24314?90%\\par \\uc2\\u21019\\'b4\\'b4x\\par \\uc0\\u21019 \\u24314`,
  );

  expect(lines(paper)).toEqual(['责任单位', '責任', '创建90%', '创x', '创建']);
});

test('generated numbers stand beside the text, bullets do not', async () => {
  const paper = await read(
    `{\\listtext\\tab ${gbk('一、')}\\tab}${gbk('总则')}\\par {\\pntext\\'b7\\tab}${gbk('要点')}\\par \\pard ${gbk('正文')}`,
  );

  expect(lines(paper)).toEqual(['一、总则', '要点', '正文']);
});

test('tables: cells by their edges, merged down and across, and one inside another', async () => {
  const paper = await read(
    [
      '\\trowd\\clvmgf\\cellx1000\\cellx2000\\cellx3000\\pard\\intbl A\\cell B\\cell C\\cell\\row',
      '\\trowd\\clvmrg\\cellx1000\\cellx3000\\pard\\intbl\\cell D\\par E\\cell\\row',
      '\\trowd\\cellx1000\\cellx3000\\pard\\intbl F\\cell G\\par\\pard\\intbl\\itap2 x\\nestcell y\\nestcell{\\*\\nesttableprops\\trowd\\cellx1500\\cellx2500\\nestrow}{\\nonesttables\\par}\\pard\\intbl\\cell\\row',
      '\\pard After\\par',
    ].join('\n'),
  );

  expect(cells(paper)).toEqual([
    [0, 0, 2, 1, 'A'],
    [0, 1, 1, 1, 'B'],
    [0, 2, 1, 1, 'C'],
    [1, 1, 1, 2, 'D\nE'],
    [2, 0, 1, 1, 'F'],
    [2, 1, 1, 2, 'G\nx y'],
  ]);
  expect(lines(paper)).toEqual(['After']);
});

test('hidden and deleted words, page heads, pictures and instructions of fields are not printed', async () => {
  const paper = await read(
    '{\\header Head\\par}Begin{\\v hidden}{\\deleted gone}{\\revised  new}{\\field{\\*\\fldinst PAGE}{\\fldrslt  5}}{\\pict\\pngblip 89504e}{\\*\\unknown x} end{\\footnote\\pard {\\super\\chftn} Note}.\\par',
  );

  expect(lines(paper)).toEqual(['Begin new 5 end.', ' Note']);
  expect(paper.notes).toEqual([{ code: 'tracked_changes_accepted', count: 2 }]);
});

test('a text box follows the paragraph that it hangs on', async () => {
  const paper = await read(
    'One{\\shp{\\*\\shpinst\\shpleft1{\\sp{\\sn a}{\\sv b}}{\\shptxt \\pard Box\\par}}{\\shprslt{\\*\\do x}}} more\\par Two\\par',
  );

  expect(lines(paper)).toEqual(['One more', 'Box', 'Two']);
  expect(paper.blocks[1]).toMatchObject({ place: 'textbox' });
});
