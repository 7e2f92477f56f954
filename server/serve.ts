import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Asked, ReplyOf, Route } from '@tongchuang/contract/route.ts';
import { isUuid, type CommandId, type TenantId } from '@tongchuang/domain/kernel/ids.ts';
import { Refusal } from '@tongchuang/domain/kernel/refusal.ts';
import { sha256 } from '@tongchuang/storage/audit/chain.ts';
import { ReadyText, type Act, type FileReply, type View } from '@tongchuang/usecases/act.ts';
import type { Credential, Pipe } from '@tongchuang/usecases/pipe.ts';
import { Problem } from '@tongchuang/contract/problem.ts';
import { Bytes } from '@tongchuang/contract/bytes.ts';
import { BytesIn } from '@tongchuang/contract/files.ts';
import { sendFile } from './send-file.ts';

export const COOKIE = 'tongchuang';

/** The session that a request carries. @throws {Refusal} `access.sign_in_needed` where it carries none */
export function credentialOf(request: FastifyRequest): Credential {
  const [tenant = '', token = ''] = (request.cookies[COOKIE] ?? '').split('.');
  if (!isUuid(tenant) || token === '') throw new Refusal('access.sign_in_needed', {});
  return { tenant: tenant as TenantId, tokenHash: sha256(token) };
}

/** @throws {Refusal} `request.malformed` without a UUID in the idempotency-key header */
export function commandOf(request: FastifyRequest): CommandId {
  const given = request.headers['idempotency-key'];
  if (typeof given !== 'string' || !isUuid(given)) {
    throw new Refusal('request.malformed', {
      where: 'idempotency-key',
      problem: 'a UUID made by the client is needed',
    });
  }
  return given as CommandId;
}

/** Puts a route on the wire; how it is answered is the caller's. */
export function open<R extends Route>(
  app: FastifyInstance,
  route: R,
  answer: (asked: Asked<R>, request: FastifyRequest, reply: FastifyReply) => Promise<unknown>,
): void {
  const isFile = (route.reply as unknown) === Bytes;
  app.withTypeProvider<ZodTypeProvider>().route({
    method: route.method,
    url: `/api${route.path}`,
    schema: {
      operationId: route.name,
      summary: route.summary,
      tags: [route.name.split('.')[0] ?? ''],
      params: route.params,
      querystring: route.query,
      ...(route.method === 'GET' ? {} : { body: route.body }),
      ...((route.body as unknown) === BytesIn ? { consumes: ['application/octet-stream'] } : {}),
      response: isFile ? { default: Problem } : { 200: route.reply, default: Problem },
    },
    handler: async (request, reply) => {
      const asked = { params: request.params, query: request.query, body: request.body ?? {} } as Asked<R>;
      const answered = await answer(asked, request, reply);
      if (reply.sent) return reply; // a redirect
      if (answered instanceof ReadyText)
        return reply.type('application/json; charset=utf-8').send(answered.text as never);
      return isFile ? sendFile(reply, answered as FileReply) : reply.send(answered as never);
    },
  });
}

/** An act or a view at its door: one line in `routes/`. */
export function serve<R extends Route, Row>(
  app: FastifyInstance,
  pipe: Pipe,
  what: Act<R, Row> | View<R, Row, ReplyOf<R> | ReadyText>,
): void {
  open(app, what.route, (asked, request) =>
    what.route.method === 'GET'
      ? pipe.look(what as View<R, Row, ReplyOf<R> | ReadyText>, credentialOf(request), asked)
      : pipe.perform(what as Act<R, Row>, credentialOf(request), commandOf(request), asked),
  );
}
