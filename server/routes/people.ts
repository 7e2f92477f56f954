import type { FastifyInstance } from 'fastify';
import * as people from '@tongchuang/usecases/people.ts';
import * as personal from '@tongchuang/usecases/personal.ts';
import type { Pipe } from '@tongchuang/usecases/pipe.ts';
import * as roles from '@tongchuang/usecases/roles.ts';
import { serve } from '../serve.ts';

export function servePeople(app: FastifyInstance, pipe: Pipe): void {
  serve(app, pipe, people.listPeople);
  serve(app, pipe, people.getPerson);
  serve(app, pipe, people.createPerson);
  serve(app, pipe, people.editPerson);
  serve(app, pipe, people.openAccount);
  serve(app, pipe, people.resetPassword);
  serve(app, pipe, people.resetAuthenticator);
  serve(app, pipe, people.blockPerson);
  serve(app, pipe, people.listPersonSessions);
  serve(app, pipe, people.revokePersonSession);
  serve(app, pipe, personal.showPersonal);
  serve(app, pipe, personal.shownPersonal);
  serve(app, pipe, personal.listLooks);
  serve(app, pipe, roles.listRoles);
  serve(app, pipe, roles.saveRole);
  serve(app, pipe, roles.giveRole);
  serve(app, pipe, roles.endRole);
}
