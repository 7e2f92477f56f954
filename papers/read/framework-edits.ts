import type { Edition, Node } from '@tongchuang/domain/assessment/edition.ts';
import { readRuleText } from '@tongchuang/domain/assessment/read-rule-text.ts';
import type { NodeCells, TableEdition } from '@tongchuang/domain/assessment/table-edition.ts';
import { tableFinding } from '@tongchuang/domain/assessment/table-findings.ts';
import type { TableFinding, TableFindingCode } from '@tongchuang/domain/assessment/table-findings.ts';
import type { Place } from '@tongchuang/domain/assessment/table-piece.ts';
import type { CellField } from '@tongchuang/domain/assessment/table-tree.ts';
import {
  readDemands,
  readMethods,
  readNames,
  readPoints,
  readUnits,
  readWindow,
} from '@tongchuang/domain/assessment/table-values.ts';
import { textCell } from '../write/excel-workbook.ts';
import {
  LEAF_FIELDS,
  LEAF_HEADS,
  LEVEL_FIELDS,
  LEVEL_HEADS,
  frameworkTable,
  leafText,
  levelText,
  type LeafField,
  type LevelField,
} from '../write/framework-table.ts';
import type { SheetGrid } from './sheet-grid.ts';
import { plainSigns } from './symbols.ts';

/** Takes over what people changed in the table since it was written; each change is a finding at its cell. */
export function takeEdits(edition: Edition, grid: SheetGrid | null, findings: TableFinding[]): TableEdition {
  const changed = structuredClone(edition);
  const unknownPlace = grid?.place(0, 0) ?? { table: '', row: 1, column: 1 };
  const cells = changed.nodes.map(({ code }): NodeCells => ({ code, title: unknownPlace, fields: {} }));
  if (grid !== null) new Edits(edition, changed, grid, findings, cells).take();
  return { edition: changed, findings, cells };
}

interface Columns {
  headRow: number;
  groups: Partial<Record<LevelField, number>>[];
  leaf: Partial<Record<LeafField, number>>;
}

class Edits {
  readonly #before: Edition;
  readonly #after: Edition;
  readonly #grid: SheetGrid;
  readonly #findings: TableFinding[];
  readonly #cells: NodeCells[];
  readonly #seen = new Set<number>();

  constructor(
    before: Edition,
    after: Edition,
    grid: SheetGrid,
    findings: TableFinding[],
    cells: NodeCells[],
  ) {
    this.#before = before;
    this.#after = after;
    this.#grid = grid;
    this.#findings = findings;
    this.#cells = cells;
  }

  take(): void {
    const columns = this.#columns();
    if (columns === null) {
      this.#find('table_lost', {}, this.#grid.place(0, 0));
      return;
    }
    const title = this.#grid.text(0, 0);
    if (columns.headRow > 1 && title !== '' && title !== shown(this.#before.title)) {
      this.#edited('标题', this.#before.title, title, this.#grid.place(0, 0), null);
      this.#after.title = title;
    }
    const table = frameworkTable(this.#before);
    // The nodes of one code, in the order of the table: the first row with the code is the first of them.
    const waiting = new Map<string, number[]>();
    for (const { levels } of table.rows)
      for (const begins of levels) {
        if (begins === null) continue;
        const code = shown(this.#before.nodes[begins.node]?.code ?? '').trim();
        waiting.set(code, [...(waiting.get(code) ?? []), begins.node]);
      }
    const leaves = new Set(table.rows.map(({ leaf }) => leaf));
    for (let row = columns.headRow + 1; row < this.#grid.height; row++)
      this.#row(row, columns, waiting, leaves);
    for (const nodes of waiting.values())
      for (const at of nodes) {
        if (this.#before.nodes[at]?.code.trim() !== '')
          this.#find('row_missing', { code: this.#before.nodes[at]?.code ?? '' }, null, at);
      }
  }

  #columns(): Columns | null {
    for (let row = 0; row < Math.min(8, this.#grid.height); row++) {
      const columns: Columns = { headRow: row, groups: [], leaf: {} };
      for (let column = 0; column < this.#grid.width; column++) {
        const head = this.#grid.text(row, column).trim();
        const field = LEVEL_FIELDS.find((each) => LEVEL_HEADS[each] === head);
        if (field === 'code') columns.groups.push({});
        const group = columns.groups.at(-1);
        if (field !== undefined && group !== undefined) group[field] ??= column;
        const above = row === 0 ? '' : this.#grid.text(row - 1, column).trim();
        const leaf = LEAF_FIELDS.find((each) => LEAF_HEADS[each] === above);
        if (leaf !== undefined) columns.leaf[leaf] ??= column;
      }
      if (columns.groups.length > 0 && columns.groups.every(({ title }) => title !== undefined))
        return columns;
    }
    return null;
  }

  #row(row: number, columns: Columns, waiting: Map<string, number[]>, leaves: ReadonlySet<number>): void {
    let leaf: number | null = null;
    for (const group of columns.groups) {
      const code = this.#grid.text(row, group.code ?? -1).trim();
      const title = this.#grid.text(row, group.title ?? -1);
      if (code === '' && title === '') continue;
      const at = waiting.get(code)?.shift();
      if (at === undefined) {
        this.#find(
          'row_unknown',
          { code: code === '' ? title : code },
          this.#grid.place(row, group.code ?? 0),
        );
        continue;
      }
      this.#seen.add(at);
      this.#level(at, row, group);
      if (leaves.has(at)) leaf = at;
    }
    if (leaf === null) return;
    for (const field of LEAF_FIELDS) {
      const column = columns.leaf[field];
      if (column !== undefined)
        this.#leaf(leaf, field, this.#grid.text(row, column), this.#grid.place(row, column));
    }
  }

  #level(at: number, row: number, group: Partial<Record<LevelField, number>>): void {
    const [before, after, cells] = [this.#before.nodes[at], this.#after.nodes[at], this.#cells[at]];
    if (before === undefined || after === undefined || cells === undefined) return;
    for (const field of LEVEL_FIELDS) {
      const column = group[field];
      if (column === undefined) continue;
      const place = this.#grid.place(row, column);
      if (field === 'title') cells.title = place;
      else cells.fields[field] = place;
      const [was, is] = [levelText(before, field), this.#grid.text(row, column)];
      if (
        field === 'code' ||
        same(was, is) ||
        (field === 'points' && before.points !== null && Number(is) === before.points && is !== '')
      )
        continue;
      if (field === 'title') after.title = is;
      else if (field === 'weight') after.weight = is.trim() === '' ? null : is.trim();
      else {
        const points = is.trim() === '' ? null : readPoints(is);
        if (points === null && is.trim() !== '') {
          this.#find('points_unread', { text: is }, place, at);
          continue;
        }
        after.points = points;
      }
      this.#edited(LEVEL_HEADS[field], was, is, place, at);
    }
  }

  #leaf(at: number, field: LeafField, is: string, place: Place): void {
    const [before, after, cells] = [this.#before.nodes[at], this.#after.nodes[at], this.#cells[at]];
    if (before === undefined || after === undefined || cells === undefined) return;
    const own = CELL_FIELDS[field];
    if (own !== null) cells.fields[own] = place;
    const was = leafText(before, field);
    if (same(was, is)) return;
    if (field === 'kind' || field === 'reading') {
      this.#find('edit_not_taken', { head: LEAF_HEADS[field], is }, place, at);
      return;
    }
    this.#edited(LEAF_HEADS[field], was, is, place, at);
    this.#take(before, after, field, is, place, at);
  }

  #take(
    before: Node,
    after: Node,
    field: Exclude<LeafField, 'kind' | 'reading'>,
    is: string,
    place: Place,
    at: number,
  ): void {
    switch (field) {
      case 'methods': {
        const methods = readMethods(is);
        after.methods = methods.map(({ method }) => method);
        after.parts = before.parts.flatMap((part) => {
          const named = methods.find(({ method }) => method === part.method);
          return named === undefined ? [] : [{ ...part, share: named.share ?? part.share }];
        });
        if (
          after.parts.length < before.parts.length ||
          (before.parts.length > 0 && after.parts.length < methods.length)
        )
          this.#find('parts_differ', {}, place, at);
        return;
      }
      case 'ruleText': {
        after.ruleText = is.trim() === '' ? null : is;
        const { title, points, kind } = after;
        const reading = readRuleText(is, { title, points, kind, grades: this.#after.grades });
        after.parts = reading === null ? [] : before.parts.map((part) => ({ ...part, rule: reading.rule }));
        after.rule = reading === null || after.parts.length > 0 ? null : reading.rule;
        after.facts = reading === null ? [] : reading.facts;
        return;
      }
      case 'responsible':
        after.responsible = readUnits(is, 'responsible').map(({ unit }) => unit);
        return;
      case 'evidence':
        after.evidence = readDemands(is);
        return;
      case 'window':
        after.window = is.trim() === '' ? null : readWindow(is);
        return;
      case 'siteTypes':
        after.applies.siteTypes = readNames(is);
    }
  }

  #edited(head: string, was: string, is: string, place: Place, at: number | null): void {
    this.#find('cell_edited', { head, was: was === '' ? '空' : was, is: is === '' ? '空' : is }, place, at);
  }

  #find(
    code: TableFindingCode,
    facts: Record<string, string | number>,
    place: Place | null,
    at: number | null = null,
  ): void {
    const node = at === null ? null : (this.#before.nodes[at]?.code ?? null);
    this.#findings.push(tableFinding(code, facts, place, node));
  }
}

const CELL_FIELDS: Record<LeafField, CellField | null> = {
  kind: 'kind',
  methods: 'methods',
  ruleText: 'ruleText',
  reading: null,
  responsible: 'responsible',
  evidence: 'evidence',
  window: 'window',
  siteTypes: 'applies',
};

/** The text as it comes back from a cell of ours. */
function shown(text: string): string {
  const cell = String(textCell(text).value ?? '').replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
  if (cell.trim() === '') return '';
  return plainSigns(cell)
    .split('\n')
    .filter((line) => line.trim() !== '')
    .join('\n')
    .replaceAll('\t', ' ');
}

/** Spreadsheets may drop blanks at the ends of lines. */
const same = (was: string, is: string): boolean => trimmed(shown(was)) === trimmed(is);
const trimmed = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.trim())
    .join('\n')
    .trim();
