import { randomUUID } from 'node:crypto';
import pg from 'pg';

/** Stands in every text of the rows that are made here: wherever it turns up in an answer, a wall has a hole. */
export const CANARY = 'CANARY-OF-ANOTHER-PLACE';

/**
 * One row of a tenant in every table that has none of his, however little it means: made by the catalogue, with foreign keys
 * and checks asleep, so that a table added tomorrow has its row tomorrow.
 * @returns the ids of a row in each table that has an `id`
 */
export async function fillEveryTable(ownerUrl: string, tenant: string): Promise<Map<string, string>> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    await owner.query("set session_replication_role = 'replica'");
    const ids = new Map<string, string>();
    for (const table of await tenantTables(owner)) {
      const { rows } = await owner.query(`select * from ${table} where tenant_id = $1 limit 1`, [tenant]);
      const row = rows[0] ?? (await addRow(owner, table, tenant));
      if ('id' in row) ids.set(table, row.id);
    }
    return ids;
  } finally {
    await owner.end();
  }
}

/** Tables whose rows belong to a tenant. */
export async function tenantTables(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by 1`,
  );
  return rows.map((row) => row.name);
}

async function addRow(owner: pg.Client, table: string, tenant: string): Promise<{ id?: string }> {
  const { rows: checks } = await owner.query<{ name: string }>(
    "select conname as name from pg_constraint where conrelid = $1::regclass and contype = 'c'",
    [table],
  );
  for (const { name } of checks) await owner.query(`alter table ${table} drop constraint "${name}"`);
  const { rows: columns } = await owner.query<{ name: string; type: string }>(
    `select attname as name, format_type(atttypid, atttypmod) as type from pg_attribute
      where attrelid = $1::regclass and attnum > 0 and not attisdropped and attnotnull and not atthasdef`,
    [table],
  );
  const names = columns.map((column) => column.name);
  const values = columns.map((column) => (column.name === 'tenant_id' ? tenant : sampleOf(column.type)));
  const places = values.map((_, at) => `$${at + 1}`).join(', ');
  const { rows } = await owner.query(
    `insert into ${table} (${names.join(', ')}) values (${places}) returning *`,
    values,
  );
  return rows[0];
}

function sampleOf(type: string): unknown {
  if (type === 'uuid') return randomUUID();
  if (/^(int|bigint|smallint|numeric|double)/.test(type)) return 1;
  if (type === 'boolean') return true;
  if (type === 'date') return '2026-03-02';
  if (type.startsWith('timestamp')) return '2026-03-02T01:00:00Z';
  if (/^jsonb?$/.test(type)) return '{}';
  if (type.endsWith('[]')) return [];
  return CANARY;
}
