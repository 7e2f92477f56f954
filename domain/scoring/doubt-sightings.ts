import type { Measure } from '../assessment/rule.ts';
import { toFloat } from '../kernel/rational.ts';
import type { BySite, Compiled, LeafPart } from './compiled.ts';
import type { CompiledRule } from './compiled-rule.ts';
import type { Cluster, Sample, SampledStratum } from './estimate-sample.ts';
import { Float64Column, Int32Column, Pairs } from './columns.ts';
import type { Places } from './doubt-places.ts';
import type { Fact } from './fact.ts';
import { Routing } from './routing.ts';
import { holds } from './site-sums.ts';

/** How many sites (or members, or people) there are to draw from: for a criterion, or for each of its strata. */
export type Populations = Readonly<Record<string, number | Readonly<Record<string, number>>>>;

/** What was observed at one site for one slot. */
interface Seen {
  /** Its place in the order of names; −1: what has no site. */
  site: number;
  /** Of the values, and how many. */
  sum: number;
  count: number;
  /** The last of them, where the measure asks for it. */
  last: Fact | null;
}

const SAMPLED = ['observations', 'sites', 'rate', 'coverage', 'members', 'satisfaction'] as const;
type Sampled = Extract<Measure, { type: (typeof SAMPLED)[number] }>;
const isSampled = (measure: Measure): measure is Sampled => SAMPLED.some((type) => type === measure.type);

/**
 * What was observed, in columns: a sum and a number for each slot, unit and site, where a measure counts from a sample. One pass over
 * the facts; sums are whole numbers, so their order plays no part.
 */
export class Sightings {
  private readonly compiled: Compiled;
  private readonly places: Places;
  private readonly routing: Routing;
  /** Of each stream: the slots that are kept. */
  private readonly kept: number[][] = [];
  private readonly isSampledSlot = new Set<number>();
  private readonly asksLast = new Set<number>();
  private readonly worth: Map<string, number>;

  /** Slot and unit; owner and site. */
  private readonly owners = new Pairs();
  private readonly spots = new Pairs();
  private readonly sum = new Float64Column();
  private readonly count = new Int32Column();
  private readonly last: (Fact | null)[] = [];
  /** Owners of which something without a site is outside 0 … 1. */
  private readonly beyond = new Set<number>();
  /** Spots by owner, in the order of their sites; made when first asked for. */
  private from: Int32Array = new Int32Array(0);
  private order: Int32Array = new Int32Array(0);
  private ownersOf = new Map<number, number[]>();

  constructor(compiled: Compiled, places: Places) {
    this.compiled = compiled;
    this.places = places;
    this.routing = new Routing(compiled);
    for (const { parts } of compiled.leaves)
      for (const { rule } of parts) {
        if (!isSampled(rule.source.measure)) continue;
        for (const slot of slotsOf(rule)) {
          this.isSampledSlot.add(slot);
          const bySite = compiled.slots[slot]?.bySite ?? null;
          if (bySite !== null && (bySite.type === 'members' || bySite.strata.length > 0))
            this.asksLast.add(slot);
        }
      }
    this.worth = new Map(
      [...compiled.grades].map(([name, { worth }]) => [
        name,
        Number((worth.n * BigInt(compiled.scale)) / worth.d),
      ]),
    );
  }

  /** @param fact  each once, and none after the first sample was asked for */
  add(fact: Fact): void {
    if (fact.state !== 'observed' || fact.value === null) return;
    const stream = this.routing.streamOf(fact);
    if (stream < 0) return;
    const slots = (this.kept[stream] ??= this.routing.streams[stream]!.slots.filter((slot) =>
      this.isSampledSlot.has(slot),
    ));
    if (slots.length === 0) return;
    const amount =
      'grade' in fact.value
        ? this.worth.get(fact.value.grade)
        : fact.value.tenThousandths * (this.compiled.scale / 10_000);
    if (amount === undefined) return;
    const unit = this.places.units.code(fact.unit);
    const site = fact.site === null ? -1 : this.places.sites.code(fact.site);
    if (site >= 0) this.places.see(unit, site);
    for (const slot of slots) {
      const owner = this.owners.code(slot, unit);
      const spot = this.spots.code(owner, site);
      if (spot === this.count.length) {
        this.sum.push(0);
        this.count.push(0);
        this.last.push(null);
      }
      this.sum.values[spot]! += amount;
      this.count.values[spot]! += 1;
      if (site < 0 && (amount < 0 || amount > this.compiled.scale)) this.beyond.add(owner);
      if (!this.asksLast.has(slot)) continue;
      const last = this.last[spot]!;
      if (last === null || isLater(fact, last)) this.last[spot] = fact;
    }
  }

  private close(): void {
    if (this.order.length === this.spots.length) return;
    const ranks = this.places.ranks();
    const byRank = sorted(this.spots.length, ranks.length + 1, (spot) => {
      const site = this.spots.second(spot);
      return site < 0 ? 0 : ranks[site]! + 1;
    });
    const byOwner = sorted(
      this.spots.length,
      this.owners.length,
      (spot) => this.spots.first(spot),
      byRank.order,
    );
    [this.from, this.order] = [byOwner.from, byOwner.order];
    this.ownersOf = new Map();
    for (let owner = 0; owner < this.owners.length; owner++) {
      const slot = this.owners.first(owner);
      const own = this.ownersOf.get(slot);
      if (own === undefined) this.ownersOf.set(slot, [owner]);
      else own.push(owner);
    }
  }

  /** By site, in the order of names. */
  private of(slot: number, unit: string | null): Seen[] {
    this.close();
    const asked = unit === null ? -1 : this.places.units.find(unit);
    const owners = (this.ownersOf.get(slot) ?? []).filter(
      (owner) => unit === null || this.owners.second(owner) === asked,
    );
    const ranks = this.places.ranks();
    const { scale } = this.compiled;
    const seen: Seen[] = [];
    for (const owner of owners)
      for (let at = this.from[owner]!; at < this.from[owner + 1]!; at++) {
        const spot = this.order[at]!;
        const site = this.spots.second(spot);
        seen.push({
          site: site < 0 ? -1 : ranks[site]!,
          sum: this.sum.values[spot]! / scale,
          count: this.count.values[spot]!,
          last: this.last[spot]!,
        });
      }
    return owners.length > 1 ? merged(seen, scale) : seen;
  }

  private isBeyond(slot: number, unit: string | null): boolean {
    if (this.beyond.size === 0) return false;
    const asked = unit === null ? -1 : this.places.units.find(unit);
    return (this.ownersOf.get(slot) ?? []).some(
      (owner) => this.beyond.has(owner) && (unit === null || this.owners.second(owner) === asked),
    );
  }

  /**
   * The sample behind one rule; null where nothing is counted from a sample: another measure,
   * values outside 0 … 1, a figure reported for the whole (a rate or coverage without sites and without a population).
   * @param unit null: the place
   */
  sampleOf(part: LeafPart, criterion: string, unit: string | null, populations: Populations): Sample | null {
    const { measure } = part.rule.source;
    if (!isSampled(measure)) return null;
    const [first = -1, second = -1] = slotsOf(part.rule);
    const seen = this.of(first, unit);
    const population = populations[criterion] ?? null;
    const whole = typeof population === 'number' ? population : null;
    const rule = this.compiled.slots[first]?.bySite ?? null;
    let built: Sample | null;
    if (measure.type === 'observations')
      built = this.isBeyond(first, unit) ? null : one(clustersOf(seen), whole);
    else if (rule?.type === 'sites') built = ofSites(rule, seen, population);
    else if (rule?.type === 'members') built = this.ofMembers(rule.members, seen);
    else built = ofQuotient(measure.type, seen, this.of(second, unit), whole);
    if (built === null) return null;
    const clusters = built.strata.flatMap((stratum) => stratum.clusters);
    const isShare = clusters.every(({ sum, size }) => sum >= 0 && sum <= size * (1 + 1e-12));
    return clusters.length > 0 && isShare ? built : null;
  }

  /** The members are all there are; those nobody reported on are what is open. */
  private ofMembers(members: readonly string[], seen: readonly Seen[]): Sample {
    const bySite = new Map(seen.map((own) => [own.site, own]));
    const ranks = this.places.ranks();
    const clusters: Cluster[] = [];
    for (const member of members) {
      const code = this.places.sites.find(member);
      const value = code < 0 ? null : (bySite.get(ranks[code]!)?.last?.value ?? null);
      if (value === null) continue;
      const amount =
        'grade' in value
          ? (this.worth.get(value.grade) ?? 0) / this.compiled.scale
          : value.tenThousandths / 10_000;
      clusters.push({ sum: amount >= 1 ? 1 : 0, size: 1, seen: 1, alone: false, site: ranks[code]! });
    }
    return one(clusters, members.length);
  }
}

/** The facts that a sampled rule counts: one slot, or those above and below the line. */
function slotsOf({ measure }: CompiledRule): number[] {
  if (measure.type === 'quotient') return [measure.above, measure.below];
  return 'slot' in measure ? [measure.slot] : [];
}

const one = (clusters: Cluster[], population: number | null): Sample => ({
  strata: [{ name: '', weight: 1, population, clusters }],
});

const isLater = (one: Fact, other: Fact): boolean => {
  const [at, than] = [one.at ?? '', other.at ?? ''];
  return at > than || (at === than && one.id > other.id);
};

/** Numbers 0 … count − 1 by their key, those of one key in the order given: a counting sort. */
function sorted(
  count: number,
  keys: number,
  keyOf: (nth: number) => number,
  given: Int32Array | null = null,
): { from: Int32Array; order: Int32Array } {
  const from = new Int32Array(keys + 1);
  for (let nth = 0; nth < count; nth++) from[keyOf(nth) + 1]! += 1;
  for (let key = 0; key < keys; key++) from[key + 1]! += from[key]!;
  const next = from.slice();
  const order = new Int32Array(count);
  for (let at = 0; at < count; at++) {
    const nth = given === null ? at : given[at]!;
    order[next[keyOf(nth)]!++] = nth;
  }
  return { from, order };
}

/** What several units say of one site, together; in the order of names. */
function merged(seen: Seen[], scale: number): Seen[] {
  seen.sort((a, b) => a.site - b.site);
  const together: Seen[] = [];
  for (const own of seen) {
    const before = together.at(-1);
    if (before === undefined || before.site !== own.site) {
      together.push(own);
      continue;
    }
    // Back to whole numbers: the order of units plays no part either.
    before.sum = (Math.round(before.sum * scale) + Math.round(own.sum * scale)) / scale;
    before.count += own.count;
    if (own.last !== null && (before.last === null || isLater(own.last, before.last))) before.last = own.last;
  }
  return together;
}

function ofSites(
  rule: Extract<BySite, { type: 'sites' }>,
  seen: readonly Seen[],
  population: Populations[string] | null,
): Sample {
  const isStratified = rule.strata.length > 0;
  const among = (name: string): number | null =>
    population === null
      ? null
      : typeof population === 'number'
        ? isStratified
          ? null
          : population
        : (population[name] ?? null);
  const listed = isStratified
    ? rule.strata.map(({ name, weight }) => ({ name, weight: toFloat(weight) }))
    : [{ name: '', weight: 1 }];
  const strata = new Map<string, SampledStratum>();
  for (const { name, weight } of listed)
    if (!strata.has(name)) strata.set(name, { name, weight, population: among(name), clusters: [] });
  const than = toFloat(rule.than);
  const isMean = rule.counts === 'mean';
  for (const { site, sum, count, last } of seen) {
    const stratum = strata.get(isStratified ? (last?.stratum ?? '\u0000') : '');
    if (stratum === undefined) continue;
    const mean = sum / count;
    // Means are whole ten-thousandths over a count: what differs by less than 1e-10 is the same.
    const passes = holds(rule.is, Math.round((mean - than) * 1e10), 0);
    stratum.clusters.push({
      sum: isMean ? mean : passes ? 1 : 0,
      size: 1,
      seen: isMean ? count : 1,
      alone: false,
      site,
    });
  }
  return { strata: [...strata.values()] };
}

/** All observations of a site are one cluster; those without a site were drawn each by itself. */
const clustersOf = (seen: readonly Seen[]): Cluster[] =>
  seen.map(({ site, sum, count }) => ({ sum, size: count, seen: count, alone: site < 0, site }));

function ofQuotient(
  type: 'rate' | 'coverage' | 'satisfaction' | string,
  above: readonly Seen[],
  below: readonly Seen[],
  population: number | null,
): Sample | null {
  const upper = new Map(above.map(({ site, sum }) => [site, sum]));
  const isReported = upper.has(-1) || below.some(({ site }) => site < 0);
  // A rate without a site is what somebody says of the whole; people that were asked are a sample in any case.
  if (isReported && type !== 'satisfaction' && population === null) return null;
  const clusters: Cluster[] = [];
  for (const { site, sum: size } of below) {
    const sum = upper.get(site) ?? 0;
    if (site < 0 && !(Number.isInteger(size) && Number.isInteger(sum))) return null;
    if (size > 0) clusters.push({ sum, size, seen: size, alone: site < 0, site });
    upper.delete(site);
  }
  return [...upper.values()].some((sum) => sum !== 0) ? null : one(clusters, population);
}
