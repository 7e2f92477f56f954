import type { SheetData } from 'write-excel-file/node';
import { EXAMPLE, NOTES, REMARK, ROSTER_SHEETS, type RosterColumn } from '../read-roster/roster-columns.ts';
import { ROSTER_KEYS } from '@tongchuang/domain/organisation/roster-row.ts';
import { textCell, writeWorkbook, type ExcelSheet } from './excel-workbook.ts';
import type { RosterContent } from './roster-content.ts';
import { ROSTER_EXAMPLES } from './roster-examples.ts';

/** The empty roster to fill in: heads, notes on every column, and examples that the import skips. */
export const writeRosterTemplate = (): Promise<Uint8Array> => writeSheets(ROSTER_EXAMPLES, true);

/** The roster as it is, in the template's shape: change it and import it again. */
export const writeRoster = (content: RosterContent): Promise<Uint8Array> => writeSheets(content, false);

const BORDER = { borderStyle: 'thin', borderColor: '#BFBFBF' } as const;
const HEAD = {
  ...BORDER,
  fontFamily: '黑体',
  align: 'center',
  alignVertical: 'center',
  wrap: true,
  height: 24,
} as const;
const NOTE = {
  ...BORDER,
  textColor: '#595959',
  fontSize: 9,
  wrap: true,
  alignVertical: 'top',
  height: 48,
} as const;

/** Rows below the examples that are text already, so that a long code typed there keeps its last digits. */
const BLANK_ROWS = 300;
const BLANK = { type: String, format: '@' } as const;

function writeSheets(content: RosterContent, asExamples: boolean): Promise<Uint8Array> {
  return writeWorkbook(
    ROSTER_KEYS.map((key): ExcelSheet => {
      const { name, columns } = ROSTER_SHEETS[key];
      const fields: [string, RosterColumn][] = Object.entries(columns);
      const heads = fields.map(([, column]) =>
        textCell(column.needed ? `${column.head}*` : column.head, {
          ...HEAD,
          backgroundColor: column.needed ? '#FCE4D6' : '#DDEBF7',
        }),
      );
      const notes = fields.map(([, column], at) =>
        textCell(at === 0 ? `${NOTES}：${column.note}；带*的列必填` : column.note, NOTE),
      );
      const rows: SheetData = content[key].map((values: Readonly<Record<string, string | undefined>>) => [
        ...fields.map(([field]) => bodyCell(values[field] ?? '', asExamples)),
        bodyCell(asExamples ? EXAMPLE : '', asExamples),
      ]);
      return {
        name,
        widths: [...fields.map(([, column]) => column.width), 20],
        rows: [
          [...heads, textCell(REMARK, { ...HEAD, backgroundColor: '#EDEDED' })],
          [...notes, textCell('', NOTE)],
          ...rows,
          ...Array.from({ length: asExamples ? BLANK_ROWS : 0 }, () => [BLANK, ...heads.map(() => BLANK)]),
        ],
        headRows: 2,
        frozenColumns: 2,
        choices: Object.fromEntries(fields.map(([, column], at) => [at, column.choices])),
        across: true,
      };
    }),
  );
}

/** Everything is text, so that codes and phone numbers keep their zeros and all their digits. */
function bodyCell(words: string, asExample: boolean) {
  const look = { ...BORDER, format: '@', alignVertical: 'center', wrap: true } as const;
  return textCell(words, asExample ? { ...look, textColor: '#7F7F7F', fontStyle: 'italic' } : look);
}
