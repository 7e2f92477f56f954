import type { Edition } from '@tongchuang/domain/assessment/edition.ts';
import { explain } from '@tongchuang/domain/scoring/explain.ts';
import type { Fact } from '@tongchuang/domain/scoring/fact.ts';
import type { Subject } from '@tongchuang/domain/scoring/subject.ts';
import { criteriaTouching } from '@tongchuang/domain/scoring/touching.ts';
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
  const criteriaOf = criteriaTouching(edition);
  return (code) => {
    const criteria = criteriaOf(code);
    const touching = criteria === null ? facts : [...criteria].flatMap((each) => byCriterion.get(each) ?? []);
    const found = explain(edition, touching, subject, code);
    return {
      reasons:
        found?.reasons.map((one) => ({ code: one.code, facts: one.facts, sentence: one.sentence })) ?? [],
      losses: found?.losses ?? [],
    };
  };
}
