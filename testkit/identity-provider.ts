import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

/** A real OpenID provider of one's own on loopback, and a browser that signs in there. */
export interface IdentityProvider {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** Goes to an address at the provider, signs in as `login`, and gives the address that the provider sends it back to. */
  signIn: (address: string, login: string) => Promise<string>;
  close: () => Promise<void>;
}

/** @param backTo  the only address that the provider sends people back to */
export async function openIdentityProvider(backTo: string): Promise<IdentityProvider> {
  let handle: ReturnType<Provider['callback']> = () => {};
  const server = createServer((request, response) => handle(request, response));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = { client_id: 'tongchuang', client_secret: 'a secret of the test only' };
  const provider = new Provider(issuer, {
    clients: [
      { ...client, redirect_uris: [backTo], response_types: ['code'], grant_types: ['authorization_code'] },
    ],
    claims: { openid: ['sub'], profile: ['preferred_username'] },
    ttl: {
      Interaction: 600,
      Session: 600,
      Grant: 600,
      AccessToken: 600,
      IdToken: 600,
      AuthorizationCode: 60,
    },
    cookies: { keys: ['a key of the test only'] },
    findAccount: (_context: unknown, id: string) => ({
      accountId: id,
      claims: () => ({ sub: id, preferred_username: id }),
    }),
  });
  handle = provider.callback();
  return {
    issuer,
    clientId: client.client_id,
    clientSecret: client.client_secret,
    signIn: (address, login) => browse(address, login, backTo),
    close: () => new Promise((closed) => server.close(() => closed())),
  };
}

/** Follows redirects and fills in the two forms that the provider shows: who are you, and do you agree. */
async function browse(from: string, login: string, backTo: string): Promise<string> {
  const cookies = new Map<string, string>();
  let next: { address: string; form?: URLSearchParams } = { address: from };
  for (let steps = 0; steps < 12; steps += 1) {
    if (next.address.startsWith(backTo)) return next.address;
    const answer = await fetch(next.address, {
      method: next.form ? 'POST' : 'GET',
      body: next.form ?? null,
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
    });
    for (const cookie of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = (cookie.split(';')[0] ?? '').split('=');
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
    const location = answer.headers.get('location');
    if (location) {
      next = { address: new URL(location, next.address).href };
      continue;
    }
    const page = await answer.text();
    const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1];
    const action = /action="([^"]+)"/.exec(page)?.[1];
    if (!prompt || !action)
      throw new Error(`the provider shows a page without a form: ${page.slice(0, 300)}`);
    const form = new URLSearchParams(prompt === 'login' ? { prompt, login, password: 'any' } : { prompt });
    next = { address: new URL(action, next.address).href, form };
  }
  throw new Error('the provider never sends anybody back');
}
