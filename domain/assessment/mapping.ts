import { Refusal } from '../kernel/refusal.ts';
import type { Edition } from './edition.ts';
import type { NodePair } from './edition-diff.ts';

/** A confirmed mapping (对照表): where each node of an older edition goes in a newer one; several where it was split. */
export type Mapping = readonly { from: string; to: readonly string[] }[];

/** Pairs as a person confirmed them, or as they were suggested; those with only one side say nothing. */
export function mappingOf(pairs: readonly Pick<NodePair, 'from' | 'to'>[]): Mapping {
  const followers = new Map<string, string[]>();
  for (const { from, to } of pairs) {
    if (from === null || to === null) continue;
    const all = followers.get(from);
    if (all === undefined) followers.set(from, [to]);
    else if (!all.includes(to)) all.push(to);
  }
  return [...followers].map(([from, to]) => ({ from, to }));
}

/** @returns the refusal of the first code that the editions do not have, or null */
export function mappingProblem(mapping: Mapping, old: Edition, fresh: Edition): Refusal | null {
  const before = new Set(old.nodes.map(({ code }) => code));
  const after = new Set(fresh.nodes.map(({ code }) => code));
  for (const { from, to } of mapping) {
    const wrong = before.has(from) ? to.find((code) => !after.has(code)) : from;
    if (wrong !== undefined) return new Refusal('framework.mapping_wrong', { code: wrong });
  }
  return null;
}

/** Which codes follow each of these; `orphans` are those that none follows. Each once, in the order given. */
export function carry(
  mapping: Mapping,
  codes: Iterable<string>,
): { followers: Map<string, readonly string[]>; orphans: string[] } {
  const all = new Map(mapping.map(({ from, to }) => [from, to]));
  const followers = new Map<string, readonly string[]>();
  const orphans: string[] = [];
  for (const code of new Set(codes)) {
    const to = all.get(code) ?? [];
    if (to.length === 0) orphans.push(code);
    else followers.set(code, to);
  }
  return { followers, orphans };
}

/** What hangs on criteria (evidence, duties, facts) under its new codes, once for each follower; and what is left behind. */
export function carriedOver<T>(
  mapping: Mapping,
  rows: readonly T[],
  codeOf: (row: T) => string,
): { rows: { row: T; code: string }[]; orphans: T[] } {
  const { followers } = carry(mapping, rows.map(codeOf));
  return {
    rows: rows.flatMap((row) => (followers.get(codeOf(row)) ?? []).map((code) => ({ row, code }))),
    orphans: rows.filter((row) => !followers.has(codeOf(row))),
  };
}

/** Over two steps: 2024 → 2026 from 2024 → 2025 and 2025 → 2026. */
export const throughBoth = (first: Mapping, second: Mapping): Mapping =>
  first.map(({ from, to }) => ({
    from,
    to: [...new Set(to.flatMap((code) => carry(second, [code]).followers.get(code) ?? []))],
  }));
