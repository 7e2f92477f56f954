import type { ReplyOf } from '@tongchuang/contract/route.ts';
import type { keepFile } from '@tongchuang/contract/files.ts';
import { NoNetwork, reached, read } from './call.ts';
import { locale } from './locale/locale.ts';
import { newId } from './new-id.ts';

interface Options {
  signal?: AbortSignal;
  /** Ten-thousandths of the bytes that have left. */
  onProgress?: (share: number) => void;
}

/**
 * Sends a file's bytes; later calls name it by the hash that comes back. fetch tells no progress, so this is an XMLHttpRequest.
 * @throws {Refused} too large, empty · {NoNetwork} no answer · {Fault} the server broke · {DOMException} AbortError
 */
export async function sendFile(file: Blob, options: Options = {}): Promise<ReplyOf<typeof keepFile>> {
  return (await read(await put(file, options))) as ReplyOf<typeof keepFile>;
}

function put(file: Blob, { signal, onProgress }: Options): Promise<Response> {
  return new Promise((answered, failed) => {
    const request = new XMLHttpRequest();
    request.open('POST', '/api/files');
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.setRequestHeader('accept-language', locale.get());
    request.setRequestHeader('idempotency-key', newId());
    request.upload.onprogress = ({ loaded, total }) =>
      onProgress?.(total === 0 ? 0 : Math.floor((loaded / total) * 10_000));
    request.onload = () => {
      reached.set(true);
      const type = request.getResponseHeader('content-type') ?? '';
      answered(
        new Response(request.responseText, { status: request.status, headers: { 'content-type': type } }),
      );
    };
    request.onerror = () => {
      reached.set(false);
      failed(new NoNetwork('no answer'));
    };
    request.onabort = () => failed(new DOMException('given up', 'AbortError'));
    signal?.addEventListener('abort', () => request.abort(), { once: true });
    request.send(file);
  });
}
