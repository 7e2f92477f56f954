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

/** Columns with their types in PostgreSQL. */
type Columns = Readonly<Record<string, string>>;

/**
 * Rows of known columns as one parameter, for statements that every batch of acts repeats: each row is a list, taken apart by
 * place, which costs PostgreSQL half of what it takes to match names (json_to_recordset).
 */
export function rowset<C extends Columns>(columns: C) {
  const names = Object.keys(columns) as (keyof C & string)[];
  const taken = names.map((name, nth) =>
    columns[name] === 'jsonb'
      ? `nullif(row->${nth}, 'null') as ${name}`
      : `(row->>${nth})::${columns[name]} as ${name}`,
  );
  return {
    names: names.join(', '),
    /** What stands in `from`. The fence (offset 0) lets a join over row-level security use its index. */
    from: (parameter: string) =>
      `(select ${taken.join(', ')} from jsonb_array_elements(${parameter}::jsonb) row offset 0)`,
    /** The parameter. What goes into a json column to the byte, or into an array, is given as its text. */
    text: (rows: readonly Readonly<Record<keyof C, unknown>>[]) =>
      JSON.stringify(rows.map((row) => names.map((name) => row[name]))),
  };
}

/** A list of texts as PostgreSQL writes it. */
export const arrayText = (items: readonly string[]): string =>
  `{${items.map((item) => `"${item.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;
