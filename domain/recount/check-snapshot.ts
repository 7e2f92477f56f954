import type { Edition } from '../assessment/edition.ts';
import { canonical, type Json } from '../kernel/canonical.ts';
import type { Fact } from '../scoring/fact.ts';
import { recount } from './recount.ts';

/** A published result as it was frozen. */
export interface FrozenResults {
  edition: Edition;
  facts: readonly Fact[];
  /** Whom it scores besides the place. `unit`: as facts and `responsible` write it. */
  units: readonly { unit: string; unitType: string | null }[];
  /** Canonical JSON of `{"place": result, "units": {unit: result}}`. */
  results: string;
}

/** One value that is not what the facts give. */
export interface SnapshotDifference {
  /** `place.total.points`, `units.县城管局.nodes[1.2].lost`; empty: the text as a whole. */
  where: string;
  /** As canonical JSON; null: not there. */
  stored: string | null;
  recounted: string | null;
}

/** Recomputes a published result from its facts (复算). Empty where every byte is as published. */
export function checkSnapshot({ edition, facts, units, results }: FrozenResults): SnapshotDifference[] {
  const again = {
    place: recount(edition, facts, { unit: null, unitType: null }),
    units: Object.fromEntries(units.map((subject) => [subject.unit, recount(edition, facts, subject)])),
  };
  const bytes = canonical(again as unknown as Json);
  if (bytes === results) return [];

  const stored = parsed(results);
  const recounted = leavesOf(JSON.parse(bytes) as Json);
  const differing = stored ? differences(leavesOf(stored), recounted) : [];
  // The values are the same, or are no values at all: it is the text itself that is another one.
  return differing.length > 0 ? differing : [{ where: '', stored: results, recounted: bytes }];
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return null;
  }
}

function differences(stored: Map<string, string>, recounted: Map<string, string>): SnapshotDifference[] {
  return [...new Set([...stored.keys(), ...recounted.keys()])]
    .filter((where) => stored.get(where) !== recounted.get(where))
    .map((where) => ({
      where,
      stored: stored.get(where) ?? null,
      recounted: recounted.get(where) ?? null,
    }));
}

/** Every value by its path. A node stands under its code, so that one left out does not shift the rest. */
function leavesOf(json: Json, path = '', found = new Map<string, string>()): Map<string, string> {
  if (Array.isArray(json)) {
    const codes = json.map((each: Json) => (isNode(each) ? each.code : null));
    if (json.length === 0 || codes.includes(null)) found.set(path, canonical(json));
    else json.forEach((each: Json, at) => leavesOf(each, `${path}[${codes[at]}]`, found));
    if (codes.length > 0 && !codes.includes(null)) found.set(`${path} in order`, canonical(codes));
  } else if (json !== null && typeof json === 'object') {
    for (const [key, member] of Object.entries(json)) {
      leavesOf(member ?? null, path === '' ? key : `${path}.${key}`, found);
    }
  } else found.set(path, canonical(json));
  return found;
}

const isNode = (json: Json): json is { code: string } =>
  json !== null && typeof json === 'object' && 'code' in json && typeof json.code === 'string';
