import type { Edition } from '../assessment/edition.ts';
import { withChanges, type FactChange } from './advice-repair.ts';
import type { Fact } from './fact.ts';
import type { Result } from './result.ts';
import { score } from './score.ts';
import { PLACE, type Subject } from './subject.ts';
import { waterfall, type Waterfall } from './waterfall.ts';

/** What would be if some facts were otherwise (推演). The facts themselves stay as they are. */
export interface WhatIf {
  before: Result;
  after: Result;
  /** Nodes that differ, in the order of the edition; in points, nothing known as 0. */
  differences: { code: string; points: number; low: number; high: number; lost: number; of: number }[];
  /** Why the total of what is sure differs. */
  causes: Waterfall;
  /** Facts that would change, as they are and as they would be; null: there is no such fact yet. */
  facts: { before: Fact | null; after: Fact }[];
  /** Changes of facts that are not there. */
  unknown: string[];
}

export function whatIf(
  edition: Edition,
  facts: readonly Fact[],
  changes: readonly FactChange[],
  subject: Subject = PLACE,
): WhatIf {
  const before = score(edition, facts, subject);
  const changed = withChanges(facts, changes);
  const after = score(edition, changed, subject);
  const was = new Map(facts.map((fact) => [fact.id, fact]));
  const ids = new Set(changed.map(({ id }) => id));
  return {
    before,
    after,
    differences: differencesOf(before, after),
    causes: waterfall({ edition, result: before }, { edition, result: after }),
    facts: changed
      .filter((fact) => was.get(fact.id) !== fact)
      .map((fact) => ({ before: was.get(fact.id) ?? null, after: fact })),
    unknown: changes.flatMap((change) => ('fact' in change && !ids.has(change.fact) ? [change.fact] : [])),
  };
}

function differencesOf(before: Result, after: Result): WhatIf['differences'] {
  const was = new Map(before.nodes.map((node) => [node.code, node]));
  return after.nodes.flatMap((node) => {
    const earlier = was.get(node.code);
    const by = (field: 'points' | 'low' | 'high' | 'lost' | 'of') =>
      (Math.round((node[field] ?? 0) * 100) - Math.round((earlier?.[field] ?? 0) * 100)) / 100;
    const difference = {
      points: by('points'),
      low: by('low'),
      high: by('high'),
      lost: by('lost'),
      of: by('of'),
    };
    return Object.values(difference).some((amount) => amount !== 0) || earlier?.state !== node.state
      ? [{ code: node.code, ...difference }]
      : [];
  });
}
