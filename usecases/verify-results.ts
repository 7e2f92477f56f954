import { buffer } from 'node:stream/consumers';
import { canonicalEdition } from '@tongchuang/domain/assessment/read-edition.ts';
import type { FileHash, TenantId } from '@tongchuang/domain/kernel/ids.ts';
import { checkSnapshot } from '@tongchuang/domain/recount/check-snapshot.ts';
import { listEditions } from '@tongchuang/storage/assessment/editions.ts';
import { sha256 } from '@tongchuang/storage/audit/chain.ts';
import { inTransaction, type Store } from '@tongchuang/storage/database.ts';
import type { FileStore } from '@tongchuang/storage/files/store.ts';
import { allSnapshots, getSnapshot, type SnapshotRow } from '@tongchuang/storage/scoring/snapshots.ts';
import { readFactsFile } from './score-scope.ts';
import { snapshotHash } from './snapshots.ts';

/** What is not as it was published: an edition, a file of facts, a hash, or a number. */
export interface ResultFault {
  /** 体系 or 轮次, with its number. */
  of: string;
  what: string;
}

export interface ResultReport {
  editions: number;
  snapshots: number;
  facts: number;
  faults: ResultFault[];
}

/**
 * Recounts every published result of a place from its facts, by the second engine (复算), and holds editions, files and hashes
 * against what they were when they were frozen. One snapshot at a time.
 */
export async function verifyResults(store: Store, files: FileStore, tenant: TenantId): Promise<ResultReport> {
  const report: ResultReport = { editions: 0, snapshots: 0, facts: 0, faults: [] };
  const editions = await inTransaction(store, tenant, 'read', listEditions);
  for (const { content, hash, title } of editions) {
    if (hash === null) continue;
    report.editions += 1;
    if (content === null || sha256(canonicalEdition(content)) !== hash)
      report.faults.push({ of: title, what: 'the adopted edition is not the one whose hash was kept' });
  }
  for (const { id } of await inTransaction(store, tenant, 'read', allSnapshots)) {
    const snapshot = await inTransaction(store, tenant, 'read', (scene) => getSnapshot(scene, id));
    report.snapshots += 1;
    report.facts += snapshot.facts;
    for (const what of await faultsOf(snapshot, files))
      report.faults.push({ of: `${snapshot.roundId} #${snapshot.number}`, what });
  }
  return report;
}

/** Differences named one by one; a result that was changed in many places is as wrong as in twenty. */
const MOST = 20;

async function faultsOf(snapshot: SnapshotRow, files: FileStore): Promise<string[]> {
  const faults: string[] = [];
  const { edition, editionHash, factsHash, subjects, results, number, roundId } = snapshot;
  if (sha256(canonicalEdition(edition)) !== editionHash) faults.push('the edition was changed');
  const hash = snapshotHash({ round: roundId, number, editionHash, factsHash, subjects, results });
  if (hash !== snapshot.hash) faults.push('the hash does not fit what it was made of');
  const bytes = await readFile(files, factsHash);
  if (bytes === null) return [...faults, 'the file of its facts is not there'];
  if (sha256(bytes) !== factsHash) return [...faults, 'the file of its facts was changed'];
  const facts = readFactsFile(bytes);
  if (facts.length !== snapshot.facts) faults.push('the number of its facts is another');
  const differences = checkSnapshot({ edition, facts, units: subjects, results });
  for (const { where, stored, recounted } of differences.slice(0, MOST))
    faults.push(`${where}: published ${stored}, recounted ${recounted}`);
  return faults;
}

const readFile = async (files: FileStore, hash: FileHash): Promise<Buffer | null> => {
  const stream = await files.read(hash).catch(() => null);
  return stream && (await buffer(stream).catch(() => null));
};
