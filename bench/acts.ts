import { randomBytes } from 'node:crypto';
import autocannon from 'autocannon';
import { uuidv7, type ReportId } from '@tongchuang/domain/kernel/ids.ts';
import { openFullCounty, SIZE, type FullCounty } from './full-county.ts';
import { serveCounty } from './served.ts';

/** Goal: at least 0.5, better 0.7 of the bare limit at 8 connections, p99 at most 10 ms; no request may fail. */
const GOAL = { ratio: 0.7, p99Ms: 10 };
const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 6);

interface Load {
  port: number;
  connections: number;
  /** Stops after so many requests; else after SECONDS. */
  amount?: number;
  next: () => { path: string; cookie: string; body: object };
}

/** Prints acts per second (claim and report) at 8 and 64 connections, each beside the bare limit in the same run. */
export async function benchActs(): Promise<void> {
  const county = await openFullCounty();
  const served = await serveCounty(county);
  console.log(
    `acts: ${SIZE.tasks} tasks × ${SIZE.unitsPerTask} of ${SIZE.units} units; sign-in, rights, audit, receipts on our side only`,
  );
  try {
    const claims = eachPart(county);
    const half = Math.floor(claims.length / 2);
    for (const [at, connections] of [8, 64].entries()) {
      const own = claims.slice(at * half, (at + 1) * half).reverse();
      const bareBefore = await run({ port: served.bare, connections, next: bareReport(county) });
      const claim = await run({
        port: served.house,
        connections,
        amount: own.length,
        next: () => own.pop() ?? fail(),
      });
      if (at === 0) await claimByHeads(served.house, county);
      const report = await run({ port: served.house, connections, next: reports(county, at === 0 ? 0 : 1) });
      const bareAfter = await run({ port: served.bare, connections, next: bareReport(county) });
      const bare = (bareBefore.perSecond + bareAfter.perSecond) / 2;
      print(`bare, ${connections} connections`, bareAfter, bare, bare);
      print(`claim, ${connections} connections`, claim, claim.perSecond, bare);
      print(`report, ${connections} connections`, report, report.perSecond, bare);
    }
    console.log(`  goal at 8 connections: ${GOAL.ratio} of bare, p99 ${GOAL.p99Ms} ms`);
  } finally {
    await served.close();
    await county.close();
  }
}

function fail(): never {
  throw new Error('more requests were sent than there are claims');
}

const fresh = <T extends string>() => uuidv7(Date.now(), randomBytes(10)) as T;

/** Every unit's claim of every task, once: the leads first, then the others. */
const eachPart = (county: FullCounty) =>
  Array.from({ length: SIZE.unitsPerTask }, (_, nth) => nth).flatMap((nth) =>
    county.tasks.map(({ id, units }) => {
      const unit = units[nth] ?? fail();
      return { path: `/api/tasks/${id}/units/${unit}/claim`, cookie: county.liaisons[unit] ?? '', body: {} };
    }),
  );

/** The heads of the leads claim what their units claimed, so that work can be reported. */
async function claimByHeads(port: number, county: FullCounty): Promise<void> {
  const waiting = county.tasks.slice(0, Math.floor(county.tasks.length / 2));
  await run({
    port,
    connections: 16,
    amount: waiting.length,
    next: () => {
      const task = waiting.pop() ?? fail();
      const unit = task.units[0] ?? fail();
      const head = county.heads[unit] ?? fail();
      const chain = { leaderId: head.person, section: '办公室', personId: head.person };
      return { path: `/api/tasks/${task.id}/units/${unit}/claim-head`, cookie: head.cookie, body: { chain } };
    },
  });
}

/** The leads report, one task after the other. */
function reports(county: FullCounty, offset: number): Load['next'] {
  let nth = offset;
  return () => {
    nth += 1;
    const task = county.tasks[nth % Math.floor(county.tasks.length / 2)] ?? fail();
    const unit = task.units[0] ?? fail();
    const body = { reportId: fresh<ReportId>(), note: '已完成一半', progressBp: nth % 9000 };
    return { path: `/api/tasks/${task.id}/units/${unit}/reports`, cookie: county.liaisons[unit] ?? '', body };
  };
}

function bareReport(county: FullCounty): Load['next'] {
  let nth = 0;
  return () => {
    nth += 1;
    const task = county.tasks[nth % county.tasks.length] ?? fail();
    return {
      path: `/tasks/${task.id}/reports`,
      cookie: '',
      body: { note: '已完成一半', progressBp: nth % 9000 },
    };
  };
}

interface Measured {
  perSecond: number;
  p50: number;
  p95: number;
  p99: number;
  failed: number;
}

async function run({ port, connections, amount, next }: Load): Promise<Measured> {
  const times: number[] = [];
  const started = performance.now();
  const instance = autocannon({
    url: `http://127.0.0.1:${port}`,
    connections,
    ...(amount === undefined ? { duration: SECONDS } : { amount }),
    requests: [
      {
        method: 'POST',
        setupRequest: (request) => {
          const { path, cookie, body } = next();
          return {
            ...request,
            path,
            body: JSON.stringify(body),
            headers: { cookie, 'content-type': 'application/json', 'idempotency-key': fresh<string>() },
          };
        },
      },
    ],
  });
  // Until the last answer: the generator itself ends with its next look at the clock, up to a second later.
  let answered = started;
  instance.on('response', (_client: unknown, _status: number, _bytes: number, time: number) => {
    times.push(time);
    answered = performance.now();
  });
  const result = await instance;
  const seconds = (answered - started) / 1000;
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return {
    perSecond: result['2xx'] / seconds,
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    failed: result.non2xx + result.errors,
  };
}

function print(what: string, { p50, p95, p99, failed }: Measured, perSecond: number, bare: number): void {
  const ms = (value: number) => value.toFixed(1).padStart(6);
  console.log(
    `  ${what.padEnd(26)} ${perSecond.toFixed(0).padStart(6)}/s  p50 ${ms(p50)}  p95 ${ms(p95)}  p99 ${ms(p99)} ms  ${(perSecond / bare).toFixed(2)} of bare  ${failed} failed`,
  );
}
