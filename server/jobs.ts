import type { TaskList } from 'graphile-worker';
import type { CommandId, DocumentId, TenantId } from '@tongchuang/domain/kernel/ids.ts';
import { civilDate } from '@tongchuang/domain/kernel/civil-date.ts';
import { uuidv7 } from '@tongchuang/domain/kernel/ids.ts';
import { listPlaces } from '@tongchuang/storage/access/sessions.ts';
import { inTransaction } from '@tongchuang/storage/database.ts';
import type { House } from '@tongchuang/usecases/house.ts';
import { readDocument, waitingDocuments } from '@tongchuang/usecases/intake-reading.ts';
import { runDay } from '@tongchuang/usecases/task-clock.ts';
import { recordReading } from '@tongchuang/usecases/intake.ts';
import { makePipe, type Pipe } from '@tongchuang/usecases/pipe.ts';

/** Jobs by name: what acts leave behind (`later`, reactions) and what falls due by the clock. */
export function tasksOf(house: House): TaskList {
  const pipe = makePipe(house);
  return {
    'intake.read': (payload) => readOne(house, pipe, payload as { tenant: TenantId; document: DocumentId }),
    run_day: () => runDayEverywhere(house, pipe),
  };
}

/** 识读 one document; a process that dies over it leaves it waiting, and `wakeWaiting` queues it again. */
async function readOne(
  house: House,
  pipe: Pipe,
  job: { tenant: TenantId; document: DocumentId },
): Promise<void> {
  const outcome = await readDocument(house, job.tenant, job.document);
  if (!outcome) return;
  const id = uuidv7(house.clock().getTime(), house.random(10)) as CommandId;
  const asked = { params: { id: job.document }, query: {}, body: outcome };
  await pipe.perform(recordReading, { tenant: job.tenant, clock: true }, id, asked);
}

/** What the last process did not finish, at the start of this one. */
export async function wakeWaiting(house: House): Promise<void> {
  const places = await inTransaction(house.store, null, 'read', ({ db }) => listPlaces(db));
  for (const { tenant_id: tenant } of places) {
    const documents = await waitingDocuments(house, tenant);
    await inTransaction(house.store, tenant, 'write', async ({ query }) => {
      for (const document of documents) {
        const job = ['intake.read', JSON.stringify({ tenant, document }), `intake.read:${document}`];
        await query('select queue_job($1, $2, $3, null)', job);
      }
    });
  }
}

/** 每日一轮: instances of recurring tasks and reminders, in every place. */
async function runDayEverywhere(house: House, pipe: Pipe): Promise<void> {
  const places = await inTransaction(house.store, null, 'read', ({ db }) => listPlaces(db));
  for (const { tenant_id: tenant } of places) {
    const now = house.clock();
    const id = uuidv7(now.getTime(), house.random(10)) as CommandId;
    const asked = { params: {}, query: {}, body: { on: civilDate(now) } };
    await pipe.perform(runDay, { tenant, clock: true }, id, asked);
  }
}

/**
 * Times in UTC; the place's day begins at 16:00 UTC. The round is made in office hours, since nobody is reminded at night:
 * 9:05 and, for whatever the morning missed, 14:05. A server that was off makes up for one round when it starts.
 */
export const CRONTAB = '5 1,6 * * * run_day ?fill=8h\n';
