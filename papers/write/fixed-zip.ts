import { strFromU8, strToU8, unzipSync, zipSync, type Zippable } from 'fflate';

// The clock of a zip entry has no zone; one fixed moment keeps equal papers equal byte for byte.
const ENTRY_TIME = new Date(1980, 0, 1);

/**
 * The same office file with entries of a fixed time, so that the same paper gives the same bytes
 * and can be recognised by its SHA-256.
 * @param edit  what becomes of the XML of the parts named here
 */
export function fixedZip(bytes: Uint8Array, edit: Record<string, (xml: string) => string> = {}): Uint8Array {
  const packed: Zippable = {};
  for (const [path, part] of Object.entries(unzipSync(bytes))) {
    const change = edit[path];
    packed[path] = change === undefined ? part : strToU8(change(strFromU8(part)));
  }
  return zipSync(packed, { mtime: ENTRY_TIME });
}
