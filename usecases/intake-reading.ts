import type { Paper } from '@tongchuang/domain/intake/paper.ts';
import type { Reading } from '@tongchuang/domain/intake/reading.ts';
import { civilDate } from '@tongchuang/domain/kernel/civil-date.ts';
import type { DocumentId, TenantId } from '@tongchuang/domain/kernel/ids.ts';
import { Refusal } from '@tongchuang/domain/kernel/refusal.ts';
import { readInWorker } from '@tongchuang/papers/worker.ts';
import { inTransaction } from '@tongchuang/storage/database.ts';
import * as documents from '@tongchuang/storage/intake/documents.ts';
import type { House } from './house.ts';

/** What the act `intake.record_reading` is told. */
export interface Outcome {
  paper: Paper | null;
  reading: Reading | null;
  refusal: { code: string; facts: Record<string, unknown> } | null;
}

/**
 * Reads a document that waits, in a worker with limits, outside any transaction.
 * @returns null where it no longer waits
 */
export async function readDocument(house: House, tenant: TenantId, id: DocumentId): Promise<Outcome | null> {
  const document = await inTransaction(house.store, tenant, 'read', ({ db }) =>
    documents.getDocument(db, id),
  );
  if (document.state !== 'waiting') return null;
  try {
    const today = civilDate(house.clock());
    return {
      ...(await readInWorker(document.name, house.files.path(document.sha256), today)),
      refusal: null,
    };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { paper: null, reading: null, refusal: { code: error.code, facts: { ...error.facts } } };
  }
}

/** Documents whose reading was cut short by the end of a process: they are queued again when the next one starts. */
export const waitingDocuments = (house: House, tenant: TenantId): Promise<DocumentId[]> =>
  inTransaction(house.store, tenant, 'read', ({ db }) => documents.listWaiting(db));
