import { boundEdition, leavesWithin } from '@tongchuang/domain/assessment/bound.ts';
import type { Edition } from '@tongchuang/domain/assessment/edition.ts';
import type { EditionId, UnitId } from '@tongchuang/domain/kernel/ids.ts';
import { ownOf } from '@tongchuang/domain/kernel/own.ts';
import { Refusal } from '@tongchuang/domain/kernel/refusal.ts';
import { getEdition, type EditionRow } from '@tongchuang/storage/assessment/editions.ts';
import { codesOfUnits } from '@tongchuang/storage/organisation/unit-codes.ts';
import type { Scene } from './act.ts';

/** An edition as rounds are scored by it: units by their codes, and the code of every unit of the place. */
export interface Bound {
  edition: Edition;
  codes: Map<UnitId, string>;
}

/** @throws {Refusal} `round.edition_not_in_use` where its file has not been read */
export async function boundOf(scene: Pick<Scene, 'query'>, row: EditionRow): Promise<Bound> {
  if (row.content === null) throw new Refusal('round.edition_not_in_use', { title: row.title });
  const codes = await codesOfUnits(scene);
  const codeOf = (name: string) => {
    const meant = ownOf(row.names, name);
    const settled = meant?.resolution === 'certain' || meant?.resolution === 'chosen';
    return settled && meant.unitId !== null ? (codes.get(meant.unitId) ?? null) : null;
  };
  return { edition: boundEdition(row.content, codeOf), codes };
}

/** @throws {Refusal} `request.not_found` where the edition has no such criterion */
export async function mustBeLeaf(
  scene: Pick<Scene, 'query'>,
  id: EditionId,
  criterion: string,
): Promise<void> {
  const { content } = await getEdition(scene, id);
  if (content === null || !leavesWithin(content).some((leaf) => leaf.code === criterion))
    throw new Refusal('request.not_found', { what: 'criterion', id: criterion });
}
