import type { TaskList } from 'graphile-worker';
import type { CommandId, DocumentId, EditionId, TenantId } from '@tongchuang/domain/kernel/ids.ts';
import { civilDate } from '@tongchuang/domain/kernel/civil-date.ts';
import { uuidv7 } from '@tongchuang/domain/kernel/ids.ts';
import { listPlaces } from '@tongchuang/storage/access/sessions.ts';
import { inTransaction } from '@tongchuang/storage/database.ts';
import { readFramework, waitingFrameworks } from '@tongchuang/usecases/framework-reading.ts';
import { recordFramework } from '@tongchuang/usecases/frameworks.ts';
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
    'framework.read': (payload) =>
      readOneFramework(house, pipe, payload as { tenant: TenantId; edition: EditionId }),
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

/** 导入体系 one file, in the same way. */
async function readOneFramework(
  house: House,
  pipe: Pipe,
  job: { tenant: TenantId; edition: EditionId },
): Promise<void> {
  const outcome = await readFramework(house, job.tenant, job.edition);
  if (!outcome) return;
  const id = uuidv7(house.clock().getTime(), house.random(10)) as CommandId;
  const asked = { params: { id: job.edition }, query: {}, body: outcome };
  await pipe.perform(recordFramework, { tenant: job.tenant, clock: true }, id, asked);
}

/** What the last process did not finish, at the start of this one. */
export async function wakeWaiting(house: House): Promise<void> {
  const places = await inTransaction(house.store, null, 'read', ({ db }) => listPlaces(db));
  for (const { tenant_id: tenant } of places) {
    const documents = await waitingDocuments(house, tenant);
    const editions = await waitingFrameworks(house, tenant);
    await inTransaction(house.store, tenant, 'write', async ({ query }) => {
      const queue = (task: string, id: string, payload: object) =>
        query('select queue_job($1, $2, $3, null)', [
          task,
          JSON.stringify({ tenant, ...payload }),
          `${task}:${id}`,
        ]);
      for (const document of documents) await queue('intake.read', document, { document });
      for (const edition of editions) await queue('framework.read', edition, { edition });
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
