import type { FastifyInstance } from 'fastify';
import type { Pipe } from '@tongchuang/usecases/pipe.ts';
import * as edits from '@tongchuang/usecases/task-edits.ts';
import * as tasks from '@tongchuang/usecases/tasks.ts';
import { serve } from '../serve.ts';

export function serveTasks(app: FastifyInstance, pipe: Pipe): void {
  serve(app, pipe, tasks.claimByUnit);
  serve(app, pipe, tasks.claimByHead);
  serve(app, pipe, tasks.dispute);
  serve(app, pipe, tasks.report);
  serve(app, pipe, tasks.reportCannot);
  serve(app, pipe, tasks.submitDone);
  serve(app, pipe, tasks.withdraw);
  serve(app, pipe, tasks.requestDeferral);
  serve(app, pipe, tasks.withdrawRequest);
  serve(app, pipe, tasks.verifyAsUnit);
  serve(app, pipe, tasks.returnAsUnit);
  serve(app, pipe, edits.setChain);

  serve(app, pipe, tasks.recall);
  serve(app, pipe, tasks.verify);
  serve(app, pipe, tasks.returnTask);
  serve(app, pipe, tasks.approveDeferral);
  serve(app, pipe, tasks.refuseDeferral);
  serve(app, pipe, tasks.uphold);
  serve(app, pipe, tasks.drop);
  serve(app, pipe, tasks.reopen);
  serve(app, pipe, edits.createTask);
  serve(app, pipe, edits.editTask);
  serve(app, pipe, edits.assign);
  serve(app, pipe, edits.expandUnits);
  serve(app, pipe, edits.issue);
  serve(app, pipe, edits.editMany);
}
