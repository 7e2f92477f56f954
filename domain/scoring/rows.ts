import { AmountColumn, Float64Column, Int32Column } from './columns.ts';
import type { Fact, FactState } from './fact.ts';
import { FactIds } from './fact-ids.ts';

/** The cell of rows that add nothing: those without an observed amount, and those that have gone. */
export const NO_CELL = 0;

/** Facts in columns: the cell that each counts in, its amount, its time and its id. A place that becomes free is used again. */
export class Rows {
  readonly cell = new Int32Column();
  readonly value = new AmountColumn();
  /** The true cell of rows that say that nothing was observed, or that it does not apply. */
  readonly silent = new Map<number, { state: Exclude<FactState, 'observed'>; cell: number }>();
  /** The greatest amount that was ever in. */
  greatest = 0;

  /** Null as long as no fact tells its time; whole seconds as long as they do; then milliseconds, NaN where written otherwise. */
  private seconds: Int32Column | null = null;
  private milliseconds: Float64Column | null = null;
  private readonly oddTimes = new Map<number, string>();
  private lastTime: { text: string; at: number } = { text: '', at: NaN };
  private lastDay: { text: string; at: number } = { text: 'none yet', at: NaN };
  private readonly ids = new FactIds();
  private readonly free: number[] = [];

  /** Places, those that are free included. */
  get length(): number {
    return this.cell.length;
  }

  get size(): number {
    return this.cell.length - this.free.length;
  }

  reserve(rows: number): void {
    for (const column of [this.cell, this.value, this.ids]) column.reserve(rows);
    this.seconds?.reserve(rows);
    this.milliseconds?.reserve(rows);
  }

  add(fact: Fact, cell: number, amount: number): number {
    const row = this.free.pop() ?? this.cell.length;
    if (row === this.cell.length) {
      this.cell.push(NO_CELL);
      this.value.push(0);
      this.seconds?.push(NEVER);
      this.milliseconds?.push(-Infinity);
    }
    this.value.set(row, amount);
    if (fact.state === 'observed') this.cell.values[row] = cell;
    else this.silent.set(row, { state: fact.state, cell });
    if (amount > this.greatest || -amount > this.greatest) this.greatest = Math.abs(amount);
    this.date(row, fact.at);
    this.ids.set(row, fact.id);
    return row;
  }

  remove(row: number): void {
    this.cell.values[row] = NO_CELL;
    this.silent.delete(row);
    this.ids.remove(row);
    this.free.push(row);
  }

  cellOf(row: number): number {
    return this.cell.values[row] || (this.silent.get(row)?.cell ?? NO_CELL);
  }

  private idOf(row: number): string {
    return this.ids.get(row);
  }

  findIds(): void {
    this.ids.open();
  }

  /** -1 where no row has the id. */
  rowOf(id: string): number {
    return this.ids.find(id);
  }

  /** By time, then by id, both by code units. */
  isLater(row: number, than: number): boolean {
    const a = this.timeOf(row);
    const b = this.timeOf(than);
    if (Number.isNaN(a) || Number.isNaN(b)) {
      const [one, other] = [this.textOf(row, a), this.textOf(than, b)];
      if (one !== other) return one > other;
    } else if (a !== b) return a > b;
    return this.idOf(row) > this.idOf(than);
  }

  /** Milliseconds; -Infinity where no time is told, NaN where it is written otherwise than in full, in UTC. */
  private timeOf(row: number): number {
    if (this.milliseconds !== null) return this.milliseconds.values[row]!;
    const second = this.seconds?.values[row] ?? NEVER;
    return second === NEVER ? -Infinity : second * 1000;
  }

  private date(row: number, text: string | null): void {
    if (text === null) {
      if (this.milliseconds !== null) this.milliseconds.values[row] = -Infinity;
      else if (this.seconds !== null) this.seconds.values[row] = NEVER;
      return;
    }
    if (this.lastTime.text !== text) this.lastTime = { text, at: this.instantOf(text) };
    const { at } = this.lastTime;
    if (Number.isNaN(at)) this.oddTimes.set(row, text);
    if (this.milliseconds === null && Math.abs(at) < 2 ** 31 * 1000 && at % 1000 === 0) {
      if (this.seconds === null) {
        this.seconds = new Int32Column();
        this.seconds.reserve(this.cell.values.length);
        this.seconds.values.fill(NEVER);
        this.seconds.length = this.cell.length;
      }
      this.seconds.values[row] = at / 1000;
      return;
    }
    if (this.milliseconds === null) this.refine();
    this.milliseconds!.values[row] = at;
  }

  /** NaN where it is not written in full, in UTC. Facts share their days, so only the hours are read anew. */
  private instantOf(text: string): number {
    const clock = text.length === 24 ? clockOf(text) : -1;
    if (clock < 0) return FULL_TIME.test(text) ? Date.parse(text) : NaN;
    if (!text.startsWith(this.lastDay.text)) {
      const day = text.slice(0, 10);
      this.lastDay = { text: day, at: FULL_DAY.test(day) ? Date.parse(`${day}T00:00:00.000Z`) : NaN };
    }
    return this.lastDay.at + clock;
  }

  private refine(): void {
    const finer = new Float64Column();
    finer.reserve(this.cell.values.length);
    for (let row = 0; row < this.cell.length; row++) finer.push(this.timeOf(row));
    this.milliseconds = finer;
    this.seconds = null;
  }

  /** Times in full compare by code units as their milliseconds do. */
  private textOf(row: number, at: number): string {
    if (Number.isNaN(at)) return this.oddTimes.get(row) ?? '';
    return at === -Infinity ? '' : new Date(at).toISOString();
  }
}

const NEVER = -(2 ** 31);
const FULL_DAY = /^\d{4}-\d\d-\d\d$/;
const FULL_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** Milliseconds of `T08:00:00.000Z` behind any ten letters; -1 where it is not written so, or is no time of a day. */
function clockOf(text: string): number {
  for (let at = 0; at < CLOCK.length; at++) {
    const code = text.charCodeAt(10 + at);
    const wanted = CLOCK.charCodeAt(at);
    if (wanted === ZERO ? code < ZERO || code > ZERO + 9 : code !== wanted) return -1;
  }
  const two = (at: number) => (text.charCodeAt(at) - ZERO) * 10 + text.charCodeAt(at + 1) - ZERO;
  const [hour, minute, second] = [two(11), two(14), two(17)];
  if (hour > 23 || minute > 59 || second > 59) return -1;
  return ((hour * 60 + minute) * 60 + second) * 1000 + two(20) * 10 + text.charCodeAt(22) - ZERO;
}

const CLOCK = 'T00:00:00.000Z';
const ZERO = 48;
