/** `npm run verify`: recomputes the audit chain of every place, and every published result, from raw rows. Exit code 1 where anything is wrong. */
import { join, resolve } from 'node:path';
import { listPlaces } from '@tongchuang/storage/access/sessions.ts';
import { verifyTenant } from '@tongchuang/storage/audit/queries.ts';
import { inTransaction, openStore } from '@tongchuang/storage/database.ts';
import { openFolder } from '@tongchuang/storage/files/store.ts';
import { verifyResults } from '@tongchuang/usecases/verify-results.ts';
import { ensureDatabase, startCluster } from '@tongchuang/storage/embedded/cluster.ts';

const folder = resolve(process.env['DATA_DIR'] ?? join(import.meta.dirname, '../data'));
const cluster = process.env['DATABASE_URL'] ? null : await startCluster(join(folder, 'postgres'));
const url = process.env['DATABASE_URL'] ?? (await ensureDatabase(cluster!, 'tongchuang'));
const store = openStore(url, { connections: 2 });
const files = openFolder(join(folder, 'files'));
let faults = 0;
try {
  for (const place of await inTransaction(store, null, 'read', ({ db }) => listPlaces(db))) {
    const report = await verifyTenant(store, place.tenant_id);
    faults += report.faults.length;
    console.log(
      `${place.name} (${place.code}): ${report.rows} acts, ${report.sealed} sealed, head ${report.head.position} ${report.head.link.slice(0, 16)}, ${report.faults.length} faults`,
    );
    for (const fault of report.faults.slice(0, 20))
      console.log(`  ${fault.what} at ${fault.position ?? '-'}: ${fault.commandId}`);
    const results = await verifyResults(store, files, place.tenant_id);
    faults += results.faults.length;
    console.log(
      `  ${results.snapshots} published results over ${results.facts} facts recounted, ${results.editions} editions, ${results.faults.length} faults`,
    );
    for (const fault of results.faults.slice(0, 20)) console.log(`  ${fault.of}: ${fault.what}`);
  }
} finally {
  await store.close();
  await cluster?.stop();
}
process.exitCode = faults > 0 ? 1 : 0;
