import type { Paper } from '@tongchuang/domain/intake/paper.ts';
import { expect, test } from 'vitest';
import { relationshipsXml, zipOf } from './made.ts';
import type { Parts } from './made.ts';
import { readPaperFile } from './paper-file.ts';

const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';

interface Book {
  sheets: { name: string; xml: string; state?: string }[];
  strings?: string;
  styles?: string;
  workbook?: string;
}

function xlsx({ sheets, strings = '', styles = '', workbook = '' }: Book): Uint8Array {
  const parts: Parts = {
    '_rels/.rels': relationshipsXml([{ type: 'officeDocument', target: 'xl/workbook.xml' }]),
    'xl/workbook.xml': `<workbook ${MAIN} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">${workbook}<sheets>${sheets
      .map(
        ({ name, state }, at) =>
          `<sheet name="${name}" r:id="rId${at + 1}"${state ? ` state="${state}"` : ''}/>`,
      )
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relationshipsXml([
      ...sheets.map((_, at) => ({ type: 'worksheet', target: `worksheets/sheet${at + 1}.xml` })),
      { type: 'sharedStrings', target: 'sharedStrings.xml' },
      { type: 'styles', target: '/xl/styles.xml' },
    ]),
    'xl/sharedStrings.xml': `<sst ${MAIN}>${strings}</sst>`,
    'xl/styles.xml': `<styleSheet ${MAIN}>${styles}</styleSheet>`,
  };
  sheets.forEach(({ xml }, at) => {
    parts[`xl/worksheets/sheet${at + 1}.xml`] = `<worksheet ${MAIN}>${xml}</worksheet>`;
  });
  return zipOf(parts);
}

const text = (ref: string, content: string): string =>
  `<c r="${ref}" t="inlineStr"><is><t>${content}</t></is></c>`;
const data = (...rows: string[]): string =>
  `<sheetData>${rows.map((cells, at) => `<row r="${at + 1}">${cells}</row>`).join('')}</sheetData>`;
const read = (book: Book): Promise<Paper> => readPaperFile('分解表.xlsx', xlsx(book));
const grid = (paper: Paper, at = 0) => {
  const block = paper.blocks[at];
  if (block?.kind !== 'table') throw new Error('no table');
  return block.cells.map((cell) => [cell.row, cell.column, cell.rowSpan, cell.columnSpan, cell.text]);
};

test('texts are shared by number, rich ones joined, readings above characters left out', async () => {
  const strings =
    '<si><t>序号</t></si><si><r><t>责任</t></r><r><rPr><b/></rPr><t>单位</t></r></si><si><t>创建</t><rPh sb="0" eb="2"><t>chuàngjiàn</t></rPh></si>';

  const paper = await read({
    strings,
    sheets: [
      {
        name: '表一',
        xml: data('<c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c>'),
      },
    ],
  });

  expect(paper.text).toBe('序号\t责任单位\t创建\n');
  expect(paper.blocks[0]).toMatchObject({ kind: 'table', sheet: '表一', columns: 3 });
});

test('numbers, dates, truth values, results and errors print as the sheet shows them', async () => {
  const styles =
    '<numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/></numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="9"/><xf numFmtId="164"/><xf numFmtId="14"/></cellXfs>';
  const row =
    '<c r="A1" s="1"><v>0.9</v></c><c r="B1" s="2"><v>46295</v></c><c r="C1" s="3"><v>46295</v></c><c r="D1" t="b"><v>1</v></c><c r="E1" t="str"><f>A1&amp;"x"</f><v>县文明办</v></c><c r="F1" t="e"><v>#REF!</v></c><c r="G1"><f>1+1</f><v>2</v></c>';

  const paper = await read({ styles, sheets: [{ name: '表', xml: data(row) }] });
  const old = await read({ styles, workbook: '<workbookPr date1904="1"/>', sheets: [{ name: '表', xml: data('<c r="A1" s="3"><v>44833</v></c>') }] }); // prettier-ignore

  expect(paper.text).toBe('90%\t2026-09-30\t2026-09-30\tTRUE\t县文明办\t#REF!\t2\n');
  expect(old.text).toBe('2026-09-30\n');
});

test('merged cells stand once; what Excel hides under them is gone; empty rows and columns close up', async () => {
  const xml =
    '<sheetData>' +
    `<row r="3">${text('B3', '任务分解表')}</row>` +
    `<row r="5">${text('B5', '环境')}${text('C5', '清扫')}</row>` +
    `<row r="6">${text('B6', '藏')}${text('C6', '绿化')}</row>` +
    `<row r="7">${text('C7', '垃圾')}</row>` +
    '</sheetData><mergeCells><mergeCell ref="B3:D3"/><mergeCell ref="B5:B7"/></mergeCells>';

  const paper = await read({ sheets: [{ name: '表', xml }] });

  expect(grid(paper)).toEqual([
    [0, 0, 1, 2, '任务分解表'],
    [1, 0, 3, 1, '环境'],
    [1, 1, 1, 1, '清扫'],
    [2, 1, 1, 1, '绿化'],
    [3, 1, 1, 1, '垃圾'],
  ]);
});

test('hidden rows, columns and sheets are kept, marked and counted', async () => {
  const xml = `<cols><col min="2" max="3" hidden="1"/></cols><sheetData><row r="1">${text('A1', '显')}${text('B1', '藏列')}</row><row r="2" hidden="1">${text('A2', '藏行')}</row></sheetData>`;

  const paper = await read({
    sheets: [
      { name: '一', xml },
      { name: '二', xml: data(text('A1', '藏表')), state: 'veryHidden' },
      { name: '空', xml: data() },
    ],
  });

  const cells = paper.blocks.flatMap((block) => (block.kind === 'table' ? block.cells : []));
  expect(cells.map((cell) => [cell.text, cell.hidden])).toEqual([
    ['显', false],
    ['藏列', true],
    ['藏行', true],
    ['藏表', true],
  ]);
  expect(paper.notes).toEqual([{ code: 'hidden_cells', count: 3 }]);
});

test('a million empty formatted rows do not matter', async () => {
  let rows = '';
  for (let at = 2; at <= 1_048_576; at++) rows += `<row r="${at}" ht="15"/>`;

  const paper = await read({
    sheets: [{ name: '表', xml: `<sheetData><row r="1">${text('A1', '任务')}</row>${rows}</sheetData>` }],
  });

  expect(paper.text).toBe('任务\n');
}, 20_000);

test('cells and rows may leave out where they stand', async () => {
  const paper = await read({
    sheets: [
      {
        name: '表',
        xml: '<sheetData><row><c t="inlineStr"><is><t>甲_x000D_乙</t></is></c><c><v>3</v></c></row></sheetData>',
      },
    ],
  });

  expect(grid(paper)).toEqual([
    [0, 0, 1, 1, '甲乙'],
    [0, 1, 1, 1, '3'],
  ]);
});
