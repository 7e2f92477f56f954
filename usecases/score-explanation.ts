import * as routes from '@tongchuang/contract/scores.ts';
import { isUuid, type FactId } from '@tongchuang/domain/kernel/ids.ts';
import { Refusal } from '@tongchuang/domain/kernel/refusal.ts';
import { explain } from '@tongchuang/domain/scoring/explain.ts';
import { wordsOfFacts } from '@tongchuang/storage/scoring/facts.ts';
import { view } from './act.ts';
import { scopeOf } from './score-scope.ts';

/** How many facts an explanation lists. */
const MOST_FACTS = 200;

/** 说明: one number opened, a level at a time, down to what was seen. */
export const explainScore = view(routes.explainScore, {
  async run(scene, { params: { id, code }, query }) {
    const scope = await scopeOf(scene, id, query);
    const found = explain(scope.edition, await scope.facts(), scope.subject, code);
    if (found === null) throw new Refusal('request.not_found', { what: 'criterion', id: code });
    const listed = found.facts.slice(0, MOST_FACTS);
    const ids = listed.map((fact) => fact.id).filter(isUuid) as FactId[];
    const words = new Map((await wordsOfFacts(scene, ids)).map((row) => [row.id as string, row]));
    return {
      ...found,
      inputs: found.inputs.map(({ ids: _, ...input }) => input),
      facts: listed.map((fact) => {
        const row = words.get(fact.id);
        return {
          ...fact,
          unit: row?.unit ?? fact.unit,
          marker: row?.marker ?? null,
          note: row?.note ?? null,
          files: row?.files ?? [],
        };
      }),
      moreFacts: found.facts.length - listed.length,
    };
  },
});
