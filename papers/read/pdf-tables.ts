import type { Ruling } from './pdf-page.ts';

/** A table drawn with rulings: the boxes of its cells on a grid. */
export interface Grid {
  left: number;
  right: number;
  top: number;
  bottom: number;
  /** Where the columns are parted, outer edges included. */
  columns: number[];
  cells: GridCell[];
}

export interface GridCell {
  row: number;
  column: number;
  rowSpan: number;
  columnSpan: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** Points that rulings may miss each other by and still meet. */
const TOUCH = 3;
/** Beyond this a drawing is no table. */
const MOST_LINES = 400;

/** Finds the ruled tables of a page: rulings that meet, of at least two cells. */
export function gridsOf(rulings: readonly Ruling[]): Grid[] {
  return connected(joined(rulings))
    .map(gridOf)
    .filter((grid) => grid !== null)
    .sort((a, b) => a.top - b.top);
}

/** Pieces of one ruling, drawn cell by cell, put together. */
function joined(rulings: readonly Ruling[]): Ruling[] {
  const whole: Ruling[] = [];
  const sorted = [...rulings].sort(
    (a, b) => Number(a.across) - Number(b.across) || Math.round(a.at) - Math.round(b.at) || a.from - b.from,
  );
  for (const ruling of sorted) {
    const last = whole.findLast(
      (each) => each.across === ruling.across && Math.abs(each.at - ruling.at) < 1.5,
    );
    if (last && ruling.from <= last.to + TOUCH && ruling.to >= last.from - TOUCH) {
      last.from = Math.min(last.from, ruling.from);
      last.to = Math.max(last.to, ruling.to);
    } else whole.push({ ...ruling });
  }
  return whole.slice(0, MOST_LINES * 4);
}

function connected(rulings: readonly Ruling[]): Ruling[][] {
  const across = rulings.filter((each) => each.across);
  const down = rulings.filter((each) => !each.across);
  const group = new Map<Ruling, Ruling[]>(rulings.map((each) => [each, [each]]));
  for (const a of across) {
    for (const d of down) {
      const meets =
        d.at >= a.from - TOUCH && d.at <= a.to + TOUCH && a.at >= d.from - TOUCH && a.at <= d.to + TOUCH;
      const [ofA, ofD] = [group.get(a) ?? [], group.get(d) ?? []];
      if (!meets || ofA === ofD) continue;
      const [small, large] = ofA.length < ofD.length ? [ofA, ofD] : [ofD, ofA];
      for (const each of small) {
        large.push(each);
        group.set(each, large);
      }
    }
  }
  return [...new Set(group.values())];
}

function gridOf(rulings: readonly Ruling[]): Grid | null {
  const across = rulings.filter((each) => each.across);
  const down = rulings.filter((each) => !each.across);
  const rows = edges(across);
  const columns = edges(down);
  if (rows.length < 2 || columns.length < 2 || rows.length > MOST_LINES || columns.length > MOST_LINES)
    return null;
  if (rows.length === 2 && columns.length === 2) return null;

  const covers = (lines: readonly Ruling[], at: number, from: number, to: number) =>
    lines.some((each) => Math.abs(each.at - at) < TOUCH && overlap(each, from, to) > 0.6 * (to - from));
  const parted = {
    right: (row: number, column: number) =>
      covers(down, columns[column + 1] ?? 0, rows[row] ?? 0, rows[row + 1] ?? 0),
    below: (row: number, column: number) =>
      covers(across, rows[row + 1] ?? 0, columns[column] ?? 0, columns[column + 1] ?? 0),
  };
  const cells: GridCell[] = [];
  const taken = new Set<string>();
  for (let row = 0; row < rows.length - 1; row++) {
    for (let column = 0; column < columns.length - 1; column++) {
      if (taken.has(`${row}:${column}`)) continue;
      let columnSpan = 1;
      while (column + columnSpan < columns.length - 1 && !parted.right(row, column + columnSpan - 1))
        columnSpan++;
      let rowSpan = 1;
      const open = (at: number) =>
        Array.from({ length: columnSpan }, (_, i) => !parted.below(at, column + i)).every(Boolean);
      while (row + rowSpan < rows.length - 1 && open(row + rowSpan - 1)) rowSpan++;
      for (let r = 0; r < rowSpan; r++)
        for (let c = 0; c < columnSpan; c++) taken.add(`${row + r}:${column + c}`);
      cells.push({
        row,
        column,
        rowSpan,
        columnSpan,
        left: columns[column] ?? 0,
        right: columns[column + columnSpan] ?? 0,
        top: rows[row] ?? 0,
        bottom: rows[row + rowSpan] ?? 0,
      });
    }
  }
  if (cells.length < 2) return null;
  const [left = 0, right = 0, top = 0, bottom = 0] = [columns[0], columns.at(-1), rows[0], rows.at(-1)];
  return { left, right, top, bottom, columns, cells };
}

/** Places of the rulings, nearly equal ones as one. */
function edges(rulings: readonly Ruling[]): number[] {
  const places: number[] = [];
  for (const { at } of [...rulings].sort((a, b) => a.at - b.at)) {
    const last = places.at(-1);
    if (last === undefined || at - last > TOUCH) places.push(at);
  }
  return places;
}

const overlap = (ruling: Ruling, from: number, to: number): number =>
  Math.max(0, Math.min(ruling.to, to) - Math.max(ruling.from, from));
