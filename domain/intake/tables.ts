// Over 300 lines of one thing: the rows of a decomposition table, from the grid to tasks.
import { deadlineIn, deadlineOfValue } from './deadlines.ts';
import { fieldsOf } from './fields.ts';
import { foldText, squeeze } from './fold.ts';
import { legendOf, roleOfMark } from './mark-columns.ts';
import type { StageWindow } from './item.ts';
import { markerAt } from './markers.ts';
import type { Cell, Table } from './paper.ts';
import { inheritedDeadline, phraseAt, readPersons, stitch, unitsOf } from './read-item.ts';
import type { UnitRole } from '../tasks/task.ts';
import type { DeadlineReading, PersonReading, TaskReading, UnitReading } from './reading.ts';
import { recurrenceIn } from './recurrence.ts';
import { foldOffset, spanOf, trim, verbatim } from './sheet.ts';
import type { Sheet } from './sheet.ts';
import { cellsOf, gridOf, layoutOf, repeatsHead } from './table-columns.ts';
import type { Column, Grid, Layout } from './table-columns.ts';
import { targetsIn } from './targets.ts';
import type { Calendar } from './times.ts';
import { readUnitList } from './unit-list.ts';
import { uprightOf } from './upright-tables.ts';
import { isDitto, isSurelyUnit, looksLikeUnit } from './unit-names.ts';

export interface TableContext {
  path: string[];
  window: StageWindow | null;
  calendar: Calendar;
  /** Layout of the table before it, for a table that goes on without its head. */
  previous: Layout | null;
}

/** A row 合计 whose figure is not the sum of the rows above it. */
export interface Total {
  cell: Cell;
  /** What stands there, and what the rows sum up to. */
  written: number;
  sum: number;
}

export interface TableReading {
  tasks: TaskReading[];
  totals: Total[];
  layout: Layout | null;
}

/** A row, or several rows that one cell of the task column covers. */
interface Group {
  rows: number[];
  cell: Cell | null;
}

interface Row {
  cells: (Cell | null)[];
  path: string[];
  index: number;
}

/** Reads the tasks of a table; none where its head does not say that it holds any. */
export function readTable(sheet: Sheet, table: Table, context: TableContext): TableReading {
  const grid = uprightOf(gridOf(table));
  let layout = layoutOf(grid);
  if (
    layout === null &&
    context.previous !== null &&
    context.previous.columns.length === (grid[0]?.length ?? 0)
  ) {
    layout = { ...context.previous, firstRow: 0 };
  }
  if (layout === null) return { tasks: [], totals: [], layout: null };
  const plan = textColumns(layout.columns);
  const rows = bodyRows(sheet, grid, layout, plan.text);
  const tasks: TaskReading[] = [];
  const owned: Owned = new Map();
  const carried = new Map<number, Cell>();
  const groups = groupsOf(rows, plan.text).map((group) =>
    group.rows.map((i) => rows[i]).filter((row): row is Row => row !== undefined),
  );
  const known = layout;
  const finer = plan.finer.find((column) =>
    groups.some((members) => members.length > 1 && isOwnTaskPerRow(members, column, known)),
  );
  for (const members of groups) {
    for (const row of members) carry(row, layout, carried, plan);
    if (
      finer === undefined ||
      (members.length > 1
        ? !isOwnTaskPerRow(members, finer, layout)
        : textAt(members[0]?.cells[finer]) === '')
    ) {
      const task = readRows(sheet, members, layout, plan, plan.text, context, owned);
      if (task !== null) appendOrPush(tasks, task, members, layout);
      continue;
    }
    for (const row of members) {
      const task = readRows(sheet, [row], layout, plan, finer, context, owned);
      if (task !== null) tasks.push(task);
    }
  }
  return { tasks, totals: wrongTotals(grid, layout), layout };
}

/** The units last read in each column: what 同上 stands for. */
type Owned = Map<number, UnitReading[]>;

/** Sums the figures of each column down to the rows 合计; subtotals begin the sum anew. */
function wrongTotals(grid: Grid, layout: Layout): Total[] {
  const wrong: Total[] = [];
  let sums = new Map<number, number>();
  let all = new Map<number, number>();
  for (let r = layout.firstRow; r < grid.length; r++) {
    const cells = cellsOf(grid[r] ?? []).filter((cell) => cell.row === r);
    const name = squeeze(cells.find((cell) => cell.text.trim() !== '')?.text ?? '');
    const total = /^(?:合计|总计|共计)$/.test(name) ? all : /^小计$/.test(name) ? sums : null;
    for (const cell of cells) {
      const figure = /^\d{1,9}(?:\.\d{1,4})?$/.exec(squeeze(cell.text))?.[0];
      if (figure === undefined || layout.columns[cell.column]?.kind === 'no') continue;
      if (total !== null) {
        const sum = total.get(cell.column);
        if (sum !== undefined && Math.abs(sum - Number(figure)) > 1e-6)
          wrong.push({ cell, written: Number(figure), sum });
      } else {
        for (const known of [sums, all])
          known.set(cell.column, (known.get(cell.column) ?? 0) + Number(figure));
      }
    }
    if (total === sums) sums = new Map();
    if (total === all) all = new Map();
  }
  return wrong;
}

interface TextColumns {
  /** The column that says what is to be done. */
  text: number;
  /** Columns that say it in more detail: measures, standards. */
  finer: number[];
  /** Columns at its left that are headings. */
  sections: number[];
}

function textColumns(columns: readonly Column[]): TextColumns {
  const at = (kind: Column['kind']): number[] =>
    columns.flatMap((column, i) => (column.kind === kind ? [i] : []));
  const task = at('task');
  const content = at('content');
  const measure = at('measure');
  const standard = at('standard');
  const section = at('section');
  const text =
    task.at(-1) ??
    content.at(-1) ??
    (measure.length > 0 && section.length > 0 ? measure[0] : undefined) ??
    standard[0] ??
    measure[0] ??
    section.at(-1) ??
    0;
  const sections = [...section, ...content, ...task]
    .filter((i) => i < text)
    .sort((one, other) => one - other);
  const finer = [...(task.length > 0 ? content : []), ...measure, ...standard].filter((i) => i > text);
  return { text, finer, sections };
}

const textAt = (cell: Cell | null | undefined): string => (cell?.text ?? '').trim();

/** The rows with data, each with the section rows above it. */
function bodyRows(sheet: Sheet, grid: Grid, layout: Layout, textColumn: number): Row[] {
  const rows: Row[] = [];
  let path: { text: string; rank: number }[] = [];
  for (let r = layout.firstRow; r < grid.length; r++) {
    const cells = grid[r] ?? [];
    const filled = cellsOf(cells).filter((cell) => cell.text.trim() !== '');
    if (filled.length === 0 || repeatsHead(cells, layout.heads)) continue;
    const only = filled[0];
    if (filled.length === 1 && only !== undefined && only.row === r) {
      const wide = only.columnSpan >= Math.max(2, cells.length * 0.5);
      const words = squeeze(only.text);
      if (wide || (only.column !== textColumn && layout.columns[only.column]?.kind !== 'unit')) {
        if (/^(?:注|备注|说明|填表|填报|制表|审核|合计|小计|总计|单位[::])/.test(words) || words.length > 60)
          continue;
        const marker = markerAt(`${words} `, 0);
        const rank = marker === null ? 3.9 : marker.style === 'han' ? 3 : marker.style === 'hanParen' ? 4 : 5;
        path = [...path.filter((entry) => entry.rank < rank), { text: cellText(sheet, only), rank }];
        continue;
      }
    }
    if (/^(?:合计|小计|总计)$/.test(squeeze(filled[0]?.text ?? ''))) continue;
    if (/^(?:注|备注|说明)[::]/.test(squeeze(filled[0]?.text ?? '')) && filled.length <= 2) continue;
    rows.push({ cells, path: path.map((entry) => entry.text), index: r });
  }
  return rows;
}

/** Rows that one cell of the task column covers, or that stand empty under it with more measures. */
function groupsOf(rows: readonly Row[], column: number): Group[] {
  const groups: Group[] = [];
  for (const [i, row] of rows.entries()) {
    const cell = row.cells[column] ?? null;
    const last = groups.at(-1);
    if (last !== undefined && cell !== null && last.cell === cell) last.rows.push(i);
    else if (last !== undefined && textAt(cell) === '' && last.cell !== null && textAt(row.cells[0]) === '')
      last.rows.push(i);
    else groups.push({ rows: [i], cell });
  }
  return groups;
}

/** Empty cells of the heading columns go on with what stands above them. */
function carry(row: Row, layout: Layout, carried: Map<number, Cell>, plan: TextColumns): void {
  for (const column of plan.sections) {
    const cell = row.cells[column] ?? null;
    if (textAt(cell) !== '' && cell !== null) {
      // A new heading ends those at its right.
      if (carried.get(column) !== cell)
        for (const other of plan.sections) if (other > column) carried.delete(other);
      carried.set(column, cell);
    } else {
      const above = carried.get(column);
      if (above !== undefined && layout.columns[column]?.kind !== 'task') row.cells[column] = above;
    }
  }
}

/** Do the rows under one task cell have units or deadlines of their own, so that each is a task? */
function isOwnTaskPerRow(rows: readonly Row[], finer: number, layout: Layout): boolean {
  const distinct = (column: number): number => new Set(rows.map((row) => row.cells[column])).size;
  if (distinct(finer) < rows.length || rows.some((row) => textAt(row.cells[finer]) === '')) return false;
  const owners = layout.columns.flatMap((column, i) =>
    column.kind === 'unit' || column.kind === 'deadline' || column.kind === 'no' ? [i] : [],
  );
  const filled = owners.filter((column) => rows.some((row) => textAt(row.cells[column]) !== ''));
  if (filled.length === 0) return true;
  return filled.some(
    (column) =>
      rows.filter((row) => textAt(row.cells[column]) !== '').length === rows.length && distinct(column) > 1,
  );
}

/** Text of a cell as a heading: the lines of vertical writing joined. */
const cellText = (sheet: Sheet, cell: Cell): string => {
  const { a, b } = placeOf(sheet, cell);
  return verbatim(sheet, a, b)
    .replace(/\s*\n\s*/g, '')
    .trim();
};

const placeOf = (sheet: Sheet, cell: Cell): { a: number; b: number } =>
  trim(sheet.fold, foldOffset(sheet, cell.start), foldOffset(sheet, cell.end));

const CODE = /^((?:[ⅠⅡⅢⅣⅤⅥ]|[IV]{1,3}|\d{1,2})[-—]\d{1,3}(?:[-—]\d{1,3})?)[、. ]? */;

function readRows(
  sheet: Sheet,
  rows: readonly Row[],
  layout: Layout,
  plan: TextColumns,
  column: number,
  context: TableContext,
  owned: Owned,
): TaskReading | null {
  const { fold } = sheet;
  const [first] = rows;
  if (first === undefined) return null;
  const cells = (i: number): Cell[] => [
    ...new Set(
      rows.map((row) => row.cells[i]).filter((cell): cell is Cell => cell != null && cell.text.trim() !== ''),
    ),
  ];
  const main = cells(column)[0];
  if (main === undefined) return null;
  const place = placeOf(sheet, main);
  const path = [...context.path, ...first.path];
  for (const i of plan.sections) {
    if (i < column || column !== plan.text) for (const cell of cells(i)) path.push(cellText(sheet, cell));
  }
  if (column !== plan.text) for (const cell of cells(plan.text)) path.push(cellText(sheet, cell));
  const numberCell = layout.columns.flatMap((entry, i) => (entry.kind === 'no' ? cells(i) : []))[0];
  const shared = numberCell !== undefined && column !== plan.text && numberCell.rowSpan > 1;
  let no =
    numberCell === undefined || shared
      ? ''
      : cellText(sheet, numberCell)
          .replace(/[.、．]$/, '')
          .replace(/^(\d+)\.0+$/, '$1');
  let { a } = place;
  const marker = markerAt(fold, a);
  const code = CODE.exec(fold.slice(a, a + 14));
  if (no === '' && code !== null) {
    no = verbatim(sheet, a, a + (code[1]?.length ?? 0));
    a += code[0].length;
  } else if (
    marker !== null &&
    marker.end < place.b &&
    marker.style !== 'bullet' &&
    marker.style !== 'ordinal' &&
    !listed(fold, place, marker.end)
  ) {
    if (no === '') {
      no = verbatim(sheet, a, marker.shown).trim();
      a = marker.end;
    }
  }
  const ranges = [{ a, b: place.b }];
  for (const i of plan.finer) {
    if (i === column || (column !== plan.text && i < column)) continue;
    const kind = layout.columns[i]?.kind;
    for (const cell of cells(i))
      if (kind === 'standard' || kind === 'measure' || kind === 'content') ranges.push(placeOf(sheet, cell));
  }
  const objectives = layout.columns.flatMap((entry, i) => (entry.kind === 'objective' ? cells(i) : []));
  for (const cell of objectives) ranges.push(placeOf(sheet, cell));
  const said = stitch(fold, ranges);
  const bodies = plan.finer
    .filter((i) => i !== column && layout.columns[i]?.kind !== 'standard')
    .flatMap(cells);
  const text = [verbatim(sheet, a, place.b).trim(), ...bodies.map((cell) => verbatimCell(sheet, cell))].join(
    '\n',
  );
  const standards = plan.finer
    .filter((i) => i !== column && layout.columns[i]?.kind === 'standard')
    .flatMap(cells);
  const all = rows.flatMap((row) => cellsOf(row.cells)).filter((cell) => cell.text.trim() !== '');
  const own = { ...context.calendar, window: context.window };
  const deadline = readDeadline(sheet, layout, cells, said, own, context.window);
  const rhythm = recurrenceIn(said.text);
  const late =
    rhythm === null && deadline !== null && !deadline.inherited ? recurrenceIn(deadline.phrase) : null;
  return {
    no,
    sectionPath: path,
    text,
    objective: objectives[0] === undefined ? null : verbatimCell(sheet, objectives[0]),
    standard: standards.length === 0 ? null : standards.map((cell) => verbatimCell(sheet, cell)).join('\n'),
    deadline,
    recurrence:
      rhythm !== null
        ? verbatim(sheet, said.place(rhythm.a), said.place(rhythm.b - 1) + 1)
        : late !== null && deadline !== null
          ? deadline.phrase.slice(late.a, late.b)
          : null,
    targets: targetsIn(said.text).map((target) => {
      const from = said.place(target.a);
      const to = said.place(target.b - 1) + 1;
      return {
        ...spanOf(sheet, from, to),
        text: verbatim(sheet, from, to),
        comparator: target.comparator,
        value: target.value,
        unit: target.unit,
      };
    }),
    ...ownersOf(sheet, layout, cells, owned),
    source: {
      start: Math.min(...all.map((cell) => cell.start)),
      end: Math.max(...all.map((cell) => cell.end)),
    },
  };
}

/** Does the cell hold a list 1. 2. 3. of its own, so that its first number is not the task's? */
const listed = (fold: string, place: { b: number }, from: number): boolean =>
  /\n ?\(?[2二②]/.test(fold.slice(from, place.b));

const verbatimCell = (sheet: Sheet, cell: Cell): string => {
  const { a, b } = placeOf(sheet, cell);
  return verbatim(sheet, a, b).trim();
};

function readDeadline(
  sheet: Sheet,
  layout: Layout,
  cells: (column: number) => Cell[],
  said: { text: string; place: (at: number) => number },
  calendar: Calendar,
  window: StageWindow | null,
): DeadlineReading | null {
  for (const [i, column] of layout.columns.entries()) {
    if (column.kind !== 'deadline') continue;
    for (const cell of cells(i)) {
      const { a, b } = placeOf(sheet, cell);
      // A narrow cell breaks its words anywhere: 7月15 / 日前.
      const found = deadlineOfValue(sheet.fold.slice(a, b).replaceAll('\n', ' '), calendar);
      if (found !== null) return phraseAt(sheet, a + found.a, a + found.b, found);
    }
  }
  const found = deadlineIn(said.text, calendar);
  if (found !== null) return phraseAt(sheet, said.place(found.a), said.place(found.b - 1) + 1, found);
  return inheritedDeadline(sheet, window);
}

function ownersOf(
  sheet: Sheet,
  layout: Layout,
  cells: (column: number) => Cell[],
  owned: Owned,
): { units: UnitReading[]; persons: PersonReading[] } {
  const units: UnitReading[] = [];
  const persons: PersonReading[] = [];
  const seen = new Set<Cell>();
  for (const [i, column] of layout.columns.entries()) {
    if (column.kind === 'mark') {
      for (const mark of cells(i)) units.push(...unitOfMark(sheet, column.unit, mark));
      continue;
    }
    if (column.kind !== 'unit' && column.kind !== 'person') continue;
    for (const cell of cells(i)) {
      if (seen.has(cell)) continue;
      seen.add(cell);
      const { a, b } = placeOf(sheet, cell);
      if (column.kind === 'person') persons.push(...readPersons(sheet, a, b, column.label));
      else {
        const before = owned.get(i) ?? [];
        const read = column.persons ? unitsByLine(sheet, a, b, column.role) : null;
        const own = (read ?? unitsInCell(sheet, a, b, column.role)).flatMap((unit) =>
          isDitto(foldText(unit.name)) && before.length > 0
            ? before.map((other) => ({ ...other, start: unit.start, end: unit.end }))
            : [unit],
        );
        if (own.length > 0) owned.set(i, own);
        units.push(...own);
        if (column.persons) persons.push(...personsInCell(sheet, a, b));
      }
    }
  }
  return { units, persons };
}

const legends = new WeakMap<Sheet, ReturnType<typeof legendOf>>();

/** The unit at the head of a matrix column, in the role that the row's mark gives it. */
function unitOfMark(sheet: Sheet, head: Cell, mark: Cell): UnitReading[] {
  let legend = legends.get(sheet);
  if (legend === undefined) legends.set(sheet, (legend = legendOf(sheet.fold)));
  const { a, b } = placeOf(sheet, head);
  return unitsOf(sheet, readUnitList(sheet.fold, a, b, roleOfMark(mark.text, legend), true).units);
}

/**
 * A unit and its person on each line of the cell: 县城管局 张三.
 * @returns null where not every line begins with a sure name, or none has a person behind it
 */
function unitsByLine(sheet: Sheet, a: number, b: number, role: UnitRole): UnitReading[] | null {
  const units: UnitReading[] = [];
  let persons = 0;
  let from = a;
  for (const line of sheet.fold.slice(a, b).split('\n')) {
    // The person on the next line.
    if (units.length > 0 && /^ *[一-鿿]{2,3} *$/.test(line) && !looksLikeUnit(line.trim())) {
      persons += 1;
      from += line.length + 1;
      continue;
    }
    const found = /^ *(\S+?)(?: +([一-鿿]{2,3}))? *$/.exec(line);
    const name = found?.[1];
    if (name === undefined || !isSurelyUnit(name)) return null;
    if (found?.[2] !== undefined) persons += 1;
    units.push(...unitsOf(sheet, readUnitList(sheet.fold, from, from + line.length, role, true).units));
    from += line.length + 1;
  }
  return persons === 0 ? null : units;
}

/** Names in a cell; labels inside it (牵头: …) go before what the head of the column says. */
function unitsInCell(sheet: Sheet, a: number, b: number, role: UnitRole): UnitReading[] {
  const { fold } = sheet;
  if (/^(?:无|\/|—+|-+|)$/.test(fold.slice(a, b))) return [];
  const fields = fold.slice(a, b).includes(':')
    ? fieldsOf(fold, a, b, true).filter((field) => field.list !== null && field.words !== '')
    : [];
  if (fields.length > 0) {
    const head = readUnitList(fold, a, fields[0]?.a ?? a, role, true);
    return [
      ...unitsOf(sheet, head.units),
      ...fields.flatMap((field) => unitsOf(sheet, field.list?.units ?? [])),
    ];
  }
  return unitsOf(sheet, readUnitList(fold, a, b, role, true).units);
}

function personsInCell(sheet: Sheet, a: number, b: number): PersonReading[] {
  return readPersons(sheet, a, b, '责任人').filter((person) => !isSurelyUnit(person.name));
}

/** A row that a page break has cut goes on in the next one: without number, units and deadline, in mid-sentence. */
function appendOrPush(tasks: TaskReading[], task: TaskReading, rows: readonly Row[], layout: Layout): void {
  const last = tasks.at(-1);
  const [row] = rows;
  const bare =
    row !== undefined &&
    layout.columns.every((column, i) => {
      if (column.kind !== 'no' && column.kind !== 'unit' && column.kind !== 'deadline') return true;
      const cell = row.cells[i];
      return cell == null || cell.text.trim() === '' || cell.row < row.index;
    });
  if (
    last !== undefined &&
    bare &&
    task.no === '' &&
    layout.columns.some((column) => column.kind === 'no') &&
    !/[。;;]$/.test(last.text)
  ) {
    last.text += task.text;
    last.targets.push(...task.targets);
    last.recurrence ??= task.recurrence;
    last.source.end = Math.max(last.source.end, task.source.end);
    return;
  }
  tasks.push(task);
}
