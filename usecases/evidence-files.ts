import type { FileHash } from '@tongchuang/domain/kernel/ids.ts';
import { mustExist } from '@tongchuang/storage/versions.ts';
import { filesHandedIn } from '@tongchuang/storage/files/queries.ts';
import type { Scene } from './act.ts';

/**
 * Files named as evidence (佐证材料) must be bytes that somebody handed in here. Exports and the facts of a published result are
 * files of the place too: naming one by its hash must not be a way to read it.
 *
 * @throws {Refusal} `request.not_found`
 */
export async function mustBeHandedIn(
  scene: Pick<Scene, 'db'>,
  files: readonly { sha256: string }[],
): Promise<void> {
  const hashes = [...new Set(files.map(({ sha256 }) => sha256 as FileHash))];
  if (hashes.length === 0) return;
  const known = new Set(await filesHandedIn(scene.db, hashes));
  for (const hash of hashes) mustExist(known.has(hash) || undefined, 'file', hash);
}
