import type { Edition } from '../assessment/edition.ts';
import { quantileOf, shown } from './doubt-arithmetic.ts';
import { Chance } from './doubt-chance.ts';
import { Crossings } from './doubt-crossing.ts';
import { TreeModel } from './doubt-model.ts';
import type { LeafModel } from './doubt-model.ts';
import { Places } from './doubt-places.ts';
import { Sightings } from './doubt-sightings.ts';
import type { Populations } from './doubt-sightings.ts';
import { compile } from './compiled.ts';
import type { Compiled } from './compiled.ts';
import { distinct } from './distinct.ts';
import { estimate, shownEstimate } from './estimate.ts';
import type { Estimate } from './estimate.ts';
import type { Fact } from './fact.ts';
import type { Result } from './result.ts';
import { Counted } from './score.ts';
import { PLACE } from './subject.ts';
import type { Subject } from './subject.ts';

export interface DoubtOptions {
  /** Any integer; the same seed gives the same figures on every machine. */
  seed?: number;
  /** At least 100; 1,000 put an end of the interval within about a tenth of its half-width. */
  draws?: number;
  /** Above 0.5 and below 1. */
  confidence?: number;
  populations?: Populations;
  /** With fewer sites a rate is too few to say. */
  minimum?: number;
}

/** How sure a score is (把握程度). Points and intervals with at most two decimals, shares with four. */
export interface Doubt {
  total: {
    /** The engine's points over what is known, and where they would lie had every site been seen. */
    points: number | null;
    low: number;
    high: number;
    confidence: number;
    of: number;
    /** The engine's projection to all points, with its interval; null where nothing is known. */
    converted: { points: number; low: number; high: number } | null;
    /** Besides, what nobody observed at its worst and at its best. */
    whole: { low: number; high: number };
    /** Different sites that were seen. */
    sites: number;
    /**
     * The rules' steps make few observations cost (or give) points by chance, so much that the points found lie outside their
     * own interval: more sites are needed before the points mean anything.
     */
    stepped: boolean;
  };
  /**
   * How likely the converted total is at least so many points: `likely` from what is known; `least` and `most` with all that
   * nobody observed at its worst and at its best.
   */
  reach: (threshold: number) => { likely: number | null; least: number; most: number };
  nodes: NodeDoubt[];
}

export interface NodeDoubt {
  code: string;
  /** Of what is known, like the engine's points; null where nothing is. */
  points: number | null;
  low: number | null;
  high: number | null;
  /**
   * exact: nothing in it was sampled. rate: by the interval of its own rate. draws: by draws of all rates below it. unknown,
   * not_applicable: as the engine says.
   */
  method: 'exact' | 'rate' | 'draws' | 'unknown' | 'not_applicable';
  /** Sampled sites (or answers) of a leaf; of a branch, of all leaves below. */
  sample: number;
  /** A leaf seen at fewer sites than the minimum: its number is "too few to say". */
  tooFew: boolean;
  /** Of a leaf: each rate that was sampled, one a method. */
  rates: { method: string | null; estimate: Estimate }[];
}

/** Sites below which a rate is too few to say: even 5 of 5 leave 0.57 … 1 open. */
export const LEAST_SITES = 5;

/**
 * The doubt of one subject. For many subjects make one `Doubts` and ask it for each.
 * @throws {RangeError} as `score` does
 */
export function doubt(
  edition: Edition,
  facts: Iterable<Fact>,
  subject: Subject = PLACE,
  options: DoubtOptions = {},
): Doubt {
  return new Doubts(edition, facts).of(subject, options);
}

/** An edition and its facts, read once, to be doubted for many subjects. */
export class Doubts {
  private readonly counted: Counted;
  private readonly places = new Places();
  private readonly sightings = new Map<Compiled, Sightings>();

  constructor(edition: Edition, facts: Iterable<Fact>) {
    const compiled = compile(edition);
    this.counted = new Counted(compiled, { place: true, units: 'all' });
    const index = (own: Compiled) => {
      this.sightings.set(own, new Sightings(own, this.places));
      for (const { uses } of own.leaves) if (uses !== null && !this.sightings.has(uses)) index(uses);
    };
    index(compiled);
    this.counted.append(this.noted(facts));
  }

  /** One pass over the facts for both. */
  private *noted(facts: Iterable<Fact>): Generator<Fact> {
    const all = [...this.sightings.values()];
    for (const fact of distinct(facts)) {
      for (const own of all) own.add(fact);
      yield fact;
    }
  }

  result(subject: Subject): Result {
    return this.counted.result(subject);
  }

  /** For draws of one's own: the advice on where to look next takes it. */
  model(subject: Subject, populations: Populations = {}): TreeModel {
    return new TreeModel(this.counted, this.sightings, subject, populations);
  }

  of(subject: Subject, options: DoubtOptions = {}): Doubt {
    const { seed = 1, draws = 1000, confidence = 0.95, populations = {}, minimum = LEAST_SITES } = options;
    const result = this.result(subject);
    const model = this.model(subject, populations);
    const drawn = drawAll(model, draws, confidence, new Chance(seedOf(seed, subject.unit)));
    const { declared, max } = result.total;
    const tail = (1 - confidence) / 2;
    const ends = (ascending: Float64Array) => ({
      low: hundredth(quantileOf(ascending, tail)),
      high: hundredth(quantileOf(ascending, 1 - tail)),
    });
    const toDeclared = max === 0 ? 0 : declared / max;
    const share = (ascending: Float64Array, least: number) =>
      shown(ascending.filter((value) => hundredth(value) >= least).length / draws);
    const total = ends(drawn.total);
    const points = result.total.points;
    return {
      total: {
        points,
        ...total,
        confidence,
        of: result.total.of,
        converted:
          result.total.converted === null
            ? null
            : { points: result.total.converted, ...ends(drawn.converted) },
        whole: { low: ends(drawn.low).low, high: ends(drawn.high).high },
        sites: this.places.sitesOf(subject.unit),
        stepped: points !== null && (points < total.low || points > total.high),
      },
      reach: (threshold) => ({
        likely: result.total.converted === null ? null : share(drawn.converted, threshold),
        least: share(drawn.low, toDeclared === 0 ? Infinity : threshold / toDeclared),
        most: share(drawn.high, toDeclared === 0 ? Infinity : threshold / toDeclared),
      }),
      nodes: nodesOf(model, result, drawn.nodes, { ends, confidence, minimum, seed }),
    };
  }
}

interface Drawn {
  total: Float64Array;
  converted: Float64Array;
  low: Float64Array;
  high: Float64Array;
  /** By node, of branches only. */
  nodes: Map<number, Float64Array>;
}

/** All draws, ascending, in points; widened where sites were judged under several criteria (doubt-crossing.ts). */
function drawAll(model: TreeModel, draws: number, confidence: number, chance: Chance): Drawn {
  const column = () => new Float64Array(draws);
  const nodes = new Map<number, Float64Array>();
  model.compiled.nodes.forEach(({ leaf }, node) => {
    if (leaf < 0) nodes.set(node, column());
  });
  const [total, converted, low, high] = [column(), column(), column(), column()];
  const at = model.total;
  const { declared } = model.compiled;
  for (let draw = 0; draw < draws; draw++) {
    model.draw(chance);
    for (const [node, own] of nodes) own[draw] = model.points[node]! / 100;
    total[draw] = model.points[at]! / 100;
    low[draw] = model.low[at]! / 100;
    high[draw] = model.high[at]! / 100;
    const of = model.of[at]!;
    converted[draw] = of === 0 ? 0 : ((model.points[at]! / of) * declared) / 100;
  }
  const crossings = new Crossings(model);
  const most = mostOf(model);
  for (const [node, own] of nodes)
    widen(own, crossings.stretch(node, varianceOf(own), confidence), most.known[node]! / 100);
  const by = crossings.stretch(at, varianceOf(total), confidence);
  const mostKnown = most.known[at]! / 100;
  const of = model.of[at]! / 100;
  widen(total, by, mostKnown);
  widen(converted, by, of === 0 ? 0 : (mostKnown / of) * (declared / 100));
  for (const own of [low, high]) widen(own, by, most.all[at]! / 100);
  return { total, converted, low, high, nodes };
}

/** In squared hundredths of a point. */
function varianceOf(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  const mean = sum / values.length;
  let squares = 0;
  for (const value of values) squares += (value - mean) ** 2;
  return (1e4 * squares) / values.length;
}

/** What can be earned at most, in hundredths: from what is known, and from all that applies. */
function mostOf(model: TreeModel): { known: Float64Array; all: Float64Array } {
  const known = new Float64Array(model.total + 1);
  const all = new Float64Array(model.total + 1);
  for (const { leaf, judgement, isDrawn, inner } of model.leaves) {
    if (judgement.out || leaf.kind === 'veto' || leaf.kind === 'deduction') continue;
    // A sub-framework may earn more than all of its points by its bonus.
    const inside = inner === null ? null : mostOf(inner).all[inner.total]! / inner.max[inner.total]!;
    const points = leaf.points * Math.max(1, inside ?? 1);
    all[leaf.node]! += points;
    if (isDrawn || model.of[leaf.node]! > 0 || leaf.kind === 'bonus') known[leaf.node]! += points;
  }
  for (let node = model.total - 1; node >= 0; node--) {
    const { parent } = model.compiled.nodes[node]!;
    for (const most of [known, all]) most[parent < 0 ? model.total : parent]! += most[node]!;
  }
  return { known, all };
}

/** Ascending, about their mean, so many times as far from it; nothing falls below 0 or rises above the most. */
function widen(values: Float64Array, by: number, most: number): void {
  values.sort();
  if (by === 1) return;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  for (let nth = 0; nth < values.length; nth++)
    values[nth] = Math.min(Math.max(most, mean), Math.max(0, mean + (values[nth]! - mean) * by));
}

interface Asked {
  ends: (ascending: Float64Array) => { low: number; high: number };
  confidence: number;
  minimum: number;
  seed: number;
}

function nodesOf(
  model: TreeModel,
  result: Result,
  drawn: ReadonlyMap<number, Float64Array>,
  asked: Asked,
): NodeDoubt[] {
  const { ends } = asked;
  const { nodes } = model.compiled;
  const below: NodeDoubt[][] = nodes.map(() => []);
  const rows: NodeDoubt[] = [];
  for (let node = nodes.length - 1; node >= 0; node--) {
    const { code, leaf, parent } = nodes[node]!;
    const found = result.nodes[node]!;
    const { points, state } = found;
    const same = { code, points, low: points, high: points, rates: [], sample: 0, tooFew: false };
    let row: NodeDoubt;
    if (leaf >= 0) row = leafDoubt(model.leaves[leaf]!, found, asked);
    else {
      const sample = below[node]!.reduce((sum, child) => sum + child.sample, 0);
      const moving = below[node]!.filter(({ method }) => method === 'rate' || method === 'draws');
      const only = moving.length === 1 ? moving[0]! : null;
      if (state === 'not_applicable') row = { ...same, method: 'not_applicable' };
      else if (moving.length === 0) row = { ...same, sample, method: 'exact' };
      else if (only !== null && only.method === 'rate' && points !== null && !found.sunk)
        // One rate alone below it: it is as sure as that rate, and borrows from no other.
        row = {
          ...same,
          sample,
          method: 'rate',
          low: hundredth(Math.max(0, points + (only.low ?? 0) - (only.points ?? 0))),
          high: hundredth(Math.max(0, points + (only.high ?? 0) - (only.points ?? 0))),
        };
      else row = { ...same, sample, method: 'draws', ...ends(drawn.get(node)!) };
    }
    rows.push(row);
    if (parent >= 0) below[parent]!.push(row);
  }
  return rows.toReversed();
}

function leafDoubt(
  model: LeafModel,
  { code, points, state }: Result['nodes'][number],
  asked: Asked,
): NodeDoubt {
  const { confidence, minimum } = asked;
  const found = model.parts.map((part) => ({
    part,
    estimate: part.sample === null ? null : estimate(part.sample, confidence),
  }));
  const rates = found.flatMap(({ part, estimate: own }) =>
    own === null ? [] : [{ method: part.method, estimate: shownEstimate(own) }],
  );
  const sample = rates.reduce((sum, { estimate: own }) => sum + own.sites, 0);
  const tooFew = rates.some(({ estimate: own }) => own.effective !== Infinity && own.sites < minimum);
  const row = { code, points, low: points, high: points, sample, tooFew, rates };
  if (state === 'not_applicable') return { ...row, method: 'not_applicable' };
  if (state === 'unknown') return { ...row, low: null, high: null, method: 'unknown' };
  if (model.inner !== null) return innerDoubt(model, model.inner, row, asked);
  if (!model.isDrawn) return { ...row, method: 'exact' };
  let low = 0;
  let high = 0;
  for (const { part, estimate: own } of found) {
    const shares =
      part.drawn === null || own === null
        ? [part.sure.share]
        : sharesWithin(part.drawn, own).concat(part.sure.share);
    low += part.share * Math.min(...shares);
    high += part.share * Math.max(...shares);
  }
  const worth = model.leaf.points / 100;
  const [least, most] = [hundredth(worth * low), hundredth(worth * high)];
  const isTaken = model.leaf.kind === 'deduction';
  return { ...row, low: isTaken ? -most : least, high: isTaken ? -least : most, method: 'rate' };
}

/** What the rates of an interval earn: rules need not rise with the rate, so it is walked through. */
function sharesWithin(score: (measure: number) => { share: number }, { low, high }: Estimate): number[] {
  return Array.from({ length: WALK + 1 }, (_, step) => score(low + ((high - low) * step) / WALK).share);
}
const WALK = 64;

function innerDoubt(
  model: LeafModel,
  inner: TreeModel,
  row: Omit<NodeDoubt, 'method'>,
  { seed, ends, confidence }: Asked,
): NodeDoubt {
  if (!model.isDrawn) return { ...row, method: 'exact' };
  const chance = new Chance(seed);
  const earned = new Float64Array(INNER_DRAWS);
  for (let draw = 0; draw < INNER_DRAWS; draw++) {
    inner.draw(chance);
    earned[draw] = (inner.points[inner.total]! / inner.max[inner.total]!) * (model.leaf.points / 100);
  }
  const toInner = inner.max[inner.total]! / model.leaf.points;
  const by = new Crossings(inner).stretch(inner.total, varianceOf(earned) * toInner ** 2, confidence);
  widen(earned, by, (mostOf(inner).all[inner.total]! / inner.max[inner.total]!) * (model.leaf.points / 100));
  return {
    ...row,
    ...ends(earned),
    method: 'draws',
  };
}
const INNER_DRAWS = 400;

const hundredth = (points: number): number => Math.round(points * 100) / 100 + 0;

/** A stream of its own for each unit, so that a unit more changes nothing for the others (FNV-1a over its name). */
function seedOf(seed: number, unit: string | null): number {
  let hash = 0x811c9dc5 ^ seed;
  for (let nth = 0; nth < (unit ?? '').length; nth++)
    hash = Math.imul(hash ^ (unit ?? '').charCodeAt(nth), 0x01000193);
  return hash;
}
