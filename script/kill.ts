/**
 * `npm run kill -- --kills 500`: kill -9 of the server, of PostgreSQL with all its children, and of both, at random moments under load.
 * Every act that was acknowledged must be there afterwards, once; a command that was sent again must not be done twice.
 */
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { claimedTasks, freshId, Told, type Caller } from '@tongchuang/testkit/caller.ts';
import { openServerProcess, type ServerProcess } from '@tongchuang/testkit/server-process.ts';
import { sealTenant, verifyTenant } from '@tongchuang/storage/audit/queries.ts';
import { openStore } from '@tongchuang/storage/database.ts';

export interface KillReport {
  kills: { server: number; database: number; both: number };
  acknowledged: number;
  /** Acknowledged and not there. */
  lost: number;
  /** There more than once. */
  doubled: number;
  /** Written although the first answer never came: what a client without command ids would have doubled. */
  writtenInSilence: number;
  /** From a kill until the next acknowledged act, the longest, in milliseconds. */
  longestAwayMs: number;
  chainFaults: number;
}

interface Command {
  id: string;
  report: string;
  task: string;
  firstSentAt: number;
  tries: number;
  auditHash: string | null;
  writtenAt: number;
}

const WORKERS = 8;
/** Tells the reports of the load from those that the demo county came with. */
const NOTE = '断电演练：已清运垃圾';

/** @param seed  fixes which victim dies after how long; what the load is doing then is the machine's own chance */
export async function killCampaign(kills: number, seed: number): Promise<KillReport> {
  const folder = mkdtempSync(join(tmpdir(), 'tongchuang-kill-'));
  chmodSync(folder, 0o755); // PostgreSQL runs as another user where we are root
  const server = await openServerProcess(folder);
  try {
    const { liaison, tasks, unit } = await claimedTasks(server.address, 16);
    const commands: Command[] = [];
    const load = { running: true, lastAckAt: Date.now() };
    const workers = Array.from({ length: WORKERS }, (_, nth) =>
      work(liaison, tasks, unit, commands, load, nth),
    );
    const [counts] = await Promise.all([killAll(server, kills, seed, load), ...workers]);
    return { ...counts, ...(await judge(folder, commands)) };
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Load {
  running: boolean;
  lastAckAt: number;
}

/** One client: it invents a command, and sends that same command until it is answered, whatever dies meanwhile. */
async function work(
  caller: Caller,
  tasks: readonly string[],
  unit: string,
  commands: Command[],
  load: Load,
  nth: number,
): Promise<void> {
  for (let turn = nth; load.running; turn += WORKERS) {
    const task = tasks[turn % tasks.length] ?? '';
    const command: Command = {
      id: freshId(),
      report: freshId(),
      task,
      firstSentAt: Date.now(),
      tries: 0,
      auditHash: null,
      writtenAt: 0,
    };
    commands.push(command);
    await sendUntilAnswered(caller, unit, command);
    load.lastAckAt = Date.now();
  }
}

async function sendUntilAnswered(caller: Caller, unit: string, command: Command): Promise<void> {
  const until = Date.now() + 60_000;
  for (;;) {
    command.tries += 1;
    try {
      const path = `/tasks/${command.task}/units/${unit}/reports`;
      const body = { reportId: command.report, note: NOTE, progressBp: 5000 };
      const reply = await caller.send('POST', path, body, command.id);
      command.auditHash = reply.receipt.auditHash;
      command.writtenAt = Date.parse(reply.receipt.at);
      return;
    } catch (error) {
      const isFinal = error instanceof Told && error.status < 500;
      if (isFinal || Date.now() > until) throw error;
      await new Promise((done) => setTimeout(done, 20));
    }
  }
}

async function killAll(server: ServerProcess, kills: number, seed: number, load: Load) {
  const chance = mulberry32(seed);
  const counts = { server: 0, database: 0, both: 0 };
  let longestAwayMs = 0;
  for (let nth = 0; nth < kills; nth += 1) {
    await new Promise((done) => setTimeout(done, 50 + chance() * 400));
    const victim = (['server', 'database', 'both'] as const)[Math.floor(chance() * 3)] ?? 'both';
    counts[victim] += 1;
    const killedAt = Date.now();
    if (victim !== 'server') server.killDatabase();
    if (victim !== 'database') {
      await server.killServer();
      await server.start();
    }
    while (load.lastAckAt <= killedAt) await new Promise((done) => setTimeout(done, 10));
    longestAwayMs = Math.max(longestAwayMs, load.lastAckAt - killedAt);
  }
  load.running = false;
  return { kills: counts, longestAwayMs };
}

/** What the database itself says of everything that was acknowledged. */
async function judge(folder: string, commands: readonly Command[]) {
  const { port } = JSON.parse(readFileSync(join(folder, 'postgres/connection.json'), 'utf8')) as {
    port: number;
  };
  const password = readFileSync(join(folder, 'postgres/password'), 'utf8').trim();
  const url = `postgres://tongchuang:${password}@127.0.0.1:${port}/tongchuang`;
  const owner = new pg.Client({ connectionString: url });
  await owner.connect();
  const reports = await owner.query<{ id: string; n: string }>(
    'select id, count(*) as n from task_reports where note = $1 group by id',
    [NOTE],
  );
  const rows = await owner.query<{ command_id: string; hash: string }>(
    'select command_id, hash from audit_rows',
  );
  const [tenant] = (await owner.query('select tenant_id from tenants')).rows;
  await owner.end();
  const written = new Map(reports.rows.map((row) => [row.id, Number(row.n)]));
  const traces = new Map(rows.rows.map((row) => [row.command_id, row.hash]));
  const store = openStore(url, { connections: 2 });
  while ((await sealTenant(store, tenant.tenant_id)) > 0);
  const chain = await verifyTenant(store, tenant.tenant_id);
  await store.close();
  const acknowledged = commands.filter((command) => command.auditHash !== null);
  return {
    acknowledged: acknowledged.length,
    lost: acknowledged.filter(
      (command) => !written.has(command.report) || traces.get(command.id) !== command.auditHash,
    ).length,
    doubled: [...written.values()].filter((n) => n > 1).length + Math.max(0, written.size - commands.length),
    writtenInSilence: acknowledged.filter(
      (command) => command.tries > 1 && command.writtenAt < command.firstSentAt + 15,
    ).length,
    chainFaults: chain.faults.length,
  };
}

/** A small generator of chance with a seed (mulberry32): the same seed, the same victims. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: { kills: { type: 'string', default: '500' }, seed: { type: 'string' } },
  });
  const seed = Number(values.seed ?? Date.now() % 1_000_000);
  console.log(`kills ${values.kills}, seed ${seed}`);
  const report = await killCampaign(Number(values.kills), seed);
  console.log(JSON.stringify(report, null, 2));
  process.exitCode = report.lost + report.doubled + report.chainFaults > 0 ? 1 : 0;
}
