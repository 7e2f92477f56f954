import type { Transaction } from './database.ts';

/**
 * Adds rows by one statement, however many they are: one parameter, so that a plan of 2,000 tasks costs one round trip.
 * The columns are the first row's keys; what a row leaves out is null. Objects go into jsonb columns as they are.
 */
export async function insertRows(
  { query }: Transaction,
  table: string,
  rows: readonly Record<string, unknown>[],
): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns = Object.keys(first).join(', ');
  await query(
    `insert into ${table} (${columns}) select ${columns} from json_populate_recordset(null::${table}, $1)`,
    [JSON.stringify(rows)],
  );
}
