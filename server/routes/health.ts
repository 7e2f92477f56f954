import type { FastifyInstance } from 'fastify';
import { inTransaction } from '@tongchuang/storage/database.ts';
import type { House } from '@tongchuang/usecases/house.ts';

/** /healthz: this process answers. /readyz: it can reach its database. */
export function serveHealth(app: FastifyInstance, house: House): void {
  app.get('/healthz', { schema: { hide: true } }, async () => ({ status: 'ok' }));
  app.get('/readyz', { schema: { hide: true } }, async (_request, reply) => {
    try {
      await inTransaction(house.store, null, 'read', ({ query }) => query('select 1'));
      return { status: 'ok' };
    } catch {
      return reply.status(503).send({ status: 'database out of reach' });
    }
  });
}
