import readExcelFile from 'read-excel-file/node';
import { Refusal } from '@tongchuang/domain/kernel/refusal.ts';
import { LARGEST_FILE, baseName } from '../read/paper-file.ts';
import { Zip } from '../read/zip.ts';
import { readXml } from '../read/xml.ts';

/** A worksheet as text: numbers with all the digits that the file has, days as "2026-03-02", yes and no as 是 and 否. */
export interface SheetText {
  name: string;
  hidden: boolean;
  /** Cells from A1 on; '' where empty. */
  rows: string[][];
}

/**
 * The worksheets of an .xlsx. Every part is unpacked once under the limits for uploads before the library sees the file.
 *
 * @throws {Refusal} `paper.*` for what is no readable .xlsx
 */
export async function workbookText(path: string, bytes: Uint8Array): Promise<SheetText[]> {
  const name = baseName(path);
  const hidden = hiddenSheets(name, checked(name, bytes));
  try {
    const sheets = await readExcelFile(Buffer.from(bytes), { parseNumber: (digits) => digits });
    return sheets.map(({ sheet, data }) => ({
      name: sheet,
      hidden: hidden.has(sheet),
      rows: data.map((row) => row.map((value) => cellText(value))),
    }));
  } catch {
    // The library names cells and parts; what the office can do is the same for all of them.
    throw new Refusal('paper.damaged', { name });
  }
}

const OLE = [0xd0, 0xcf, 0x11, 0xe0];

function checked(name: string, bytes: Uint8Array): Zip {
  if (bytes.length === 0) throw new Refusal('paper.empty', { name });
  if (bytes.length > LARGEST_FILE)
    throw new Refusal('paper.too_large', { name, limitMegabytes: LARGEST_FILE / 1_000_000 });
  if (OLE.every((byte, at) => bytes[at] === byte))
    throw new Refusal(isEncrypted(bytes) ? 'paper.encrypted' : 'paper.unsupported', { name });
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) throw new Refusal('paper.unsupported', { name });
  const zip = new Zip(name, bytes);
  if (!zip.has('xl/workbook.xml')) throw new Refusal('paper.unsupported', { name });
  for (const part of zip.names) zip.read(part);
  return zip;
}

/** An .xlsx with a password is an OLE file with this stream; its name stands there in UTF-16. */
const isEncrypted = (bytes: Uint8Array): boolean =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(
    Buffer.from('EncryptedPackage', 'utf16le'),
  );

function hiddenSheets(name: string, zip: Zip): Set<string> {
  const hidden = new Set<string>();
  const workbook = zip.read('xl/workbook.xml');
  if (workbook === null) return hidden;
  readXml(name, workbook, {
    open(tag, attributes) {
      if (tag === 'sheet' && attributes['state'] !== undefined && attributes['state'] !== 'visible')
        hidden.add(attributes['name'] ?? '');
    },
    close() {},
  });
  return hidden;
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (typeof value === 'boolean') return value ? '是' : '否';
  return String(value).trim();
}
