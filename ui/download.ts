import type { Route } from '@tongchuang/contract/route.ts';
import { addressOf, NoNetwork, reached, read, type Given } from './call.ts';
import { locale } from './locale/locale.ts';
import { newId } from './new-id.ts';

/**
 * An act or a read that answers a file (`Bytes`): asks for it and hands it to the browser to keep.
 * @returns the name under which it was kept
 * @throws {Refused} the server said no · {NoNetwork} no answer · {Fault} the server broke
 */
export async function download<R extends Route>(route: R, given: Given<R>): Promise<string> {
  const parts = given as Partial<Record<'params' | 'query' | 'body', unknown>>;
  const headers: Record<string, string> = { 'accept-language': locale.get() };
  const isAct = route.method !== 'GET';
  if (isAct) headers['idempotency-key'] = newId();
  if (isAct) headers['content-type'] = 'application/json';
  const response = await fetch(addressOf(route, parts.params, parts.query), {
    method: route.method,
    headers,
    credentials: 'same-origin',
    body: isAct ? JSON.stringify(parts.body ?? {}) : null,
  }).catch((cause: unknown) => {
    reached.set(false);
    throw new NoNetwork('no answer', { cause });
  });
  reached.set(true);
  if (!response.ok) {
    await read(response); // throws what it stands for
  }
  const name = fileNameOf(response.headers.get('content-disposition') ?? '');
  const bytes = await response.blob().catch((cause: unknown) => {
    throw new NoNetwork('the answer broke off', { cause });
  });
  keep(name, bytes);
  return name;
}

/** The name in a Content-Disposition (RFC 6266): the one with its own character set where there is one. */
export function fileNameOf(disposition: string): string {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition)?.[1];
  if (encoded !== undefined) return decodeURIComponent(encoded);
  return /filename="([^"]+)"/i.exec(disposition)?.[1] ?? 'download';
}

function keep(name: string, bytes: Blob): void {
  const address = URL.createObjectURL(bytes);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
