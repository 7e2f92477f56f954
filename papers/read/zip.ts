import { crc32, inflateRawSync } from 'node:zlib';
import { Refusal } from '@tongchuang/domain/kernel/refusal.ts';

/** Limits that a document of an office never meets and a zip bomb always does. */
export const ZIP_LIMITS = {
  entries: 2_000,
  /** Bytes of all entries together, declared as well as unpacked. */
  totalBytes: 200_000_000,
  /** Unpacked to packed, for entries above `largeBytes`: a sheet of a million empty rows stays under it. */
  ratio: 100,
  largeBytes: 16_000_000,
};

interface Entry {
  method: number;
  encrypted: boolean;
  crc: number;
  packed: number;
  unpacked: number;
  header: number;
}

/**
 * A zip file held in memory. Its directory is read here and not by a library, so that every limit is checked on the
 * declared sizes before a byte is unpacked, and on the real ones while unpacking.
 *
 * @throws {Refusal} `paper.truncated` without its end, `paper.bomb` beyond the limits, `paper.encrypted`,
 *   `paper.damaged` for names that lead outside or stand twice
 */
export class Zip {
  readonly #file: string;
  readonly #bytes: Buffer;
  readonly #entries = new Map<string, Entry>();
  #left = ZIP_LIMITS.totalBytes;

  constructor(file: string, bytes: Uint8Array) {
    this.#file = file;
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    try {
      this.#readDirectory();
    } catch (error) {
      throw error instanceof RangeError ? new Refusal('paper.truncated', { name: file }) : error;
    }
  }

  get names(): string[] {
    return [...this.#entries.keys()];
  }

  has(name: string): boolean {
    return this.#entries.has(name);
  }

  /** The unpacked bytes; null where there is no such entry. */
  read(name: string): Buffer | null {
    const entry = this.#entries.get(name);
    if (!entry) return null;
    const refuse = (code: 'paper.bomb' | 'paper.damaged' | 'paper.truncated' | 'paper.encrypted') =>
      new Refusal(code, { name: this.#file });
    if (entry.encrypted) throw refuse('paper.encrypted');
    if (entry.unpacked > this.#left) throw refuse('paper.bomb');
    if (entry.header + 30 > this.#bytes.length) throw refuse('paper.truncated');
    if (this.#bytes.readUInt32LE(entry.header) !== LOCAL_HEADER) throw refuse('paper.damaged');

    const start =
      entry.header +
      30 +
      this.#bytes.readUInt16LE(entry.header + 26) +
      this.#bytes.readUInt16LE(entry.header + 28);
    const packed = this.#bytes.subarray(start, start + entry.packed);
    if (packed.length < entry.packed) throw refuse('paper.truncated');
    const unpacked = this.#unpack(packed, entry, refuse);
    if (unpacked.length !== entry.unpacked || crc32(unpacked) !== entry.crc) throw refuse('paper.damaged');
    this.#left -= unpacked.length;
    return unpacked;
  }

  #unpack(packed: Buffer, entry: Entry, refuse: (code: 'paper.bomb' | 'paper.damaged') => Refusal): Buffer {
    if (entry.method === 0) return packed;
    if (entry.method !== 8) throw refuse('paper.damaged');
    try {
      // One chunk of the declared size: no second copy, and a forged size is caught at its first byte too many.
      const chunkSize = Math.max(64, entry.unpacked + 1);
      return inflateRawSync(packed, { maxOutputLength: Math.max(1, entry.unpacked), chunkSize });
    } catch (error) {
      const tooLarge = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
      throw refuse(tooLarge ? 'paper.bomb' : 'paper.damaged');
    }
  }

  #readDirectory(): void {
    const bytes = this.#bytes;
    const end = endOfDirectory(bytes);
    if (end === null) throw new Refusal('paper.truncated', { name: this.#file });
    const count = bytes.readUInt16LE(end + 10);
    if (count > ZIP_LIMITS.entries) throw new Refusal('paper.bomb', { name: this.#file });

    let at = end - bytes.readUInt32LE(end + 12);
    // Bytes put before the zip (a mail gateway's head, say) move every offset by the same amount.
    const shift = at - bytes.readUInt32LE(end + 16);
    if (at < 0 || shift < 0) throw new Refusal('paper.truncated', { name: this.#file });
    let total = 0;
    for (let i = 0; i < count; i++) {
      if (bytes.readUInt32LE(at) !== DIRECTORY_HEADER)
        throw new Refusal('paper.damaged', { name: this.#file });
      const nameLength = bytes.readUInt16LE(at + 28);
      const extraLength = bytes.readUInt16LE(at + 30);
      const entry = {
        method: bytes.readUInt16LE(at + 10),
        encrypted: (bytes.readUInt16LE(at + 8) & 1) === 1,
        crc: bytes.readUInt32LE(at + 16),
        packed: bytes.readUInt32LE(at + 20),
        unpacked: bytes.readUInt32LE(at + 24),
        header: bytes.readUInt32LE(at + 42),
      };
      widen(entry, bytes.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength));
      entry.header += shift;
      total += entry.unpacked;
      const dense =
        entry.unpacked > ZIP_LIMITS.largeBytes && entry.unpacked > entry.packed * ZIP_LIMITS.ratio;
      if (dense || total > ZIP_LIMITS.totalBytes) throw new Refusal('paper.bomb', { name: this.#file });

      const name = bytes.toString('utf8', at + 46, at + 46 + nameLength).replaceAll('\\', '/');
      const astray = name.startsWith('/') || /(^|\/)\.\.(\/|$)/.test(name);
      if (astray || this.#entries.has(name)) throw new Refusal('paper.damaged', { name: this.#file });
      this.#entries.set(name, entry);
      at += 46 + nameLength + extraLength + bytes.readUInt16LE(at + 32);
    }
  }
}

const LOCAL_HEADER = 0x04034b50;
const DIRECTORY_HEADER = 0x02014b50;
const END_OF_DIRECTORY = 0x06054b50;

function endOfDirectory(bytes: Buffer): number | null {
  for (let at = bytes.length - 22; at >= Math.max(0, bytes.length - 65_557); at--) {
    if (bytes.readUInt32LE(at) === END_OF_DIRECTORY) return at;
  }
  return null;
}

/** Zip64: some libraries write the long form even for small files. Beyond 2^53 the numbers are lies and fail the limits. */
function widen(entry: Entry, extra: Buffer): void {
  let at = 0;
  while (at + 4 <= extra.length) {
    const id = extra.readUInt16LE(at);
    const size = extra.readUInt16LE(at + 2);
    if (id === 1) {
      let field = at + 4;
      for (const key of ['unpacked', 'packed', 'header'] as const) {
        if (entry[key] !== 0xffffffff || field + 8 > extra.length) continue;
        entry[key] = Number(extra.readBigUInt64LE(field));
        field += 8;
      }
    }
    at += 4 + size;
  }
}
