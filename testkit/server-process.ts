import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '@tongchuang/storage/embedded/free-port.ts';

const ROOT = join(import.meta.dirname, '..');

/** A server as it runs in an office: a process of its own, with the embedded database, that can be killed. */
export interface ServerProcess {
  address: string;
  folder: string;
  pid: () => number;
  /** Starts it again after a kill, on the same port and folder. */
  start: () => Promise<void>;
  killServer: () => Promise<void>;
  /** Kills PostgreSQL with all its children at once, as a failing machine would. */
  killDatabase: () => void;
  stop: () => Promise<void>;
}

export async function openServerProcess(
  folder: string,
  env: Record<string, string> = {},
): Promise<ServerProcess> {
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  let child: ChildProcess | undefined;
  let said = '';

  const start = async () => {
    const settings = { DATA_DIR: folder, PORT: String(port), LOG_LEVEL: 'error', ...env };
    child = spawn(process.execPath, [join(ROOT, 'server/main.ts')], {
      env: { PATH: process.env['PATH'], ...settings },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-4000)));
    child.once('exit', (code) => {
      if (code !== null && code !== 0) console.error(`the server ended by itself with ${code}:\n${said}`);
    });
    await ready(address, child, () => said);
  };
  const ended = async (signal: NodeJS.Signals) => {
    const running = child;
    if (!running || running.exitCode !== null || running.signalCode !== null) return;
    const gone = new Promise<void>((done) => running.once('exit', () => done()));
    running.kill(signal);
    await gone;
  };
  await start();
  return {
    address,
    folder,
    pid: () => child?.pid ?? 0,
    start,
    killServer: () => ended('SIGKILL'),
    killDatabase: () => killTree(folder),
    stop: () => ended('SIGTERM'),
  };
}

async function ready(address: string, child: ChildProcess, said: () => string): Promise<void> {
  const until = Date.now() + 60_000;
  while (Date.now() < until) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}:\n${said()}`);
    const answer = await fetch(`${address}/readyz`).catch(() => null);
    if (answer?.ok) return;
    await new Promise((done) => setTimeout(done, 25));
  }
  throw new Error(`the server is not ready after a minute:\n${said()}`);
}

/** Linux: the postmaster and its children, found through /proc; all are killed before any can react. */
function killTree(folder: string): void {
  let postmaster: number;
  try {
    postmaster = Number(readFileSync(join(folder, 'postgres/pg/postmaster.pid'), 'utf8').split('\n')[0]);
  } catch {
    return; // it is down at this moment
  }
  for (const pid of [postmaster, ...childrenOf(postmaster)]) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}

function childrenOf(pid: number): number[] {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
      .trim()
      .split(/\s+/)
      .filter(Boolean)
      .map(Number);
  } catch {
    return [];
  }
}
