import type { Compiled, Leaf, Slot } from './compiled.ts';
import type { Fact } from './fact.ts';

/** Facts that are alike in all but unit, site, stratum and amount go the same way: to these leaves and slots. */
export interface Stream {
  leaves: number[];
  slots: number[];
  /** Whether a slot asks site by site, and by stratum. */
  bySite: boolean;
  byStratum: boolean;
}

/** One map in the other, a name each: no text has to be put together for every fact. */
type Ways<V> = Map<string | null, V>;

function within<K, V>(ways: Ways<Map<K, V>>, name: string | null): Map<K, V> {
  let inner = ways.get(name);
  if (inner === undefined) ways.set(name, (inner = new Map<K, V>()));
  return inner;
}

/** Finds the stream of a fact; it depends on the edition alone. */
export class Routing {
  readonly streams: Stream[] = [];
  private readonly compiled: Compiled;
  /** By criterion and name, for facts that tell nothing else; the others by all that they tell. */
  private readonly plain = new Map<string, Map<string, number>>();
  private readonly told: Ways<Ways<Ways<Ways<Ways<Map<string | boolean, number>>>>>> = new Map();
  private readonly slotsOf: Slot[][];

  constructor(compiled: Compiled) {
    this.compiled = compiled;
    this.slotsOf = compiled.leaves.map(() => []);
    for (const slot of compiled.slots) this.slotsOf[slot.leaf]!.push(slot);
  }

  /** -1 where the fact counts for no leaf. */
  streamOf(fact: Fact): number {
    const { criterion, name, framework, siteType, method, form } = fact;
    const isPlain =
      framework === null && siteType === null && method === null && form === null && fact.second === null;
    if (isPlain) {
      let names = this.plain.get(criterion);
      if (names === undefined) this.plain.set(criterion, (names = new Map()));
      let code = names.get(name);
      if (code === undefined) names.set(name, (code = this.open(fact)));
      return code;
    }
    const named = within(within(this.told, criterion), name);
    const codes = within(within(within(named, siteType), method), form);
    const key = framework === null ? isByHand(fact) : `${framework} ${isByHand(fact)}`;
    let code = codes.get(key);
    if (code === undefined) codes.set(key, (code = this.open(fact)));
    return code;
  }

  private open(fact: Fact): number {
    if (fact.framework !== null && fact.framework !== this.compiled.edition.code) return -1;
    const leaves = (this.compiled.routes.get(fact.criterion) ?? []).filter((leaf) => counts(leaf, fact));
    if (leaves.length === 0) return -1;
    const slots = leaves.flatMap((leaf) => this.slotsOf[leaf.index]!.filter((slot) => takes(slot, fact)));
    this.streams.push({
      leaves: leaves.map((leaf) => leaf.index),
      slots: slots.map((slot) => slot.index),
      bySite: slots.some((slot) => slot.bySite !== null),
      byStratum: slots.some((slot) => slot.bySite?.type === 'sites' && slot.bySite.strata.length > 0),
    });
    return this.streams.length - 1;
  }
}

const counts = (leaf: Leaf, fact: Fact): boolean => {
  const { siteTypes } = leaf.source.applies;
  return fact.siteType === null || siteTypes.length === 0 || siteTypes.includes(fact.siteType);
};

const takes = (slot: Slot, fact: Fact): boolean =>
  slot.name === fact.name &&
  (slot.method === null || fact.method === null || slot.method === fact.method) &&
  (!slot.byHand || isByHand(fact)) &&
  (slot.forms === null ||
    ((slot.forms.white === null || (fact.form !== null && slot.forms.white.has(fact.form))) &&
      (fact.form === null || !slot.forms.black.has(fact.form))));

/** Points given by hand count with a reason and two people. */
const isByHand = ({ reason, marker, second }: Fact): boolean =>
  Boolean(reason) && Boolean(marker) && Boolean(second) && marker !== second;
