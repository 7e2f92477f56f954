import type { Measure } from '../assessment/rule.ts';
import { toFloat } from '../kernel/rational.ts';
import type { BySite, Compiled, LeafPart } from './compiled.ts';
import type { CompiledRule } from './compiled-rule.ts';
import type { Cluster, Sample, SampledStratum } from './estimate-sample.ts';
import type { Fact } from './fact.ts';
import { Routing } from './routing.ts';
import { holds } from './site-sums.ts';

/** How many sites (or members, or people) there are to draw from: for a criterion, or for each of its strata. */
export type Populations = Readonly<Record<string, number | Readonly<Record<string, number>>>>;

interface Sighting {
  site: string | null;
  stratum: string | null;
  value: number;
  /** For "the stratum of its last fact". */
  at: string;
  id: string;
}

const SAMPLED = ['observations', 'sites', 'rate', 'coverage', 'members', 'satisfaction'] as const;
type Sampled = Extract<Measure, { type: (typeof SAMPLED)[number] }>;
const isSampled = (measure: Measure): measure is Sampled => SAMPLED.some((type) => type === measure.type);

/** What was observed, by slot and unit, kept only where a measure counts from a sample. */
export class Sightings {
  private readonly compiled: Compiled;
  private readonly bySlot = new Map<number, Map<string | null, Sighting[]>>();
  private readonly sitesOfUnit = new Map<string | null, Set<string>>();

  /** @param facts each once */
  constructor(compiled: Compiled, facts: Iterable<Fact>) {
    this.compiled = compiled;
    for (const { parts } of compiled.leaves)
      for (const { rule } of parts)
        if (isSampled(rule.source.measure))
          for (const slot of slotsOf(rule)) this.bySlot.set(slot, new Map());
    const worth = new Map([...compiled.grades].map(([name, grade]) => [name, toFloat(grade.worth)]));
    const routing = new Routing(compiled);
    for (const fact of facts) {
      if (fact.state !== 'observed' || fact.value === null) continue;
      const stream = routing.streams[routing.streamOf(fact)];
      if (stream === undefined) continue;
      const value = 'grade' in fact.value ? worth.get(fact.value.grade) : fact.value.tenThousandths / 10_000;
      if (value === undefined) continue;
      const { site, stratum, id } = fact;
      const sighting = { site, stratum, value, at: fact.at ?? '', id };
      for (const slot of stream.slots) {
        const byUnit = this.bySlot.get(slot);
        if (byUnit === undefined) continue;
        const own = byUnit.get(fact.unit);
        if (own === undefined) byUnit.set(fact.unit, [sighting]);
        else own.push(sighting);
        if (site === null) continue;
        const sites = this.sitesOfUnit.get(fact.unit) ?? new Set();
        this.sitesOfUnit.set(fact.unit, sites.add(site));
      }
    }
  }

  /** Sites that were seen for sampled measures; for the place (null) all. */
  sitesOf(unit: string | null): Set<string> {
    if (unit !== null) return this.sitesOfUnit.get(unit) ?? new Set();
    return new Set([...this.sitesOfUnit.values()].flatMap((sites) => [...sites]));
  }

  private of(slot: number, unit: string | null): Sighting[] {
    const byUnit = this.bySlot.get(slot);
    if (byUnit === undefined) return [];
    return unit === null ? [...byUnit.values()].flat() : (byUnit.get(unit) ?? []);
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
    if (measure.type === 'observations') built = one(clustersOf(seen), whole);
    else if (rule?.type === 'sites') built = ofSites(rule, seen, population);
    else if (rule?.type === 'members') built = ofMembers(rule.members, seen);
    else built = ofQuotient(measure.type, seen, this.of(second, unit), whole);
    if (built === null) return null;
    const clusters = built.strata.flatMap((stratum) => stratum.clusters);
    const isShare = clusters.every(({ sum, size }) => sum >= 0 && sum <= size * (1 + 1e-12));
    return clusters.length > 0 && isShare ? built : null;
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

function bySite(seen: readonly Sighting[]): Map<string | null, Sighting[]> {
  const sites = new Map<string | null, Sighting[]>();
  for (const sighting of seen) {
    const own = sites.get(sighting.site);
    if (own === undefined) sites.set(sighting.site, [sighting]);
    else own.push(sighting);
  }
  return sites;
}

const sumOf = (seen: readonly Sighting[]): number => seen.reduce((sum, { value }) => sum + value, 0);

function ofSites(
  rule: Extract<BySite, { type: 'sites' }>,
  seen: readonly Sighting[],
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
  for (const [site, own] of bySite(seen)) {
    const last = own.reduce((a, b) => (b.at > a.at || (b.at === a.at && b.id > a.id) ? b : a));
    const stratum = strata.get(isStratified ? (last.stratum ?? '\u0000') : '');
    if (stratum === undefined) continue;
    const mean = sumOf(own) / own.length;
    // Means are whole ten-thousandths over a count: what differs by less than 1e-10 is the same.
    const passes = holds(rule.is, Math.round((mean - than) * 1e10), 0);
    const isMean = rule.counts === 'mean';
    stratum.clusters.push({
      sum: isMean ? mean : passes ? 1 : 0,
      size: 1,
      seen: isMean ? own.length : 1,
      alone: false,
      site,
    });
  }
  return { strata: [...strata.values()] };
}

/** The members are all there are; those nobody reported on are what is open. */
function ofMembers(members: readonly string[], seen: readonly Sighting[]): Sample {
  const clusters: Cluster[] = [];
  const sites = bySite(seen);
  for (const member of members) {
    const own = sites.get(member);
    if (own === undefined) continue;
    const last = own.reduce((a, b) => (b.at > a.at || (b.at === a.at && b.id > a.id) ? b : a));
    clusters.push({ sum: last.value >= 1 ? 1 : 0, size: 1, seen: 1, alone: false, site: member });
  }
  return one(clusters, members.length);
}

/** All observations of a site are one cluster; each without a site was drawn by itself. */
function clustersOf(seen: readonly Sighting[]): Cluster[] {
  return [...bySite(seen)].flatMap(([site, own]): Cluster[] =>
    site === null
      ? own.map(({ value }) => ({ sum: value, size: 1, seen: 1, alone: true, site }))
      : [{ sum: sumOf(own), size: own.length, seen: own.length, alone: false, site }],
  );
}

function ofQuotient(
  type: 'rate' | 'coverage' | 'satisfaction' | string,
  above: readonly Sighting[],
  below: readonly Sighting[],
  population: number | null,
): Sample | null {
  const upper = bySite(above);
  const sites = bySite(below);
  const isReported = sites.has(null) || upper.has(null);
  // A rate without a site is what somebody says of the whole; people that were asked are a sample in any case.
  if (isReported && type !== 'satisfaction' && population === null) return null;
  const clusters: Cluster[] = [];
  for (const [site, own] of sites) {
    const size = sumOf(own);
    const sum = sumOf(upper.get(site) ?? []);
    if (site === null && !(Number.isInteger(size) && Number.isInteger(sum))) return null;
    if (size > 0) clusters.push({ sum, size, seen: size, alone: site === null, site });
    upper.delete(site);
  }
  return upper.size > 0 && sumOf([...upper.values()].flat()) > 0 ? null : one(clusters, population);
}
