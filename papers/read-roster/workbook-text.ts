import { Refusal } from '@tongchuang/domain/kernel/refusal.ts';
import { moment } from '../read/excel-date.ts';
import { isMoment } from '../read/number-format.ts';
import { LARGEST_FILE, baseName } from '../read/paper-file.ts';
import { relationships } from '../read/parts.ts';
import { address, area, unescaped, type Area } from '../read/xlsx-sheet.ts';
import { readFormats, readStrings, readWorkbook } from '../read/xlsx.ts';
import { readXml } from '../read/xml.ts';
import { Zip } from '../read/zip.ts';

/**
 * A worksheet as text: numbers with the digits that the file has, days as "2026-03-02", yes and no as 是 and 否, a formula by
 * what it came to, an error as Excel names it: "#REF!".
 */
export interface SheetText {
  name: string;
  hidden: boolean;
  /** Cells from A1 on; '' where empty, and where a merged cell covers. A row ends with its last filled cell. */
  rows: string[][];
  /** Merged cells, counted from 0; their text stands in the first. */
  merged: readonly Area[];
}

/**
 * The worksheets of an .xlsx.
 *
 * @throws {Refusal} `paper.*` for what is no readable .xlsx
 */
export function workbookText(path: string, bytes: Uint8Array): SheetText[] {
  const name = baseName(path);
  const zip = checked(name, bytes);
  const main =
    relationships(name, zip, '').find(({ type }) => type === 'officeDocument')?.target ?? 'xl/workbook.xml';
  const book = zip.read(main);
  if (book === null) throw new Refusal('paper.unsupported', { name });
  const related = relationships(name, zip, main);
  const part = (type: string) =>
    zip.read(related.find((each) => each.type === type && !each.external)?.target ?? '');
  const { sheets, from1904 } = readWorkbook(name, book);
  const strings = readStrings(name, part('sharedStrings'));
  const isDay = readFormats(name, part('styles')).map(isMoment);
  const found = sheets.flatMap(({ title, hidden, id }): SheetText[] => {
    const target = related.find((each) => each.id === id && each.type === 'worksheet')?.target;
    const xml = target === undefined ? null : zip.read(target);
    return xml === null
      ? []
      : [{ name: title, hidden, ...readCells(name, xml, { strings, isDay, from1904 }) }];
  });
  if (found.length === 0) throw new Refusal('paper.damaged', { name });
  return found;
}

/** What stands in a cell whose formula came to nothing. */
export const isExcelError = (text: string): boolean =>
  /^#(?:NULL!|DIV\/0!|VALUE!|REF!|NAME\?|NUM!|N\/A|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!)$/.test(text);

const OLE = [0xd0, 0xcf, 0x11, 0xe0];

function checked(name: string, bytes: Uint8Array): Zip {
  if (bytes.length === 0) throw new Refusal('paper.empty', { name });
  if (bytes.length > LARGEST_FILE)
    throw new Refusal('paper.too_large', { name, limitMegabytes: LARGEST_FILE / 1_000_000 });
  if (OLE.every((byte, at) => bytes[at] === byte))
    throw new Refusal(isEncrypted(bytes) ? 'paper.encrypted' : 'paper.unsupported', { name });
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) throw new Refusal('paper.unsupported', { name });
  return new Zip(name, bytes);
}

/** An .xlsx with a password is an OLE file with this stream; its name stands there in UTF-16. */
const isEncrypted = (bytes: Uint8Array): boolean =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(
    Buffer.from('EncryptedPackage', 'utf16le'),
  );

interface Context {
  strings: readonly string[];
  /** Whether a cell style shows days, by its number. */
  isDay: readonly boolean[];
  from1904: boolean;
}

// As large as Excel makes a sheet; what claims more would be a file made to fill the memory.
const MOST_ROWS = 1_048_576;
const MOST_COLUMNS = 16_384;

function readCells(name: string, xml: Uint8Array, context: Context): Pick<SheetText, 'rows' | 'merged'> {
  const rows: string[][] = [];
  const merged: Area[] = [];
  const cell = { row: -1, column: -1, type: '', style: 0 };
  let value = '';
  let listening = false;
  let phonetic = false;
  readXml(name, xml, {
    open(element, attributes) {
      if (element === 'row') {
        cell.row = attributes['r'] === undefined ? cell.row + 1 : Number(attributes['r']) - 1;
        cell.column = -1;
      } else if (element === 'c') {
        const at = attributes['r'] === undefined ? null : address(attributes['r']);
        cell.row = at?.row ?? cell.row;
        cell.column = at?.column ?? cell.column + 1;
        cell.type = attributes['t'] ?? 'n';
        cell.style = Number(attributes['s'] ?? 0);
        value = '';
      } else if (element === 'v') listening = true;
      else if (element === 't') listening = !phonetic;
      else if (element === 'rPh') phonetic = true;
      else if (element === 'mergeCell') merged.push(...area(attributes['ref'] ?? ''));
    },
    text(piece) {
      if (listening) value += piece;
    },
    close(element) {
      if (element === 'v' || element === 't') listening = false;
      else if (element === 'rPh') phonetic = false;
      else if (element === 'c') {
        const text = cellText(value, cell.type, cell.style, context);
        if (text === '') return;
        if (!(cell.row >= 0 && cell.row < MOST_ROWS && cell.column < MOST_COLUMNS))
          throw new Refusal('paper.damaged', { name });
        while (rows.length <= cell.row) rows.push([]);
        const row = rows[cell.row] ?? [];
        while (row.length < cell.column) row.push('');
        row[cell.column] = text;
      }
    },
  });
  return { rows, merged };
}

function cellText(value: string, type: string, style: number, context: Context): string {
  switch (type) {
    case 's':
      return unescaped(context.strings[Number(value)] ?? '').trim();
    case 'b':
      return value === '1' ? '是' : value === '' ? '' : '否';
    case 'n':
      return numberText(value.trim(), context.isDay[style] === true, context.from1904);
    case 'd':
      return value.trim().slice(0, 10);
    default:
      return unescaped(value).trim();
  }
}

/** Excel keeps 15 digits; the others that the file has are left from binary fractions: 1.1000000000000001. */
const LEFT_OVER = /^-?(?=[\d.]{17,}(?:E|$))\d+\.\d+(?:E-?\d+)?$/i;

function numberText(digits: string, isDay: boolean, from1904: boolean): string {
  if (digits === '') return '';
  const number = Number(digits);
  if (isDay && number >= 1) return moment(number, 'yyyy-m-d', from1904) ?? digits;
  return LEFT_OVER.test(digits) ? String(Number(number.toPrecision(15))) : digits;
}
