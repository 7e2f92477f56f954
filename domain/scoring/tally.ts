import type { How } from '../assessment/edition.ts';
import { rational } from '../kernel/rational.ts';
import type { Rational } from '../kernel/rational.ts';
import { Dictionary, Int32Column, Pairs } from './columns.ts';
import type { Compiled } from './compiled.ts';
import type { Fact } from './fact.ts';
import { Links } from './links.ts';
import { Presence } from './presence.ts';
import { NO_CELL, Rows } from './rows.ts';
import { Routing } from './routing.ts';
import { EXACT, SiteSums, whole } from './site-sums.ts';
import { LAST, PLAIN, GREATEST, LEAST, STRATUM, Tallies } from './tallies.ts';

/** Whose sums are kept: of the place, of the named units, or of every unit that facts name. */
export interface Kept {
  place: boolean;
  units: 'all' | ReadonlySet<string>;
}

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

/** What facts of one kind, unit and stratum have in common, and so the way that they go. */
interface Way {
  stream: number;
  group: number;
  stratum: string | null;
}

/**
 * Facts, and what they come to in whole numbers: for each slot of the edition and each group (the place, a unit) one tally, or one
 * for each site. Nothing here depends on the order in which facts come.
 *
 * Rows that go the same way and name the same site share a cell, and a cell knows its tallies: counting is one plain pass over the
 * columns of cells and amounts.
 */
export class Tally {
  readonly compiled: Compiled;
  private readonly kept: Kept;
  private readonly routing: Routing;
  private readonly factor: number;

  private readonly units = new Dictionary();
  private readonly sites = new Dictionary();
  private readonly wayCodes = new Pairs();
  private readonly ways: Way[] = [];
  private readonly strata = new Dictionary();

  private readonly facts = new Rows();
  /** Way and site of each cell. */
  private readonly cells = new Pairs();
  private readonly tallies = new Tallies();
  /** Owner (group × slots + slot) and site of each tally that is one site's. */
  private readonly spots = new Pairs();
  private readonly spotTally = new Int32Column();
  private readonly slotTally = new Int32Column();
  private readonly siteSums: (SiteSums | undefined)[] = [];

  /** By group × leaves + leaf. */
  private readonly presence = new Presence(this.facts);

  private links: Links | null = null;

  constructor(compiled: Compiled, kept: Kept) {
    this.compiled = compiled;
    this.kept = kept;
    this.routing = new Routing(compiled);
    this.factor = compiled.scale / 10_000;
    this.cells.code(-1, -1);
    this.tallies.closeCell(NO_CELL);
  }

  get rows(): number {
    return this.facts.length;
  }

  /** The columns that are counted: for benchmarks. */
  get columns(): { cell: Int32Array; value: Int32Array | Float64Array } {
    return { cell: this.facts.cell.values, value: this.facts.value.values };
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
    this.facts.reserve(rows);
  }

  /** Facts that count for a leaf. */
  get size(): number {
    return this.facts.size;
  }

  /** From here on facts are looked up by id: of many that were added before, all at once. */
  findIds(): void {
    this.facts.findIds();
  }

  /** -1 where no fact of the id counts for a leaf. */
  rowOf(id: string): number {
    return this.facts.rowOf(id);
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
    const way = this.wayOf(stream, group, byStratum ? fact.stratum : null);
    const cell = this.cellOf(way, bySite ? this.sites.code(fact.site) : -1);
    const row = this.facts.add(fact, cell, amount);
    const out = fact.state === 'not_applicable' && fact.site === null;
    for (let at = 0; at < leaves.length; at++) this.announce(leaves[at]!, group, row, 1, out);
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

  private wayOf(stream: number, group: number, stratum: string | null): number {
    const code = this.wayCodes.code(stream, (group + 1) * STRATA_LIMIT + this.strata.code(stratum));
    if (code === this.ways.length) this.ways.push({ stream, group, stratum });
    return code;
  }

  private cellOf(way: number, site: number): number {
    const before = this.cells.length;
    const cell = this.cells.code(way, site);
    if (cell < before) return cell;
    const { stream, group } = this.ways[way]!;
    for (const slot of this.routing.streams[stream]!.slots) {
      if (this.kept.place) this.target(cell, slot, PLACE_GROUP, site);
      if (group > 0) this.target(cell, slot, group, site);
    }
    this.tallies.closeCell(cell);
    this.links?.addCell(cell, stream);
    return cell;
  }

  private target(cell: number, slot: number, group: number, site: number): void {
    const tally = this.tallyFor(slot, group, site);
    this.tallies.target(tally);
    this.links?.addTarget(tally, cell);
  }

  private tallyFor(slot: number, group: number, site: number): number {
    const { bySite, how } = this.compiled.slots[slot]!;
    const owner = group * this.compiled.slots.length + slot;
    if (bySite === null) {
      while (this.slotTally.length <= owner) this.slotTally.push(-1);
      if (this.slotTally.values[owner]! < 0)
        this.slotTally.values[owner] = this.tallies.open(owner, MODES[how]);
      return this.slotTally.values[owner]!;
    }
    if (bySite.type === 'sites') this.siteSums[owner] ??= new SiteSums(bySite, this.compiled.scale);
    const before = this.spots.length;
    const spot = this.spots.code(owner, site);
    if (spot === before) {
      const mode = bySite.type === 'members' ? MODES[how] : bySite.strata.length > 0 ? STRATUM : PLAIN;
      this.spotTally.push(this.tallies.open(owner, mode));
    }
    return this.spotTally.values[spot]!;
  }

  /** Counts all rows afresh. */
  count(): void {
    this.tallies.count(this.facts);
    for (const sums of this.siteSums) sums?.clear();
    this.tallies.countSites(this.siteSums, this.facts, this.compiled.scale, (tally) =>
      this.addSite(tally, 1),
    );
  }

  private addSite(tally: number, sign: 1 | -1): void {
    const { tallies } = this;
    const sums = this.siteSums[tallies.owner.values[tally]!];
    if (sums === undefined) return;
    const count = tallies.number.values[tally]!;
    const off = tallies.offOf(tally);
    if (count + off + tallies.unseenOf(tally) === 0) return;
    let stratum = 0;
    if (tallies.mode.values[tally] === STRATUM) {
      const last = this.facts.cellOf(tallies.extraOf(tally));
      stratum = sums.stratum(this.ways[this.cells.first(last)]!.stratum);
      if (stratum < 0) return;
    }
    if (count > 0)
      sums.add(sign, stratum, tallies.sum.values[tally]!, tallies.highOf(tally), count, this.compiled.scale);
    else if (off > 0) sums.off[stratum]! += sign;
    else sums.unseen[stratum]! += sign;
  }

  /** Adds a fact and its sums at once; for facts that come and go. */
  put(fact: Fact): number {
    this.link();
    const row = this.append(fact);
    if (row < 0) return row;
    if (this.tallies.mustWiden(this.facts)) this.count();
    else this.change(row, 1);
    return row;
  }

  /** Takes a row away; its place is used again. */
  remove(row: number): void {
    this.link();
    const { group, leaves } = this.originOf(row);
    const out = this.facts.silent.get(row)?.state === 'not_applicable';
    for (const leaf of leaves) this.announce(leaf, group, row, -1, out);
    this.change(row, -1);
    this.facts.remove(row);
  }

  /** Where a row counts: its leaves, and the group besides the place (-1 for none). */
  originOf(row: number): { group: number; leaves: readonly number[] } {
    const { stream, group } = this.ways[this.cells.first(this.facts.cellOf(row))]!;
    return { group, leaves: this.routing.streams[stream]!.leaves };
  }

  private change(row: number, sign: 1 | -1): void {
    const cell = this.facts.cellOf(row);
    const { tallies } = this;
    const from = tallies.from.values[cell]!;
    const end = tallies.from.values[cell + 1]!;
    for (let k = from; k < end; k++) this.addSite(tallies.targets.values[k]!, -1);
    if (sign === -1) this.links?.remove(row, cell);
    for (let k = from; k < end; k++) {
      const tally = tallies.targets.values[k]!;
      tallies.absorb(tally, row, sign, this.facts);
      if (sign === -1 && tallies.loosen(tally, row, this.facts))
        this.links?.eachRow(tally, (other) => tallies.keep(tally, other, this.facts));
      this.addSite(tally, 1);
    }
  }

  private announce(leaf: number, group: number, row: number, sign: 1 | -1, out: boolean): void {
    const leaves = this.compiled.leaves.length;
    this.presence.announce(leaf, row, sign, out);
    if (group > 0) this.presence.announce(group * leaves + leaf, row, sign, out);
  }

  private link(): void {
    if (this.links !== null) return;
    const links = new Links();
    this.links = links;
    for (let cell = 1; cell < this.cells.length; cell++) {
      links.addCell(cell, this.ways[this.cells.first(cell)]!.stream);
      const end = this.tallies.from.values[cell + 1]!;
      for (let k = this.tallies.from.values[cell]!; k < end; k++)
        links.addTarget(this.tallies.targets.values[k]!, cell);
    }
    for (let row = 0; row < this.rows; row++) {
      const cell = this.facts.cellOf(row);
      if (cell !== NO_CELL) links.add(row, cell);
    }
  }

  // What judges ask

  /** The facts of a slot as one amount; null where none was observed. */
  amount(slot: number, group: number): Rational | null {
    const owner = group * this.compiled.slots.length + slot;
    if (group < 0 || owner >= this.slotTally.length) return null;
    const tally = this.slotTally.values[owner]!;
    return tally < 0 ? null : this.read(tally, this.compiled.slots[slot]!.how);
  }

  /** How many observed facts a slot has. */
  countOf(slot: number, group: number): number {
    const owner = group * this.compiled.slots.length + slot;
    const tally = group < 0 || owner >= this.slotTally.length ? -1 : this.slotTally.values[owner]!;
    return tally < 0 ? 0 : this.tallies.number.values[tally]!;
  }

  private read(tally: number, how: How): Rational | null {
    const { tallies } = this;
    const count = tallies.number.values[tally]!;
    if (count === 0) return null;
    const { scale } = this.compiled;
    switch (how) {
      case 'count':
        return rational(count);
      case 'sum':
      case 'mean': {
        const sum = whole(tallies.sum.values[tally]!, tallies.highOf(tally));
        return rational(sum, BigInt(scale) * BigInt(how === 'mean' ? count : 1));
      }
      case 'last':
        return rational(this.facts.value.values[tallies.extraOf(tally)]!, scale);
      default:
        return rational(tallies.extraOf(tally), scale);
    }
  }

  /** `off`: taken off the list as not applicable; null: unknown. */
  member(slot: number, group: number, site: string): Rational | 'off' | null {
    const code = this.sites.find(site);
    const spot =
      code < 0 || group < 0 ? -1 : this.spots.find(group * this.compiled.slots.length + slot, code);
    if (spot < 0) return null;
    const tally = this.spotTally.values[spot]!;
    return this.read(tally, this.compiled.slots[slot]!.how) ?? (this.tallies.offOf(tally) > 0 ? 'off' : null);
  }

  sitesOf(slot: number, group: number): SiteSums | null {
    return group < 0 ? null : (this.siteSums[group * this.compiled.slots.length + slot] ?? null);
  }

  /** Whether any fact that counts for the leaf names the group. */
  isPresent(leaf: number, group: number): boolean {
    return group >= 0 && this.presence.isPresent(group * this.compiled.leaves.length + leaf);
  }

  /** Whether a fact says that the leaf does not apply, and no observed one is later. */
  isTakenOut(leaf: number, group: number): boolean {
    const key = group * this.compiled.leaves.length + leaf;
    return group >= 0 && this.presence.isTakenOut(key, () => this.newestOf(leaf, group));
  }

  private newestOf(leaf: number, group: number): number {
    this.link();
    let newest = -1;
    this.routing.streams.forEach(({ leaves }, stream) => {
      if (!leaves.includes(leaf)) return;
      this.links?.eachRowOfStream(stream, (row, cell) => {
        if (this.facts.silent.has(row)) return;
        if (group !== PLACE_GROUP && this.ways[this.cells.first(cell)]!.group !== group) return;
        if (newest < 0 || this.facts.isLater(row, newest)) newest = row;
      });
    });
    return newest;
  }
}

/** Strata that facts may name; their number is part of a key. */
const STRATA_LIMIT = 4096;
