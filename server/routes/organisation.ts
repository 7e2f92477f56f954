import type { FastifyInstance } from 'fastify';
import * as bodies from '@tongchuang/usecases/bodies.ts';
import * as divisions from '@tongchuang/usecases/divisions.ts';
import { listGaps } from '@tongchuang/usecases/gaps.ts';
import * as organisation from '@tongchuang/usecases/organisation.ts';
import * as pairings from '@tongchuang/usecases/pairings.ts';
import type { House } from '@tongchuang/usecases/house.ts';
import type { Pipe } from '@tongchuang/usecases/pipe.ts';
import * as roster from '@tongchuang/usecases/roster.ts';
import * as secondments from '@tongchuang/usecases/secondments.ts';
import * as units from '@tongchuang/usecases/units.ts';
import { serveExport } from '../serve-export.ts';
import { serve } from '../serve.ts';

export function serveOrganisation(app: FastifyInstance, house: House, pipe: Pipe): void {
  serve(app, pipe, organisation.listUnits);
  serve(app, pipe, organisation.getUnit);
  serve(app, pipe, units.createUnit);
  serve(app, pipe, units.editUnit);
  serve(app, pipe, units.renameUnit);
  serve(app, pipe, units.moveUnit);
  serve(app, pipe, units.succeedUnit);
  serve(app, pipe, units.addName);
  serve(app, pipe, units.removeName);
  serve(app, pipe, units.setChain);
  serve(app, pipe, units.changeHead);

  serve(app, pipe, divisions.listDivisions);
  serve(app, pipe, divisions.createDivision);
  serve(app, pipe, divisions.editDivision);

  serve(app, pipe, bodies.listBodies);
  serve(app, pipe, bodies.getBody);
  serve(app, pipe, bodies.createBody);
  serve(app, pipe, bodies.editBody);
  serve(app, pipe, bodies.givePost);
  serve(app, pipe, bodies.endPost);
  serve(app, pipe, bodies.setMembers);
  serve(app, pipe, bodies.setZone);

  serve(app, pipe, secondments.listSecondments);
  serve(app, pipe, secondments.second);
  serve(app, pipe, secondments.endSecondment);

  serve(app, pipe, pairings.listPairings);
  serve(app, pipe, pairings.pair);
  serve(app, pipe, pairings.endPairing);
  serve(app, pipe, pairings.listHouseholds);
  serve(app, pipe, pairings.saveHousehold);

  serve(app, pipe, listGaps);

  serve(app, pipe, roster.tryRoster);
  serve(app, pipe, roster.importRoster);
  serve(app, pipe, roster.rosterTemplate);
  serveExport(app, house, pipe, roster.exportRoster);
}
