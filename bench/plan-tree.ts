import { get } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { openFullCounty, SIZE, type FullCounty } from './full-county.ts';
import { serveCounty } from './served.ts';

const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 60);

/**
 * Prints how long the whole plan tree takes by HTTP, one after the other, beside the bare limit in the same run: Fastify and one
 * statement whose JSON PostgreSQL builds, without sign-in, reach, lights or progress. And what else stands on the same rows.
 */
export async function benchPlanTree(): Promise<void> {
  const county = await openFullCounty();
  const served = await serveCounty(county);
  try {
    const house = `http://127.0.0.1:${served.house}/api`;
    const bare = await timed(`http://127.0.0.1:${served.bare}/tree`, '');
    console.log(
      `plan tree: ${SIZE.tasks} tasks × ${SIZE.unitsPerTask} of ${SIZE.units} units, one request at a time`,
    );
    line('bare: the rows as JSON', bare, bare);
    for (const [what, path, cookie] of asked(county))
      line(what, await timed(`${house}${path}`, cookie), bare);
  } finally {
    await served.close();
    await county.close();
  }
}

function asked(county: FullCounty): [string, string, string][] {
  const [unit = '', liaison = ''] = Object.entries(county.liaisons)[0] ?? [];
  return [
    ['plan tree, the office', '/tasks', county.office],
    ['plan tree, one unit', '/tasks', liaison],
    ['late tasks only', '/tasks?light=late', county.office],
    ['home, the office', '/home', county.office],
    ['home, one unit', '/home', liaison],
    ['roll-up by unit', '/tasks/rollup?by=unit', county.office],
    ['gaps', '/gaps', county.office],
    ['a unit page', `/units/${unit}/page`, liaison],
    ['a task page', `/tasks/${county.tasks[0]?.id ?? ''}`, county.office],
  ];
}

interface Timed {
  p50: number;
  p95: number;
  p99: number;
  /** Bytes on the wire and unpacked. */
  sent: number;
  whole: number;
}

async function timed(url: string, cookie: string): Promise<Timed> {
  const headers = { cookie, 'accept-encoding': 'br, gzip' };
  const times: number[] = [];
  let [sent, whole] = [0, 0];
  for (let nth = 0; nth < ROUNDS + 5; nth += 1) {
    const started = performance.now();
    const answer = await ask(url, headers);
    if (nth >= 5) times.push(performance.now() - started);
    sent = answer.length;
    whole = answer.unpacked;
  }
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), sent, whole };
}

/** fetch unpacks by itself and hides what was sent; here the bytes count. */
function ask(url: string, headers: Record<string, string>): Promise<{ length: number; unpacked: number }> {
  return new Promise((resolve, reject) => {
    get(url, { headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        if (response.statusCode !== 200) return reject(new Error(`${url} answers ${response.statusCode}`));
        const bytes = Buffer.concat(chunks);
        const encoding = response.headers['content-encoding'];
        const plain =
          encoding === 'br' ? brotliDecompressSync(bytes) : encoding === 'gzip' ? gunzipSync(bytes) : bytes;
        resolve({ length: bytes.length, unpacked: plain.length });
      });
    }).on('error', reject);
  });
}

function line(what: string, { p50, p95, p99, sent, whole }: Timed, bare: Timed): void {
  const ms = (value: number) => value.toFixed(1).padStart(6);
  const kb = (bytes: number) => `${Math.round(bytes / 1024)} KB`;
  console.log(
    `  ${what.padEnd(24)} p50 ${ms(p50)}  p95 ${ms(p95)}  p99 ${ms(p99)} ms  ${(bare.p50 / p50).toFixed(2)} of bare  ${kb(whole)}, ${kb(sent)} sent`,
  );
}
