import type { FastifyInstance } from 'fastify';
import type { Asked, Route } from '@tongchuang/contract/route.ts';
import type { Act } from '@tongchuang/usecases/act.ts';
import type { House } from '@tongchuang/usecases/house.ts';
import type { KeptFile } from '@tongchuang/usecases/kept-file.ts';
import type { Pipe } from '@tongchuang/usecases/pipe.ts';
import { commandOf, credentialOf, open } from './serve.ts';

/** An act that leaves a file: its reply says which, and the bytes are sent. */
export function serveExport<R extends Route, Row>(
  app: FastifyInstance,
  house: House,
  pipe: Pipe,
  act: Act<R, Row>,
): void {
  open(app, act.route, async (asked: Asked<R>, request) => {
    const done = await pipe.perform(act, credentialOf(request), commandOf(request), asked);
    const { fileName, mime, sha256 } = done as KeptFile;
    return { fileName, mime, bytes: await house.files.read(sha256) };
  });
}
