import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { inject, expect, test } from 'vitest';
import { describeSchema } from '@tongchuang/storage/generate-schema.ts';
import { readMigrations } from '@tongchuang/storage/migrate.ts';

const migrations = readMigrations();

test('each migration opens with why, what after, what of the data, what cost', () => {
  for (const { name, sql } of migrations) {
    expect(sql.split('\n')[0], name).toMatch(/^-- \d{4} /);
    for (const word of ['Why', 'After', 'Data', 'Cost'])
      expect(sql, `${name} does not say ${word}`).toMatch(new RegExp(`^-- ${word} `, 'm'));
  }
});

test('migrations are numbered without a gap and only go forward', () => {
  expect(migrations.map(({ name }) => Number(name.slice(0, 4)))).toEqual(migrations.map((_, nth) => nth + 1));
  for (const { name, sql } of migrations) expect(sql, name).not.toMatch(/\bdrop (table|column)\b/i);
});

test('no default of a business table takes the time or chance of the database', () => {
  for (const { name, sql } of migrations) {
    const code = sql.replaceAll(/--.*/g, '');
    expect(code, name).not.toMatch(
      /default\s+(now\(\)|current_timestamp|current_date|gen_random_uuid|random)/i,
    );
  }
});

test('SQL stays inside what PostgreSQL 15 knows', () => {
  for (const { name, sql } of migrations) {
    expect(sql, name).not.toMatch(/\b(uuidv7\(|json_table\(|merge\s+into|any_value\(|virtual\b)/i);
  }
});

test('the types of the tables are those of the migrated database', async () => {
  const file = join(import.meta.dirname, '../storage/schema.ts');
  const options = await resolveConfig(file);
  const made = await format(await describeSchema(inject('templateUrl')), { ...options, filepath: file });
  expect(readFileSync(file, 'utf8')).toBe(made);
});
