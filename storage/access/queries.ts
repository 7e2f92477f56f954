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
  /** One row a role that is held; null where none is. */
  role: string | null;
  held_at: UnitId;
  /** JSON of its grants. */
  grants: string;
  needs_totp: boolean;
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
  const rows = await query<ActorRow & {}>(
    `select s.token_hash, s.id as session_id, p.id as person_id, p.name, p.unit_id,
            p.password_must_change, s.code_due, p.totp_confirmed_at is not null as has_authenticator,
            r.code as role, h.unit_id as held_at, r.grants::text as grants, r.needs_totp
       from sessions s
       join people p on p.tenant_id = s.tenant_id and p.id = s.person_id
       left join (role_holders h join roles r on r.tenant_id = h.tenant_id and r.code = h.role_code)
         on h.tenant_id = s.tenant_id and h.person_id = s.person_id and h.since <= $2::date and (h.until is null or h.until > $2::date)
      where s.token_hash = any($1::text[]) and s.revoked_at is null and s.expires_at > $3 and p.active`,
    [tokenHashes, today, now],
  );
  const held = Map.groupBy(rows, (row) => row.token_hash);
  return new Map([...held].map(([token, of]) => [token, actorOf(of as [ActorRow, ...ActorRow[]])]));
}

function actorOf(rows: readonly [ActorRow, ...ActorRow[]]): Actor {
  const [row] = rows;
  const held = rows
    .flatMap((one) => (one.role === null ? [] : { ...one, role: one.role }))
    .sort((a, b) => (a.role < b.role ? -1 : a.role > b.role ? 1 : 0));
  return {
    personId: row.person_id,
    name: row.name,
    unitId: row.unit_id,
    sessionId: row.session_id,
    roles: [...new Set(held.map((one) => one.role))],
    owes: owedBy(rows),
    grants: held.flatMap((one): HeldGrant[] =>
      grantsOf(one.grants).map((grant) => ({ ...grant, unitId: one.held_at })),
    ),
  };
}

/** By their text: the same few roles stand behind all who act. */
const READ = new Map<string, readonly Grant[]>();
const MOST_READ = 500;

function grantsOf(text: string): readonly Grant[] {
  const known = READ.get(text);
  if (known) return known;
  const grants = JSON.parse(text) as Grant[];
  if (READ.size >= MOST_READ) READ.clear();
  READ.set(text, grants);
  return grants;
}

/** A confirmed authenticator settles what the role needs; a session that a provider began may still owe its code. */
function owedBy(rows: readonly [ActorRow, ...ActorRow[]]): Owed | null {
  const [row] = rows;
  if (row.password_must_change) return 'password';
  if (!row.has_authenticator && rows.some((one) => one.needs_totp)) return 'authenticator';
  return row.code_due && row.has_authenticator ? 'code' : null;
}
