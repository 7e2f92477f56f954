import type { TenantId } from '@tongchuang/domain/kernel/ids.ts';
import type { Db } from '../database.ts';

/** A sign-in that is under way at an identity provider. */
export interface ProviderVisit {
  tenant_id: TenantId;
  key_hash: string;
  provider: string;
  state: string;
  nonce: string;
  code_verifier: string;
  return_to: string;
  expires_at: Date;
}

/** Visits that nobody came back from are swept along. */
export async function insertVisit(db: Db, visit: ProviderVisit, now: Date): Promise<void> {
  await db.deleteFrom('provider_visits').where('expires_at', '<=', now).execute();
  await db.insertInto('provider_visits').values(visit).execute();
}

/** Takes a visit out: it serves once. Undefined where there is none, or no longer. */
export async function takeVisit(db: Db, keyHash: string, now: Date) {
  const visit = await db
    .deleteFrom('provider_visits')
    .where('key_hash', '=', keyHash)
    .returning(['provider', 'state', 'nonce', 'code_verifier', 'return_to', 'expires_at'])
    .executeTakeFirst();
  return visit && visit.expires_at > now ? visit : undefined;
}
