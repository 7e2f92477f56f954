import { FACT_COLUMNS, type FactCells } from '../fact-columns.ts';
import { writeListSheet } from './list-sheet.ts';

/** The sheet to fill in (观测表): one row a fact wanted, what is known already there. Read back by `read/fact-rows.ts`. */
export const writeFactSheet = (title: string, rows: readonly FactCells[]): Promise<Uint8Array> =>
  writeListSheet({
    sheetName: '观测',
    title,
    columns: FACT_COLUMNS.map(({ head, width }) => ({ head, width, align: 'left', kind: 'text' })),
    rows: rows.map((row) => FACT_COLUMNS.map(({ field }) => row[field] || null)),
  });
