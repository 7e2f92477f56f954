import * as routes from '@tongchuang/contract/ranking.ts';
import type { Edition } from '@tongchuang/domain/assessment/edition.ts';
import { may } from '@tongchuang/domain/access/may.ts';
import type { UnitId } from '@tongchuang/domain/kernel/ids.ts';
import { baseRates, difficulty, levelling, type Observed } from '@tongchuang/domain/ranking/difficulty.ts';
import {
  allPublishable,
  LEAST_SAMPLE,
  rank,
  type RankedRow,
  type RankInput,
} from '@tongchuang/domain/ranking/rank.ts';
import { Doubts } from '@tongchuang/domain/scoring/doubt.ts';
import type { Fact } from '@tongchuang/domain/scoring/fact.ts';
import { score } from '@tongchuang/domain/scoring/score.ts';
import type { RoundUnitRow } from '@tongchuang/storage/scoring/round-units.ts';
import type { RoundRow } from '@tongchuang/storage/scoring/rounds.ts';
import { newestSnapshots } from '@tongchuang/storage/scoring/snapshots.ts';
import { view, type Scene } from './act.ts';
import { scopeOf } from './score-scope.ts';

/** 排名 with its doubt: who cannot be told apart stands together. */

const CONFIDENCE = 0.95;

export interface Ranked {
  round: Pick<RoundRow, 'leastSample'>;
  units: readonly RoundUnitRow[];
  edition: Edition;
  facts: readonly Fact[];
}

export type Peers = 'all' | 'type' | 'tier';

/** Points projected to the whole, their intervals by draws of what was sampled. One seed, so that all see the same figures. */
function inputsOf({ units, edition, facts }: Ranked, peers: Peers): RankInput[] {
  const doubts = new Doubts(edition, facts);
  const added = levelling(ofDifficulty(facts));
  const whole = score(edition, []).total.declared;
  return units.map((unit) => {
    const { total } = doubts.of(
      { unit: unit.code, unitType: unit.unitType },
      { seed: 1, confidence: CONFIDENCE },
    );
    const sampled = total.sites > 0;
    const declared = total.converted?.points ?? null;
    const level = added.get(unit.code) ?? 0;
    return {
      unit: unit.code,
      name: unit.shortName ?? unit.unit,
      group: peers === 'all' ? null : peers === 'type' ? unit.unitType : unit.tier,
      points: declared,
      low: sampled ? (total.converted?.low ?? null) : null,
      high: sampled ? (total.converted?.high ?? null) : null,
      sample: sampled ? total.sites : null,
      adjusted: declared === null ? null : Math.round(within(declared + level * whole, whole) * 100) / 100,
    };
  });
}

/** Nobody has more than all points, however hard his criteria are, nor less than none. */
const within = (points: number, whole: number): number => Math.min(whole, Math.max(0, points));

/** What was seen on site, 0 … 1, by criterion: base rates of this round. */
function ofDifficulty(facts: readonly Fact[]) {
  const seen = facts.flatMap((fact): Observed[] => {
    if (fact.unit === null || fact.site === null || fact.value === null || 'grade' in fact.value) return [];
    const value = fact.value.tenThousandths / 10_000;
    return value < 0 || value > 1 ? [] : [{ unit: fact.unit, cell: fact.criterion, value }];
  });
  return difficulty(seen, baseRates(seen));
}

/** @param least  fewest sites of a unit that is ranked; 0: as the house has it */
function ranked(of: Ranked, peers: Peers, adjusted: boolean, earlier: readonly RankedRow[]): RankedRow[] {
  return rank(inputsOf(of, peers), {
    confidence: CONFIDENCE,
    minimum: of.round.leastSample || LEAST_SAMPLE,
    by: adjusted ? 'adjusted' : 'points',
    earlier,
  });
}

/** The ranking that a snapshot keeps: all units together, by points. */
export async function rankingOf(
  scene: Pick<Scene, 'query'>,
  of: Ranked & { round: RoundRow },
): Promise<RankedRow[]> {
  return ranked(of, 'all', false, await earlierOf(scene, of.round));
}

/** The newest published ranking of another round that ended before this one. */
async function earlierOf(scene: Pick<Scene, 'query'>, round: RoundRow): Promise<RankedRow[]> {
  const before = (await newestSnapshots(scene, null)).filter(
    (one) => one.roundId !== round.id && one.to <= round.to && one.kind === round.kind,
  );
  return (before.at(-1)?.ranking ?? []) as RankedRow[];
}

/** Published ranks are open to every unit of the round; before that only to those who read scores. */
export const getRanking = view(routes.getRanking, {
  async run(scene, { params: { id }, query: { snapshot, peers, adjusted } }) {
    const scope = await scopeOf(scene, id, { snapshot });
    const asKept = scope.snapshot !== null && peers === 'all' && !adjusted;
    const rows = asKept
      ? (scope.snapshot?.ranking as RankedRow[])
      : ranked(
          { ...scope, facts: await scope.facts() },
          peers,
          adjusted,
          await earlierOf(scene, scope.round),
        );
    const ids = new Map(scope.units.map((unit) => [unit.code, unit]));
    const readsAll = may(scene.actor, 'score.read', []);
    return {
      confidence: CONFIDENCE,
      method: '分层抽样区间（按点位），两两比较按 Holm 法控制总误差',
      tieRule: '同分并列同名次，其后名次顺延（1、2、2、4）',
      separable: allPublishable(rows),
      rows: rows.map((row) => {
        const unit = ids.get(row.unit);
        const own = unit !== undefined && may(scene.actor, 'round.read', [unit.path]);
        return {
          unitId: (unit?.unitId ?? row.unit) as UnitId,
          unit: row.name,
          group: row.group,
          converted: row.points,
          low: row.low ?? row.points ?? 0,
          high: row.high ?? row.points ?? 0,
          sample: row.sample ?? 0,
          rank: row.publishable || readsAll || own ? row.rank : null,
          rankLow: row.rankLow,
          rankHigh: row.rankHigh,
          equals: row.groupOfEquals,
          moved: row.moved?.by ?? null,
          adjusted: row.adjusted ?? null,
          unranked: unrankedWords(row),
        };
      }),
    };
  },
});

function unrankedWords({ reason }: RankedRow): string | null {
  if (reason === null) return null;
  if (reason.code === 'no_points') return '没有得分';
  return `样本不足：${reason.sample} 个点位，至少需 ${reason.minimum} 个`;
}
