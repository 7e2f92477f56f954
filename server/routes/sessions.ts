import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Asked, Route } from '@tongchuang/contract/route.ts';
import * as routes from '@tongchuang/contract/session.ts';
import { Refusal } from '@tongchuang/domain/kernel/refusal.ts';
import { sha256 } from '@tongchuang/storage/audit/chain.ts';
import * as accounts from '@tongchuang/usecases/accounts.ts';
import type { Act } from '@tongchuang/usecases/act.ts';
import type { House } from '@tongchuang/usecases/house.ts';
import type { Pipe } from '@tongchuang/usecases/pipe.ts';
import { openFirstPlace } from '@tongchuang/usecases/places.ts';
import * as sessions from '@tongchuang/usecases/sessions.ts';
import { countingTries } from '@tongchuang/usecases/tries.ts';
import { beginVisit, providerOf, signInAs, takeVisit, VISIT_MS } from '@tongchuang/usecases/providers.ts';
import { addressAt, newSecrets, whoCameBack } from '../provider-visits.ts';
import { commandOf, COOKIE, credentialOf, open, serve } from '../serve.ts';

const VISIT_COOKIE = 'tongchuang_visit';

export function serveSessions(app: FastifyInstance, house: House, pipe: Pipe): void {
  open(app, routes.listDoors, () => sessions.listDoors(house));

  open(app, routes.signIn, async ({ body }, request, reply) => {
    const begun = await sessions.signIn(house, body, originOf(request));
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

  open(app, routes.goToProvider, async ({ params, query }, request, reply) => {
    const provider = providerOf(house, params.place, params.provider);
    const secrets = newSecrets();
    const address = await addressAt(provider, secrets, request);
    const token = await beginVisit(house, provider, secrets, query.to ?? '/');
    void reply.setCookie(VISIT_COOKIE, token, {
      path: '/api/oidc',
      httpOnly: true,
      sameSite: 'lax',
      secure: request.protocol === 'https',
      maxAge: VISIT_MS / 1000,
    });
    return reply.redirect(address, 303);
  });

  // Nobody reads JSON here: a refusal becomes a page that says it.
  open(app, routes.backFromProvider, async (_asked, request, reply) => {
    const visit = await takeVisit(house, request.cookies[VISIT_COOKIE] ?? '');
    void reply.clearCookie(VISIT_COOKIE, { path: '/api/oidc' });
    if (!visit) return reply.redirect('/sign-in?refused=session.provider_unknown', 303);
    try {
      const name = await whoCameBack(visit, request);
      giveCookie(request, reply, await signInAs(house, visit, name, originOf(request)));
      return reply.redirect(visit.returnTo, 303);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const told = new URLSearchParams({ refused: error.code, provider: visit.provider.name });
      return reply.redirect(`/sign-in?${told.toString()}`, 303);
    }
  });

  serve(app, pipe, sessions.me);
  serve(app, pipe, sessions.visit);
  serve(app, pipe, sessions.listSessions);
  serve(app, pipe, sessions.revokeSession);
  serve(app, pipe, accounts.newAuthenticator);
  serveGuarded(app, house, pipe, accounts.changePassword);
  serveGuarded(app, house, pipe, accounts.setAuthenticator);
  serveGuarded(app, house, pipe, accounts.giveCode);
}

/** Doors that check a password or a code: a stolen session may not guess either. */
function serveGuarded<R extends Route>(
  app: FastifyInstance,
  house: House,
  pipe: Pipe,
  act: Act<R, undefined>,
): void {
  open(app, act.route, async (asked: Asked<R>, request) => {
    const [by, id] = [credentialOf(request), commandOf(request)];
    await pipe.admit(act.route, by);
    const trying = { account: 'tokenHash' in by ? by.tokenHash : '', address: request.ip };
    return countingTries(house, trying, () => pipe.perform(act, by, id, asked));
  });
}

export const originOf = (request: FastifyRequest): sessions.Origin => ({
  agent: request.headers['user-agent'] ?? '',
  address: request.ip,
});

/** HttpOnly, and sent by our own pages only. */
export function giveCookie(request: FastifyRequest, reply: FastifyReply, begun: sessions.Begun): void {
  void reply.setCookie(COOKIE, `${begun.tenant}.${begun.token}`, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: request.protocol === 'https',
    // Counted from its arrival: a computer whose clock is wrong stays signed in all the same.
    maxAge: begun.lastsSeconds,
  });
}
