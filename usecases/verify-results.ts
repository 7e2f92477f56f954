import { buffer } from 'node:stream/consumers';
import { canonicalEdition } from '@tongchuang/domain/assessment/read-edition.ts';
import type { FileHash, TenantId } from '@tongchuang/domain/kernel/ids.ts';
import { checkSnapshot } from '@tongchuang/domain/recount/check-snapshot.ts';
import { listEditions } from '@tongchuang/storage/assessment/editions.ts';
import type { Fact } from '@tongchuang/domain/scoring/fact.ts';
import { tracedHashes } from '@tongchuang/storage/audit/traced-hashes.ts';
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
 * against what they were when they were frozen, and against what the trail, which has a chain of its own, says of them. One snapshot at a time.
 */
export async function verifyResults(store: Store, files: FileStore, tenant: TenantId): Promise<ResultReport> {
  const report: ResultReport = { editions: 0, snapshots: 0, facts: 0, faults: [] };
  const editions = await inTransaction(store, tenant, 'read', listEditions);
  const traced = await inTransaction(store, tenant, 'read', tracedHashes);
  const hashIn = new Map(traced.map(({ object, number, hash }) => [`${object} #${number}`, hash]));
  for (const { id, content, hash, title } of editions) {
    const inTrail = take(hashIn, `edition:${id} #null`);
    if (hash === null && inTrail === undefined) continue;
    report.editions += 1;
    if (hash !== inTrail) report.faults.push({ of: title, what: NOT_IN_TRAIL });
    if (content === null || sha256(canonicalEdition(content)) !== hash)
      report.faults.push({ of: title, what: 'the adopted edition is not the one whose hash was kept' });
  }
  for (const { id } of await inTransaction(store, tenant, 'read', allSnapshots)) {
    const snapshot = await inTransaction(store, tenant, 'read', (scene) => getSnapshot(scene, id));
    report.snapshots += 1;
    report.facts += snapshot.facts;
    if (take(hashIn, `round:${snapshot.roundId} #${snapshot.number}`) !== snapshot.hash)
      report.faults.push({ of: `${snapshot.roundId} #${snapshot.number}`, what: NOT_IN_TRAIL });
    for (const what of await faultsOf(snapshot, files))
      report.faults.push({ of: `${snapshot.roundId} #${snapshot.number}`, what });
  }
  for (const gone of hashIn.keys())
    report.faults.push({ of: gone, what: 'the trail says that it was frozen, and it is not there' });
  return report;
}

const NOT_IN_TRAIL = 'its hash is not the one that the trail kept when it was frozen';

/** What is left over at the end has gone. */
function take(from: Map<string, string>, name: string): string | undefined {
  const found = from.get(name);
  from.delete(name);
  return found;
}

/** Differences named one by one; a result that was changed in many places is as wrong as in twenty. */
const MOST = 20;

async function faultsOf(snapshot: SnapshotRow, files: FileStore): Promise<string[]> {
  const faults: string[] = [];
  const { edition, editionHash, factsHash, subjects, results, number, roundId: round } = snapshot;
  const { ranking, changes, reason } = snapshot;
  if (sha256(canonicalEdition(edition)) !== editionHash) faults.push('the edition was changed');
  const rest = { subjects, results, ranking, changes, reason };
  const hash = snapshotHash({ round, number, editionHash, factsHash, ...rest });
  if (hash !== snapshot.hash) faults.push('the hash does not fit what it was made of');
  const bytes = await readFile(files, factsHash);
  if (bytes === null) return [...faults, 'the file of its facts is not there'];
  if (sha256(bytes) !== factsHash) return [...faults, 'the file of its facts was changed'];
  const facts = factsIn(bytes);
  if (facts === null) return [...faults, 'the file of its facts holds no facts'];
  if (facts.length !== snapshot.facts) faults.push('the number of its facts is another');
  const differences = checkSnapshot({ edition, facts, units: subjects, results });
  for (const { where, stored, recounted } of differences.slice(0, MOST))
    faults.push(`${where}: published ${stored}, recounted ${recounted}`);
  return faults;
}

/** Null where its number was changed to that of a file of another kind. */
function factsIn(bytes: Buffer): Fact[] | null {
  try {
    return readFactsFile(bytes);
  } catch {
    return null;
  }
}

const readFile = async (files: FileStore, hash: FileHash): Promise<Buffer | null> => {
  const stream = await files.read(hash).catch(() => null);
  return stream && (await buffer(stream).catch(() => null));
};
