import { Int32Column } from './columns.ts';
import type { Rows } from './rows.ts';

/** Which leaves facts speak of, and which they say not to apply; a key is one leaf of one group. */
export class Presence {
  private readonly facts: Rows;
  /** Facts by key. */
  private readonly present = new Int32Column();
  /** Rows that say that it does not apply, and its newest observed row (-1: none; kept once it was asked), by key. */
  private readonly takenOut = new Map<number, Set<number>>();
  private readonly newest = new Map<number, number>();

  constructor(facts: Rows) {
    this.facts = facts;
  }

  /** A row comes (1) or goes (-1). @param out  whether it says that the leaf does not apply */
  announce(key: number, row: number, sign: 1 | -1, out: boolean): void {
    while (this.present.length <= key) this.present.push(0);
    this.present.values[key]! += sign;
    if (out) {
      const rows = this.takenOut.get(key) ?? new Set();
      if (sign === 1) rows.add(row);
      else rows.delete(row);
      if (rows.size > 0) this.takenOut.set(key, rows);
      else this.takenOut.delete(key);
    }
    if (this.newest.size === 0) return;
    const newest = this.newest.get(key);
    if (newest === undefined || this.facts.silent.has(row)) return;
    if (sign === -1 && newest === row) this.newest.delete(key);
    else if (sign === 1 && (newest < 0 || this.facts.isLater(row, newest))) this.newest.set(key, row);
  }

  isPresent(key: number): boolean {
    return key < this.present.length && this.present.values[key]! > 0;
  }

  /** Whether a fact says that it does not apply, and no observed one is later. */
  isTakenOut(key: number, findNewest: () => number): boolean {
    const rows = this.takenOut.get(key);
    if (rows === undefined) return false;
    const newest = this.newest.get(key) ?? findNewest();
    this.newest.set(key, newest);
    if (newest < 0) return true;
    for (const row of rows) if (this.facts.isLater(row, newest)) return true;
    return false;
  }
}
