import * as routes from '@tongchuang/contract/scores.ts';
import { Refusal } from '@tongchuang/domain/kernel/refusal.ts';
import { explain } from '@tongchuang/domain/scoring/explain.ts';
import { view } from './act.ts';
import { scopeOf } from './score-scope.ts';

/** How many facts an explanation lists. */
const MOST_FACTS = 200;

/** 说明: one number opened. */
export const explainScore = view(routes.explainScore, {
  async run(scene, { params: { id, code }, query }) {
    const scope = await scopeOf(scene, id, query);
    const found = explain(scope.edition, await scope.facts(), scope.subject, code);
    if (found === null) throw new Refusal('request.not_found', { what: 'criterion', id: code });
    return {
      ...found,
      facts: found.facts.slice(0, MOST_FACTS),
      moreFacts: Math.max(0, found.facts.length - MOST_FACTS),
    };
  },
});
