import type { Flow, FlowTable } from './flow.ts';
import { onGrid } from './grid.ts';
import type { RowCell } from './grid.ts';

/** A row as .doc and RTF define it: by where its cells begin and end on the page. */
export interface RowDefinition {
  /** Left edge of each cell and the right edge of the last one, in twips (1/1440 inch). */
  edges: number[];
  /** Per cell: goes on from its left neighbour, or from the cell above in the same columns. */
  merges: { left: boolean; vertical: RowCell['merge'] }[];
}

interface OpenTable {
  rows: { definition: RowDefinition | null; cells: Flow[] }[];
  cells: Flow[];
  cell: Flow;
}

/** Edges 0.5 mm apart are one: rows drawn by hand never meet exactly. */
const TOLERANCE = 30;
const DEEPEST = 20;

/** The tables that are open while a text runs by that only marks where cells and rows end. */
export class OpenTables {
  readonly #body: Flow;
  readonly #open: OpenTable[] = [];

  constructor(body: Flow) {
    this.#body = body;
  }

  /** Where a paragraph goes now: the open cell, or the body. */
  get flow(): Flow {
    return this.#open.at(-1)?.cell ?? this.#body;
  }

  get depth(): number {
    return this.#open.length;
  }

  /** Opens and closes tables until so many are open; 0 is outside of all. */
  setDepth(depth: number): void {
    const wanted = Math.min(DEEPEST, Math.max(0, depth));
    while (this.#open.length > wanted) this.#close();
    while (this.#open.length < wanted) this.#open.push({ rows: [], cells: [], cell: [] });
  }

  endCell(): void {
    const table = this.#open.at(-1);
    if (!table) return;
    table.cells.push(table.cell);
    table.cell = [];
  }

  endRow(definition: RowDefinition | null): void {
    const table = this.#open.at(-1);
    if (!table) return;
    if (table.cells.length > 0) table.rows.push({ definition, cells: table.cells });
    table.cells = [];
    table.cell = [];
  }

  #close(): void {
    const table = this.#open.at(-1);
    if (!table) return;
    // Cells without the end of their row: a table cut off.
    if (table.cell.length > 0) this.endCell();
    this.endRow(null);
    this.#open.pop();
    if (table.rows.length > 0) this.flow.push(fromEdges(table.rows));
  }
}

function fromEdges(rows: OpenTable['rows']): FlowTable {
  const edgesOf = ({ definition, cells }: OpenTable['rows'][number]) =>
    definition && definition.edges.length > cells.length
      ? definition.edges
      : Array.from({ length: cells.length + 1 }, (_, at) => at * 1_000);
  const lines: number[] = [];
  for (const edge of rows.flatMap(edgesOf).sort((a, b) => a - b)) {
    const last = lines.at(-1);
    if (last === undefined || edge - last > TOLERANCE) lines.push(edge);
  }
  const columnAt = (edge: number) => lines.findLastIndex((line) => line <= edge);
  return onGrid(
    rows.map((row) => {
      const edges = edgesOf(row);
      const cells: RowCell[] = [];
      row.cells.forEach((flow, at) => {
        const { left, vertical } = row.definition?.merges[at] ?? { left: false, vertical: 'none' };
        const columnSpan = Math.max(1, columnAt(edges[at + 1] ?? 0) - columnAt(edges[at] ?? 0));
        const before = cells.at(-1);
        if (left && before) before.columnSpan += columnSpan;
        else cells.push({ columnSpan, merge: vertical, flow });
      });
      return { before: Math.max(0, columnAt(edges[0] ?? 0)), hidden: false, cells };
    }),
  );
}
