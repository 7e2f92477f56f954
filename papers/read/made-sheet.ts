import { relationshipsXml, tbl, zipOf } from './made.ts';

// Workbooks and Word tables that the tests build for themselves, from rows of texts.
// A cell may be given as the file has it (type, formula, value). `^` goes on with the cell above, `<` with the one at its left; a number is a number cell.

/** As in the file: t="e" an error, t="b" yes or no, none a number with just these digits. */
export interface RawCell {
  t?: 'e' | 'b' | 'str';
  f?: string;
  v: string;
}
export type MadeCell = string | number | null | RawCell;
export type MadeRow = readonly MadeCell[];

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

/** A workbook of these sheets, in their order. */
export function madeWorkbook(sheets: Record<string, readonly MadeRow[]>): Uint8Array {
  const names = Object.keys(sheets);
  const book = names.map(
    (name, at) => `<sheet name="${escaped(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`,
  );
  const types = names.map(
    (_, at) =>
      `<Override PartName="/xl/worksheets/sheet${at + 1}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`,
  );
  const sheetParts = names.map((name, at) => [
    `xl/worksheets/sheet${at + 1}.xml`,
    sheetXml(sheets[name] ?? []),
  ]);
  return zipOf({
    '[Content_Types].xml': `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>${types.join('')}</Types>`,
    '_rels/.rels': relationshipsXml([{ type: 'officeDocument', target: 'xl/workbook.xml' }]),
    'xl/workbook.xml': `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${book.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relationshipsXml(
      names.map((_, at) => ({ type: 'worksheet', target: `worksheets/sheet${at + 1}.xml` })),
    ),
    ...Object.fromEntries(sheetParts),
  });
}

function sheetXml(rows: readonly MadeRow[]): string {
  const body = rows.map((row, r) => {
    const cells = row.map((value, c) => cellXml(value, `${letters(c)}${r + 1}`));
    return `<row r="${r + 1}">${cells.join('')}</row>`;
  });
  const merges = areas(rows).filter(({ down, across }) => down > 1 || across > 1);
  const merged = merges.map(
    ({ row, column, down, across }) =>
      `<mergeCell ref="${letters(column)}${row + 1}:${letters(column + across - 1)}${row + down}"/>`,
  );
  const areasXml =
    merged.length === 0 ? '' : `<mergeCells count="${merged.length}">${merged.join('')}</mergeCells>`;
  return `${HEAD}<worksheet xmlns="${MAIN}"><sheetData>${body.join('')}</sheetData>${areasXml}</worksheet>`;
}

function cellXml(value: MadeCell, ref: string): string {
  if (value !== null && typeof value === 'object') {
    const formula = value.f === undefined ? '' : `<f>${escaped(value.f)}</f>`;
    const type = value.t === undefined ? '' : ` t="${value.t}"`;
    return `<c r="${ref}"${type}>${formula}<v>${escaped(value.v)}</v></c>`;
  }
  if (value === null || value === '' || value === '^' || value === '<') return '';
  if (typeof value === 'number') return `<c r="${ref}"><v>${value}</v></c>`;
  return `<c r="${ref}" t="inlineStr"><is><t xml:space="preserve">${escaped(value)}</t></is></c>`;
}

interface Area {
  row: number;
  column: number;
  down: number;
  across: number;
  value: MadeCell;
}

/** The cells with what they cover. */
function areas(rows: readonly MadeRow[]): Area[] {
  return rows.flatMap((row, r) =>
    row.flatMap((value, c): Area[] => {
      if (value === '^' || value === '<') return [];
      let across = 1;
      while (rows[r]?.[c + across] === '<') across += 1;
      let down = 1;
      while (rows[r + down]?.[c] === '^') down += 1;
      return [{ row: r, column: c, down, across, value }];
    }),
  );
}

/** The same rows as a table of a Word document. */
export function madeTable(rows: readonly MadeRow[]): string {
  return tbl(
    ...rows.map((row, r) =>
      row.flatMap((value, c): (string | [string, string])[] => {
        if (value === '<') return [];
        let across = 1;
        while (row[c + across] === '<') across += 1;
        const merge =
          value === '^' ? '<w:vMerge/>' : rows[r + 1]?.[c] === '^' ? '<w:vMerge w:val="restart"/>' : '';
        const span = across > 1 ? `<w:gridSpan w:val="${across}"/>` : '';
        const lines = (value === '^' || value === null ? '' : String(value)).split('\n');
        return [
          [
            `${span}${merge}`,
            lines
              .map((line) => `<w:p><w:r><w:t xml:space="preserve">${escaped(line)}</w:t></w:r></w:p>`)
              .join(''),
          ],
        ];
      }),
    ),
  );
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const letters = (column: number): string =>
  (column >= 26 ? letters(Math.floor(column / 26) - 1) : '') + String.fromCharCode(65 + (column % 26));
