import { Refusal } from '@tongchuang/domain/kernel/refusal.ts';
import { baseName } from '../read/paper-file.ts';
import { headKey, plainWords } from './plain-words.ts';
import {
  ROSTER_KEYS,
  type RosterKey,
  type RosterRow,
  type RosterWords,
} from '@tongchuang/domain/organisation/roster-row.ts';
import { NOTES, REMARK, ROSTER_SHEETS, type RosterColumn } from './roster-columns.ts';
import { isExcelError, workbookText, type SheetText } from './workbook-text.ts';

/** What a roster file says, row by row, nothing judged: `judgeRoster` in domain/organisation decides what becomes of it. */
export type RosterRows = SheetRows & { notes: RosterNote[] };
type SheetRows = { [K in RosterKey]: RosterRow<K>[] };

/** What the reader saw and could not use. Nothing that it leaves out is left out silently. */
export interface RosterNote {
  code:
    | 'sheet_not_known'
    | 'sheet_hidden'
    | 'head_not_found'
    | 'column_not_known'
    | 'column_twice'
    | 'column_missing'
    | 'cell_error'
    | 'digits_lost';
  sheet: string;
  /** Excel's row number; null where the whole sheet or column is meant. */
  row: number | null;
  /** Head of the column as it stands. */
  column: string | null;
  /** One sentence in Chinese for the importer. */
  message: string;
}

/** A head row is looked for this far down; titles and notes may stand above it. */
const HEAD_WITHIN = 10;

/**
 * Reads a roster (.xlsx) in the shape of the template or near it: sheets and columns are found by their names or their
 * usual synonyms, in any order; blanks, brackets and stars in heads do not matter.
 *
 * @param name  file name, with or without folders
 * @throws {Refusal} `paper.*` for a file that is no readable .xlsx, `paper.not_a_roster` where no sheet is known
 */
export function readRoster(name: string, bytes: Uint8Array): RosterRows {
  const roster: RosterRows = { divisions: [], units: [], people: [], posts: [], pairings: [], notes: [] };
  const sheets = workbookText(name, bytes);
  let known = 0;
  for (const sheet of sheets) {
    if (sheet.rows.every((row) => row.every((cell) => cell === ''))) continue;
    const key = ROSTER_KEYS.find((each) => isNamed(sheet.name, ROSTER_SHEETS[each]));
    if (key === undefined) {
      roster.notes.push(noted('sheet_not_known', sheet, `工作表“${sheet.name}”不是名册的一部分，没有读取。`));
      continue;
    }
    known++;
    readSheet(key, sheet, roster);
  }
  if (known === 0) throw new Refusal('paper.not_a_roster', { name: baseName(name) });
  return roster;
}

const isNamed = (name: string, sheet: { name: string; synonyms: readonly string[] }): boolean =>
  [sheet.name, ...sheet.synonyms].some((each) => headKey(each) === headKey(name));

function readSheet<K extends RosterKey>(key: K, sheet: SheetText, roster: RosterRows): void {
  const columns: Readonly<Record<string, RosterColumn>> = ROSTER_SHEETS[key].columns;
  const { notes } = roster;
  const all: SheetRows = roster;
  const rows: RosterRow<K>[] = all[key];
  if (sheet.hidden) notes.push(noted('sheet_hidden', sheet, `工作表“${sheet.name}”是隐藏的，仍然读取了。`));
  const head = headRow(sheet, columns);
  if (head === null) {
    notes.push(noted('head_not_found', sheet, `工作表“${sheet.name}”没有找到表头，没有读取。`));
    return;
  }
  const places = columnPlaces(sheet, head, columns, notes);
  const remark = (sheet.rows[head] ?? []).findIndex((cell) => headKey(cell) === REMARK);
  for (let at = head + 1; at < sheet.rows.length; at++) {
    const row = sheet.rows[at] ?? [];
    const first = row.find((cell) => cell !== '');
    const isExample = remark >= 0 && (row[remark] ?? '').startsWith('示例');
    if (first === undefined || first.startsWith(NOTES) || isExample) continue;
    const values: Record<string, string> = {};
    for (const [field, column] of Object.entries(columns)) {
      const place = places.get(field);
      const words = place === undefined ? '' : (row[place] ?? '');
      values[field] = plainWords(column.kind, sound(words, column, sheet, at, notes));
    }
    rows.push({ sheet: sheet.name, row: at + 1, values: values as RosterWords<K> });
  }
}

/** The row near the top that holds the most heads of this sheet; one head alone is chance. */
function headRow(sheet: SheetText, columns: Readonly<Record<string, RosterColumn>>): number | null {
  let best: number | null = null;
  let most = 1;
  sheet.rows.slice(0, HEAD_WITHIN).forEach((row, at) => {
    const found = new Set(row.map((cell) => fieldOf(cell, columns)).filter((field) => field !== null)).size;
    if (found > most) [best, most] = [at, found];
  });
  return best;
}

/** The column's own head first: 编码 is the unit's code, whatever else may be called so. */
function fieldOf(head: string, columns: Readonly<Record<string, RosterColumn>>): string | null {
  const key = headKey(head);
  if (key === '') return null;
  const fields = Object.entries(columns);
  const own = fields.find(([, column]) => headKey(column.head) === key);
  return (
    (own ?? fields.find(([, column]) => column.synonyms.some((each) => headKey(each) === key)))?.[0] ?? null
  );
}

function columnPlaces(
  sheet: SheetText,
  head: number,
  columns: Readonly<Record<string, RosterColumn>>,
  notes: RosterNote[],
): Map<string, number> {
  const places = new Map<string, number>();
  (sheet.rows[head] ?? []).forEach((cell, place) => {
    if (cell === '' || headKey(cell) === REMARK || headKey(cell) === '序号') return;
    const field = fieldOf(cell, columns);
    const at = { row: head + 1, column: cell };
    if (field === null)
      notes.push(noted('column_not_known', sheet, `“${cell}”列不在名册的列中，没有读取。`, at));
    else if (places.has(field))
      notes.push(noted('column_twice', sheet, `“${cell}”列重复，只读取了前一列。`, at));
    else places.set(field, place);
  });
  for (const [field, column] of Object.entries(columns)) {
    if (!column.needed || places.has(field)) continue;
    notes.push(
      noted('column_missing', sheet, `缺少“${column.head}”列。`, { row: head + 1, column: column.head }),
    );
  }
  return places;
}

/** Excel keeps 15 digits of a number; a longer code was rounded when somebody typed it. */
const ROUNDED = /^\d\.?\d*E\+(?:1[5-9]|[2-9]\d)$|^\d{16,}$/i;

function sound(
  words: string,
  column: RosterColumn,
  sheet: SheetText,
  at: number,
  notes: RosterNote[],
): string {
  const where = { row: at + 1, column: column.head };
  if (isExcelError(words)) {
    notes.push(
      noted('cell_error', sheet, `第${at + 1}行“${column.head}”是公式错误（${words}），按空白处理。`, where),
    );
    return '';
  }
  if ((column.kind === 'code' || column.kind === 'phone') && ROUNDED.test(words)) {
    const message = `第${at + 1}行“${column.head}”超过15位，可能被表格软件改成了近似数，请设为文本格式后重新填写。`;
    notes.push(noted('digits_lost', sheet, message, where));
  }
  return words;
}

const noted = (
  code: RosterNote['code'],
  sheet: SheetText,
  message: string,
  where: { row: number | null; column: string | null } = { row: null, column: null },
): RosterNote => ({ code, sheet: sheet.name, message, ...where });
