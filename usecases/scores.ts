import * as routes from '@tongchuang/contract/scores.ts';
import { pointsByAxis } from '@tongchuang/domain/assessment/axes.ts';
import { treeOf } from '@tongchuang/domain/assessment/tree.ts';
import { may } from '@tongchuang/domain/access/may.ts';
import type { EditionId } from '@tongchuang/domain/kernel/ids.ts';
import type { NodeResult, Result } from '@tongchuang/domain/scoring/result.ts';
import { listMarkers, roundState } from '@tongchuang/storage/scoring/rounds.ts';
import { textView, view } from './act.ts';
import { mustNotBeBlind } from './blind-marks.ts';
import { dashboardText } from './dashboard-text.ts';
import { liveRound } from './live-scores.ts';
import { scopeOf, type Scope } from './score-scope.ts';

/** 得分: the tree of numbers, one number opened, where the points went. */

export const getScore = view(routes.getScore, {
  async run(scene, { params: { id }, query }) {
    const scope = await scopeOf(scene, id, query);
    return {
      roundId: id,
      unitId: scope.unit?.unitId ?? null,
      unit: scope.unit?.unit ?? null,
      editionId: scope.round.editionId as EditionId,
      snapshot: snapshotOf(scope),
      facts: scope.count,
      total: scope.result.total,
      nodes: scope.edition.nodes.flatMap(({ title, parent, kind }, nth) => {
        const node = scope.result.nodes[nth];
        return node ? [{ ...node, title, parent, kind }] : [];
      }),
    };
  },
});

const snapshotOf = ({ snapshot }: Scope) =>
  snapshot && {
    id: snapshot.id,
    number: snapshot.number,
    at: snapshot.at.toISOString(),
    hash: snapshot.hash,
  };

const cell = ({
  points,
  max,
  low,
  high,
  lost,
}: Pick<NodeResult, 'points' | 'max' | 'low' | 'high' | 'lost'>) => ({
  points,
  max,
  low,
  high,
  lost,
});

/** 失分分析. A unit that reads no other scores sees itself beside the place. */
export const getLosses = view(routes.getLosses, {
  async run(scene, { params: { id }, query }) {
    const scope = await scopeOf(scene, id, query);
    const tree = treeOf(scope.edition.nodes);
    const readsAll = may(scene.actor, 'score.read', []);
    const seen = (unit: (typeof scope.units)[number]) =>
      readsAll || may(scene.actor, 'round.read', [unit.path]);
    const cells = (result: Result) => {
      const nodes = new Map(result.nodes.map((node) => [node.code, node]));
      return tree.roots.flatMap((root) => nodes.get(root.code) ?? []).map(cell);
    };
    const nodes = new Map(scope.result.nodes.map((node) => [node.code, node]));
    const largest = tree.leaves
      .flatMap((leaf) => {
        const node = nodes.get(leaf.code);
        return node ? [{ code: leaf.code, title: leaf.title, lost: node.lost, max: node.max }] : [];
      })
      .filter((leaf) => leaf.lost > 0)
      .sort((a, b) => b.lost - a.lost || (a.code < b.code ? -1 : 1));
    return {
      categories: tree.roots.map(({ code, title }) => ({ code, title })),
      units: scope.units.filter(seen).map((unit) => {
        const result = scope.resultOf(unit);
        return {
          unitId: unit.unitId,
          unit: unit.shortName ?? unit.unit,
          total: cell(result.total),
          cells: cells(result),
        };
      }),
      place: { total: cell(scope.result.total), cells: cells(scope.result) },
      largest: largest.slice(0, 30),
      axes: scope.edition.axes.map(({ name }) => ({
        axis: name,
        values: pointsByAxis(
          scope.edition,
          name,
          scope.result.nodes.filter((node) => tree.isLeaf(node.code)),
        ).flatMap(({ value, points, max, lost }) =>
          value === null ? [] : [{ name: value, points, max, lost }],
        ),
      })),
    };
  },
});

/** 驾驶舱数据: one row a unit, points by category; one text serves all who look until the next fact. */
export const dashboard = textView(routes.dashboard, {
  early: async (scene, { params: { id } }) => {
    const [state, markers] = await Promise.all([roundState(scene, id), listMarkers(scene, id)]);
    return { row: { state, markers }, owners: [] };
  },
  async run(scene, { params: { id } }, { state, markers }) {
    await mustNotBeBlind(scene, state, markers);
    return dashboardText(await liveRound(scene, id, Infinity, state));
  },
});
