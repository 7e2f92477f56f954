import { Float64Column, Int32Column } from './columns.ts';
import type { Fact, FactState } from './fact.ts';

/** The cell of rows that add nothing: those without an observed amount, and those that have gone. */
export const NO_CELL = 0;

/** Facts in columns: the cell that each counts in, its amount, its time and its id. A place that becomes free is used again. */
export class Rows {
  readonly cell = new Int32Column();
  readonly value = new Float64Column();
  /** The true cell of rows that say that nothing was observed, or that it does not apply. */
  readonly silent = new Map<number, { state: Exclude<FactState, 'observed'>; cell: number }>();
  /** The greatest amount that was ever in. */
  greatest = 0;

  /** Null as long as no fact tells its time; whole seconds as long as they do; then milliseconds, NaN where written otherwise. */
  private seconds: Int32Column | null = null;
  private milliseconds: Float64Column | null = null;
  private readonly oddTimes = new Map<number, string>();
  private lastTime: { text: string; at: number } = { text: '', at: NaN };
  private lastDay: { text: string; at: number } = { text: '', at: NaN };
  /** `line 7` is kept as 7; -1 for the others, which stand in `names`. */
  private readonly lines = new Int32Column();
  private readonly names: string[] = [];
  private readonly free: number[] = [];

  get length(): number {
    return this.cell.length;
  }

  reserve(rows: number): void {
    for (const column of [this.cell, this.value, this.lines]) column.reserve(rows);
    this.seconds?.reserve(rows);
    this.milliseconds?.reserve(rows);
  }

  add(fact: Fact, cell: number, amount: number): number {
    const row = this.free.pop() ?? this.cell.length;
    if (row === this.cell.length) {
      this.cell.push(NO_CELL);
      this.value.push(0);
      this.lines.push(-1);
      this.seconds?.push(NEVER);
      this.milliseconds?.push(-Infinity);
    }
    this.value.values[row] = amount;
    if (fact.state === 'observed') this.cell.values[row] = cell;
    else this.silent.set(row, { state: fact.state, cell });
    if (amount > this.greatest || -amount > this.greatest) this.greatest = Math.abs(amount);
    this.date(row, fact.at);
    const line = lineOf(fact.id);
    this.lines.values[row] = line;
    if (line < 0) this.names[row] = fact.id;
    return row;
  }

  remove(row: number): void {
    this.cell.values[row] = NO_CELL;
    this.silent.delete(row);
    this.free.push(row);
  }

  cellOf(row: number): number {
    return this.cell.values[row] || (this.silent.get(row)?.cell ?? NO_CELL);
  }

  idOf(row: number): string {
    const line = this.lines.values[row]!;
    return line < 0 ? this.names[row]! : `line ${line}`;
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
    if (text.length !== 24 || !CLOCK.test(text)) return FULL_TIME.test(text) ? Date.parse(text) : NaN;
    const day = text.slice(0, 10);
    if (this.lastDay.text !== day)
      this.lastDay = { text: day, at: FULL_DAY.test(day) ? Date.parse(`${day}T00:00:00.000Z`) : NaN };
    const digit = (at: number) => text.charCodeAt(at) - 48;
    const two = (at: number) => digit(at) * 10 + digit(at + 1);
    const seconds = two(11) * 3600 + two(14) * 60 + two(17);
    return this.lastDay.at + seconds * 1000 + digit(20) * 100 + two(21);
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
/** Any day, and a time of it. */
const CLOCK = /^.{10}T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/;
const FULL_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** 7 of `line 7`; -1 for any other id. */
function lineOf(id: string): number {
  if (id.length < 6 || id.length > 14 || !id.startsWith('line ')) return -1;
  let line = 0;
  for (let at = 5; at < id.length; at++) {
    const digit = id.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return -1;
    line = line * 10 + digit;
  }
  return id.charCodeAt(5) === 48 && id.length > 6 ? -1 : line;
}
