import * as routes from '@tongchuang/contract/score-doubt.ts';
import { Chance } from '@tongchuang/domain/scoring/doubt-chance.ts';
import { Doubts } from '@tongchuang/domain/scoring/doubt.ts';
import { allocate, visitKinds } from '@tongchuang/domain/scoring/sampling-advice.ts';
import { view } from './act.ts';
import { scopeOf } from './score-scope.ts';

/** One seed for everybody: whoever looks sees the same figures. */
const SEED = 1;

/** 把握程度: how sure a score is, and where the next visits tell most. */
export const getDoubt = view(routes.getDoubt, {
  async run(scene, { params: { id }, query: { reach, visits, ...whose } }) {
    const scope = await scopeOf(scene, id, whose);
    const doubts = new Doubts(scope.edition, await scope.facts());
    const { total, nodes, reach: chanceOf } = doubts.of(scope.subject, { seed: SEED });
    const chance = chanceOf(reach);
    const plan = allocate(visitKinds(doubts.model(scope.subject), new Chance(SEED)), visits);
    return {
      confidence: total.confidence,
      total: { ...total, points: total.points ?? 0, converted: total.converted },
      reaches: { mark: reach, ...chance },
      nodes: nodes.map(({ rates: _, ...node }, nth) => ({
        ...node,
        title: scope.edition.nodes[nth]?.title ?? node.code,
      })),
      visits: plan.visits.filter((one) => one.visits > 0),
      unplaced: plan.unplaced,
      halfWidth: { now: plan.halfWidthNow, then: plan.halfWidthThen },
    };
  },
});
