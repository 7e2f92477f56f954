import type { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { FILE_LIMIT, keepFile } from '@tongchuang/contract/files.ts';
import { Refusal } from '@tongchuang/domain/kernel/refusal.ts';
import * as files from '@tongchuang/usecases/files.ts';
import type { House } from '@tongchuang/usecases/house.ts';
import type { Pipe } from '@tongchuang/usecases/pipe.ts';
import { commandOf, credentialOf, open } from '../serve.ts';

export function serveFiles(app: FastifyInstance, house: House, pipe: Pipe): void {
  // The stream itself is the body: nothing is held in memory.
  app.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload));

  open(app, keepFile, async (asked, request) => {
    const [by, id] = [credentialOf(request), commandOf(request)];
    // A stranger's bytes are not even begun.
    await pipe.admit(keepFile, by);
    if (Number(request.headers['content-length'] ?? 0) > FILE_LIMIT)
      throw new Refusal('paper.too_large', { name: '', limitMegabytes: FILE_LIMIT / 2 ** 20 });
    const body = await house.files.put(asked.body as unknown as Readable, FILE_LIMIT);
    return pipe.perform(files.keepFile, by, id, { ...asked, body });
  });
}
