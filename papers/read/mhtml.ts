import { decodePage } from './html.ts';

/**
 * The page of HTML in a web archive (MHTML), which Word writes as "single file web page" and people rename to .doc.
 * Null where it holds none.
 */
export function pageOfArchive(bytes: Uint8Array): string | null {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const boundary = /boundary="?([^"\r\n;]+)/i.exec(whole.slice(0, 4_096))?.[1];
  const parts = boundary === undefined ? [whole] : whole.split(`--${boundary}`);
  for (const part of parts) {
    const end = /\r?\n\r?\n/.exec(part);
    if (!end) continue;
    const head = part.slice(0, end.index);
    if (!/content-type:\s*text\/html/i.test(head)) continue;
    const body = part.slice(end.index + end[0].length);
    return decodePage(decode(body, head), /charset="?([\w-]+)/i.exec(head)?.[1]);
  }
  return null;
}

function decode(body: string, head: string): Uint8Array {
  if (/transfer-encoding:\s*base64/i.test(head)) return Buffer.from(body, 'base64');
  if (!/transfer-encoding:\s*quoted-printable/i.test(head)) return Buffer.from(body, 'latin1');
  const plain = body
    .replace(/=\r?\n/g, '')
    .replace(/=([\dA-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(plain, 'latin1');
}
