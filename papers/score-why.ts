import type { Edition } from '@tongchuang/domain/assessment/edition.ts';
import { explain } from '@tongchuang/domain/scoring/explain.ts';
import type { Fact } from '@tongchuang/domain/scoring/fact.ts';
import type { Subject } from '@tongchuang/domain/scoring/subject.ts';
import type { Reason } from './score-print.ts';

/**
 * Explains node after node. Each is given only the facts that can touch it, so that explaining all of them costs as much as
 * counting the facts once a level.
 */
export function explanations(
  edition: Edition,
  facts: readonly Fact[],
  subject: Subject,
): (code: string) => { reasons: Reason[]; losses: string[] } {
  const byCriterion = Map.groupBy(facts, (fact) => fact.criterion);
  const byCode = new Map(edition.nodes.map((node) => [node.code, node]));
  const childrenOf = Map.groupBy(edition.nodes, (node) => node.parent);

  /** Adds the criteria whose facts can touch the node; false: all can, since a sub-framework is scored below it. */
  function gather(code: string, into: Set<string>, seen: Set<string>): boolean {
    const node = byCode.get(code);
    if (node === undefined || seen.has(code)) return true;
    seen.add(code);
    if (node.kind === 'subframework') return false;
    into.add(code);
    if (node.key !== null) into.add(node.key);
    const { when } = node.applies;
    const others = [...(childrenOf.get(code) ?? []).map((child) => child.code), ...(when ? [when.code] : [])];
    return others.every((other) => gather(other, into, seen));
  }

  return (code) => {
    const criteria = new Set<string>();
    const some = gather(code, criteria, new Set())
      ? [...criteria].flatMap((each) => byCriterion.get(each) ?? [])
      : facts;
    const found = explain(edition, some, subject, code);
    return {
      reasons:
        found?.reasons.map((one) => ({ code: one.code, facts: one.facts, sentence: one.sentence })) ?? [],
      losses: found?.losses ?? [],
    };
  };
}
