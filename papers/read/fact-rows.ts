import { Refusal } from '@tongchuang/domain/kernel/refusal.ts';
import { FACT_COLUMNS, type FactCells, type FactField } from '../fact-columns.ts';
import { workbookText, type SheetText } from '../read-roster/workbook-text.ts';
import { baseName } from './paper-file.ts';

/** A row of a sheet of facts, with its number as Excel shows it. */
export interface FactRowText {
  sheet: string;
  row: number;
  cells: FactCells;
}

/** A head row is looked for this far down; titles and notes may stand above it. */
const HEAD_WITHIN = 12;
const plain = (head: string): string => head.replaceAll(/[\s*＊()（）:：]/g, '');

/**
 * Reads facts (.xlsx) in the shape of the template or near it: columns are found by their heads, in any order. Rows without a
 * value and without a state say nothing and are passed over; nothing is judged here.
 *
 * @throws {Refusal} `paper.*`, among them `paper.damaged` where no sheet has the columns 标准编号 and 数值
 */
export function readFactRows(name: string, bytes: Uint8Array): FactRowText[] {
  const found: FactRowText[] = [];
  let known = 0;
  for (const sheet of workbookText(name, bytes)) {
    if (sheet.hidden) continue;
    const at = sheet.rows.slice(0, HEAD_WITHIN).findIndex((row) => {
      const heads = columnsOf(row);
      return heads.has('criterion') && heads.has('value');
    });
    if (at < 0) continue;
    known += 1;
    const columns = columnsOf(sheet.rows[at] ?? []);
    fillMerged(sheet, at, columns);
    sheet.rows.slice(at + 1).forEach((row, nth) => {
      const cell = (field: FactField) => (row[columns.get(field) ?? -1] ?? '').trim();
      const cells = Object.fromEntries(FACT_COLUMNS.map(({ field }) => [field, cell(field)])) as FactCells;
      if (cells.value !== '' || cells.state !== '')
        found.push({ sheet: sheet.name, row: at + nth + 2, cells });
    });
  }
  if (known === 0) throw new Refusal('paper.damaged', { name: baseName(name) });
  return found;
}

/** What one observation has for itself: of a merged cell only the first row says it. */
const OWN: readonly FactField[] = ['value', 'state', 'id'];

/** A unit or criterion written once over several rows (合并单元格) holds for each of them. */
function fillMerged(sheet: SheetText, head: number, columns: ReadonlyMap<FactField, number>): void {
  const places = [...columns].flatMap(([field, place]) => (OWN.includes(field) ? [] : [place]));
  for (const { top, left, bottom, right } of sheet.merged) {
    const text = sheet.rows[top]?.[left] ?? '';
    if (top <= head || text === '') continue;
    for (const row of sheet.rows.slice(top, bottom + 1))
      for (const place of places) {
        if (place < left || place > right) continue;
        while (row.length <= place) row.push('');
        row[place] ||= text;
      }
  }
}

function columnsOf(row: readonly string[]): Map<FactField, number> {
  const columns = new Map<FactField, number>();
  row.forEach((cell, at) => {
    const head = plain(cell);
    const column = FACT_COLUMNS.find(
      (one) => one.head === head || one.synonyms.some((word) => word === head),
    );
    if (column && !columns.has(column.field)) columns.set(column.field, at);
  });
  return columns;
}
