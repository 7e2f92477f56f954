import type { Edition } from '@tongchuang/domain/assessment/edition.ts';
import { readEdition } from '@tongchuang/domain/assessment/read-edition.ts';
import type { TableEdition } from '@tongchuang/domain/assessment/table-edition.ts';
import type { TableFinding } from '@tongchuang/domain/assessment/table-findings.ts';
import { tableFinding } from '@tongchuang/domain/assessment/table-findings.ts';
import type { Paper, Table } from '@tongchuang/domain/intake/paper.ts';
import { EDITION_FIELDS, FRAMEWORK_SHEETS, RULE_FIELDS } from '../write/framework-workbook.ts';
import { takeEdits } from './framework-edits.ts';
import { SheetGrid } from './sheet-grid.ts';

/**
 * Reads a workbook that this house wrote: the data behind the table, and over it what was changed in the table since.
 *
 * @returns null where it is none of ours, or its data sheets no longer hold together
 */
export function readFrameworkWorkbook(paper: Paper): TableEdition | null {
  const sheet = (name: string) =>
    paper.blocks.find((block): block is Table => block.kind === 'table' && block.sheet === name);
  const [edition, rules, fields] = [
    FRAMEWORK_SHEETS.edition,
    FRAMEWORK_SHEETS.rules,
    FRAMEWORK_SHEETS.fields,
  ].map(sheet);
  if (edition === undefined || rules === undefined || fields === undefined) return null;
  const findings: TableFinding[] = [];
  const read = assembled(new SheetGrid(edition), new SheetGrid(rules), new SheetGrid(fields), findings);
  if (read === null) return null;
  const table = sheet(FRAMEWORK_SHEETS.table) ?? paper.blocks.find((block) => block.kind === 'table');
  return takeEdits(read, table?.kind === 'table' ? new SheetGrid(table) : null, findings);
}

function assembled(
  edition: SheetGrid,
  rules: SheetGrid,
  fields: SheetGrid,
  findings: TableFinding[],
): Edition | null {
  const whole: Record<string, unknown> = {};
  for (const [name, pieces] of entries(edition, 0, [1])) {
    if (!EDITION_FIELDS.some((field) => field === name)) continue;
    const value = parsed(pieces[0] ?? '');
    if (value === undefined) return null;
    whole[name] = value;
  }
  const nodes: Record<string, unknown>[] = [];
  for (const [number, pieces] of entries(fields, 0, [2])) {
    if (!/^\d+$/.test(number)) continue;
    const value = parsed(pieces[0] ?? '');
    if (typeof value !== 'object' || value === null) return null;
    nodes[Number(number) - 1] = { ...value };
  }
  if (nodes.length === 0 || nodes.includes(undefined as never)) return null;
  const ruled = [...entries(rules, 0, [3, 4, 5])].filter(
    ([number]) => /^\d+$/.test(number) && Number(number) <= nodes.length,
  );
  const columns = Object.keys(RULE_FIELDS) as (keyof typeof RULE_FIELDS)[];
  const put = (isSound: (node: object, field: string, value: unknown) => boolean) => {
    const broken: TableFinding[] = [];
    for (const [number, pieces, row] of ruled) {
      const node = nodes[Number(number) - 1] ?? {};
      columns.forEach((field, at) => {
        const value = parsed(pieces[at] ?? '');
        if (value !== undefined && isSound(node, field, value)) node[field] = value;
        else {
          delete node[field];
          broken.push(
            tableFinding(
              'rule_cell_broken',
              { column: RULE_FIELDS[field] },
              rules.place(row, 3 + at),
              String(node['code']),
            ),
          );
        }
      });
    }
    const read = readEdition({ ...whole, nodes });
    return 'problem' in read ? null : { edition: read.edition, broken };
  };
  // Cell by cell only where one of them does not hold: thousands of rows are read often, mended seldom.
  const read = put(() => true) ?? put((node, field, value) => stands(whole, node, field, value));
  findings.push(...(read?.broken ?? []));
  return read?.edition ?? null;
}

/** Whether the value, put into its node, is what the format allows. */
function stands(whole: object, node: object, field: string, value: unknown): boolean {
  const read = readEdition({
    ...whole,
    subframeworks: [],
    nodes: [{ ...node, rule: null, parts: [], facts: [], [field]: value }],
  });
  return !('problem' in read);
}

/** Rows by their first cell, with the texts of the columns; rows without one go on with the row above. */
function* entries(
  grid: SheetGrid,
  key: number,
  columns: readonly number[],
): Generator<[key: string, pieces: string[], row: number]> {
  let current: [string, string[], number] | null = null;
  for (let row = 0; row < grid.height; row++) {
    const name = grid.text(row, key);
    const texts = columns.map((column) => grid.text(row, column));
    if (name === '' && current !== null)
      current[1] = current[1].map((piece, at) => piece + (texts[at] ?? ''));
    else {
      if (current !== null) yield current;
      current = [name, texts, row];
    }
  }
  if (current !== null) yield current;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
