import { Dictionary, Int32Column, Pairs } from './columns.ts';

/** Names of sites and units that facts speak of, by number, and which unit was seen where: of a framework and those in it. */
export class Places {
  readonly sites = new Dictionary();
  readonly units = new Dictionary();
  private readonly visits = new Pairs();
  /** Different sites by unit. */
  private readonly counts = new Int32Column();
  private readonly isSeen = new Set<number>();
  private ranked: Int32Array | null = null;

  /** A site that was seen for a sampled measure. */
  see(unit: number, site: number): void {
    const before = this.visits.length;
    if (this.visits.code(unit, site) < before) return;
    while (this.counts.length <= unit) this.counts.push(0);
    this.counts.values[unit]! += 1;
    this.isSeen.add(site);
  }

  /** How many different sites were seen of a unit; of all (null). */
  sitesOf(unit: string | null): number {
    if (unit === null) return this.isSeen.size;
    const code = this.units.find(unit);
    return code < 0 || code >= this.counts.length ? 0 : this.counts.values[code]!;
  }

  /** Place of each site in the order of their names: sums over sites then are the same for every order of the facts. */
  ranks(): Int32Array {
    const { names } = this.sites;
    if (this.ranked !== null && this.ranked.length === names.length) return this.ranked;
    const ranks = new Int32Array(names.length);
    [...names.keys()]
      .sort((a, b) => (names[a]! < names[b]! ? -1 : 1))
      .forEach((site, rank) => (ranks[site] = rank));
    return (this.ranked = ranks);
  }
}
