import type { TenantId } from '@tongchuang/domain/kernel/ids.ts';
import type { Store, Transaction } from '../database.ts';
import { inTransaction } from '../database.ts';
import { arrayText, rowset } from '../rows.ts';
import { GENESIS, hashRow, nextLink, type AuditRow } from './chain.ts';

/** A command that was done: by whom, and what it answered. */
export interface StoredReceipt {
  command_id: string;
  payload_sha256: string;
  /** null: by the clock. */
  actor_id: string | null;
  reply: unknown;
}

/** Receipts of those of the commands that were done before. Who did them stands in the trail, which is asked for found ones only. */
export const findReceipts = (
  { query }: Transaction,
  commandIds: readonly string[],
): Promise<StoredReceipt[]> =>
  query<StoredReceipt>(
    `select command_id, payload_sha256, reply,
            (select a.actor_id from audit_rows a where a.tenant_id = r.tenant_id and a.command_id = r.command_id) as actor_id
       from receipts r where command_id = any($1::uuid[])`,
    [commandIds],
  );

const TRACES = rowset({
  tenant_id: 'uuid',
  command_id: 'uuid',
  at: 'timestamptz',
  act: 'text',
  actor_id: 'uuid',
  actor_name: 'text',
  objects: 'text[]',
  facts: 'jsonb',
  payload_sha256: 'text',
  hash: 'text',
});
const RECEIPTS = rowset({ tenant_id: 'uuid', command_id: 'uuid', payload_sha256: 'text', reply: 'json' });

/** The traces and receipts of a batch of acts, all in one statement. */
const TRACE = `
  with traced as (insert into audit_rows (${TRACES.names}) select ${TRACES.names} from ${TRACES.from('$1')} as t)
  insert into receipts (${RECEIPTS.names}) select ${RECEIPTS.names} from ${RECEIPTS.from('$2')} as r`;

export async function writeTraces(
  { query }: Transaction,
  rows: readonly (AuditRow & { hash: string })[],
  receipts: readonly (Omit<StoredReceipt, 'actor_id'> & { tenant_id: string })[],
): Promise<void> {
  await query(TRACE, [
    TRACES.text(rows.map((row) => ({ ...row, objects: arrayText(row.objects) }))),
    RECEIPTS.text(receipts.map((receipt) => ({ ...receipt, reply: JSON.stringify(receipt.reply) }))),
  ]);
}

/** Where a tenant's chain ends. */
export interface Head {
  position: number;
  link: string;
}

export const findHead = async ({ query }: Transaction): Promise<Head> =>
  (await query<Head & {}>('select position, link from audit_seals order by position desc limit 1'))[0] ?? {
    position: 0,
    link: GENESIS,
  };

/** At most this many rows are sealed in one transaction, so that a long backlog never holds one open. */
const MOST = 2000;

/**
 * Chains the rows of one tenant that are not sealed yet, in the order of their time and id. Only one sealer works on a tenant at
 * a time, in whichever process; another one passes by. No act is open for ten minutes, so older rows are sealed already.
 * @returns how many rows were sealed
 */
export const sealTenant = (store: Store, tenant: TenantId): Promise<number> =>
  inTransaction(store, tenant, 'write', async (transaction) => {
    const { query } = transaction;
    const [lock] = await query<{ got: boolean }>('select pg_try_advisory_xact_lock(hashtext($1)) as got', [
      `seal:${tenant}`,
    ]);
    if (!lock?.got) return 0;
    const head = await findHead(transaction);
    const rows = await query<{ command_id: string; hash: string }>(
      `select a.command_id, a.hash from audit_rows a
        where a.at > coalesce((select l.at from audit_seals e join audit_rows l on l.tenant_id = e.tenant_id and l.command_id = e.command_id
                                order by e.position desc limit 1) - interval '10 minutes', '-infinity')
          and not exists (select from audit_seals s where s.tenant_id = a.tenant_id and s.command_id = a.command_id)
        order by a.at, a.command_id limit $1`,
      [MOST],
    );
    if (rows.length === 0) return 0;
    let link = head.link;
    const links = rows.map((row) => (link = nextLink(link, row.hash)));
    await query(
      `insert into audit_seals (tenant_id, position, command_id, link)
       select $1, $2 + s.nth, s.command_id, s.link from unnest($3::uuid[], $4::text[]) with ordinality as s (command_id, link, nth)`,
      [tenant, head.position, rows.map((row) => row.command_id), links],
    );
    return rows.length;
  });

/** What is wrong with a tenant's trail; empty where nothing is. */
export interface ChainReport {
  rows: number;
  sealed: number;
  head: Head;
  faults: {
    commandId: string;
    position: number | null;
    what: 'row_changed' | 'link_broken' | 'gap' | 'row_missing';
  }[];
}

/** Recomputes every row's hash and every link from the raw rows. Memory stays flat: the trail is read in pages. */
export const verifyTenant = (store: Store, tenant: TenantId): Promise<ChainReport> =>
  inTransaction(store, tenant, 'read', async (transaction) => {
    const { query } = transaction;
    const report: ChainReport = { rows: 0, sealed: 0, head: { position: 0, link: GENESIS }, faults: [] };
    for (;;) {
      const page = await query<
        AuditRow & { hash: string | null; position: number; link: string; sealed_id: string }
      >(
        `select s.position, s.link, s.command_id as sealed_id, a.tenant_id, a.command_id,
                to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at,
                a.act, a.actor_id, a.actor_name, a.objects, a.facts, a.payload_sha256, a.hash
           from audit_seals s left join audit_rows a on a.tenant_id = s.tenant_id and a.command_id = s.command_id
          where s.position > $1 order by s.position limit 5000`,
        [report.head.position],
      );
      if (page.length === 0) break;
      for (const row of page) {
        const fault = (what: ChainReport['faults'][number]['what']) =>
          report.faults.push({ commandId: row.sealed_id, position: row.position, what });
        if (row.position !== report.head.position + 1) fault('gap');
        if (row.hash === null) fault('row_missing');
        else {
          const hash = hashRow(row);
          if (hash !== row.hash) fault('row_changed');
          if (nextLink(report.head.link, hash) !== row.link) fault('link_broken');
        }
        report.head = { position: row.position, link: row.link };
        report.sealed += 1;
      }
    }
    const [counted] = await query<{ rows: number }>('select count(*) as rows from audit_rows');
    report.rows = counted?.rows ?? 0;
    const missing = await query<{ command_id: string }>(
      `select r.command_id from receipts r
        where not exists (select from audit_rows a where a.tenant_id = r.tenant_id and a.command_id = r.command_id)`,
    );
    for (const { command_id } of missing)
      report.faults.push({ commandId: command_id, position: null, what: 'row_missing' });
    return report;
  });
