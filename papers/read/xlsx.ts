import type { Paper } from '@tongchuang/domain/intake/paper.ts';
import { Refusal } from '@tongchuang/domain/kernel/refusal.ts';
import { type Flow, layOut, Notes } from './flow.ts';
import { BUILT_IN } from './number-format.ts';
import { externalContent, relationships } from './parts.ts';
import { readSheet } from './xlsx-sheet.ts';
import { readXml } from './xml.ts';
import type { Zip } from './zip.ts';

/**
 * A workbook (.xlsx, .xlsm): each sheet with anything on it is a table, numbers and dates as their formats show them.
 *
 * @throws {Refusal} `paper.damaged`, `paper.bomb`, `paper.external_entity` …
 */
export function readXlsx(name: string, zip: Zip): Paper {
  const main =
    relationships(name, zip, '').find(({ type }) => type === 'officeDocument')?.target ?? 'xl/workbook.xml';
  const xml = zip.read(main);
  if (!xml) throw new Refusal('paper.damaged', { name });
  const related = relationships(name, zip, main);
  const part = (type: string): Uint8Array | null =>
    zip.read(related.find((each) => each.type === type && !each.external)?.target ?? '');

  const { sheets, from1904 } = readWorkbook(name, xml);
  const strings = readStrings(name, part('sharedStrings'));
  const formats = readFormats(name, part('styles'));
  const flow: Flow = [];
  for (const { title, hidden, id } of sheets) {
    const target = related.find((each) => each.id === id && each.type === 'worksheet')?.target;
    const sheet = target === undefined ? null : zip.read(target);
    const table = sheet && readSheet(name, sheet, { strings, formats, from1904, title, hidden });
    if (table) flow.push(table);
  }

  const notes = new Notes();
  const cells = flow.flatMap((item) => (item.kind === 'table' ? item.cells : []));
  notes.add('hidden_cells', cells.filter(({ hidden }) => hidden).length);
  notes.add('external_content_ignored', externalContent(related));
  return layOut(name, 'xlsx', flow, notes);
}

/** Its sheets in their order, and from when it counts days. */
export function readWorkbook(name: string, xml: Uint8Array) {
  const sheets: { title: string; hidden: boolean; id: string }[] = [];
  let from1904 = false;
  readXml(name, xml, {
    open(element, attributes) {
      if (element === 'workbookPr') from1904 = ['1', 'true'].includes(attributes['date1904'] ?? '');
      if (element !== 'sheet') return;
      const hidden = (attributes['state'] ?? 'visible') !== 'visible';
      sheets.push({ title: attributes['name'] ?? '', hidden, id: attributes['r:id'] ?? '' });
    },
    close() {},
  });
  return { sheets, from1904 };
}

/** Texts that cells share by number; rich text is joined, readings (拼音) above the characters are left out. */
export function readStrings(name: string, xml: Uint8Array | null): string[] {
  const strings: string[] = [];
  if (!xml) return strings;
  let text = '';
  let inText = false;
  let phonetic = false;
  readXml(name, xml, {
    open(element) {
      if (element === 'si') text = '';
      else if (element === 'rPh') phonetic = true;
      else if (element === 't') inText = !phonetic;
    },
    text(piece) {
      if (inText) text += piece;
    },
    close(element) {
      if (element === 't') inText = false;
      else if (element === 'rPh') phonetic = false;
      else if (element === 'si') strings.push(text);
    },
  });
  return strings;
}

/** Format code of each cell style, by its place. */
export function readFormats(name: string, xml: Uint8Array | null): string[] {
  const own = new Map<number, string>();
  const formats: string[] = [];
  if (!xml) return formats;
  let inCellStyles = false;
  readXml(name, xml, {
    open(element, attributes) {
      if (element === 'numFmt') own.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '');
      else if (element === 'cellXfs') inCellStyles = true;
      else if (element === 'xf' && inCellStyles) {
        const id = Number(attributes['numFmtId'] ?? 0);
        formats.push(own.get(id) ?? BUILT_IN[id] ?? 'General');
      }
    },
    close(element) {
      if (element === 'cellXfs') inCellStyles = false;
    },
  });
  return formats;
}
