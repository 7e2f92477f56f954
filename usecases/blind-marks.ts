import { Refusal } from '@tongchuang/domain/kernel/refusal.ts';
import { marksBlind } from '@tongchuang/domain/scoring/sheets.ts';
import { getRound, listMarkers, type MarkerRow, type RoundRow } from '@tongchuang/storage/scoring/rounds.ts';
import type { Scene } from './act.ts';

type Looker = Pick<Scene, 'query' | 'actor'>;
type Looked = Pick<RoundRow, 'id' | 'name' | 'stage' | 'borrows'>;

/**
 * 背对背评分: while one of two markers still marks, here or in a round that is borrowed from, no running number is shown to him.
 *
 * @param known  the round's markers, where they have been read already
 */
export async function isBlind(scene: Looker, round: Looked, known?: readonly MarkerRow[]): Promise<boolean> {
  if (marksBlindHere(scene, round, known ?? (await listMarkers(scene, round.id)))) return true;
  for (const id of round.borrows) {
    const lender = await getRound(scene, id);
    if (marksBlindHere(scene, lender, await listMarkers(scene, id))) return true;
  }
  return false;
}

function marksBlindHere({ actor }: Looker, { stage }: Looked, markers: readonly MarkerRow[]): boolean {
  const own = markers.find((one) => one.personId === actor.personId)?.seat ?? null;
  const taken = markers.map(({ seat }) => seat);
  return marksBlind(own, taken, stage);
}

/** @throws {Refusal} `score.not_published` */
export async function mustNotBeBlind(
  scene: Looker,
  round: Looked,
  known?: readonly MarkerRow[],
): Promise<void> {
  if (await isBlind(scene, round, known)) throw new Refusal('score.not_published', { name: round.name });
}
