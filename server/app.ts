import { randomUUID } from 'node:crypto';
import { constants } from 'node:zlib';
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import fastify, { LogController, type FastifyInstance } from 'fastify';
import {
  jsonSchemaTransform,
  jsonSchemaTransformObject,
  serializerCompiler,
  validatorCompiler,
} from 'fastify-type-provider-zod';
import type { Logger } from 'pino';
import type { House } from '@tongchuang/usecases/house.ts';
import { makePipe } from '@tongchuang/usecases/pipe.ts';
import { measure } from './metrics.ts';
import { servePages } from './pages.ts';
import { answerProblem, BODY_LIMIT } from './problems.ts';
import { serveAssessment } from './routes/assessment.ts';
import { serveCampaign } from './routes/campaign.ts';
import { serveFiles } from './routes/files.ts';
import { serveHealth } from './routes/health.ts';
import { serveHome } from './routes/home.ts';
import { serveIntake } from './routes/intake.ts';
import { serveLetters } from './routes/letters.ts';
import { serveOrganisation } from './routes/organisation.ts';
import { servePeople } from './routes/people.ts';
import { serveScoring } from './routes/scoring.ts';
import { serveSessions } from './routes/sessions.ts';
import { serveTasks } from './routes/tasks.ts';

/** The HTTP side of the house: doors only, no rules. */
export async function makeApp(house: House, log: Logger | false): Promise<FastifyInstance> {
  const app = fastify({
    ...(log ? { loggerInstance: log } : {}),
    bodyLimit: BODY_LIMIT,
    genReqId: () => randomUUID().replaceAll('-', '').slice(0, 16), // its randomness is drawn in advance
    requestIdHeader: false,
    // A what-if (推演) names its facts in the address: 60,000 characters at most.
    http: { maxHeaderSize: 80 * 1024 },
    trustProxy: ['loopback'],
    logController: new LogController({ disableRequestLogging: true }),
    // An address that is none (/%): told as everything else is.
    frameworkErrors: (error, request, reply) => void answerProblem(error, request, reply),
    routerOptions: { maxParamLength: 200 },
  }) as unknown as FastifyInstance;
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler((error: Error, request, reply) => answerProblem(error, request, reply));
  await app.register(cookie);
  await app.register(compress, {
    global: true,
    encodings: ['br', 'gzip'],
    threshold: 1024,
    // Answers are made anew each time: the quick setting, a tenth of the time for a few per cent more bytes.
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
  });
  measure(app);
  const guards = await guardHeaders();
  app.addHook('onRequest', (request, reply, next) => {
    void reply.headers(isData(request.url) ? DATA_GUARDS : guards);
    next();
  });
  app.addHook('preValidation', (request, _reply, next) => {
    request.body ??= {}; // an act without words has an empty body
    next();
  });
  app.addHook('onSend', (request, reply, payload, next) => {
    void reply.header('x-request-id', request.id);
    if (request.url.startsWith('/api')) void reply.header('cache-control', 'no-store');
    next(null, payload);
  });
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Tongchuang 同创',
        version: '0.1.0',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
    },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  });

  const pipe = makePipe(house);
  await app.register(async (doors) => {
    serveHealth(doors, house);
    serveSessions(doors, house, pipe);
    serveFiles(doors, house, pipe);
    serveOrganisation(doors, house, pipe);
    servePeople(doors, pipe);
    serveIntake(doors, pipe);
    serveTasks(doors, house, pipe);
    serveCampaign(doors, pipe);
    serveLetters(doors, pipe);
    serveAssessment(doors, house, pipe);
    serveScoring(doors, house, pipe);
    serveHome(doors, pipe);
    doors.get('/api/openapi.json', { schema: { hide: true } }, async () => doors.swagger());
  });
  await app.register(swaggerUi, { routePrefix: '/api/docs' });

  await servePages(app);
  return app;
}

/** Answers that are no pages: a browser shows none of them and runs nothing in them. Ten headers about pages would only be read. */
const DATA_GUARDS = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
};
const isData = (url: string): boolean => url.startsWith('/api/') && !url.startsWith('/api/docs');

/**
 * The headers that keep a browser from being led astray, asked of helmet once: they are the same for every answer, and helmet
 * makes them and whatever makes them anew for each, which cost more than to read the request.
 */
async function guardHeaders(): Promise<Record<string, string>> {
  const probe = fastify();
  await probe.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        // antd writes its styles into the page
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        scriptSrc: ["'self'"],
        frameAncestors: ["'none'"],
        upgradeInsecureRequests: null,
      },
    },
    strictTransportSecurity: false, // the proxy in front says it where there is TLS
  });
  probe.get('/', (_request, reply) => reply.code(204).send());
  const { headers } = await probe.inject('/');
  await probe.close();
  const own = new Set(['date', 'connection']);
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (own.has(name) ? [] : [[name, String(value)]])),
  );
}
