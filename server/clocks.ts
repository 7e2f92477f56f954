import { Logger as WorkerLogger, run, type Runner, type TaskList } from 'graphile-worker';
import type { Logger } from 'pino';
import { listPlaces } from '@tongchuang/storage/access/sessions.ts';
import { sealTenant } from '@tongchuang/storage/audit/queries.ts';
import { inTransaction } from '@tongchuang/storage/database.ts';
import type { House } from '@tongchuang/usecases/house.ts';
import { isOutOfReach } from '@tongchuang/storage/faults.ts';

const SEAL_EVERY_MS = 500;

/** What runs by time: the sealer of the audit chain, and the queue of jobs that acts leave behind. */
export interface Clocks {
  stop: () => Promise<void>;
}

export async function startClocks(
  house: House,
  ownerUrl: string,
  tasks: TaskList,
  crontab: string,
  log: Logger,
): Promise<Clocks> {
  const sealer = startSealer(house, log);
  const runner: Runner = await run({
    connectionString: ownerUrl,
    concurrency: 2,
    noHandleSignals: true,
    pollInterval: 2000,
    taskList: tasks,
    crontab,
    // The queue speaks of every job; only what went wrong is worth a line.
    logger: new WorkerLogger(() => (level, message, meta) => {
      if (level === 'error' || level === 'warning') log.warn({ meta }, message);
    }),
  });
  return {
    stop: async () => {
      await sealer();
      await runner.stop();
    },
  };
}

function startSealer(house: House, log: Logger): () => Promise<void> {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let working: Promise<void> = Promise.resolve();
  const next = () => {
    if (!stopped) timer = setTimeout(() => (working = seal().finally(next)), SEAL_EVERY_MS);
  };
  const seal = async () => {
    try {
      const places = await inTransaction(house.store, null, 'read', ({ db }) => listPlaces(db));
      for (const { tenant_id } of places) await sealTenant(house.store, tenant_id);
    } catch (error) {
      if (!isOutOfReach(error)) log.error({ err: error }, 'the audit chain was not sealed');
    }
  };
  next();
  return async () => {
    stopped = true;
    clearTimeout(timer);
    await working;
  };
}
