import * as routes from '@tongchuang/contract/score-doubt.ts';
import { Chance } from '@tongchuang/domain/scoring/doubt-chance.ts';
import { Doubts } from '@tongchuang/domain/scoring/doubt.ts';
import { allocate, visitKinds } from '@tongchuang/domain/scoring/sampling-advice.ts';
import { may } from '@tongchuang/domain/access/may.ts';
import { sayFlag } from '@tongchuang/domain/scoring/doubt-words.ts';
import type { Fact } from '@tongchuang/domain/scoring/fact.ts';
import { outliers } from '@tongchuang/domain/scoring/outliers.ts';
import { view } from './act.ts';
import { scopeOf, type Scope } from './score-scope.ts';

/** One seed for everybody: whoever looks sees the same figures. */
const SEED = 1;

/** 把握程度: how sure a score is, and where the next visits tell most. */
export const getDoubt = view(routes.getDoubt, {
  async run(scene, { params: { id }, query: { reach, visits, ...whose } }) {
    const scope = await scopeOf(scene, id, whose);
    const facts = await scope.facts();
    const doubts = new Doubts(scope.edition, facts);
    const { total, nodes, reach: chanceOf } = doubts.of(scope.subject, { seed: SEED });
    const chance = chanceOf(reach);
    const plan = allocate(visitKinds(doubts.model(scope.subject), new Chance(SEED)), visits);
    return {
      confidence: total.confidence,
      total: { ...total, points: total.points ?? 0, converted: total.converted },
      reaches: { mark: reach, ...chance },
      nodes: nodes.map((node, nth) => ({
        ...node,
        title: scope.edition.nodes[nth]?.title ?? node.code,
      })),
      visits: plan.visits.filter((one) => one.visits > 0),
      unplaced: plan.unplaced,
      halfWidth: { now: plan.halfWidthNow, after: plan.halfWidthThen },
      flags: may(scene.actor, 'score.read', []) ? flagsOf(facts, scope) : [],
    };
  },
});

/** Flags shown; where there are more, the rule is at fault and not the markers. */
const MOST_FLAGS = 50;

/** Units by the names that people read; a marker by name only where the flag is about him. */
function flagsOf(facts: readonly Fact[], { units }: Scope) {
  const names = new Map(units.map((unit) => [unit.code, unit.shortName ?? unit.unit]));
  const named = facts.map((fact) => ({ ...fact, unit: fact.unit && (names.get(fact.unit) ?? fact.unit) }));
  return outliers(named)
    .slice(0, MOST_FLAGS)
    .map((flag) => ({
      kind: flag.kind,
      says: { ...flag },
      sentence: sayFlag(flag, 'zh-CN'),
      facts: flag.kind === 'far_value' ? [flag.fact] : [],
    }));
}
