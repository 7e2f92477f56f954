import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as routes from '@tongchuang/contract/session.ts';
import type { House } from '@tongchuang/usecases/house.ts';
import type { Pipe } from '@tongchuang/usecases/pipe.ts';
import { openFirstPlace } from '@tongchuang/usecases/places.ts';
import * as sessions from '@tongchuang/usecases/sessions.ts';
import { sha256 } from '@tongchuang/storage/audit/chain.ts';
import { commandOf, COOKIE, credentialOf, open, serve } from '../serve.ts';

export function serveSessions(app: FastifyInstance, house: House, pipe: Pipe): void {
  open(app, routes.listDoors, () => sessions.listDoors(house));

  open(app, routes.signIn, async ({ body }, request, reply) => {
    const origin = { agent: request.headers['user-agent'] ?? '', address: request.ip };
    const begun = await sessions.signIn(house, body, origin);
    giveCookie(request, reply, begun);
    const asked = { params: {}, query: {}, body: {} };
    return {
      me: await pipe.look(sessions.me, { tenant: begun.tenant, tokenHash: sha256(begun.token) }, asked),
    };
  });

  open(app, routes.signOut, async (asked, request, reply) => {
    const done = await pipe.perform(sessions.signOut, credentialOf(request), commandOf(request), asked);
    void reply.clearCookie(COOKIE, { path: '/' });
    return done;
  });

  open(app, routes.openPlace, async ({ body }) => ({
    tenantId: await openFirstPlace(house, { ...body, isDemo: false }),
  }));

  serve(app, pipe, sessions.me);
}

/** HttpOnly, and sent by our own pages only. */
export function giveCookie(request: FastifyRequest, reply: FastifyReply, begun: sessions.Begun): void {
  void reply.setCookie(COOKIE, `${begun.tenant}.${begun.token}`, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: request.protocol === 'https',
    expires: begun.expiresAt,
  });
}
