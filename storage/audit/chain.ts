import { hash } from 'node:crypto';
import { canonical, type Json } from '@tongchuang/domain/kernel/canonical.ts';

/** One act in the audit trail (留痕), before its hash. */
export interface AuditRow {
  tenant_id: string;
  command_id: string;
  /** UTC with milliseconds. */
  at: string;
  act: string;
  actor_id: string | null;
  actor_name: string;
  objects: string[];
  facts: Json;
  payload_sha256: string;
}

export const sha256 = (text: string | Uint8Array): string => hash('sha256', text);

/**
 * Hash of an act's own row, over the canonical JSON of its columns.
 * @param facts  the canonical JSON of the row's facts, where it is known already
 */
export function hashRow(row: AuditRow, facts = canonical(row.facts)): string {
  const before = canonical([
    row.tenant_id,
    row.command_id,
    row.at,
    row.act,
    row.actor_id,
    row.actor_name,
    row.objects,
  ]);
  return sha256(`${before.slice(0, -1)},${facts},${canonical(row.payload_sha256)}]`);
}

/** The link before the first. */
export const GENESIS = '0'.repeat(64);

/** Each link holds the one before it and a row: cutting, swapping or changing any row breaks all that follow. */
export const nextLink = (before: string, rowHash: string): string => sha256(`${before}${rowHash}`);
