import * as routes from '@tongchuang/contract/score-comparison.ts';
import { compareEditions } from '@tongchuang/domain/assessment/edition-diff.ts';
import { mappingOf, type Mapping } from '@tongchuang/domain/assessment/mapping.ts';
import { treeOf } from '@tongchuang/domain/assessment/tree.ts';
import { may } from '@tongchuang/domain/access/may.ts';
import type { UnitId } from '@tongchuang/domain/kernel/ids.ts';
import { Refusal } from '@tongchuang/domain/kernel/refusal.ts';
import { compare } from '@tongchuang/domain/scoring/compare.ts';
import type { Total } from '@tongchuang/domain/scoring/result.ts';
import { findMapping } from '@tongchuang/storage/assessment/mappings.ts';
import { codesOfUnits } from '@tongchuang/storage/organisation/unit-codes.ts';
import { pathOf } from '@tongchuang/storage/organisation/units.ts';
import { newestSnapshots } from '@tongchuang/storage/scoring/snapshots.ts';
import { view, type Scene } from './act.ts';
import { scopeOf, type Results, type Scope } from './score-scope.ts';

/** 对比 and 趋势: one score against another, by cause; published scores over time. */

const titleOf = (scope: Scope): string =>
  scope.unit ? `${scope.round.name} · ${scope.unit.shortName ?? scope.unit.unit}` : scope.round.name;

/** Round against round (the asked one is the later, the other as it was published if it is), or unit against unit in one round. */
export const compareScores = view(routes.compareScores, {
  async run(scene, { params: { id }, query: { withRound, withUnit, ...whose } }) {
    if ((withRound === undefined) === (withUnit === undefined))
      throw new Refusal('request.malformed', { where: 'query', problem: 'withRound | withUnit' });
    const after = await scopeOf(scene, id, whose);
    const before =
      withRound === undefined
        ? await scopeOf(scene, id, { unitId: withUnit, snapshot: whose.snapshot })
        : await scopeOf(scene, withRound, {
            unitId: whose.unitId,
            snapshot: (await newestSnapshots(scene, [withRound]))[0]?.id,
          });
    const mapping = await mappingBetween(scene, before, after);
    const facts = mapping === null ? [] : await before.facts();
    const fall = compare({ ...before, facts }, after, mapping);
    const titles = new Map(
      [...before.edition.nodes, ...after.edition.nodes].map((node) => [node.code, node.title]),
    );
    return {
      before: { title: titleOf(before), total: before.result.total },
      after: { title: titleOf(after), total: after.result.total },
      steps: fall.steps.map(({ code, cause, amount }) => ({
        code,
        title: code === null ? '' : (titles.get(code) ?? code),
        cause,
        points: amount,
      })),
    };
  },
});

/** As confirmed, else as suggested; null where both rounds have one edition. */
async function mappingBetween(scene: Scene, before: Scope, after: Scope): Promise<Mapping | null> {
  if (before.round.editionId === after.round.editionId) return null;
  const kept = await findMapping(scene, before.round.editionId, after.round.editionId);
  return mappingOf(kept?.pairs ?? compareEditions(before.edition, after.edition).pairs);
}

/** 趋势: the newest published result of each round; a unit sees its own, others the place. */
export const getTrends = view(routes.getTrends, {
  async run(scene, { query: { unitId } }) {
    const published = await newestSnapshots(scene, null);
    const code = unitId === undefined ? null : await codeWithin(scene, unitId);
    const rows = published.flatMap((snapshot) => {
      const results = JSON.parse(snapshot.results) as Results;
      const result = code === null ? results.place : results.units[code];
      return result ? [{ snapshot, result }] : [];
    });
    return {
      rows: rows.map(({ snapshot, result }, nth) => {
        const nodes = new Map(result.nodes.map((node) => [node.code, node]));
        return {
          roundId: snapshot.roundId,
          round: snapshot.round,
          kind: snapshot.kind,
          at: snapshot.at.toISOString(),
          edition: snapshot.edition.title,
          editionChanged: nth > 0 && rows[nth - 1]?.snapshot.editionId !== snapshot.editionId,
          converted: result.total.converted,
          low: declaredOf(result.total, result.total.low),
          high: declaredOf(result.total, result.total.high),
          categories: treeOf(snapshot.edition.nodes).roots.flatMap((root) => {
            const node = nodes.get(root.code);
            return node ? [{ title: root.title, points: node.points ?? 0, max: node.max }] : [];
          }),
        };
      }),
    };
  },
});

/** Points over what applies, projected to all that is declared, as `converted` is; to hundredths. */
const declaredOf = ({ max, declared }: Total, points: number): number =>
  max === 0 ? 0 : Math.round((points / max) * declared * 100) / 100;

/** @throws {Refusal} `request.not_found` for a unit outside reach */
async function codeWithin(scene: Scene, unitId: UnitId): Promise<string> {
  const [codes, path] = await Promise.all([codesOfUnits(scene), pathOf(scene.db, unitId)]);
  const sees = may(scene.actor, 'score.read', []) || may(scene.actor, 'round.read', [path]);
  const code = codes.get(unitId);
  if (code === undefined || !sees) throw new Refusal('request.not_found', { what: 'unit', id: unitId });
  return code;
}
