import type { Edition, Node } from '@tongchuang/domain/assessment/edition.ts';
import { leavesWithin } from '@tongchuang/domain/assessment/bound.ts';
import type { EditionId, RoundId } from '@tongchuang/domain/kernel/ids.ts';
import { getEdition } from '@tongchuang/storage/assessment/editions.ts';
import { getRound } from '@tongchuang/storage/scoring/rounds.ts';
import type { Scene } from './act.ts';

/** What the criteria of a lending round are called in the round that borrows its facts (借用观测). */
export interface Lent {
  /** Null: nothing here shares its key. */
  here: (criterion: string) => string | null;
  /** Every name there of a criterion here. */
  there: (criterion: string) => string[];
}

const SAME: Lent = { here: (criterion) => criterion, there: (criterion) => [criterion] };

/** Under one edition criteria are the same; under two, those that share a key. */
export function lentBetween(there: Edition, here: Edition): Lent {
  const own = Map.groupBy(keyed(here), (leaf) => leaf.key);
  const names = new Map<string, string>();
  for (const leaf of keyed(there)) {
    const named = own.get(leaf.key);
    if (named === undefined) continue;
    // A key that several sub-frameworks share stays the key, so that the fact serves them all.
    const name = named.length === 1 ? (named[0] as Node).code : (leaf.key as string);
    for (const one of [leaf.code, leaf.key as string]) names.set(one, name);
  }
  const back = Map.groupBy(names.keys(), (one) => names.get(one));
  return {
    here: (criterion) => names.get(criterion) ?? null,
    there: (criterion) => back.get(criterion) ?? [],
  };
}

const keyed = (edition: Edition): Node[] => leavesWithin(edition).filter(({ key }) => key !== null);

/** By lender; a round lends nothing to itself. */
export async function lentTo(
  scene: Pick<Scene, 'query'>,
  round: { id: RoundId; editionId: EditionId; borrows: readonly RoundId[] },
  edition: Edition,
): Promise<Map<RoundId, Lent>> {
  const lent = new Map<RoundId, Lent>([[round.id, SAME]]);
  for (const id of round.borrows) {
    const { editionId } = await getRound(scene, id);
    const { content } = await getEdition(scene, editionId);
    const isSame = id === round.id || editionId === round.editionId || content === null;
    lent.set(id, isSame ? SAME : lentBetween(content, edition));
  }
  return lent;
}
