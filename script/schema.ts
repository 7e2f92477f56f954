/** `npm run schema`: migrates a throw-away database and writes the types of its tables. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureDatabase, startCluster } from '@tongchuang/storage/embedded/cluster.ts';
import { describeSchema } from '@tongchuang/storage/generate-schema.ts';
import { migrate } from '@tongchuang/storage/migrate.ts';

const folder = mkdtempSync(join(tmpdir(), 'tongchuang-schema-'));
const cluster = await startCluster(folder);
try {
  const url = await ensureDatabase(cluster, 'schema');
  await migrate(url);
  writeFileSync(join(import.meta.dirname, '../storage/schema.ts'), await describeSchema(url));
} finally {
  await cluster.stop();
  rmSync(folder, { recursive: true, force: true });
}
