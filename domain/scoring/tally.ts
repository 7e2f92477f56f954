import { rational } from '../kernel/rational.ts';
import type { Rational } from '../kernel/rational.ts';
import { Dictionary, Float64Column, Int32Column, Quadruples, Uint8Column } from './columns.ts';
import type { How } from '../assessment/edition.ts';
import type { Compiled } from './compiled.ts';
import type { Fact } from './fact.ts';
import { Links } from './links.ts';
import { Routing } from './routing.ts';
import { EXACT, LIMB, SiteSums, whole } from './site-sums.ts';

/** Whose sums are kept: of the place, of the named units, or of every unit that facts name. */
export interface Kept {
  place: boolean;
  units: 'all' | ReadonlySet<string>;
}

const OBSERVED = 0;
const NOT_APPLICABLE = 1;
const NOT_OBSERVED = 2;
const GONE = 3;
const STATES = { observed: OBSERVED, not_applicable: NOT_APPLICABLE, not_observed: NOT_OBSERVED } as const;

/** What a tally keeps in `extra` besides sum and count: nothing, the least, the greatest, its last row, or its last row of any state. */
const PLAIN = 0;
const LEAST = 1;
const GREATEST = 2;
const LAST = 3;
const STRATUM = 4;
const MODES: Record<How, number> = {
  sum: PLAIN,
  mean: PLAIN,
  count: PLAIN,
  min: LEAST,
  max: GREATEST,
  last: LAST,
};

/** The group of the place; units follow. */
export const PLACE_GROUP = 0;

/**
 * Facts in columns, and what they come to in whole numbers: for each slot of the edition and each group (the place, a unit) one
 * tally, or one for each site. Nothing here depends on the order in which facts come.
 *
 * A fact is a row. Rows that go the same way share a cell (stream, group, site, stratum), and a cell knows its tallies: counting is
 * one plain pass over `cell` and `value`.
 */
export class Tally {
  readonly compiled: Compiled;
  private readonly kept: Kept;
  private readonly routing: Routing;
  private readonly factor: number;

  private readonly units = new Dictionary();
  private readonly sites = new Dictionary();
  private readonly strata = new Dictionary();

  // rows
  readonly cell = new Int32Column();
  readonly value = new Float64Column();
  private readonly state = new Uint8Column();
  /** Milliseconds; NaN where the time is written otherwise than in full, in UTC. Null as long as no fact tells its time. */
  private at: Float64Column | null = null;
  private readonly oddTimes = new Map<number, string>();
  /** `line 7` is kept as 7. */
  private readonly ids: (string | number)[] = [];
  private readonly free: number[] = [];
  private greatest = 0;
  /** Whether sums might pass 2^53 and are kept in two parts. */
  private wide = false;

  // cells
  private readonly cells = new Quadruples();
  private readonly targetsFrom = new Int32Column();
  private readonly targets = new Int32Column();

  // tallies
  private readonly sum = new Float64Column();
  private readonly high = new Float64Column();
  private readonly count_ = new Int32Column();
  private readonly off = new Int32Column();
  private readonly unseen = new Int32Column();
  private readonly extra = new Float64Column();
  private readonly mode = new Uint8Column();
  /** group × slots + slot. */
  private readonly owner = new Int32Column();
  private readonly spots = new Quadruples();
  private readonly spotTally = new Int32Column();
  private readonly slotTally = new Int32Column();
  private readonly siteSums: (SiteSums | undefined)[] = [];

  // leaves
  private readonly present = new Int32Column();
  private readonly takenOut = new Map<number, Set<number>>();
  private readonly newest = new Map<number, number>();

  private links: Links | null = null;

  constructor(compiled: Compiled, kept: Kept) {
    this.compiled = compiled;
    this.kept = kept;
    this.routing = new Routing(compiled);
    this.factor = compiled.scale / 10_000;
    this.targetsFrom.push(0);
  }

  get rows(): number {
    return this.cell.length;
  }

  /** -1 where nothing was said of the unit. */
  groupOf(unit: string | null): number {
    if (unit === null) return PLACE_GROUP;
    const code = this.units.find(unit);
    return code < 0 ? -1 : code + 1;
  }

  /** Null for the place. */
  unitOf(group: number): string | null {
    return this.units.names[group - 1] ?? null;
  }

  reserve(rows: number): void {
    this.cell.reserve(rows);
    this.value.reserve(rows);
    this.state.reserve(rows);
  }

  /**
   * Adds a fact to the columns; its sums follow with `count`.
   * @returns its row, or -1 where it counts for no leaf
   * @throws {RangeError} where an amount is beyond what can be exact
   */
  append(fact: Fact): number {
    const stream = this.routing.streamOf(fact);
    if (stream < 0) return -1;
    const amount = this.amountOf(fact);
    if (amount === null) return -1;
    const group = this.groupFor(fact.unit);
    if (group < 0 && !this.kept.place) return -1;
    const { bySite, byStratum, leaves } = this.routing.streams[stream]!;
    const site = bySite ? this.sites.code(fact.site) : -1;
    const cell = this.cellOf(stream, group, site, byStratum ? this.strata.code(fact.stratum) : -1);
    const row = this.free.pop() ?? this.cell.length;
    this.write(row, cell, amount, STATES[fact.state], fact);
    if (amount > this.greatest || -amount > this.greatest) this.greatest = Math.abs(amount);
    for (const leaf of leaves)
      this.announce(leaf, group, row, 1, fact.state === 'not_applicable' && fact.site === null);
    this.links?.add(row, cell);
    return row;
  }

  /** The group whose tallies a cell has besides those of the place; -1 for none. */
  private groupFor(unit: string | null): number {
    if (unit === null) return -1;
    if (this.kept.units !== 'all' && !this.kept.units.has(unit)) return -1;
    return this.units.code(unit) + 1;
  }

  private amountOf(fact: Fact): number | null {
    if (fact.state !== 'observed') return 0;
    if (fact.value === null) return null;
    if ('grade' in fact.value) {
      const worth = this.compiled.grades.get(fact.value.grade)?.worth;
      return worth === undefined ? null : Number((worth.n * BigInt(this.compiled.scale)) / worth.d);
    }
    const amount = fact.value.tenThousandths * this.factor;
    if (!(Math.abs(amount) < EXACT)) throw new RangeError(`amount of ${fact.id} is beyond what is exact`);
    return amount;
  }

  private write(row: number, cell: number, amount: number, state: number, fact: Fact): void {
    const at = fact.at === null ? -Infinity : FULL_TIME.test(fact.at) ? Date.parse(fact.at) : NaN;
    if (fact.at !== null && Number.isNaN(at)) this.oddTimes.set(row, fact.at);
    if (this.at === null && at !== -Infinity) {
      this.at = new Float64Column();
      this.at.reserve(this.cell.values.length);
      this.at.values.fill(-Infinity);
      this.at.length = this.cell.length;
    }
    const line = LINE.exec(fact.id)?.[1];
    const id = line === undefined ? fact.id : Number(line);
    if (row === this.cell.length) {
      this.cell.push(cell);
      this.value.push(amount);
      this.state.push(state);
      this.at?.push(at);
      this.ids.push(id);
    } else {
      this.cell.values[row] = cell;
      this.value.values[row] = amount;
      this.state.values[row] = state;
      if (this.at !== null) this.at.values[row] = at;
      this.ids[row] = id;
    }
  }

  private announce(leaf: number, group: number, row: number, sign: 1 | -1, out: boolean): void {
    const leaves = this.compiled.leaves.length;
    for (const one of group < 0 ? [PLACE_GROUP] : [PLACE_GROUP, group]) {
      const key = one * leaves + leaf;
      while (this.present.length <= key) this.present.push(0);
      this.present.values[key]! += sign;
      if (out) {
        const rows = this.takenOut.get(key) ?? new Set();
        if (sign === 1) rows.add(row);
        else rows.delete(row);
        if (rows.size > 0) this.takenOut.set(key, rows);
        else this.takenOut.delete(key);
      }
      const newest = this.newest.get(key);
      if (newest === undefined || this.state.values[row] !== OBSERVED) continue;
      if (sign === -1 && newest === row) this.newest.delete(key);
      else if (sign === 1 && (newest < 0 || this.isLater(row, newest))) this.newest.set(key, row);
    }
  }

  private cellOf(stream: number, group: number, site: number, stratum: number): number {
    const before = this.cells.length;
    const cell = this.cells.code(stream, group, site, stratum);
    if (cell < before) return cell;
    for (const slot of this.routing.streams[stream]!.slots) {
      if (this.kept.place) this.target(slot, PLACE_GROUP, site);
      if (group > 0) this.target(slot, group, site);
    }
    this.targetsFrom.push(this.targets.length);
    this.links?.addCell(cell, stream);
    return cell;
  }

  private target(slot: number, group: number, site: number): void {
    const { bySite, how } = this.compiled.slots[slot]!;
    const owner = group * this.compiled.slots.length + slot;
    while (this.slotTally.length <= owner) this.slotTally.push(-1);
    if (bySite === null) {
      let tally = this.slotTally.values[owner]!;
      if (tally < 0) {
        tally = this.open(owner, MODES[how]);
        this.slotTally.values[owner] = tally;
      }
      this.targets.push(tally);
      this.links?.addTarget(tally, this.cells.length - 1);
      return;
    }
    if (bySite.type === 'sites') this.siteSums[owner] ??= new SiteSums(bySite, this.compiled.scale);
    const before = this.spots.length;
    const spot = this.spots.code(slot, group, site, 0);
    if (spot === before) {
      const mode = bySite.type === 'members' ? MODES[how] : bySite.strata.length > 0 ? STRATUM : PLAIN;
      this.spotTally.push(this.open(owner, mode));
    }
    const tally = this.spotTally.values[spot]!;
    this.targets.push(tally);
    this.links?.addTarget(tally, this.cells.length - 1);
  }

  private open(owner: number, mode: number): number {
    const tally = this.sum.length;
    this.sum.push(0);
    if (this.wide) this.high.push(0);
    this.count_.push(0);
    this.off.push(0);
    this.unseen.push(0);
    this.extra.push(START[mode]!);
    this.mode.push(mode);
    this.owner.push(owner);
    return tally;
  }

  /** Counts all rows afresh. */
  count(): void {
    this.wide = this.greatest * this.rows >= EXACT;
    const tallies = this.sum.length;
    this.sum.values.fill(0, 0, tallies);
    this.count_.values.fill(0, 0, tallies);
    this.off.values.fill(0, 0, tallies);
    this.unseen.values.fill(0, 0, tallies);
    for (let tally = 0; tally < tallies; tally++) this.extra.values[tally] = START[this.mode.values[tally]!]!;
    if (this.wide) {
      this.high.reserve(tallies);
      this.high.length = tallies;
      this.high.values.fill(0);
    }
    this.pass();
    for (const sums of this.siteSums) sums?.clear();
    for (let tally = 0; tally < tallies; tally++) this.addSite(tally, 1);
  }

  private pass(): void {
    const { wide } = this;
    const rows = this.rows;
    const cell = this.cell.values;
    const value = this.value.values;
    const state = this.state.values;
    const from = this.targetsFrom.values;
    const targets = this.targets.values;
    const sum = this.sum.values;
    const count = this.count_.values;
    const mode = this.mode.values;
    for (let row = 0; row < rows; row++) {
      const c = cell[row]!;
      const end = from[c + 1]!;
      if (wide || state[row] !== OBSERVED) {
        for (let k = from[c]!; k < end; k++) this.absorb(targets[k]!, row, 1);
        continue;
      }
      const amount = value[row]!;
      for (let k = from[c]!; k < end; k++) {
        const tally = targets[k]!;
        sum[tally]! += amount;
        count[tally]! += 1;
        if (mode[tally] !== PLAIN) this.keep(tally, row);
      }
    }
  }

  /** Adds (1) a row to a tally or takes it away (-1); `extra` is only widened here. */
  private absorb(tally: number, row: number, sign: 1 | -1): void {
    const state = this.state.values[row];
    if (state === GONE) return;
    if (state === NOT_APPLICABLE) this.off.values[tally]! += sign;
    else if (state === NOT_OBSERVED) this.unseen.values[tally]! += sign;
    else if (state === OBSERVED) {
      const amount = this.value.values[row]!;
      if (this.wide) {
        const high = Math.floor(amount / LIMB);
        this.high.values[tally]! += sign * high;
        this.sum.values[tally]! += sign * (amount - high * LIMB);
      } else this.sum.values[tally]! += sign * amount;
      this.count_.values[tally]! += sign;
    }
    if (sign === 1) this.keep(tally, row);
  }

  private keep(tally: number, row: number): void {
    const mode = this.mode.values[tally]!;
    if (mode === PLAIN) return;
    const observed = this.state.values[row] === OBSERVED;
    const kept = this.extra.values[tally]!;
    if (mode === STRATUM || mode === LAST) {
      if (!observed && mode === LAST) return;
      if (kept < 0 || this.isLater(row, kept)) this.extra.values[tally] = row;
    } else if (observed) {
      const amount = this.value.values[row]!;
      if (mode === LEAST ? amount < kept : amount > kept) this.extra.values[tally] = amount;
    }
  }

  private isLater(row: number, than: number): boolean {
    const a = this.at?.values[row] ?? -Infinity;
    const b = this.at?.values[than] ?? -Infinity;
    if (Number.isNaN(a) || Number.isNaN(b)) {
      const [one, other] = [this.timeOf(row, a), this.timeOf(than, b)];
      if (one !== other) return one > other;
    } else if (a !== b) return a > b;
    return this.idOf(row) > this.idOf(than);
  }

  /** Times compare by code units; those in full do so as numbers do. */
  private timeOf(row: number, at: number): string {
    if (Number.isNaN(at)) return this.oddTimes.get(row) ?? '';
    return at === -Infinity ? '' : new Date(at).toISOString();
  }

  idOf(row: number): string {
    const id = this.ids[row]!;
    return typeof id === 'number' ? `line ${id}` : id;
  }

  private addSite(tally: number, sign: 1 | -1): void {
    const sums = this.siteSums[this.owner.values[tally]!];
    if (sums === undefined) return;
    const count = this.count_.values[tally]!;
    const off = this.off.values[tally]!;
    if (count + off + this.unseen.values[tally]! === 0) return;
    let stratum = 0;
    if (this.mode.values[tally] === STRATUM) {
      const last = this.cell.values[this.extra.values[tally]!]!;
      stratum = sums.stratum(this.strata.names[this.cells.keys.values[last * 4 + 3]!] ?? null);
      if (stratum < 0) return;
    }
    if (count > 0) {
      const high = this.wide ? this.high.values[tally]! : 0;
      sums.add(sign, stratum, this.sum.values[tally]!, high, count, this.compiled.scale);
    } else if (off > 0) sums.off[stratum]! += sign;
    else sums.unseen[stratum]! += sign;
  }

  /** Adds a fact and its sums at once; for facts that come and go. */
  put(fact: Fact): number {
    this.link();
    const row = this.append(fact);
    if (row < 0) return row;
    if (!this.wide && this.greatest * this.rows >= EXACT) this.count();
    else this.change(row, 1);
    return row;
  }

  /** Takes a row away; its place is used again. */
  remove(row: number): void {
    this.link();
    const { group, leaves } = this.originOf(row);
    const out = this.state.values[row] === NOT_APPLICABLE;
    for (const leaf of leaves) this.announce(leaf, group, row, -1, out);
    this.change(row, -1);
    this.state.values[row] = GONE;
    this.free.push(row);
  }

  /** Where a row counts: its leaves, and the group besides the place (-1 for none). */
  originOf(row: number): { group: number; leaves: number[] } {
    const key = this.cell.values[row]! * 4;
    const stream = this.cells.keys.values[key]!;
    return { group: this.cells.keys.values[key + 1]!, leaves: this.routing.streams[stream]!.leaves };
  }

  private change(row: number, sign: 1 | -1): void {
    const cell = this.cell.values[row]!;
    const from = this.targetsFrom.values[cell]!;
    const end = this.targetsFrom.values[cell + 1]!;
    for (let k = from; k < end; k++) this.addSite(this.targets.values[k]!, -1);
    if (sign === -1) this.links?.remove(row, cell);
    for (let k = from; k < end; k++) {
      const tally = this.targets.values[k]!;
      this.absorb(tally, row, sign);
      if (sign === -1) this.narrow(tally, row);
      this.addSite(tally, 1);
    }
  }

  /** After a row has gone: least, greatest and last are looked up again among the rows of this tally alone. */
  private narrow(tally: number, row: number): void {
    const mode = this.mode.values[tally]!;
    if (mode === PLAIN) return;
    const gone = mode === LEAST || mode === GREATEST ? this.value.values[row]! : row;
    if (this.extra.values[tally] !== gone) return;
    this.extra.values[tally] = START[mode]!;
    this.links?.eachRow(tally, (other) => this.keep(tally, other));
  }

  private link(): void {
    if (this.links !== null) return;
    this.links = new Links();
    for (let cell = 0; cell < this.cells.length; cell++) {
      this.links.addCell(cell, this.cells.keys.values[cell * 4]!);
      for (let k = this.targetsFrom.values[cell]!; k < this.targetsFrom.values[cell + 1]!; k++)
        this.links.addTarget(this.targets.values[k]!, cell);
    }
    for (let row = 0; row < this.rows; row++)
      if (this.state.values[row] !== GONE) this.links.add(row, this.cell.values[row]!);
  }

  // What judges ask

  /** The facts of a slot as one amount; null where none was observed. */
  amount(slot: number, group: number): Rational | null {
    const tally = group < 0 ? undefined : this.slotTally.values[group * this.compiled.slots.length + slot];
    if (
      tally === undefined ||
      tally < 0 ||
      group * this.compiled.slots.length + slot >= this.slotTally.length
    )
      return null;
    return this.read(tally, this.compiled.slots[slot]!.how);
  }

  private read(tally: number, how: How): Rational | null {
    const count = this.count_.values[tally]!;
    if (count === 0) return null;
    const { scale } = this.compiled;
    switch (how) {
      case 'count':
        return rational(count);
      case 'sum':
      case 'mean': {
        const sum = whole(this.sum.values[tally]!, this.wide ? this.high.values[tally]! : 0);
        return rational(sum, BigInt(scale) * BigInt(how === 'mean' ? count : 1));
      }
      case 'last':
        return rational(this.value.values[this.extra.values[tally]!]!, scale);
      default:
        return rational(this.extra.values[tally]!, scale);
    }
  }

  /** `off`: taken off the list as not applicable; null: unknown. */
  member(slot: number, group: number, site: string): Rational | 'off' | null {
    const code = this.sites.find(site);
    const spot = code < 0 || group < 0 ? -1 : this.spots.find(slot, group, code, 0);
    if (spot < 0) return null;
    const tally = this.spotTally.values[spot]!;
    return this.read(tally, this.compiled.slots[slot]!.how) ?? (this.off.values[tally]! > 0 ? 'off' : null);
  }

  sitesOf(slot: number, group: number): SiteSums | null {
    return group < 0 ? null : (this.siteSums[group * this.compiled.slots.length + slot] ?? null);
  }

  /** Whether any fact that counts for the leaf names the group. */
  isPresent(leaf: number, group: number): boolean {
    const key = group * this.compiled.leaves.length + leaf;
    return group >= 0 && key < this.present.length && this.present.values[key]! > 0;
  }

  /** Whether a fact says that the leaf does not apply, and no observed one is later. */
  isTakenOut(leaf: number, group: number): boolean {
    const key = group * this.compiled.leaves.length + leaf;
    const rows = group < 0 ? undefined : this.takenOut.get(key);
    if (rows === undefined) return false;
    let newest = this.newest.get(key);
    if (newest === undefined) {
      newest = this.newestOf(leaf, group);
      this.newest.set(key, newest);
    }
    if (newest < 0) return true;
    for (const row of rows) if (this.isLater(row, newest)) return true;
    return false;
  }

  private newestOf(leaf: number, group: number): number {
    this.link();
    let newest = -1;
    this.routing.streams.forEach(({ leaves }, stream) => {
      if (!leaves.includes(leaf)) return;
      this.links?.eachRowOfStream(stream, (row, cell) => {
        if (this.state.values[row] !== OBSERVED) return;
        if (group !== PLACE_GROUP && this.cells.keys.values[cell * 4 + 1] !== group) return;
        if (newest < 0 || this.isLater(row, newest)) newest = row;
      });
    });
    return newest;
  }
}

const LINE = /^line (0|[1-9]\d{0,8})$/;
const FULL_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const START = [0, Infinity, -Infinity, -1, -1];
