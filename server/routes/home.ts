import type { FastifyInstance } from 'fastify';
import * as audit from '@tongchuang/usecases/audit.ts';
import { getHome } from '@tongchuang/usecases/home.ts';
import * as inbox from '@tongchuang/usecases/inbox.ts';
import type { Pipe } from '@tongchuang/usecases/pipe.ts';
import { serve } from '../serve.ts';

export function serveHome(app: FastifyInstance, pipe: Pipe): void {
  serve(app, pipe, getHome);
  serve(app, pipe, inbox.listInbox);
  serve(app, pipe, inbox.markSeen);
  serve(app, pipe, audit.auditOf);
  serve(app, pipe, audit.listAudit);
}
