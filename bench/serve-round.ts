/**
 * A process of its own that serves a county and, beside it, two bare limits: the same server with the same sign-in that answers
 * a text made beforehand, and Fastify with nothing else. Prints its two ports.
 */
import { readFileSync } from 'node:fs';
import fastify from 'fastify';
import { dashboard } from '@tongchuang/contract/scores.ts';
import { makeApp } from '@tongchuang/server/app.ts';
import { credentialOf } from '@tongchuang/server/serve.ts';
import { makePipe } from '@tongchuang/usecases/pipe.ts';
import { makeHouse } from './full-county.ts';

const [, , url = '', filesFolder = '', textFile = ''] = process.argv;
const text = readFileSync(textFile, 'utf8');
const house = makeHouse({ url, filesFolder });
const app = await makeApp(house, false);
const pipe = makePipe(house);
app.get('/api/ready-text', async (request, reply) => {
  await pipe.admit(dashboard, credentialOf(request));
  return reply.type('application/json; charset=utf-8').send(text);
});
app.get('/api/memory', async () => {
  globalThis.gc?.();
  const { rss, heapUsed, arrayBuffers } = process.memoryUsage();
  return { rss, heapUsed, arrayBuffers };
});
await app.listen({ port: 0, host: '127.0.0.1' });

const bare = fastify();
bare.get('/text', async (_request, reply) => reply.type('application/json; charset=utf-8').send(text));
await bare.listen({ port: 0, host: '127.0.0.1' });

const portOf = (server: { server: { address: () => unknown } }) =>
  (server.server.address() as { port: number }).port;
console.log(JSON.stringify({ house: portOf(app), bare: portOf(bare) }));
process.on('SIGTERM', () => process.exit(0));
