import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import autocannon from 'autocannon';
import pg from 'pg';
import { uuidv7 } from '@tongchuang/domain/kernel/ids.ts';
import { inTransaction } from '@tongchuang/storage/database.ts';
import { liveRound } from '@tongchuang/usecases/live-scores.ts';
import { DISTRICTS, openBigRound, type BigRound } from './big-round.ts';
import { makeHouse } from './full-county.ts';
import { serveCounty, type Served } from './served.ts';

/** Goals: one fact to its new total; dashboard beside ready text while facts are written; cold start beside COPY alone. */
const GOAL = { factMs: 20, dashboard: 0.6, cold: 1.5 };
const FACTS = Number(process.env['BENCH_FACTS'] ?? 1_000_000);
const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 6);
const ROUNDS = Number(process.env['BENCH_REPEATS'] ?? 3);
const FACTS_A_SECOND = 200;
const READERS = 8;

/** Prints what a round of a million facts costs through HTTP and database. */
export async function benchScoreServer(): Promise<void> {
  const big = await openBigRound(FACTS);
  try {
    await measureRound(big);
  } finally {
    await big.close();
  }
}

export async function measureRound(big: BigRound): Promise<void> {
  console.log(
    `score-server: ${big.facts} facts, ${DISTRICTS} districts × ${big.names.length} named facts; sign-in, rights, audit, receipts`,
  );
  await coldStart(big);
  const text = join(big.filesFolder, 'ready.json');
  writeFileSync(text, '{}');
  const first = await serveCounty(big, 'serve-round.ts', [text]);
  const { body, ms } = await ask(first, big, `/rounds/${big.round}/dashboard`);
  print('dashboard, first after start', ms, `${body.length} bytes`);
  writeFileSync(text, body);
  await first.close();

  const served = await serveCounty(big, 'serve-round.ts', [text]);
  try {
    await ask(served, big, `/rounds/${big.round}/dashboard`);
    await memory(served, big);
    await oneFact(served, big);
    await dashboards(served, big);
    await pages(served, big);
    await memory(served, big);
  } finally {
    await served.close();
  }
}

const print = (what: string, ms: number, more = '') =>
  console.log(`  ${what.padEnd(34)} ${ms.toFixed(1).padStart(8)} ms  ${more}`);

// Cold start

/** Columns that scoring needs. */
const COLUMNS =
  'seq, id, sheet, criterion, name, state, value, grade, unit_id, site, site_type, stratum, method, form, seen_at, marker_id, second_id, withdrawn';

async function coldStart(big: BigRound): Promise<void> {
  const ratios: number[] = [];
  for (let nth = 0; nth < ROUNDS; nth++) {
    const house = makeHouse(big);
    const copied = await copyAlone(big);
    const started = performance.now();
    await inTransaction(house.store, big.tenant, 'read', async (transaction) => {
      const live = await liveRound({ ...transaction, tenant: big.tenant, files: house.files }, big.round);
      live.score.total();
    });
    const ms = performance.now() - started;
    await house.store.close();
    ratios.push(ms / copied.ms);
    print(
      'cold start of the round',
      ms,
      `COPY alone ${copied.ms.toFixed(0)} ms, ${(copied.bytes / 2 ** 20).toFixed(0)} MB: ${(ms / copied.ms).toFixed(2)}`,
    );
  }
  console.log(`  cold start ÷ COPY: ${median(ratios).toFixed(2)}, goal ${GOAL.cold}`);
}

/** The same rows under the same wall, read and dropped. */
class CopyOut extends pg.Query {
  bytes = 0;
  handleCopyData({ chunk }: { chunk: Buffer }): void {
    this.bytes += chunk.length;
  }
}

async function copyAlone(big: BigRound): Promise<{ ms: number; bytes: number }> {
  const client = new pg.Client({ connectionString: big.url, options: '-c role=tongchuang_app -c jit=off' });
  await client.connect();
  await client.query(`set app.tenant = '${big.tenant}'`);
  const started = performance.now();
  const done = Promise.withResolvers<void>();
  const copy = new CopyOut(
    `copy (select ${COLUMNS} from facts where round_id = '${big.round}' order by seq) to stdout`,
  );
  copy.on('error', done.reject);
  copy.on('end', () => done.resolve());
  client.query(copy);
  await done.promise;
  const ms = performance.now() - started;
  await client.end();
  return { ms, bytes: copy.bytes };
}

// One fact

async function oneFact(served: Served, big: BigRound): Promise<void> {
  const times: number[] = [];
  for (let nth = 0; nth < 300; nth++) times.push(await enter(served, big, nth));
  times.splice(0, 20); // until the statements are prepared
  const [p50, p95, p99] = quantiles(times);
  print(
    'one fact to the new total, p95',
    p95,
    `p50 ${p50.toFixed(1)}, p99 ${p99.toFixed(1)}; goal ${GOAL.factMs}`,
  );
}

async function enter(served: Served, big: BigRound, nth: number): Promise<number> {
  const { criterion, name, bySite } = big.names[nth % big.names.length] ?? fail();
  const fact = {
    id: uuidv7(Date.now(), randomBytes(10)),
    criterion,
    name,
    value: nth % 2,
    unitId: big.districts[nth % big.districts.length],
    site: bySite ? `新${nth}号点位` : null,
    method: '实地考察',
    at: new Date().toISOString(),
  };
  const started = performance.now();
  const answer = await fetch(`http://127.0.0.1:${served.house}/api/rounds/${big.round}/facts`, {
    method: 'POST',
    headers: {
      cookie: big.office,
      'content-type': 'application/json',
      'idempotency-key': uuidv7(Date.now(), randomBytes(10)),
    },
    body: JSON.stringify({ sheet: 'field', facts: [fact] }),
  });
  const { totals } = (await answer.json()) as { totals?: { place?: unknown } };
  if (totals?.place === undefined) throw new Error(`no total came back: ${answer.status}`);
  return performance.now() - started;
}

function fail(): never {
  throw new Error('there are names');
}

// The dashboard

async function dashboards(served: Served, big: BigRound): Promise<void> {
  const ratios: number[] = [];
  for (let nth = 0; nth < ROUNDS; nth++) {
    const before = await read(served.house, '/api/ready-text', big);
    const writing = writeSteadily(served, big);
    const own = await read(served.house, `/api/rounds/${big.round}/dashboard`, big);
    const written = await writing.stop();
    const writingBeside = writeSteadily(served, big);
    const beside = await read(served.house, '/api/ready-text', big);
    await writingBeside.stop();
    const after = await read(served.house, '/api/ready-text', big);
    const bare = await read(served.bare, '/text', big);
    const quiet = (before.perSecond + after.perSecond) / 2;
    ratios.push(own.perSecond / beside.perSecond);
    line(
      'dashboard',
      own,
      `${written.perSecond.toFixed(0)} facts/s written beside, p95 ${written.p95.toFixed(1)} ms`,
    );
    line('ready text, same writing', beside, `dashboard ${(own.perSecond / beside.perSecond).toFixed(2)}`);
    line('ready text, no writing', after, `dashboard ${(own.perSecond / quiet).toFixed(2)}`);
    line('Fastify, no database', bare, `dashboard ${(own.perSecond / bare.perSecond).toFixed(2)}`);
  }
  console.log(`  dashboard ÷ ready text: ${median(ratios).toFixed(2)}, goal ${GOAL.dashboard}`);
}

interface Read {
  perSecond: number;
  p50: number;
  p95: number;
  p99: number;
}

async function read(port: number, path: string, { office }: BigRound): Promise<Read> {
  const times: number[] = [];
  const instance = autocannon({
    url: `http://127.0.0.1:${port}${path}`,
    connections: READERS,
    duration: SECONDS,
    requests: [{ method: 'GET', headers: { cookie: office } }],
  });
  instance.on('response', (_client: unknown, _status: number, _bytes: number, time: number) => {
    times.push(time);
  });
  const result = await instance;
  if (result.non2xx + result.errors > 0) throw new Error(`${path}: ${result.non2xx} refused`);
  const [p50, p95, p99] = quantiles(times);
  return { perSecond: result['2xx'] / SECONDS, p50, p95, p99 };
}

/** Two hundred facts a second, one at a time each, as long as it is not stopped. */
function writeSteadily(served: Served, big: BigRound) {
  const times: number[] = [];
  const sent: Promise<void>[] = [];
  const started = performance.now();
  const clock = setInterval(() => {
    const due = ((performance.now() - started) / 1000) * FACTS_A_SECOND;
    while (sent.length < due) sent.push(enter(served, big, sent.length).then((ms) => void times.push(ms)));
  }, 5);
  return {
    stop: async () => {
      clearInterval(clock);
      await Promise.all(sent);
      const [, p95] = quantiles(times);
      return { perSecond: times.length / ((performance.now() - started) / 1000), p95 };
    },
  };
}

const line = (what: string, { perSecond, p50, p95, p99 }: Read, more: string) =>
  console.log(
    `  ${what.padEnd(26)} ${perSecond.toFixed(0).padStart(6)}/s  p50 ${p50.toFixed(1)}  p95 ${p95.toFixed(1)}  p99 ${p99.toFixed(1)} ms  ${more}`,
  );

// Pages

async function pages(served: Served, big: BigRound): Promise<void> {
  const unit = `unitId=${big.districts[0]}`;
  const leaf = big.names.find(({ bySite }) => bySite)?.criterion ?? fail();
  for (const [what, path] of [
    ['score of the place', 'score'],
    ['score of a district', `score?${unit}`],
    ['losses', 'losses'],
    ['explain a leaf of a district', `score/${leaf}?${unit}`],
    ['explain a leaf of the place', `score/${leaf}`],
    ['explain the total', 'score/total'],
    ['ranking', 'ranking'],
  ] as const) {
    const times: number[] = [];
    for (let nth = 0; nth < 3; nth++) times.push((await ask(served, big, `/rounds/${big.round}/${path}`)).ms);
    print(what, median(times), `first ${(times[0] ?? 0).toFixed(1)}`);
  }
}

async function ask(served: Served, big: BigRound, path: string): Promise<{ ms: number; body: string }> {
  const started = performance.now();
  const answer = await fetch(`http://127.0.0.1:${served.house}/api${path}`, {
    headers: { cookie: big.office },
  });
  const body = await answer.text();
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${body}`);
  return { ms: performance.now() - started, body };
}

async function memory(served: Served, big: BigRound): Promise<void> {
  const { body } = await ask(served, big, '/memory');
  const { rss, heapUsed, arrayBuffers } = JSON.parse(body) as Record<string, number>;
  const mb = (bytes = 0) => `${(bytes / 2 ** 20).toFixed(0)} MB`;
  console.log(`  memory: resident ${mb(rss)}, heap ${mb(heapUsed)}, columns ${mb(arrayBuffers)}`);
}

function quantiles(times: number[]): [number, number, number] {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return [at(0.5), at(0.95), at(0.99)];
}

const median = (values: number[]): number => quantiles(values)[0];
