import type { PersonId, TenantId, UnitId } from '@tongchuang/domain/kernel/ids.ts';
import type { Transaction } from '../database.ts';

type Query = Pick<Transaction, 'query'>;

export interface LinkRow {
  id: string;
  unit_id: UnitId;
  created_by: string;
  created_at: Date;
  expires_at: Date;
  revoked_at: Date | null;
  opened: number;
  last_opened_at: Date | null;
}

const LINK = `
  select l.id, l.unit_id, p.name as created_by, l.created_at, l.expires_at, l.revoked_at,
         (select count(*) from share_link_openings o where o.tenant_id = l.tenant_id and o.link_id = l.id) as opened,
         (select max(o.at) from share_link_openings o where o.tenant_id = l.tenant_id and o.link_id = l.id) as last_opened_at
    from share_links l join people p on p.tenant_id = l.tenant_id and p.id = l.created_by`;

export const listLinks = ({ query }: Query, unit: UnitId) =>
  query<LinkRow & {}>(`${LINK} where l.unit_id = $1 order by l.created_at desc`, [unit]);

export const findLink = async ({ query }: Query, id: string) =>
  (await query<LinkRow & {}>(`${LINK} where l.id = $1`, [id]))[0];

/** A link that opens: not expired, not ended. */
export const findOpenLink = async ({ query }: Query, tokenHash: string, now: Date) =>
  (
    await query<{ id: string; unit_id: UnitId; expires_at: Date; place: string; created_by: PersonId }>(
      `select l.id, l.unit_id, l.expires_at, l.created_by, t.name as place from share_links l join tenants t on t.tenant_id = l.tenant_id
        where l.token_hash = $1 and l.purpose = 'unit_page' and l.expires_at > $2 and l.revoked_at is null`,
      [tokenHash, now],
    )
  )[0];

export const insertLink = (
  { query }: Query,
  link: {
    tenant: TenantId;
    id: string;
    tokenHash: string;
    unit: UnitId;
    by: PersonId;
    now: Date;
    expiresAt: Date;
  },
) =>
  query(
    `insert into share_links (tenant_id, id, token_hash, purpose, unit_id, created_by, created_at, expires_at)
     values ($1, $2, $3, 'unit_page', $4, $5, $6, $7)`,
    [link.tenant, link.id, link.tokenHash, link.unit, link.by, link.now, link.expiresAt],
  );

export const revokeLink = async ({ query }: Query, id: string, unit: UnitId, now: Date) =>
  (
    await query<{ id: string }>(
      'update share_links set revoked_at = $3 where id = $1 and unit_id = $2 and revoked_at is null returning id',
      [id, unit, now],
    )
  )[0];

export const insertOpening = (
  { query }: Query,
  opening: { tenant: TenantId; id: string; link: string; now: Date; address: string },
) =>
  query('insert into share_link_openings (tenant_id, id, link_id, at, address) values ($1, $2, $3, $4, $5)', [
    opening.tenant,
    opening.id,
    opening.link,
    opening.now,
    opening.address.slice(0, 64),
  ]);
