/**
 * Writes `schema.ts`: the types of the migrated schema, read from the database's own catalogue. `npm run schema` after a
 * migration; a house test holds the file against a freshly migrated database.
 */
import pg from 'pg';

const TYPES: Record<string, string> = {
  uuid: 'string',
  text: 'string',
  bool: 'boolean',
  int2: 'number',
  int4: 'number',
  int8: 'number',
  numeric: 'number',
  float8: 'number',
  date: 'string',
  timestamptz: 'Date',
  json: 'unknown',
  jsonb: 'unknown',
  _text: 'string[]',
  _uuid: 'string[]',
  _int4: 'number[]',
};

/** Identities are branded: by the column's name, and for `id` by the table's. */
const IDS: Record<string, string> = {
  tenant_id: 'TenantId',
  command_id: 'CommandId',
  person_id: 'PersonId',
  unit_id: 'UnitId',
  division_id: 'DivisionId',
  body_id: 'BodyId',
  from_unit_id: 'UnitId',
  to_unit_id: 'UnitId',
  home_unit_id: 'UnitId',
  leader_id: 'PersonId',
  contact_id: 'PersonId',
  household_id: 'HouseholdId',
  role_holder_id: 'RoleHolderId',
  campaign_id: 'CampaignId',
  plan_id: 'PlanId',
  task_id: 'TaskId',
  report_id: 'ReportId',
  letter_id: 'LetterId',
  document_id: 'DocumentId',
  sha256: 'FileHash',
  file_sha256: 'FileHash',
  supersedes: 'PlanId',
};
const OWN_IDS: Record<string, string> = {
  units: 'UnitId',
  people: 'PersonId',
  sessions: 'SessionId',
  divisions: 'DivisionId',
  bodies: 'BodyId',
  body_members: 'BodyMemberId',
  posts: 'PostId',
  unit_successions: 'SuccessionId',
  secondments: 'SecondmentId',
  pairings: 'PairingId',
  households: 'HouseholdId',
  role_holders: 'RoleHolderId',
  campaigns: 'CampaignId',
  plans: 'PlanId',
  tasks: 'TaskId',
  task_reports: 'ReportId',
  letters: 'LetterId',
  documents: 'DocumentId',
  draft_tasks: 'DraftTaskId',
};

/** What may be written where it differs from what is read. */
const WRITES: Record<string, string> = { timestamptz: 'Date | string', json: 'string', jsonb: 'string' };

export async function describeSchema(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{
      table: string;
      column: string;
      type: string;
      nullable: boolean;
      filled: boolean;
    }>(
      `select c.relname as table, a.attname as column, t.typname as type, not a.attnotnull as nullable,
              a.atthasdef or a.attidentity <> '' as filled
         from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
         join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
         join pg_type t on t.oid = a.atttypid
        where c.relkind in ('r', 'p', 'v') and c.relname <> 'schema_migrations' and not c.relispartition
        order by c.relname, a.attnum`,
    );
    const tables = Map.groupBy(rows, (row) => row.table);
    const brands = [...new Set([...Object.values(IDS), ...Object.values(OWN_IDS)])].sort();
    const body: string[] = [];
    body.push('/** Made by `npm run schema` from the migrated database. */');
    body.push('export interface Database {');
    for (const table of tables.keys()) body.push(`  ${table}: ${nameOf(table)};`);
    body.push('}', '');
    for (const [table, columns] of tables) {
      body.push(`export interface ${nameOf(table)} {`);
      for (const { column, type, nullable, filled } of columns) {
        const brand = column === 'id' ? OWN_IDS[table] : IDS[column];
        body.push(
          `  ${column}: ${brand ? `${brand}${nullable ? ' | null' : ''}` : typeOf(type, nullable, filled)};`,
        );
      }
      body.push('}', '');
    }
    const used = brands.filter((name) => body.some((line) => new RegExp(`\\b${name}\\b`).test(line)));
    const head = [
      `import type { ${used.join(', ')} } from '@tongchuang/domain/kernel/ids.ts';`,
      "import type { ColumnType, Generated } from 'kysely';",
      '',
    ];
    return [...head, ...body].join('\n');
  } finally {
    await client.end();
  }
}

const nameOf = (table: string) =>
  table.replaceAll(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase()) + 'Table';

function typeOf(type: string, nullable: boolean, filled: boolean): string {
  const read = TYPES[type];
  if (!read) throw new Error(`say in generate-schema.ts what a ${type} is in TypeScript`);
  const none = nullable ? ' | null' : '';
  const write = WRITES[type];
  if (write)
    return `ColumnType<${read}${none}, ${write}${none}${filled || nullable ? ' | undefined' : ''}, ${write}${none}>`;
  return filled ? `Generated<${read}${none}>` : `${read}${none}`;
}
