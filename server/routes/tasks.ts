import type { FastifyInstance } from 'fastify';
import * as routes from '@tongchuang/contract/tasks.ts';
import * as exports from '@tongchuang/usecases/exports.ts';
import type { House } from '@tongchuang/usecases/house.ts';
import type { Pipe } from '@tongchuang/usecases/pipe.ts';
import * as views from '@tongchuang/usecases/saved-views.ts';
import * as clock from '@tongchuang/usecases/task-clock.ts';
import * as edits from '@tongchuang/usecases/task-edits.ts';
import * as lists from '@tongchuang/usecases/task-lists.ts';
import * as page from '@tongchuang/usecases/task-page.ts';
import * as sums from '@tongchuang/usecases/task-sums.ts';
import * as tasks from '@tongchuang/usecases/tasks.ts';
import * as units from '@tongchuang/usecases/unit-page.ts';
import { open, serve } from '../serve.ts';
import { serveExport } from '../serve-export.ts';

export function serveTasks(app: FastifyInstance, house: House, pipe: Pipe): void {
  serve(app, pipe, lists.taskTree);
  serve(app, pipe, lists.taskCalendar);
  serve(app, pipe, sums.taskRollup);
  serve(app, pipe, sums.listGaps);
  serve(app, pipe, page.getTask);
  serve(app, pipe, page.taskFile);
  serve(app, pipe, units.getUnitPage);

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
  serve(app, pipe, clock.nextInstance);

  serve(app, pipe, views.listSavedViews);
  serve(app, pipe, views.saveView);
  serve(app, pipe, views.removeView);
  serve(app, pipe, units.listShareLinks);
  serve(app, pipe, units.createShareLink);
  serve(app, pipe, units.revokeShareLink);
  open(app, routes.openShareLink, ({ params }, request) =>
    units.openShareLink(house, params.token, request.ip),
  );

  serveExport(app, house, pipe, exports.exportTasks);
  serveExport(app, house, pipe, exports.exportUnitPack);
  serveExport(app, house, pipe, exports.exportPlan);
}
