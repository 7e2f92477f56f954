import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';

/** A database of one's own, cloned from the migrated template in some 35 ms. */
export interface OwnDatabase {
  ownerUrl: string;
  drop: () => Promise<void>;
}

export async function ownDatabase(): Promise<OwnDatabase> {
  const template = new URL(inject('templateUrl'));
  const name = `test_${randomBytes(8).toString('hex')}`;
  const admin = new URL(template);
  admin.pathname = '/postgres';
  // Cloning needs the template to itself for a moment: files that start together take turns.
  await asAdmin(admin.href, async (client) => {
    await client.query('select pg_advisory_lock(7203412)');
    await client.query(`create database ${name} template ${template.pathname.slice(1)} strategy wal_log`);
  });
  const own = new URL(template);
  own.pathname = `/${name}`;
  return {
    ownerUrl: own.href,
    drop: () =>
      asAdmin(
        admin.href,
        async (client) => void (await client.query(`drop database if exists ${name} with (force)`)),
      ),
  };
}

async function asAdmin(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
