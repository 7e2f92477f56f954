import { randomBytes } from 'node:crypto';
import { join, resolve } from 'node:path';
import { pino } from 'pino';
import { openStore } from '@tongchuang/storage/database.ts';
import { ensureDatabase, startCluster } from '@tongchuang/storage/embedded/cluster.ts';
import { openFolder } from '@tongchuang/storage/files/store.ts';
import { migrate } from '@tongchuang/storage/migrate.ts';
import type { House } from '@tongchuang/usecases/house.ts';
import { makeApp } from './app.ts';
import { startClocks } from './clocks.ts';
import { loadDemo } from './demo.ts';
import { CRONTAB, tasksOf, wakeWaiting } from './jobs.ts';
import { readProviders } from './providers.ts';
import { follow } from './reactions.ts';

/**
 * `npm start`: database, migrations, demo county where nothing is there yet, doors and clocks.
 * DATABASE_URL   any PostgreSQL >= 15 instead of the embedded one in ./data
 * DATA_DIR       where the embedded database and the files live, ./data
 * PORT, HOST     8420 on 127.0.0.1; PORT=0 takes any free one, a taken default moves on to one
 * TONGCHUANG_OIDC  identity providers, as told in providers.ts
 * --empty        no demo county: the first-run set-up instead
 */
const started = performance.now();
const log = pino(
  { level: process.env['LOG_LEVEL'] ?? 'info', redact: ['req.headers.cookie', 'req.headers.authorization'] },
  pino.destination(2),
);
const dataFolder = resolve(process.env['DATA_DIR'] ?? join(import.meta.dirname, '../data'));
const wantsDemo = !process.argv.includes('--empty') && process.env['NODE_ENV'] !== 'production';

const { ownerUrl, stopDatabase } = await openDatabase().catch(giveUp);
await migrate(ownerUrl).catch(giveUp);
const house: House = {
  store: openStore(ownerUrl),
  files: openFolder(join(dataFolder, 'files')),
  clock: () => new Date(),
  random: (bytes) => randomBytes(bytes),
  point: () => {},
  providers: readProviders(process.env['TONGCHUANG_OIDC']),
  follow,
  demo: wantsDemo,
};
if (wantsDemo) await loadDemo(house);
const app = await makeApp(house, log);
const clocks = await startClocks(house, ownerUrl, tasksOf(house), CRONTAB, log);
await wakeWaiting(house);
const address = await listen();
console.log(
  `Tongchuang 同创 is ready at ${address} (${((performance.now() - started) / 1000).toFixed(1)} s)`,
);

let stopping = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (stopping) return;
    stopping = true;
    void stop().then(() => process.exit(0));
  });
}

/** Whoever starts it reads one sentence, and what the database or the system said. */
function giveUp(error: unknown): never {
  const said = (one: unknown) => (one instanceof Error && one.message !== '' ? one.message : String(one));
  const cause = error instanceof Error && error.cause ? ` (${said(error.cause)})` : '';
  const place = process.env['DATABASE_URL'] ? 'Look at DATABASE_URL' : `Look at the folder ${dataFolder}`;
  console.error(`The database could not be opened: ${said(error)}${cause}. ${place}, then start again.`);
  process.exit(1);
}

async function openDatabase(): Promise<{ ownerUrl: string; stopDatabase: () => Promise<void> }> {
  const given = process.env['DATABASE_URL'];
  if (given) return { ownerUrl: given, stopDatabase: async () => {} };
  const cluster = await startCluster(join(dataFolder, 'postgres'));
  return { ownerUrl: await ensureDatabase(cluster, 'tongchuang'), stopDatabase: cluster.stop };
}

async function listen(): Promise<string> {
  const host = process.env['HOST'] ?? '127.0.0.1';
  const port = Number(process.env['PORT'] ?? 8420);
  try {
    return await app.listen({ host, port });
  } catch (error) {
    const isTaken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
    if (!isTaken) throw error;
    if (process.env['PORT']) {
      console.error(`Port ${port} is taken: set PORT to another one, or leave it out.`);
      await stop();
      process.exit(1);
    }
    return app.listen({ host, port: 0 });
  }
}

/** In order: no new requests, running ones end, jobs end, then the database. */
async function stop(): Promise<void> {
  await app.close();
  await clocks.stop();
  await house.store.close();
  await stopDatabase();
}
