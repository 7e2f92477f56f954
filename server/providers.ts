import type { SignInProvider } from '@tongchuang/usecases/house.ts';

const NEEDED = ['place', 'code', 'name', 'issuer', 'clientId', 'clientSecret'] as const;

/**
 * Identity providers from the environment: TONGCHUANG_OIDC is a JSON list of
 * {"place":"qingyuan","code":"gov","name":"政务统一认证","issuer":"https://…","clientId":"…","clientSecret":"…"}, and where
 * they differ from this: "claim":"preferred_username" (the word of its token that names the person), "matches":"login"
 * (or "oidc_subject"), "secondFactor":false (it asks for none itself).
 * @throws {Error} for what is no such list: a server with half a sign-in does not start
 */
export function readProviders(text: string | undefined): SignInProvider[] {
  if (!text) return [];
  const list: unknown = JSON.parse(text);
  if (!Array.isArray(list)) throw new Error('TONGCHUANG_OIDC is no list');
  return list.map((one: Record<string, unknown>) => {
    for (const field of NEEDED) {
      if (typeof one[field] !== 'string' || one[field] === '')
        throw new Error(`TONGCHUANG_OIDC: a provider lacks ${field}`);
    }
    if (!/^[a-z0-9-]{1,32}$/.test(String(one['code'])))
      throw new Error('TONGCHUANG_OIDC: a code is a-z, 0-9, -');
    new URL(String(one['issuer'])); // says itself what is wrong
    const matches = one['matches'] === 'oidc_subject' ? 'oidc_subject' : 'login';
    return {
      ...(one as unknown as Pick<SignInProvider, (typeof NEEDED)[number]>),
      claim:
        typeof one['claim'] === 'string' ? one['claim'] : matches === 'login' ? 'preferred_username' : 'sub',
      matches,
      secondFactor: one['secondFactor'] === true,
    };
  });
}
