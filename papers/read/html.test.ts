import iconv from 'iconv-lite';
import type { Paper } from '@tongchuang/domain/intake/paper.ts';
import { expect, test } from 'vitest';
import { readPaperFile } from './paper-file.ts';

const read = (page: string, name = '通知.doc'): Promise<Paper> => readPaperFile(name, Buffer.from(page));
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

test('paragraphs, headings, breaks and entities are read as a browser shows them', async () => {
  const paper = await read(
    '<!DOCTYPE html><html><head><title>不印</title><style>p{}</style></head><body><h2>一、任务</h2><p>整治\n占道<b>经营</b>&ldquo;达&#57;0%&rdquo;</p>第一行<br>第二行<script>var x="<p>不</p>"</script><!-- 不 --><div>A  test\nof words</div></body></html>',
  );

  expect(lines(paper)).toEqual(['一、任务', '整治占道经营“达90%”', '第一行', '第二行', 'A test of words']);
  expect(paper.blocks[0]).toMatchObject({ outline: 2 });
});

test('cells span rows and columns, and end tags may be missing', async () => {
  const paper = await read(
    '<table><tr><td rowspan=2>环境<td>清扫<td>县城管局<tr><td colspan="2">绿化<p>县林业局</table>',
  );

  expect(cells(paper)).toEqual([
    [0, 0, 2, 1, '环境'],
    [0, 1, 1, 1, '清扫'],
    [0, 2, 1, 1, '县城管局'],
    [1, 1, 1, 2, '绿化\n县林业局'],
  ]);
});

test('numbered lists are numbered, also from a start and in an empty cell', async () => {
  const paper = await read(
    '<ol start="3"><li>甲<li>乙</ol><ul><li>丙</ul><ol type="a"><li>丁</ol><table><tr><td><ol><li></ol><td>戊</table>',
  );

  expect(lines(paper)).toEqual(['3.甲', '4.乙', '丙', 'a.丁']);
  expect(cells(paper).map((cell) => cell.at(-1))).toEqual(['1.', '戊']);
});

test('what is hidden, deleted or only a mark of a footnote is not text', async () => {
  const paper = await read(
    '<p>达<a href="#_ftn1"><sup>1</sup></a>90%<span style="display:none">藏</span><del>删</del><ins>增</ins>以上</p>',
  );

  expect(lines(paper)).toEqual(['达90%增以上']);
  expect(paper.notes).toEqual([{ code: 'tracked_changes_accepted', count: 2 }]);
});

test('the charset is the one declared, or the one that fits', async () => {
  const page = (charset: string) =>
    `<html><meta charset="${charset}"><p>创建文明城市,各单位分工负责。</p></html>`;

  for (const bytes of [
    iconv.encode(page('gb2312'), 'gbk'),
    iconv.encode(page('utf-8'), 'gbk'),
    Buffer.from(page('gb2312')),
  ]) {
    expect(lines(await readPaperFile('a.doc', bytes))).toEqual(['创建文明城市,各单位分工负责。']);
  }
});

test('a table exported under .xls and a web archive under .doc are read', async () => {
  const archive = [
    'MIME-Version: 1.0',
    'Content-Type: multipart/related; boundary="=_part"',
    '',
    '--=_part',
    'Content-Type: text/html; charset="utf-8"',
    'Content-Transfer-Encoding: quoted-printable',
    '',
    '<html><p>=E5=88=9B=E5=BB=\r\n=BA</p></html>',
    '--=_part--',
  ].join('\r\n');

  expect(cells(await read('<table><tr><td>序号<td>任务</table>', '表.xls'))).toHaveLength(2);
  expect(lines(await read(archive))).toEqual(['创建']);
});

test('a layout table of a site gives way to its content', async () => {
  const paper = await read(
    '<table><tr><td>导航</td><td><p>正文</p><table><tr><td>甲<td>乙<tr><td>丙<td>丁</table></td></tr></table>',
  );

  expect(lines(paper)).toEqual(['导航', '正文']);
  expect(cells(paper).map((cell) => cell.at(-1))).toEqual(['甲', '乙', '丙', '丁']);
});
