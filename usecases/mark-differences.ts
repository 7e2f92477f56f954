import type { RoundId } from '@tongchuang/domain/kernel/ids.ts';
import type { Fact } from '@tongchuang/domain/scoring/fact.ts';
import type { Sheet } from '@tongchuang/domain/scoring/round.ts';
import { scoreUnits } from '@tongchuang/domain/scoring/score.ts';
import { getEdition } from '@tongchuang/storage/assessment/editions.ts';
import { markedFacts } from '@tongchuang/storage/scoring/facts.ts';
import { listRoundUnits } from '@tongchuang/storage/scoring/round-units.ts';
import type { RoundRow } from '@tongchuang/storage/scoring/rounds.ts';
import type { Scene } from './act.ts';
import { boundOf } from './bound-edition.ts';
import { factOf } from './live-scores.ts';

/** Two independent marks of one unit's criterion, and how far they are apart (评分差). */
export interface MarkDifference {
  round: RoundId;
  unitId: string;
  unit: string;
  criterion: string;
  first: number;
  second: number;
  /** Further than the round allows. */
  beyond: boolean;
  arbitrated: boolean;
}

/** Every criterion that both markers have judged; each sheet is scored by itself. */
export async function differencesOf(scene: Pick<Scene, 'query'>, round: RoundRow): Promise<MarkDifference[]> {
  const [row, units, rows] = await Promise.all([
    getEdition(scene, round.editionId),
    listRoundUnits(scene, round.id),
    markedFacts(scene, round.id),
  ]);
  const { edition, codes } = await boundOf(scene, row);
  const subjects = units.map((unit) => ({ unit: unit.code, unitType: unit.unitType }));
  const sheet = (wanted: Sheet): Fact[] =>
    rows.filter((one) => one.sheet === wanted).map((one) => factOf(codes, one));
  const first = scoreUnits(edition, sheet('first'), subjects);
  const second = scoreUnits(edition, sheet('second'), subjects);
  const arbitrated = new Set(
    rows.filter((one) => one.sheet === 'arbiter').map((one) => `${one.unitId} ${one.criterion}`),
  );
  return units.flatMap((unit) => {
    const other = new Map(second.get(unit.code)?.nodes.map((node) => [node.code, node]));
    return (first.get(unit.code)?.nodes ?? []).flatMap((node) => {
      const twin = other.get(node.code);
      const isLeaf = !edition.nodes.some((one) => one.parent === node.code);
      if (!isLeaf || node.points === null || twin?.points === null || twin?.points === undefined) return [];
      const apart = Math.round(Math.abs(node.points - twin.points) * 100);
      return [
        {
          round: round.id,
          unitId: unit.unitId,
          unit: unit.shortName ?? unit.unit,
          criterion: node.code,
          first: node.points,
          second: twin.points,
          beyond: apart > round.differenceLimit,
          arbitrated: arbitrated.has(`${unit.unitId} ${node.code}`),
        },
      ];
    });
  });
}
