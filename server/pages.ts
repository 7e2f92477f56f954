import { existsSync } from 'node:fs';
import { join } from 'node:path';
import files from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { Refusal } from '@tongchuang/domain/kernel/refusal.ts';

const CONSOLE = join(import.meta.dirname, '../console/dist');

/**
 * The console's files, compressed when they were built. Their names hold a hash of what is in them, so a browser keeps them for
 * good; the page itself is asked for anew each time. Any address that is no file is the console's own to draw; what stands behind
 * the dot of a link (/links/place.token) is longer than any file's ending.
 */
export async function servePages(app: FastifyInstance): Promise<void> {
  const isBuilt = existsSync(join(CONSOLE, 'index.html'));
  if (isBuilt) {
    await app.register(files, {
      root: CONSOLE,
      preCompressed: true,
      maxAge: '1y',
      immutable: true,
      index: false,
    });
  }
  if (isBuilt) {
    // The folder's own address: without a compressed twin the file server would refuse to list it.
    app.get('/', { schema: { hide: true } }, (_request, reply) =>
      reply.sendFile('index.html', { maxAge: 0, immutable: false }),
    );
  }
  app.setNotFoundHandler((request, reply) => {
    const [path = ''] = request.url.split('?');
    const isPage =
      isBuilt && request.method === 'GET' && !path.startsWith('/api') && !/\.\w{1,8}$/.test(path);
    if (isPage) return reply.sendFile('index.html', { maxAge: 0, immutable: false });
    throw new Refusal('request.not_found', { what: path, id: '' });
  });
}
