import type { Place } from '@tongchuang/domain/assessment/table-piece.ts';
import type { Cell, Table } from '@tongchuang/domain/intake/paper.ts';

/** A worksheet by row and column from 0; columns as the worksheet counts them, rows without the empty ones. */
export class SheetGrid {
  readonly height: number;
  readonly width: number;
  readonly #cells = new Map<string, Cell>();
  readonly #table: Table;
  readonly #left: number;

  constructor(table: Table) {
    this.#table = table;
    this.#left = (table.origin?.column ?? 1) - 1;
    this.height = table.cells.reduce((most, { row }) => Math.max(most, row + 1), 0);
    this.width = table.columns + this.#left;
    for (const cell of table.cells) this.#cells.set(`${cell.row}:${cell.column + this.#left}`, cell);
  }

  /** Text of the cell that begins there; empty where none does. */
  text(row: number, column: number): string {
    return this.#cells.get(`${row}:${column}`)?.text ?? '';
  }

  place(row: number, column: number): Place {
    return {
      table: this.#table.sheet ?? '',
      row: this.#table.origin?.rows[row] ?? row + 1,
      column: column + 1,
    };
  }
}
