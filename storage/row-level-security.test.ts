import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TenantId } from '@tongchuang/domain/kernel/ids.ts';
import { anotherCounty, openCounty, type County } from '@tongchuang/testkit/county.ts';
import { fillEveryTable, tenantTables } from '@tongchuang/testkit/every-table.ts';

/**
 * The second wall, with every check of the application switched off: plain SQL as the application's role. What is tested is
 * read from the catalogue, so that a table added tomorrow is tested tomorrow.
 */
let county: County;
let other: TenantId;
let owner: pg.Client;
let tables: string[];
/** Belong to no place: what has run here, and counts of tries under hashed keys. */
const OF_NOBODY = ['schema_migrations', 'throttles'];
/** Read by the sign-in page of everybody. */
const READ_BY_ALL = ['tenants'];

beforeAll(async () => {
  county = await openCounty();
  other = (await anotherCounty(county.house, 'baihe')).tenant;
  owner = new pg.Client({ connectionString: county.ownerUrl });
  await owner.connect();
  await fillEveryTable(county.ownerUrl, other);
  tables = await tenantTables(owner);
});
afterAll(async () => {
  await owner.end();
  await county.close();
});

async function asApp<T>(tenant: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: county.ownerUrl });
  await client.connect();
  try {
    await client.query('set role tongchuang_app');
    await client.query("select set_config('app.tenant', $1, false)", [tenant]);
    return await work(client);
  } finally {
    await client.end();
  }
}

test('every table has rows of the other place, and not one of them is seen', async () => {
  expect(tables.length).toBeGreaterThan(30);
  for (const table of tables) {
    const { rows } = await owner.query(`select count(*) as n from ${table} where tenant_id = $1`, [other]);
    expect([table, rows[0].n > 0]).toEqual([table, true]);
  }
  await asApp(county.tenant, async (client) => {
    for (const table of tables.filter((name) => !READ_BY_ALL.includes(name))) {
      const { rows } = await client.query(
        `select count(*) filter (where tenant_id <> $1) as foreign_rows, count(*) as n from ${table}`,
        [county.tenant],
      );
      expect([table, rows[0].foreign_rows]).toEqual([table, 0]);
    }
  });
});

test('without a place nothing is seen at all', async () => {
  await asApp('', async (client) => {
    for (const table of tables.filter((name) => !READ_BY_ALL.includes(name))) {
      const { rows } = await client.query(`select count(*) as n from ${table}`);
      expect([table, rows[0].n]).toEqual([table, 0]);
    }
  });
});

test('nothing of the other place is changed or removed', async () => {
  await asApp(county.tenant, async (client) => {
    for (const table of tables) {
      const changed = await client
        .query(`update ${table} set tenant_id = tenant_id where tenant_id = $1`, [other])
        .then((done) => done.rowCount, refused);
      const removed = await client
        .query(`delete from ${table} where tenant_id = $1`, [other])
        .then((done) => done.rowCount, refused);
      expect([table, changed, removed]).toEqual([table, nothing(changed), nothing(removed)]);
    }
  });
});
const refused = (error: pg.DatabaseError) => (error.code === '42501' ? 'refused' : error.message);
const nothing = (done: unknown) => (done === 'refused' ? 'refused' : 0);

test('a whole row that is moved to the other place is refused in every table', async () => {
  await asApp(county.tenant, async (client) => {
    for (const table of tables.filter((name) => !READ_BY_ALL.includes(name))) {
      const columns = (
        await client.query<{ name: string }>(
          'select attname as name from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped order by attnum',
          [table],
        )
      ).rows.map((row) => row.name);
      const { rows } = await owner.query<{ row: object }>(
        `select row_to_json(t) as row from ${table} t where tenant_id = $1 limit 1`,
        [other],
      );
      const outcome = await client
        .query(
          `insert into ${table} (${columns.join(', ')}) select ${columns.join(', ')} from json_populate_record(null::${table}, $1)`,
          [JSON.stringify(rows[0]?.row)],
        )
        .then(
          () => 'written',
          (error: pg.DatabaseError) => error.code,
        );
      expect([table, outcome]).toEqual([table, '42501']);
    }
  });
});

test('every table belongs to a place, but for two', async () => {
  const { rows } = await owner.query<{ name: string }>(
    "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by 1",
  );
  expect(rows.map((row) => row.name).filter((name) => !tables.includes(name))).toEqual(OF_NOBODY);
});

test('every table is walled, forced, and led by its tenant', async () => {
  const { rows } = await owner.query<{ name: string; walled: boolean; forced: boolean }>(
    `select relname as name, relrowsecurity as walled, relforcerowsecurity as forced from pg_class
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and relname <> 'schema_migrations' order by 1`,
  );
  expect(rows.filter((row) => !row.walled || !row.forced)).toEqual([]);

  const keys = await owner.query<{ table: string; key: string; first: string }>(
    `select c.relname as table, i.relname as key, a.attname as first
       from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class c on c.oid = x.indrelid
       join pg_attribute a on a.attrelid = c.oid and a.attnum = x.indkey[0]
      where c.relnamespace = 'public'::regnamespace and x.indisunique order by 1, 2`,
  );
  const astray = keys.rows.filter(
    (row) => row.first !== 'tenant_id' && !OF_NOBODY.includes(row.table) && row.key !== 'tenants_code_key',
  );
  expect(astray).toEqual([]);
});

test('no foreign key leads out of its tenant', async () => {
  const { rows } = await owner.query<{ table: string; key: string; columns: string[]; to: string }>(
    `select c.conrelid::regclass::text as table, c.conname as key, c.confrelid::regclass::text as to,
            (select array_agg(a.attname::text order by k.n) from unnest(c.conkey) with ordinality k(num, n)
               join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.num) as columns
       from pg_constraint c where c.contype = 'f' and c.connamespace = 'public'::regnamespace order by 1, 2`,
  );
  expect(rows.length).toBeGreaterThan(40);
  expect(rows.filter((row) => row.columns[0] !== 'tenant_id')).toEqual([]);
});

test('the application owns nothing and cannot step over the wall', async () => {
  const { rows } = await owner.query<{ owned: number; bypass: boolean; super: boolean; creates: boolean }>(
    `select (select count(*) from pg_class where relowner = r.oid) as owned, rolbypassrls as bypass, rolsuper as super,
            has_schema_privilege(r.oid, 'public', 'create') as creates
       from pg_roles r where rolname = 'tongchuang_app'`,
  );
  expect(rows).toEqual([{ owned: 0, bypass: false, super: false, creates: false }]);
});

test('what may only grow cannot be changed by the application, not even its own', async () => {
  await asApp(county.tenant, async (client) => {
    for (const table of ['audit_rows', 'audit_seals', 'receipts', 'files']) {
      const changed = await client
        .query(`update ${table} set tenant_id = tenant_id`)
        .then(() => 'done', refused);
      const removed = await client.query(`delete from ${table}`).then(() => 'done', refused);
      expect([table, changed, removed]).toEqual([table, 'refused', 'refused']);
    }
  });
});
