import { randomBytes } from 'node:crypto';
import { civilDate } from '@tongchuang/domain/kernel/civil-date.ts';
import { isUuid, type TenantId } from '@tongchuang/domain/kernel/ids.ts';
import { Refusal } from '@tongchuang/domain/kernel/refusal.ts';
import * as visits from '@tongchuang/storage/access/provider-visits.ts';
import * as sessions from '@tongchuang/storage/access/sessions.ts';
import { sha256 } from '@tongchuang/storage/audit/chain.ts';
import { inTransaction } from '@tongchuang/storage/database.ts';
import type { House, SignInProvider } from './house.ts';
import { begin, type Begun, type Origin } from './sessions.ts';

/** 单点登录, the part that is the house's own: what was promised on the way out is held against what comes back. */

/** How long somebody may take at the provider. */
export const VISIT_MS = 10 * 60_000;

export interface Secrets {
  state: string;
  nonce: string;
  codeVerifier: string;
}

/** @throws {Refusal} `session.provider_unknown` */
export function providerOf(house: House, place: string, code: string): SignInProvider {
  const found = house.providers.find((one) => one.place === place && one.code === code);
  if (!found) throw new Refusal('session.provider_unknown', { provider: code });
  return found;
}

/** @returns the token for the browser's cookie, which alone can take the visit up again */
export async function beginVisit(
  house: House,
  provider: SignInProvider,
  secrets: Secrets,
  returnTo: string,
): Promise<string> {
  const now = house.clock();
  const place = await inTransaction(house.store, null, 'read', ({ db }) =>
    sessions.findPlace(db, provider.place),
  );
  if (!place) throw new Refusal('session.provider_unknown', { provider: provider.code });
  const token = randomBytes(32).toString('base64url');
  await inTransaction(house.store, place.tenant_id, 'write', ({ db }) =>
    visits.insertVisit(
      db,
      {
        tenant_id: place.tenant_id,
        key_hash: sha256(token),
        provider: provider.code,
        state: secrets.state,
        nonce: secrets.nonce,
        code_verifier: secrets.codeVerifier,
        return_to: isOwnPage(returnTo) ? returnTo : '/',
        expires_at: new Date(now.getTime() + VISIT_MS),
      },
      now,
    ),
  );
  return `${place.tenant_id}.${token}`;
}

/** A page of ours: never another site's, however it is written. */
const isOwnPage = (address: string): boolean => /^\/(?![/\\])[^\\\p{Cc}]*$/u.test(address);

export interface Visit {
  tenant: TenantId;
  provider: SignInProvider;
  secrets: Secrets;
  returnTo: string;
}

/** Takes up the visit that a cookie names. Null: none, too late, or taken up already. */
export async function takeVisit(house: House, cookie: string): Promise<Visit | null> {
  const [tenant = '', token = ''] = cookie.split('.');
  if (!isUuid(tenant) || token === '') return null;
  return inTransaction(house.store, tenant as TenantId, 'write', async ({ db }) => {
    const [visit, places] = await Promise.all([
      visits.takeVisit(db, sha256(token), house.clock()),
      sessions.listPlaces(db),
    ]);
    const place = places.find((one) => one.tenant_id === tenant);
    const provider = house.providers.find((one) => one.place === place?.code && one.code === visit?.provider);
    if (!visit || !provider) return null;
    return {
      tenant: tenant as TenantId,
      provider,
      secrets: { state: visit.state, nonce: visit.nonce, codeVerifier: visit.code_verifier },
      returnTo: visit.return_to,
    };
  });
}

/**
 * Signs in whom the provider vouches for. Whoever has an authenticator here, or a role that needs one, still owes its code,
 * unless the provider asks for a second factor itself.
 * @throws {Refusal} `session.provider_stranger` where nobody here is meant, or his account is blocked
 */
export async function signInAs(
  house: House,
  { tenant, provider }: Visit,
  name: string,
  origin: Origin,
): Promise<Begun> {
  const now = house.clock();
  return inTransaction(house.store, tenant, 'write', async ({ db }) => {
    const value = provider.matches === 'login' ? name.toLowerCase() : name;
    const account = await sessions.findAccountBy(db, provider.matches, value);
    if (!account?.active || account.login === null)
      throw new Refusal('session.provider_stranger', { provider: provider.name });
    const needsCode =
      account.totp_confirmed_at !== null || (await sessions.needsTotp(db, account.id, civilDate(now)));
    return begin(db, tenant, account.id, now, origin, needsCode && !provider.secondFactor);
  });
}
