import type { FastifyRequest } from 'fastify';
import * as oidc from 'openid-client';
import { Refusal } from '@tongchuang/domain/kernel/refusal.ts';
import type { SignInProvider } from '@tongchuang/usecases/house.ts';
import type { Secrets, Visit } from '@tongchuang/usecases/providers.ts';

/** OpenID Connect, authorization code with PKCE, state and nonce: the part that speaks to the provider. */

/** What each provider says of itself, asked once; asked again after it was away. */
const told = new Map<string, Promise<oidc.Configuration>>();

/** @throws {Refusal} `session.provider_away` */
async function configurationOf(provider: SignInProvider): Promise<oidc.Configuration> {
  const key = `${provider.issuer} ${provider.clientId}`;
  const asked = told.get(key) ?? ask(provider);
  told.set(key, asked);
  try {
    return await asked;
  } catch {
    told.delete(key);
    throw new Refusal('session.provider_away', { provider: provider.name });
  }
}

function ask(provider: SignInProvider): Promise<oidc.Configuration> {
  const issuer = new URL(provider.issuer);
  // Without TLS only on this machine, where nobody stands in between.
  const isHere = issuer.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(issuer.hostname);
  return oidc.discovery(issuer, provider.clientId, provider.clientSecret, undefined, {
    timeout: 10,
    ...(isHere ? { execute: [oidc.allowInsecureRequests] } : {}),
  });
}

/** Where the provider sends people back to. */
const backAddress = (request: FastifyRequest): string =>
  new URL(`${request.protocol}://${request.host}/api/oidc/back`).href;

export const newSecrets = (): Secrets => ({
  state: oidc.randomState(),
  nonce: oidc.randomNonce(),
  codeVerifier: oidc.randomPKCECodeVerifier(),
});

/** The address at the provider where the sign-in begins. @throws {Refusal} `session.provider_away` */
export async function addressAt(
  provider: SignInProvider,
  { state, nonce, codeVerifier }: Secrets,
  request: FastifyRequest,
): Promise<string> {
  const configuration = await configurationOf(provider);
  const address = oidc.buildAuthorizationUrl(configuration, {
    redirect_uri: backAddress(request),
    scope: 'openid profile',
    response_type: 'code',
    code_challenge: await oidc.calculatePKCECodeChallenge(codeVerifier),
    code_challenge_method: 'S256',
    state,
    nonce,
  });
  return address.href;
}

/**
 * Exchanges what the browser brought back, and reads who it is.
 * @throws {Refusal} `session.provider_away`, `session.provider_stranger` where the provider names nobody or refused
 */
export async function whoCameBack(visit: Visit, request: FastifyRequest): Promise<string> {
  const { provider, secrets } = visit;
  const configuration = await configurationOf(provider);
  const stranger = new Refusal('session.provider_stranger', { provider: provider.name });
  const came = new URL(backAddress(request));
  came.search = new URL(request.url, came).search;
  try {
    const tokens = await oidc.authorizationCodeGrant(configuration, came, {
      expectedState: secrets.state,
      expectedNonce: secrets.nonce,
      pkceCodeVerifier: secrets.codeVerifier,
    });
    const claims = tokens.claims();
    if (!claims) throw stranger;
    const told =
      claims[provider.claim] ??
      (await askFurther(configuration, tokens.access_token, claims.sub))[provider.claim];
    if (typeof told !== 'string' || told === '') throw stranger;
    return told;
  } catch (error) {
    if (error instanceof Refusal) throw error;
    request.log.warn({ err: error, provider: provider.code }, 'a sign-in at the provider failed');
    throw stranger;
  }
}

const askFurther = (
  configuration: oidc.Configuration,
  accessToken: string,
  subject: string,
): Promise<Record<string, unknown>> => oidc.fetchUserInfo(configuration, accessToken, subject);
