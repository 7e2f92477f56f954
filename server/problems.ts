import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import type { Problem } from '@tongchuang/contract/problem.ts';
import { statusOf } from '@tongchuang/contract/status.ts';
import { sentence } from '@tongchuang/domain/kernel/refusal-words.ts';
import { Refusal, type Locale } from '@tongchuang/domain/kernel/refusal.ts';
import { isOutOfReach } from '@tongchuang/storage/faults.ts';

/** A JSON body is never larger than this; files have a door of their own. */
export const BODY_LIMIT = 2 * 2 ** 20;

/** English only where it is asked for before Chinese. */
export function localeOf(request: FastifyRequest): Locale {
  const [first = ''] = (request.headers['accept-language'] ?? '').split(',');
  return /^en\b/i.test(first.trim()) ? 'en' : 'zh-CN';
}

/** Every "no" as a problem (RFC 9457). What is not a refusal is our fault: 500, logged once, with the request's id. */
export function answerProblem(
  error: FastifyError | Error,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const refusal = asRefusal(error);
  const locale = localeOf(request);
  const problem: Problem = refusal
    ? describe(refusal, locale, request.id)
    : {
        type: 'about:blank',
        title: 'fault',
        status: 500,
        detail:
          locale === 'en'
            ? `Something went wrong on our side; nothing was written. Tell the administrator this number: ${request.id}`
            : `系统出了差错，内容没有写入。请把编号 ${request.id} 告诉管理员。`,
        code: 'fault',
        facts: {},
        requestId: request.id,
      };
  if (!refusal) request.log.error({ err: error }, 'fault');
  const wait = (refusal?.facts as { retryAfterSeconds?: number } | undefined)?.retryAfterSeconds;
  if (wait) void reply.header('retry-after', wait);
  return reply
    .status(problem.status)
    .type('application/problem+json')
    .serializer(JSON.stringify)
    .send(problem);
}

function describe(refusal: Refusal, locale: Locale, requestId: string): Problem {
  return {
    type: `urn:tongchuang:refusal:${refusal.code}`,
    title: refusal.code,
    status: statusOf(refusal.code),
    detail: sentence(refusal, locale),
    code: refusal.code,
    facts: { ...refusal.facts },
    requestId,
  };
}

/** What the door itself refuses: a database that is away, bodies that are no JSON, fields that no schema knows, too many bytes. */
function asRefusal(error: FastifyError | Error): Refusal | null {
  if (error instanceof Refusal) return error;
  // Most doors say so by themselves; signing in works without the pipe.
  if (isOutOfReach(error)) return new Refusal('request.busy', { retryAfterSeconds: 2 });
  if (hasZodFastifySchemaValidationErrors(error)) {
    const [first] = error.validation;
    return new Refusal('request.malformed', {
      where: `${error.validationContext ?? ''}${first?.instancePath ?? ''}`,
      problem: first?.message ?? '',
    });
  }
  const code = 'code' in error ? String(error.code) : '';
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE')
    return new Refusal('paper.too_large', { name: '', limitMegabytes: BODY_LIMIT / 2 ** 20 });
  const status = 'statusCode' in error ? Number(error.statusCode) : 500;
  // A folder of the pages, which is no page itself.
  if (status === 403) return new Refusal('request.not_found', { what: 'page', id: '' });
  if (status >= 400 && status < 500) {
    return new Refusal('request.malformed', { where: 'body', problem: error.message });
  }
  return null;
}
