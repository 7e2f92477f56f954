import type { FastifyInstance } from 'fastify';
import * as confirm from '@tongchuang/usecases/intake-confirm.ts';
import * as review from '@tongchuang/usecases/intake-review.ts';
import * as intake from '@tongchuang/usecases/intake.ts';
import type { Pipe } from '@tongchuang/usecases/pipe.ts';
import { serve } from '../serve.ts';

export function serveIntake(app: FastifyInstance, pipe: Pipe): void {
  serve(app, pipe, intake.listDocuments);
  serve(app, pipe, intake.openDocument);
  serve(app, pipe, intake.originalFile);
  serve(app, pipe, intake.submitDocument);
  serve(app, pipe, intake.discardDocument);
  serve(app, pipe, confirm.compareDocument);
  serve(app, pipe, confirm.confirmDocument);
  serve(app, pipe, review.editTask);
  serve(app, pipe, review.addTask);
  serve(app, pipe, review.splitTask);
  serve(app, pipe, review.mergeTasks);
  serve(app, pipe, review.moveTask);
  serve(app, pipe, review.chooseUnit);
  serve(app, pipe, review.assignRole);
}
