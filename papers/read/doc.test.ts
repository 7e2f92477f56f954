import { readFile } from 'node:fs/promises';
import type { Paper } from '@tongchuang/domain/intake/paper.ts';
import { expect, test } from 'vitest';
import WordExtractor from 'word-extractor';
import { oleOf } from './made-ole.ts';
import { readPaperFile } from './paper-file.ts';

const fixture = (name: string): Promise<Buffer> =>
  readFile(new URL(`../fixtures/read/${name}`, import.meta.url));
const lines = ({ blocks, text }: Paper): string[] =>
  blocks.flatMap((block) =>
    block.kind === 'paragraph' ? [`${block.number ?? ''}|${text.slice(block.start, block.end)}`] : [],
  );
const cells = ({ blocks }: Paper) =>
  blocks.flatMap((block) =>
    block.kind === 'table'
      ? block.cells.map((cell) => [cell.row, cell.column, cell.rowSpan, cell.columnSpan, cell.text])
      : [],
  );

const LINES = [
  '|清源县创建文明城市实施方案',
  '|为深入推进创建工作\uff0c制定本方案。',
  '一、|总体要求',
  '|以习近平新时代中国特色社会主义思想为指导\uff0c坚持为民惠民。',
  '二、|工作任务',
  '\uff08一\uff09|宣传发动',
  '1.|召开动员大会。',
  '2.|印发工作方案。',
  '\uff08二\uff09|组织实施',
  '|测评满意度达90%以上\uff0c新增',
  '|第二行',
  '|表后文字。',
  '三、|保障措施',
];

/** Title over all columns; groups of two rows merged in the second column; automatic numbers in the first. */
const CELLS = [
  [0, 0, 1, 5, '清源县创建文明城市任务分解表'],
  ...['序号', '测评项目', '工作任务', '责任单位', '完成时限'].map((text, column) => [1, column, 1, 1, text]),
  [2, 0, 1, 1, '1'],
  [2, 1, 2, 1, '市容环境'],
  [2, 2, 1, 1, '整治城区主干道占道经营\uff0c确保主次干道秩序井然\n\uff08责任到人\uff09'],
];

test.each(['plan.doc', 'plan.rtf'])(
  '%s: numbers, merged cells, changes, hidden text and footnotes as printed',
  async (name) => {
    const paper = await readPaperFile('plan.doc', await fixture(name));

    expect(lines(paper).slice(0, LINES.length)).toEqual(LINES);
    expect(lines(paper).at(-1)).toBe('|以2025年测评结果为基数。');
    expect(paper.blocks.at(-1)).toMatchObject({ place: 'footnote' });
    expect(cells(paper).slice(0, CELLS.length)).toEqual(CELLS);
    expect(cells(paper)).toHaveLength(24);
    expect(
      paper.blocks.flatMap((block) => (block.kind === 'paragraph' && block.outline ? [block.outline] : [])),
    ).toEqual([1, 1, 1]);
    expect(paper.notes).toEqual([{ code: 'tracked_changes_accepted', count: 2 }]);
  },
);

test('the words are those that another reader finds', async () => {
  const bytes = await fixture('plan.doc');

  const other = (await new WordExtractor().extract(bytes)).getBody();
  const paper = await readPaperFile('plan.doc', bytes);

  // The other one shows hidden text, and no generated numbers.
  const ours = paper.text.replace(/\s|^\d+(?=\t)|以2025年测评结果为基数。/gm, '');
  expect(ours).toBe(other.replaceAll('隐藏文字', '').replace(/\s/g, ''));
});

test('a password is named, before anything else', async () => {
  const bytes = Buffer.from(await fixture('plan.doc'));
  const head = bytes.indexOf(Buffer.from([0xec, 0xa5]));
  bytes.writeUInt16LE(bytes.readUInt16LE(head + 0x0a) | 0x100, head + 0x0a);

  await expect(readPaperFile('a.doc', bytes)).rejects.toMatchObject({ code: 'paper.encrypted' });
  await expect(
    readPaperFile('a.docx', oleOf({ EncryptionInfo: Buffer.from('x'), EncryptedPackage: Buffer.from('y') })),
  ).rejects.toMatchObject({
    code: 'paper.encrypted',
  });
});

test('an old workbook is said to be unsupported, half a document to be cut', async () => {
  const half = (await fixture('plan.doc')).subarray(0, 9_000);

  await expect(readPaperFile('a.xls', oleOf({ Workbook: Buffer.from('x') }))).rejects.toMatchObject({
    code: 'paper.unsupported',
  });
  await expect(readPaperFile('a.doc', half)).rejects.toMatchObject({ code: 'paper.truncated' });
});
