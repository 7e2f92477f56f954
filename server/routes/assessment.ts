import type { FastifyInstance } from 'fastify';
import * as cycle from '@tongchuang/usecases/cycle-score.ts';
import * as mapping from '@tongchuang/usecases/framework-mapping.ts';
import * as papers from '@tongchuang/usecases/framework-papers.ts';
import * as frameworks from '@tongchuang/usecases/frameworks.ts';
import type { Pipe } from '@tongchuang/usecases/pipe.ts';
import type { House } from '@tongchuang/usecases/house.ts';
import { serve } from '../serve.ts';
import { serveExport } from '../serve-export.ts';

export function serveAssessment(app: FastifyInstance, house: House, pipe: Pipe): void {
  serve(app, pipe, frameworks.listFrameworks);
  serve(app, pipe, frameworks.getFramework);
  serve(app, pipe, frameworks.submitFramework);
  serve(app, pipe, frameworks.createFramework);
  serve(app, pipe, frameworks.editFramework);
  serve(app, pipe, frameworks.chooseFrameworkUnit);
  serve(app, pipe, frameworks.adoptFramework);
  serve(app, pipe, frameworks.retireFramework);
  serveExport(app, house, pipe, papers.exportFramework);
  serve(app, pipe, mapping.getMapping);
  serve(app, pipe, mapping.confirmMapping);
  serve(app, pipe, cycle.cycleScore);
}
