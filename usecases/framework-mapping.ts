import * as routes from '@tongchuang/contract/frameworks.ts';
import { compareEditions } from '@tongchuang/domain/assessment/edition-diff.ts';
import type { Edition } from '@tongchuang/domain/assessment/edition.ts';
import {
  carriedOver,
  mappingOf,
  mappingProblem,
  type Mapping,
} from '@tongchuang/domain/assessment/mapping.ts';
import type { RoundId } from '@tongchuang/domain/kernel/ids.ts';
import { Refusal } from '@tongchuang/domain/kernel/refusal.ts';
import { carriedFacts } from '@tongchuang/domain/scoring/compare.ts';
import { score } from '@tongchuang/domain/scoring/score.ts';
import * as editions from '@tongchuang/storage/assessment/editions.ts';
import type { EditionRow } from '@tongchuang/storage/assessment/editions.ts';
import { findMapping, saveMapping } from '@tongchuang/storage/assessment/mappings.ts';
import { mustBeUnchanged } from '@tongchuang/storage/versions.ts';
import { act, view, type Scene } from './act.ts';
import { boundOf } from './bound-edition.ts';
import { meantNames } from './frameworks.ts';
import { scopeOf } from './score-scope.ts';

/** 版本对照: how an older edition goes over into a newer one. */

function contentOf(row: EditionRow): Edition {
  if (row.content === null) throw new Refusal('request.not_found', { what: 'edition', id: row.id });
  return row.content;
}

export const getMapping = view(routes.getMapping, {
  async run(scene, { params: { id }, query: { from, round } }) {
    const [old, fresh, kept] = await Promise.all([
      editions.getEdition(scene, from),
      editions.getEdition(scene, id),
      findMapping(scene, from, id),
    ]);
    const suggested = compareEditions(contentOf(old), contentOf(fresh));
    const mapping = mappingOf(kept?.pairs ?? suggested.pairs);
    const scores = round === undefined ? null : await scoredUnderBoth(scene, round, fresh, mapping);
    if (!kept) return { scores, confirmed: null, ...suggested, version: 0 };
    const known = new Map(suggested.pairs.map((pair) => [`${pair.from} ${pair.to}`, pair]));
    const chosen = { likeness: 'chosen' as const, confidence: 1, changed: [] };
    const pairs = kept.pairs.map((pair) => known.get(`${pair.from} ${pair.to}`) ?? { ...pair, ...chosen });
    const [gone, come] = [
      new Set(kept.pairs.map((pair) => pair.from)),
      new Set(kept.pairs.map((pair) => pair.to)),
    ];
    return {
      scores,
      confirmed: { by: kept.by, at: kept.at.toISOString() },
      pairs,
      orphans: {
        old: contentOf(old).nodes.flatMap(({ code }) => (gone.has(code) ? [] : [code])),
        fresh: contentOf(fresh).nodes.flatMap(({ code }) => (come.has(code) ? [] : [code])),
      },
      version: kept.version,
    };
  },
});

/** The facts of a round under its own edition and, as far as they are carried over, under the newer one. */
async function scoredUnderBoth(scene: Scene, id: RoundId, fresh: EditionRow, mapping: Mapping) {
  const scope = await scopeOf(scene, id, {});
  const facts = await scope.facts();
  const { edition } = await boundOf(scene, fresh);
  const carried = carriedFacts({ edition: scope.edition, facts }, edition, mapping);
  return {
    before: score(scope.edition, facts).total,
    after: score(edition, carried.facts).total,
    leftBehind: carried.leftBehind,
  };
}

/** Duties and demands for evidence follow into a draft where it says nothing of its own. */
export const confirmMapping = act(routes.confirmMapping, {
  async run(scene, { params: { id }, body: { from, version, pairs } }) {
    const [old, fresh] = await Promise.all([
      editions.getEdition(scene, from),
      editions.getEdition(scene, id),
    ]);
    const mapping = mappingOf(pairs);
    const problem = mappingProblem(mapping, contentOf(old), contentOf(fresh));
    if (problem) throw problem;
    const { personId } = scene.actor;
    const saved = await saveMapping(
      scene,
      scene.tenant,
      { from, to: id, pairs, version },
      personId,
      scene.now,
    );
    const next = mustBeUnchanged(saved, 'mapping', id);
    if (fresh.state === 'draft') {
      const content = withDuties(contentOf(old), contentOf(fresh), mapping);
      const names = await meantNames(scene, content, { ...old.names, ...fresh.names });
      mustBeUnchanged(await editions.updateDraft(scene, id, fresh.version, content, names), 'edition', id);
    }
    scene.trace('edition', id, { from, pairs: pairs.length });
    return next;
  },
});

function withDuties(old: Edition, fresh: Edition, mapping: Mapping): Edition {
  const { rows } = carriedOver(mapping, old.nodes, (node) => node.code);
  const origin = new Map(rows.map(({ row, code }) => [code, row]));
  const nodes = fresh.nodes.map((node) => {
    const before = origin.get(node.code);
    if (!before) return node;
    const silent = node.responsible.length === 0 && node.duties.length === 0;
    return {
      ...node,
      ...(silent ? { responsible: before.responsible, duties: before.duties } : {}),
      ...(node.evidence.length === 0 ? { evidence: before.evidence } : {}),
    };
  });
  return { ...fresh, nodes };
}
