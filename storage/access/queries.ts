import type { Actor, HeldGrant, Owed } from '@tongchuang/domain/access/may.ts';
import type { Grant } from '@tongchuang/domain/access/permissions.ts';
import type { PersonId, SessionId, UnitId } from '@tongchuang/domain/kernel/ids.ts';
import type { Transaction } from '../database.ts';

interface ActorRow {
  token_hash: string;
  session_id: SessionId;
  person_id: PersonId;
  name: string;
  unit_id: UnitId;
  password_must_change: boolean;
  code_due: boolean;
  has_authenticator: boolean;
  held: { code: string; unitId: UnitId; grants: Grant[]; needsTotp: boolean }[];
}

/**
 * Whoever holds these session tokens, with the grants in force on `today`, read anew for every request: a revoked session,
 * a blocked account or an ended secondment has no right from the next request on.
 */
export async function findActors(
  { query }: Transaction,
  tokenHashes: readonly string[],
  now: Date,
  today: string,
): Promise<Map<string, Actor>> {
  const rows = await query<ActorRow>(
    `select s.token_hash, s.id as session_id, p.id as person_id, p.name, p.unit_id,
            p.password_must_change, s.code_due, p.totp_confirmed_at is not null as has_authenticator,
            coalesce((select json_agg(json_build_object('code', r.code, 'unitId', h.unit_id, 'grants', r.grants, 'needsTotp', r.needs_totp) order by r.code, h.id)
                        from role_holders h join roles r on r.tenant_id = h.tenant_id and r.code = h.role_code
                       where h.tenant_id = p.tenant_id and h.person_id = p.id
                         and h.since <= $2::date and (h.until is null or h.until > $2::date)), '[]') as held
       from sessions s join people p on p.tenant_id = s.tenant_id and p.id = s.person_id
      where s.token_hash = any($1::text[]) and s.revoked_at is null and s.expires_at > $3 and p.active`,
    [tokenHashes, today, now],
  );
  return new Map(
    rows.map((row) => [
      row.token_hash,
      {
        personId: row.person_id,
        name: row.name,
        unitId: row.unit_id,
        sessionId: row.session_id,
        roles: [...new Set(row.held.map((role) => role.code))],
        owes: owedBy(row),
        grants: row.held.flatMap((role): HeldGrant[] =>
          role.grants.map((grant) => ({ ...grant, unitId: role.unitId })),
        ),
      },
    ]),
  );
}

/** A confirmed authenticator settles what the role needs; a session that a provider began may still owe its code. */
function owedBy(row: ActorRow): Owed | null {
  if (row.password_must_change) return 'password';
  if (!row.has_authenticator && row.held.some((role) => role.needsTotp)) return 'authenticator';
  return row.code_due && row.has_authenticator ? 'code' : null;
}
