import { Refusal } from '@tongchuang/domain/kernel/refusal.ts';
import type { Fact } from '@tongchuang/domain/scoring/fact.ts';
import type { Seat } from '@tongchuang/domain/scoring/round.ts';
import { openMarks, type OpenMark } from '@tongchuang/domain/scoring/two-marks.ts';
import { getEdition } from '@tongchuang/storage/assessment/editions.ts';
import { markedFacts } from '@tongchuang/storage/scoring/facts.ts';
import { listRoundUnits } from '@tongchuang/storage/scoring/round-units.ts';
import type { RoundRow } from '@tongchuang/storage/scoring/rounds.ts';
import type { Scene } from './act.ts';
import { boundOf } from './bound-edition.ts';
import { factOf } from './live-scores.ts';

/**
 * 双人评分: what only one of two has marked counts for nothing, or unchecked; and where they are too far apart, an arbiter decides.
 *
 * @throws {Refusal} `round.second_mark_missing`, `round.differences_open`
 */
export async function mustAgree(scene: Pick<Scene, 'query'>, round: RoundRow): Promise<void> {
  if (!round.twoMarkers) return;
  const [row, units, rows] = await Promise.all([
    getEdition(scene, round.editionId),
    listRoundUnits(scene, round.id),
    markedFacts(scene, round.id),
  ]);
  const { edition, codes } = await boundOf(scene, row);
  const on = (seat: Seat): Fact[] =>
    rows.filter(({ sheet }) => sheet === seat).map((one) => factOf(codes, one));
  const open = openMarks(
    edition,
    { first: on('first'), second: on('second'), arbiter: on('arbiter') },
    units.map(({ code, unitType }) => ({ unit: code, unitType })),
    round.differenceLimit,
  );
  const names = new Map(units.map((unit) => [unit.code, unit.shortName ?? unit.unit]));
  const told = (why: OpenMark['why']) => {
    const all = open.filter((one) => one.why === why);
    const [first] = all;
    return first && { count: all.length, first: `${names.get(first.unit)} ${first.criterion}` };
  };
  const missing = told('missing');
  if (missing) throw new Refusal('round.second_mark_missing', missing);
  const apart = told('apart');
  if (apart) throw new Refusal('round.differences_open', apart);
}
