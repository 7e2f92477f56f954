import type { EditionId, TenantId } from '@tongchuang/domain/kernel/ids.ts';
import { Refusal } from '@tongchuang/domain/kernel/refusal.ts';
import { FINDINGS } from '@tongchuang/domain/assessment/finding.ts';
import type { FrameworkFile } from '@tongchuang/papers/framework-file.ts';
import { readFrameworkInWorker } from '@tongchuang/papers/worker.ts';
import { getEdition, listWaitingEditions } from '@tongchuang/storage/assessment/editions.ts';
import { inTransaction } from '@tongchuang/storage/database.ts';
import { filePlaces } from './finding-place.ts';
import type { FoundFramework } from './frameworks.ts';
import type { House } from './house.ts';

/** What the act `framework.record_reading` is told. */
export interface FrameworkOutcome {
  reading: Record<string, unknown> | null;
  refusal: { code: string; facts: Record<string, unknown> } | null;
}

/**
 * Reads a framework file that waits, in a worker with limits, outside any transaction.
 * @returns null where it no longer waits
 */
export async function readFramework(
  house: House,
  tenant: TenantId,
  id: EditionId,
): Promise<FrameworkOutcome | null> {
  const row = await inTransaction(house.store, tenant, 'read', (scene) => getEdition(scene, id));
  if (row.state !== 'waiting' || row.sha256 === null) return null;
  try {
    const file = await readFrameworkInWorker(row.fileName ?? row.title, house.files.path(row.sha256));
    return { reading: { ...found(file) }, refusal: null };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { reading: null, refusal: { code: error.code, facts: { ...error.facts } } };
  }
}

/** What the tree shows by itself is computed whenever it is looked at; only what the file alone shows is kept. */
const found = ({ edition, findings, cells }: FrameworkFile): FoundFramework => ({
  edition,
  places: filePlaces(cells),
  findings: findings
    .filter((one) => !(one.code in FINDINGS))
    .map(({ code, facts, message, where, node, severity }) => ({
      code,
      facts,
      message,
      where,
      node,
      severity,
    })),
});

/** Files whose reading was cut short by the end of a process. */
export const waitingFrameworks = (house: House, tenant: TenantId): Promise<EditionId[]> =>
  inTransaction(house.store, tenant, 'read', (scene) => listWaitingEditions(scene));
