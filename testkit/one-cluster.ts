import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { ensureDatabase, startCluster, type Cluster } from '@tongchuang/storage/embedded/cluster.ts';
import { migrate } from '@tongchuang/storage/migrate.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Owner's connection to the template database that every test file clones. */
    templateUrl: string;
  }
}

const TEMPLATE = 'tongchuang_template';

/**
 * One PostgreSQL for a whole test run, with one migrated template. TEST_DATABASE_URL takes an installed server instead
 * (its `postgres` database, as a role that may create databases), so that the same tests run on the oldest version promised.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env['TEST_DATABASE_URL'];
  if (given) {
    await onServer(given, async (client) => {
      await client.query(`drop database if exists ${TEMPLATE} with (force)`);
      await client.query(`create database ${TEMPLATE}`);
    });
    const url = new URL(given);
    url.pathname = `/${TEMPLATE}`;
    await migrate(url.href);
    project.provide('templateUrl', url.href);
    return async () => {};
  }
  const folder = mkdtempSync(join(tmpdir(), 'tongchuang-test-'));
  const cluster: Cluster = await startCluster(folder);
  const templateUrl = await ensureDatabase(cluster, TEMPLATE);
  await migrate(templateUrl);
  project.provide('templateUrl', templateUrl);
  return async () => {
    await cluster.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}

async function onServer(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
