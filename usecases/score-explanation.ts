import * as routes from '@tongchuang/contract/scores.ts';
import type { Edition } from '@tongchuang/domain/assessment/edition.ts';
import { treeOf } from '@tongchuang/domain/assessment/tree.ts';
import { isUuid, type FactId } from '@tongchuang/domain/kernel/ids.ts';
import { Refusal } from '@tongchuang/domain/kernel/refusal.ts';
import { TOTAL_CODE } from '@tongchuang/domain/scoring/explain.ts';
import { wordsOfFacts } from '@tongchuang/storage/scoring/facts.ts';
import { view } from './act.ts';
import { scopeOf } from './score-scope.ts';

/** How many facts an explanation lists. */
const MOST_FACTS = 200;

/** 说明: one number opened, a level at a time, down to what was seen. */
export const explainScore = view(routes.explainScore, {
  async run(scene, { params: { id, code }, query }) {
    const scope = await scopeOf(scene, id, query);
    const found = await scope.explain(code);
    if (found === null) throw new Refusal('request.not_found', { what: 'criterion', id: code });
    const listed = scope.opens ? found.facts.slice(0, MOST_FACTS) : [];
    const ids = listed.map((fact) => fact.id).filter(isUuid) as FactId[];
    const words = new Map((await wordsOfFacts(scene, ids)).map((row) => [row.id as string, row]));
    const frozen = scope.snapshot?.at ?? null;
    return {
      ...found,
      path: pathOf(scope.edition, code),
      inputs: found.inputs,
      rules: rulesOf(scope.edition, code),
      facts: listed.map((fact) => {
        const now = words.get(fact.id);
        // What was written after the publication says nothing about what was published.
        const row = now && frozen !== null && now.enteredAt > frozen ? undefined : now;
        return {
          ...fact,
          unit: now?.unit ?? fact.unit,
          marker: row?.marker ?? null,
          note: row?.note ?? null,
          files: row?.files ?? [],
        };
      }),
      moreFacts: found.facts.length - listed.length,
    };
  },
});

/** The rule of a leaf, or those of its parts. */
function rulesOf(edition: Edition, code: string): { method: string | null; rule: Record<string, unknown> }[] {
  const sub = edition.subframeworks.find((one) => code.startsWith(`${one.code}/`));
  if (sub !== undefined) return rulesOf(sub.edition, code.slice(sub.code.length + 1));
  const node = edition.nodes.find((one) => one.code === code);
  const rules = node?.rule ? [{ method: null, rule: node.rule }] : (node?.parts ?? []);
  return rules.map(({ method, rule }) => ({ method, rule: { ...rule } }));
}

/** From the total down to the node; `minors/1.2` leads through the criterion that takes its share from that sub-framework. */
function pathOf(edition: Edition, code: string): { code: string; title: string }[] {
  const total = { code: TOTAL_CODE, title: edition.title };
  if (code === TOTAL_CODE) return [total];
  const tree = treeOf(edition.nodes);
  if (tree.byCode.has(code))
    return [total, ...tree.pathOf(code).map((node) => ({ code: node.code, title: node.title }))];
  const sub = edition.subframeworks.find((one) => code.startsWith(`${one.code}/`));
  if (sub === undefined) return [total];
  const host = edition.nodes.find((node) => node.uses === sub.code);
  const within = pathOf(sub.edition, code.slice(sub.code.length + 1));
  return [
    ...(host === undefined ? [total] : pathOf(edition, host.code)),
    ...within.map((node) => ({ ...node, code: `${sub.code}/${node.code}` })),
  ];
}
