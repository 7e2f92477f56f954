import type { Flow, FlowCell, FlowTable } from './flow.ts';

/** A cell as Word, RTF and .doc say it: rows of cells, where a merged cell goes on in the rows below as an empty one. */
export interface RowCell {
  columnSpan: number;
  /** `continues`: belongs to the cell above that stands in the same columns. */
  merge: 'none' | 'starts' | 'continues';
  flow: Flow;
}

export interface GridRow {
  /** Grid columns left empty before the first cell. */
  before: number;
  hidden: boolean;
  cells: RowCell[];
}

/** No real table is wider; a forged span must not make the reader count to a billion. */
const WIDEST = 1_000;

/** Puts rows of cells on a grid: spans counted, a cell merged downwards standing once, at its top. */
export function onGrid(rows: readonly GridRow[]): FlowTable {
  const cells: FlowCell[] = [];
  let above = new Map<number, FlowCell>();
  rows.forEach((row, rowAt) => {
    const here = new Map<number, FlowCell>();
    let column = within(row.before, 0);
    for (const { columnSpan: declared, merge, flow } of row.cells) {
      const columnSpan = within(declared, 1);
      const top = merge === 'continues' ? above.get(column) : undefined;
      if (top && top.row + top.rowSpan === rowAt) {
        top.rowSpan++;
        here.set(column, top);
      } else {
        const cell = { row: rowAt, column, rowSpan: 1, columnSpan, flow, hidden: row.hidden };
        cells.push(cell);
        if (merge !== 'none') here.set(column, cell);
      }
      column += columnSpan;
    }
    above = here;
  });
  return { kind: 'table', sheet: null, cells };
}

function within(span: number, least: number): number {
  return Number.isFinite(span) ? Math.min(WIDEST, Math.max(least, Math.trunc(span))) : least;
}
