import { createServer } from 'node:net';

/** A port of the loopback that nobody listens on at this moment; somebody else may be faster. @throws where there is none */
export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((done, failed) => probe.once('error', failed).listen(0, '127.0.0.1', done));
  const address = probe.address();
  await new Promise<void>((done) => probe.close(() => done()));
  if (address === null || typeof address === 'string') throw new Error('no free port on loopback');
  return address.port;
}
