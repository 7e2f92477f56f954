import type { EditionId, PersonId, TenantId } from '@tongchuang/domain/kernel/ids.ts';
import type { Transaction } from '../database.ts';

type Query = Pick<Transaction, 'query'>;

/** One old node and one new node that follows it; a node may stand in several pairs. */
export interface MappedPair {
  from: string;
  to: string;
}

export interface MappingRow {
  pairs: MappedPair[];
  by: string;
  at: Date;
  version: number;
}

export const findMapping = async (
  { query }: Query,
  from: EditionId,
  to: EditionId,
): Promise<MappingRow | undefined> =>
  (
    await query<MappingRow & {}>(
      `select m.pairs, p.name as by, m.confirmed_at as at, m.version from edition_mappings m
         join people p on p.tenant_id = m.tenant_id and p.id = m.confirmed_by where m.from_id = $1 and m.to_id = $2`,
      [from, to],
    )
  )[0];

/** @param version  the one read; 0 where none was confirmed yet. @returns undefined where somebody else was faster */
export const saveMapping = async (
  { query }: Query,
  tenant: TenantId,
  mapping: { from: EditionId; to: EditionId; pairs: readonly MappedPair[]; version: number },
  by: PersonId,
  at: Date,
): Promise<{ version: number } | undefined> => {
  const values = [tenant, mapping.from, mapping.to, JSON.stringify(mapping.pairs), by, at];
  const rows =
    mapping.version === 0
      ? await query<{ version: number }>(
          `insert into edition_mappings (tenant_id, from_id, to_id, pairs, confirmed_by, confirmed_at)
           values ($1, $2, $3, $4, $5, $6) on conflict do nothing returning version`,
          values,
        )
      : await query<{ version: number }>(
          `update edition_mappings set pairs = $4, confirmed_by = $5, confirmed_at = $6, version = version + 1
            where tenant_id = $1 and from_id = $2 and to_id = $3 and version = $7 returning version`,
          [...values, mapping.version],
        );
  return rows[0];
};
