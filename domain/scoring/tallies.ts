import { Float64Column, Int32Column, Uint8Column } from './columns.ts';
import { NO_CELL } from './rows.ts';
import type { Rows } from './rows.ts';
import { EXACT, LIMB } from './site-sums.ts';
import type { SiteSums } from './site-sums.ts';

/** What a tally keeps besides sum and number: nothing, the least, the greatest, its last row, or its last row of any state. */
export const PLAIN = 0;
export const LEAST = 1;
export const GREATEST = 2;
export const LAST = 3;
export const STRATUM = 4;
const START = [0, Infinity, -Infinity, -1, -1];

/**
 * Sums and numbers of observed amounts, in columns, and which of them a cell adds to. Tally 0 takes what counts nowhere, so that
 * the pass needs no question for it.
 */
export class Tallies {
  readonly sum = new Float64Column();
  readonly number = new Int32Column();
  readonly mode = new Uint8Column();
  readonly owner = new Int32Column();
  /** Targets of cell c: from[c] … from[c + 1]. */
  readonly from = new Int32Column();
  readonly targets = new Int32Column();
  /** Whether each cell has one tally, of its own number: then rows add to their tallies at once. */
  private alike = true;

  // Columns that most editions do not need stay away until the first use.
  private high: Float64Column | null = null;
  private extra: Float64Column | null = null;
  private off: Int32Column | null = null;
  private unseen: Int32Column | null = null;

  constructor() {
    this.open(-1, PLAIN);
    this.from.push(0);
  }

  open(owner: number, mode: number): number {
    const tally = this.sum.length;
    this.sum.push(0);
    this.number.push(0);
    this.mode.push(mode);
    this.owner.push(owner);
    this.high?.push(0);
    this.off?.push(0);
    this.unseen?.push(0);
    if (mode !== PLAIN) this.extra ??= zeros(new Float64Column(), tally);
    this.extra?.push(START[mode]!);
    return tally;
  }

  /** One more tally for the cell that is open: cells come one after the other. */
  target(tally: number): void {
    this.targets.push(tally);
  }

  closeCell(cell: number): void {
    const first = this.from.values[cell]!;
    if (cell !== NO_CELL && (this.targets.length !== first + 1 || this.targets.values[first] !== cell))
      this.alike = false;
    this.from.push(this.targets.length);
  }

  extraOf(tally: number): number {
    return this.extra?.values[tally] ?? -1;
  }

  highOf(tally: number): number {
    return this.high?.values[tally] ?? 0;
  }

  offOf(tally: number): number {
    return this.off?.values[tally] ?? 0;
  }

  unseenOf(tally: number): number {
    return this.unseen?.values[tally] ?? 0;
  }

  /** Whether sums might pass 2^53, and are not yet kept in two parts. */
  mustWiden(rows: Rows): boolean {
    return this.high === null && rows.greatest * rows.length >= EXACT;
  }

  /** Counts all rows afresh. */
  count(rows: Rows): void {
    const size = this.sum.length;
    if (this.mustWiden(rows)) this.high = zeros(new Float64Column(), size);
    for (const column of [this.sum, this.number, this.high, this.off, this.unseen])
      column?.values.fill(0, 0, size);
    if (this.extra !== null)
      for (let tally = 0; tally < size; tally++) this.extra.values[tally] = START[this.mode.values[tally]!]!;
    if (this.high === null) {
      this.pass(rows);
      if (this.extra !== null) this.keepAll(rows);
    } else this.widePass(rows);
    for (const [row, { cell }] of rows.silent) this.absorbAll(cell, row, rows);
  }

  /** Rows into the sums of their cells, those into their tallies: most rows share a cell, and cells their tallies. */
  private pass(rows: Rows): void {
    if (this.alike) {
      addUp(rows, this.sum.values, this.number.values);
      return;
    }
    const cells = this.from.length - 1;
    const sum = new Float64Array(cells);
    const number = new Int32Array(cells);
    addUp(rows, sum, number);
    for (let cell = 1; cell < cells; cell++) {
      const end = this.from.values[cell + 1]!;
      for (let k = this.from.values[cell]!; k < end; k++) {
        const tally = this.targets.values[k]!;
        this.sum.values[tally]! += sum[cell]!;
        this.number.values[tally]! += number[cell]!;
      }
    }
  }

  private keepAll(rows: Rows): void {
    const cells = rows.cell.values;
    for (let row = 0; row < rows.length; row++) {
      const end = this.from.values[cells[row]! + 1]!;
      for (let k = this.from.values[cells[row]!]!; k < end; k++)
        this.keep(this.targets.values[k]!, row, rows);
    }
  }

  private widePass(rows: Rows): void {
    for (let row = 0; row < rows.length; row++) this.absorbAll(rows.cell.values[row]!, row, rows);
  }

  private absorbAll(cell: number, row: number, rows: Rows): void {
    const end = this.from.values[cell + 1]!;
    for (let k = this.from.values[cell]!; k < end; k++) this.absorb(this.targets.values[k]!, row, 1, rows);
  }

  /** Adds (1) a row to a tally or takes it away (-1); what is kept besides is only widened here. */
  absorb(tally: number, row: number, sign: 1 | -1, rows: Rows): void {
    const state = rows.silent.get(row)?.state;
    if (state === undefined) {
      const amount = rows.value.values[row]!;
      const high = this.high === null ? 0 : Math.floor(amount / LIMB);
      if (this.high !== null) this.high.values[tally]! += sign * high;
      this.sum.values[tally]! += sign * (amount - high * LIMB);
      this.number.values[tally]! += sign;
    } else if (state === 'not_applicable') {
      this.off ??= zeros(new Int32Column(), this.sum.length);
      this.off.values[tally]! += sign;
    } else {
      this.unseen ??= zeros(new Int32Column(), this.sum.length);
      this.unseen.values[tally]! += sign;
    }
    if (sign === 1) this.keep(tally, row, rows);
  }

  keep(tally: number, row: number, rows: Rows): void {
    const mode = this.mode.values[tally]!;
    if (mode === PLAIN || this.extra === null) return;
    const isObserved = rows.silent.size === 0 || !rows.silent.has(row);
    const kept = this.extra.values[tally]!;
    if (mode === STRATUM || mode === LAST) {
      if (!isObserved && mode === LAST) return;
      if (kept < 0 || rows.isLater(row, kept)) this.extra.values[tally] = row;
    } else if (isObserved) {
      const amount = rows.value.values[row]!;
      if (mode === LEAST ? amount < kept : amount > kept) this.extra.values[tally] = amount;
    }
  }

  /** After a row has gone: true where the least, greatest or last must be looked up again among the rows that are left. */
  loosen(tally: number, row: number, rows: Rows): boolean {
    const mode = this.mode.values[tally]!;
    if (mode === PLAIN || this.extra === null) return false;
    const gone = mode === LEAST || mode === GREATEST ? rows.value.values[row]! : row;
    if (this.extra.values[tally] !== gone) return false;
    this.extra.values[tally] = START[mode]!;
    return true;
  }

  /**
   * Adds all sites to their sums. Where sites pass or fail without strata, and whole numbers stay exact, by columns; the others one
   * by one.
   */
  countSites(
    sums: readonly (SiteSums | undefined)[],
    rows: Rows,
    scale: number,
    addOne: (tally: number) => void,
  ): void {
    const size = sums.length;
    if (size === 0) return;
    const times = new Float64Array(size);
    const against = new Float64Array(size);
    const passing = new Uint8Array(size);
    sums.forEach((one, owner) => {
      const test = this.high === null ? one?.testByNumbers(rows.greatest, rows.length, scale) : null;
      if (!test) return;
      times[owner] = test.times;
      against[owner] = test.against;
      passing[owner] = test.passing;
    });
    const seen = new Int32Array(size);
    const passed = new Int32Array(size);
    const owners = this.owner.values;
    const sum = this.sum.values;
    const number = this.number.values;
    for (let tally = 1; tally < this.sum.length; tally++) {
      const owner = owners[tally]!;
      if (owner >= size) continue;
      const bits = passing[owner]!;
      const count = number[tally]!;
      if (bits === 0 || count === 0) {
        if (sums[owner] !== undefined) addOne(tally);
        continue;
      }
      const beyond = sum[tally]! * times[owner]! - against[owner]! * count;
      seen[owner] = seen[owner]! + 1;
      passed[owner] = passed[owner]! + ((beyond > 0 ? bits >> 2 : beyond === 0 ? bits >> 1 : bits) & 1);
    }
    sums.forEach((one, owner) => one?.addMany(seen[owner]!, passed[owner]!));
  }
}

/** The hot loop. */
function addUp({ length, cell, value }: Rows, sum: Float64Array, number: Int32Array): void {
  const cells = cell.values;
  const values = value.values;
  for (let row = 0; row < length; row++) {
    const at = cells[row]!;
    sum[at] = sum[at]! + values[row]!;
    number[at] = number[at]! + 1;
  }
}

function zeros<C extends { reserve: (size: number) => void; length: number }>(column: C, size: number): C {
  column.reserve(size);
  column.length = size;
  return column;
}
