import type { FastifyReply } from 'fastify';
import type { FileReply } from '@tongchuang/usecases/act.ts';

/** Sends bytes as a download (RFC 6266): never rendered in the page's own origin. */
export function sendFile(reply: FastifyReply, file: FileReply): FastifyReply {
  const plain = file.fileName.replaceAll(/[^\w.-]/g, '_');
  return reply
    .header('content-type', file.mime)
    .header(
      'content-disposition',
      `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(file.fileName)}`,
    )
    .header('x-content-type-options', 'nosniff')
    .header('content-security-policy', 'sandbox')
    .send(file.bytes instanceof Uint8Array ? Buffer.from(file.bytes) : file.bytes);
}
