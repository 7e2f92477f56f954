import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import type { FileHash } from '@tongchuang/domain/kernel/ids.ts';
import { Refusal } from '@tongchuang/domain/kernel/refusal.ts';

/** Bytes kept by their SHA-256: the same file is kept once, and is never altered. */
export interface FileStore {
  /** Keeps all bytes, synced to disk before it returns. @throws {Refusal} `paper.too_large` above `limit` bytes */
  put: (bytes: Uint8Array | Readable, limit: number) => Promise<{ sha256: FileHash; size: number }>;
  /** @throws {Refusal} `request.not_found` where no such bytes are kept */
  read: (sha256: FileHash) => Promise<Readable>;
  /** Path of the bytes on this machine, for readers that work on files. */
  path: (sha256: FileHash) => string;
}

/** Keeps files in a local folder, fanned out by the first two characters of their hash. */
export function openFolder(folder: string): FileStore {
  const path = (sha256: FileHash) => join(folder, sha256.slice(0, 2), sha256);

  async function put(
    bytes: Uint8Array | Readable,
    limit: number,
  ): Promise<{ sha256: FileHash; size: number }> {
    const staged = join(folder, 'staged', randomBytes(12).toString('hex'));
    await mkdir(dirname(staged), { recursive: true });
    const hash = createHash('sha256');
    let size = 0;
    const file = await open(staged, 'wx', 0o640);
    try {
      for await (const chunk of bytes instanceof Uint8Array ? [bytes] : bytes) {
        size += (chunk as Uint8Array).length;
        if (size > limit)
          throw new Refusal('paper.too_large', { name: '', limitMegabytes: Math.floor(limit / 2 ** 20) });
        hash.update(chunk as Uint8Array);
        await file.write(chunk as Uint8Array);
      }
      await file.sync();
      await file.close();
      const sha256 = hash.digest('hex') as FileHash;
      await settle(staged, path(sha256));
      return { sha256, size };
    } catch (error) {
      await file.close().catch(() => {});
      await rm(staged, { force: true });
      throw error;
    }
  }

  async function read(sha256: FileHash): Promise<Readable> {
    const at = path(sha256);
    const found = await stat(at).catch(() => null);
    if (!found) throw new Refusal('request.not_found', { what: 'file', id: sha256 });
    return createReadStream(at);
  }

  return { put, read, path };
}

/** Into its place, and the folder synced, so that the name survives a power cut as well as the bytes. */
async function settle(staged: string, place: string): Promise<void> {
  await mkdir(dirname(place), { recursive: true });
  await rename(staged, place);
  const folder = await open(dirname(place), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
