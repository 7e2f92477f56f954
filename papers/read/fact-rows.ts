import { Refusal } from '@tongchuang/domain/kernel/refusal.ts';
import { FACT_COLUMNS, type FactCells, type FactField } from '../fact-columns.ts';
import { workbookText } from '../read-roster/workbook-text.ts';
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
export async function readFactRows(name: string, bytes: Uint8Array): Promise<FactRowText[]> {
  const found: FactRowText[] = [];
  let known = 0;
  for (const sheet of await workbookText(name, bytes)) {
    if (sheet.hidden) continue;
    const at = sheet.rows.slice(0, HEAD_WITHIN).findIndex((row) => {
      const heads = columnsOf(row);
      return heads.has('criterion') && heads.has('value');
    });
    if (at < 0) continue;
    known += 1;
    const columns = columnsOf(sheet.rows[at] ?? []);
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
