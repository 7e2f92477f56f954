import { distinct } from '@tongchuang/domain/scoring/distinct.ts';
import type { Fact } from '@tongchuang/domain/scoring/fact.ts';
import type { Subject } from '@tongchuang/domain/scoring/subject.ts';
import { leavesOf, type EditionPlace, type NodePlace } from './score-layout.ts';

export interface SharedOut {
  /** Facts of each leaf that count for the subject, the earliest first. */
  byLeaf: Map<NodePlace, Fact[]>;
  /** Facts about the subject that count nowhere. */
  leftOut: Fact[];
}

/** Gives each leaf the facts that count for it, as docs/frameworks.md says under "Which facts count". */
export function shareOut(
  places: readonly EditionPlace[],
  facts: readonly Fact[],
  subject: Subject,
): SharedOut {
  const byLeaf = new Map<NodePlace, Fact[]>();
  const own = [...distinct(facts)]
    .filter((fact) => subject.unit === null || fact.unit === subject.unit)
    .toSorted(byTime);
  const used = new Set<Fact>();
  for (const place of places) {
    const grades = new Set(place.edition.grades.map((grade) => grade.name));
    const named = Map.groupBy(
      leavesOf(place).flatMap((leaf) => [...namesOf(leaf)].map((name) => ({ name, leaf }))),
      ({ name }) => name,
    );
    for (const leaf of leavesOf(place)) byLeaf.set(leaf, []);
    for (const fact of own) {
      if (fact.framework !== null && fact.framework !== place.edition.code) continue;
      if (fact.value !== null && 'grade' in fact.value && !grades.has(fact.value.grade)) continue;
      for (const { leaf } of named.get(fact.criterion) ?? []) {
        const { siteTypes } = leaf.node.applies;
        if (fact.siteType !== null && siteTypes.length > 0 && !siteTypes.includes(fact.siteType)) continue;
        byLeaf.get(leaf)?.push(fact);
        used.add(fact);
      }
    }
  }
  return { byLeaf, leftOut: own.filter((fact) => !used.has(fact)) };
}

const namesOf = ({ node }: NodePlace): Set<string> => new Set([node.code, node.key ?? node.code]);

/** By time, then by id, both by code units; no time is earliest. */
function byTime(a: Fact, b: Fact): number {
  if (a.at !== b.at) return a.at === null || (b.at !== null && a.at < b.at) ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
