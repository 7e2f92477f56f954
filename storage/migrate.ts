import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runMigrations as runJobMigrations } from 'graphile-worker';
import pg from 'pg';

const FOLDER = join(import.meta.dirname, 'migrations');
/** Any number of processes may start at once; one migrates, the others wait for it. */
const LOCK = 7_203_411;

interface Migration {
  name: string;
  sql: string;
  sha256: string;
}

export function readMigrations(): Migration[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => {
      const sql = readFileSync(join(FOLDER, name), 'utf8');
      return { name, sql, sha256: createHash('sha256').update(sql).digest('hex') };
    });
}

/**
 * Brings a database to this code's schema, each migration whole or not at all.
 * @param ownerUrl  connection of a role that may create tables and roles
 * @throws {Error}  where the database is newer than this code, or a migration already run was edited since
 */
export async function migrate(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    await client.query(
      'create table if not exists schema_migrations (name text primary key, sha256 text not null, at timestamptz not null default now())',
    );
    const done = await client.query<{ name: string; sha256: string }>(
      'select name, sha256 from schema_migrations',
    );
    const known = new Map(done.rows.map((row) => [row.name, row.sha256]));
    const migrations = readMigrations();
    const unknown = done.rows.find((row) => !migrations.some((migration) => migration.name === row.name));
    if (unknown)
      throw new Error(
        `The database is newer than this code (it has ${unknown.name}): start the newer version.`,
      );
    for (const migration of migrations) {
      const before = known.get(migration.name);
      if (before === migration.sha256) continue;
      if (before)
        throw new Error(`Migration ${migration.name} was edited after it had run: write a new one instead.`);
      await client.query('begin');
      try {
        await client.query(migration.sql);
        await client.query('insert into schema_migrations (name, sha256) values ($1, $2)', [
          migration.name,
          migration.sha256,
        ]);
        await client.query('commit');
      } catch (error) {
        await client.query('rollback');
        throw new Error(`Migration ${migration.name} failed`, { cause: error });
      }
    }
    await runJobMigrations({ connectionString: ownerUrl });
    await letTheAppQueueJobs(client);
  } finally {
    await client.query('select pg_advisory_unlock($1)', [LOCK]).catch(() => {});
    await client.end();
  }
}

/** Jobs are added in an act's own transaction, so by the application's role. Running them stays the owner's. */
async function letTheAppQueueJobs(client: pg.Client): Promise<void> {
  await client.query('grant usage on schema graphile_worker to tongchuang_app');
  const owned = await client.query<{ ok: boolean }>(
    "select exists (select from pg_proc p join pg_namespace n on n.oid = p.pronamespace where nspname = 'public' and proname = 'queue_job') as ok",
  );
  if (owned.rows[0]?.ok) return;
  await client.query(`
    create function queue_job(task text, payload json, job_key text, run_at timestamptz) returns void
      language sql security definer set search_path = graphile_worker, pg_temp
      as $$ select graphile_worker.add_job(task, payload, job_key => queue_job.job_key, run_at => coalesce(queue_job.run_at, now())) $$`);
  await client.query('revoke all on function queue_job from public');
  await client.query('grant execute on function queue_job to tongchuang_app');
}
