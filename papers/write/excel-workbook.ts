import type { Blob } from 'node:buffer';
import type Stream from 'node:stream';
import writeExcelFile, { type CellObject, type Feature, type SheetData } from 'write-excel-file/node';
import {
  getOrderOfSiblings,
  insertElementMarkupAccordingToOrderOfSiblings,
  sanitizeTextContent,
} from 'write-excel-file/utility';
import { fixedZip } from './fixed-zip.ts';
import { printable, printableLine } from './printable.ts';
import { characters } from './text-width.ts';

/** One worksheet, laid out for the screen (frozen head) and for paper (A4, head repeated, all columns on one page). */
export interface ExcelSheet {
  name: string;
  /** Widths in characters of the default font. */
  widths: readonly number[];
  rows: SheetData;
  /** Rows at the top that stay in sight and are printed on every page. */
  headRows: number;
  /** Columns at the left that stay in sight. */
  frozenColumns?: number;
  across?: boolean;
  /** Shows filter buttons on the last head row. */
  filter?: boolean;
  /** Words that cells of a column offer in a list, by column from 0; other words may be typed. */
  choices?: Readonly<Record<number, readonly string[]>>;
  /** What formulas come to, by cell ("E5"): shown where nothing computes, as on a phone or in Excel's protected view. */
  known?: ReadonlyMap<string, number | string>;
}

/** Points of a cell that says no other. */
const FONT_SIZE = 10;

/** The bytes of the .xlsx; equal sheets give equal bytes. */
export async function writeWorkbook(sheets: readonly ExcelSheet[]): Promise<Uint8Array> {
  const names = sheets.map((sheet) => sheetName(sheet.name));
  const bytes = await writeExcelFile(
    sheets.map((sheet, at) => ({
      sheet: names[at] ?? '',
      data: sheet.rows.map((row) => withHeight(row, sheet.widths)),
      columns: sheet.widths.map((width) => ({ width })),
      stickyRowsCount: sheet.headRows,
      ...(sheet.frozenColumns === undefined ? {} : { stickyColumnsCount: sheet.frozenColumns }),
    })),
    { fontFamily: '宋体', fontSize: FONT_SIZE, features: [printing(sheets, names)] },
  ).toBuffer();
  return fixedZip(bytes, { 'xl/styles.xml': keepTextCellsText });
}

/**
 * The row with the height (points) that its wrapped texts need: Excel would find it by itself when it opens the file,
 * WPS and LibreOffice show one line. A character of column width is half a Chinese one.
 */
function withHeight(row: SheetData[number], widths: readonly number[]): SheetData[number] {
  const cells = row.map((cell) =>
    typeof cell === 'object' && cell !== null && 'value' in cell ? (cell as CellObject) : null,
  );
  if (cells.some((cell) => cell?.height !== undefined)) return row;
  const lines = cells.map((cell, at) => {
    if (cell?.wrap !== true || typeof cell.value !== 'string' || (cell.rowSpan ?? cell.columnSpan ?? 1) > 1)
      return 1;
    const room = Math.max(1, Math.floor((widths[at] ?? 10) / 2 - 0.5));
    return cell.value
      .split('\n')
      .reduce((sum, line) => sum + Math.max(1, Math.ceil(characters(line) / room)), 0);
  });
  const height = Math.min(MAX_HEIGHT, Math.max(1, ...lines) * FONT_SIZE * 1.35 + 5);
  const first = row.findIndex((cell) => typeof cell === 'object' && cell !== null);
  return row.map((cell, at) => (at === first ? { ...(cell as CellObject), height } : cell));
}
// The tallest row that Excel allows.
const MAX_HEIGHT = 409;

/** A sheet name as Excel allows it: at most 31 characters, none of []:*?/\, no apostrophe at its ends. */
export function sheetName(name: string): string {
  const allowed = printableLine(name)
    .replaceAll(/[[\]:*?/\\]/g, ' ')
    .replaceAll(/^'+|'+$/g, '')
    .trim();
  return allowed.slice(0, 31).toWellFormed().trim() || '表';
}

/** What a spreadsheet could take for a formula; the full-width signs count in East Asian versions. */
const FORMULA_START = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/;
export const startsFormula = (text: string): boolean => FORMULA_START.test(text);

// Excel refuses a file with more in one cell.
const CELL_LIMIT = 32_767;
const CUT = '…\uFF08已截断\uFF09';

/**
 * A cell of user text. Excel stores it as a string, never as a formula; text that begins like a formula also gets
 * the text format and the quote prefix, so that it stays text when somebody edits the cell.
 */
export function textCell(text: string, look: Omit<CellObject, 'value' | 'type'> = {}): CellObject {
  // A lost character stays visible: the library would leave U+FFFD out.
  const whole = printable(text).replaceAll('\uFFFD', '\u25A1');
  const value =
    whole.length > CELL_LIMIT ? whole.slice(0, CELL_LIMIT - CUT.length).toWellFormed() + CUT : whole;
  // `_x0041_` is how the format itself writes "A"; escaped, it reads back as it was written.
  const escaped = value.replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');
  // The library looks texts up in a plain object, where `toString` is already something: its first letter goes escaped.
  const safe =
    value in {} ? `_x${value.charCodeAt(0).toString(16).padStart(4, '0')}_${value.slice(1)}` : escaped;
  return { ...look, value: safe, type: String, ...(startsFormula(text) ? { format: '@' } : {}) };
}

/** Adds the quote prefix to every cell style that has the text format. */
function keepTextCellsText(styles: string): string {
  const id = /<numFmt numFmtId="(\d+)" formatCode="@"\/>/.exec(styles)?.[1];
  return id === undefined
    ? styles
    : styles.replaceAll(`<xf numFmtId="${id}"`, `<xf quotePrefix="1" numFmtId="${id}"`);
}

// A4 (9), all columns on one page, as many pages down as it takes; margins in inches.
const PAGE = 'paperSize="9" fitToWidth="1" fitToHeight="0"';
const UPRIGHT = `<pageSetup ${PAGE} orientation="portrait"/>`;
const ACROSS = `<pageSetup ${PAGE} orientation="landscape"/>`;
const MARGINS = '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.7" header="0.3" footer="0.35"/>';

function printing(sheets: readonly ExcelSheet[], names: readonly string[]): Feature<Stream | Buffer | Blob> {
  const inserted = (xml: string, markup: string) =>
    insertElementMarkupAccordingToOrderOfSiblings(
      xml,
      markup,
      getOrderOfSiblings('xl/worksheets/sheet{id}.xml', 'worksheet') ?? [],
      'worksheet',
    );
  return {
    files: {
      transform: {
        'xl/workbook.xml': {
          transform: (xml) =>
            xml
              .replace('<definedNames/>', `<definedNames>${names.map(titles).join('')}</definedNames>`)
              .replace('<calcPr/>', hasFormulas(sheets) ? RECALCULATED : '<calcPr/>'),
        },
        'xl/worksheets/sheet{id}.xml': {
          transform: (xml, _options, { sheetIndex }) => {
            const sheet = sheets[sheetIndex];
            if (sheet === undefined) return xml;
            let page = inserted(xml, '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>');
            page = inserted(page, MARGINS);
            page = inserted(page, sheet.across === true ? ACROSS : UPRIGHT);
            page = inserted(page, '<headerFooter><oddFooter>&amp;C— &amp;P —</oddFooter></headerFooter>');
            page = inserted(page, textIsMeant(sheet));
            const lists = choiceLists(sheet);
            if (lists !== '') page = inserted(page, lists);
            if (sheet.known !== undefined) page = withKnown(page, sheet.known);
            if (sheet.filter === true)
              page = inserted(page, `<autoFilter ref="${cellsFrom(sheet.headRows, sheet)}"/>`);
            return page;
          },
        },
      },
    },
  };

  function titles(name: string, at: number): string {
    const sheet = `'${sanitizeTextContent(name.replaceAll("'", "''"))}'`;
    const rows = `$1:$${Math.max(1, sheets[at]?.headRows ?? 1)}`;
    return `<definedName name="_xlnm.Print_Titles" localSheetId="${at}">${sheet}!${rows}</definedName>`;
  }
}

function withKnown(xml: string, known: ReadonlyMap<string, number | string>): string {
  return xml.replaceAll(/<c r="([A-Z]+\d+)"([^>]*)>(<f>[^<]*<\/f>)<\/c>/g, (cell, at, others, formula) => {
    const value = known.get(at);
    if (value === undefined) return cell;
    const type = typeof value === 'string' ? ' t="str"' : '';
    return `<c r="${at}"${others}${type}>${formula}<v>${sanitizeTextContent(String(value))}</v></c>`;
  });
}

// Most formulas are written without their values: who opens the file computes all of them.
const RECALCULATED = '<calcPr calcId="191029" fullCalcOnLoad="1"/>';
const hasFormulas = (sheets: readonly ExcelSheet[]): boolean =>
  sheets.some((sheet) =>
    sheet.rows.some((row) =>
      row.some(
        (cell) => typeof cell === 'object' && cell !== null && 'type' in cell && cell.type === 'Formula',
      ),
    ),
  );

/** Codes and phone numbers are text on purpose: no green corner warns of "number stored as text". */
const textIsMeant = (sheet: ExcelSheet): string =>
  `<ignoredErrors><ignoredError sqref="${cellsFrom(1, sheet)}" numberStoredAsText="1"/></ignoredErrors>`;

// A list written into the sheet may have 255 characters.
const LIST_LIMIT = 255;

function choiceLists(sheet: ExcelSheet): string {
  const lists = Object.entries(sheet.choices ?? {}).flatMap(([column, words]) => {
    const list = words.join(',');
    if (words.length === 0 || list.length > LIST_LIMIT) return [];
    const letters = columnLetters(Number(column) + 1);
    const cells = `${letters}${sheet.headRows + 1}:${letters}${Math.max(sheet.rows.length, sheet.headRows + 1)}`;
    const formula = `<formula1>"${sanitizeTextContent(list)}"</formula1>`;
    return [
      `<dataValidation type="list" allowBlank="1" showErrorMessage="0" sqref="${cells}">${formula}</dataValidation>`,
    ];
  });
  return lists.length === 0
    ? ''
    : `<dataValidations count="${lists.length}">${lists.join('')}</dataValidations>`;
}

/** All cells from that row on: "A2:K40". */
const cellsFrom = (row: number, sheet: ExcelSheet): string =>
  `A${row}:${columnLetters(sheet.widths.length)}${Math.max(sheet.rows.length, row)}`;

/** 1 → A, 27 → AA. */
export function columnLetters(column: number): string {
  const rest = (column - 1) % 26;
  const before = (column - 1 - rest) / 26;
  return (before > 0 ? columnLetters(before) : '') + String.fromCharCode(65 + rest);
}
