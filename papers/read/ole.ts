import { Refusal } from '@tongchuang/domain/kernel/refusal.ts';

const FREE = 0xffff_fff0;
/** Entries of a directory; Word writes about a dozen. */
const MOST_ENTRIES = 10_000;

interface Entry {
  name: string;
  isStream: boolean;
  start: number;
  size: number;
}

/**
 * An OLE compound file ([MS-CFB]), the box that .doc, .xls and password-protected .docx come in: a small file system of
 * named streams. Only what reading needs; a stream is found by its name wherever it lies.
 *
 * @throws {Refusal} `paper.truncated` where sectors are missing, `paper.damaged` where chains run in circles
 */
export class OleFile {
  readonly #file: string;
  readonly #bytes: Buffer;
  readonly #sectorSize: number;
  readonly #table: number[];
  readonly #entries: Entry[] = [];
  #small: { table: number[]; bytes: Buffer } | null = null;
  readonly #smallTableStart: number;
  readonly #smallLimit: number;

  constructor(file: string, bytes: Uint8Array) {
    this.#file = file;
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (bytes.length < 512) throw new Refusal('paper.truncated', { name: file });
    const shift = this.#bytes.readUInt16LE(30);
    if (shift !== 9 && shift !== 12) throw new Refusal('paper.damaged', { name: file });
    this.#sectorSize = 1 << shift;
    this.#smallLimit = this.#bytes.readUInt32LE(56);
    this.#smallTableStart = this.#bytes.readUInt32LE(60);
    this.#table = this.#readTable();
    this.#readDirectory(this.#chain(this.#bytes.readUInt32LE(48)));
  }

  has(name: string): boolean {
    return this.#entries.some((entry) => entry.isStream && entry.name === name);
  }

  /** The bytes of a stream; null where there is none of this name. */
  read(name: string): Buffer | null {
    const entry = this.#entries.find((each) => each.isStream && each.name === name);
    if (!entry) return null;
    const bytes =
      entry.size < this.#smallLimit ? this.#smallChain(entry.start) : this.#chain(entry.start, entry.size);
    if (bytes.length < entry.size) throw new Refusal('paper.truncated', { name: this.#file });
    return bytes.subarray(0, entry.size);
  }

  /** Sector numbers that follow each sector, gathered from the list in the header and its continuations. */
  #readTable(): number[] {
    const lists: number[] = [];
    for (let at = 76; at < 512; at += 4) lists.push(this.#bytes.readUInt32LE(at));
    let next = this.#bytes.readUInt32LE(68);
    for (let turns = 0; next < FREE; turns++) {
      const sector = this.#sector(next);
      if (turns > MOST_ENTRIES) throw new Refusal('paper.damaged', { name: this.#file });
      for (let at = 0; at < sector.length - 4; at += 4) lists.push(sector.readUInt32LE(at));
      next = sector.readUInt32LE(sector.length - 4);
    }
    return lists.filter((at) => at < FREE).flatMap((at) => numbers(this.#sector(at)));
  }

  #readDirectory(directory: Buffer): void {
    for (let at = 0; at + 128 <= directory.length && this.#entries.length < MOST_ENTRIES; at += 128) {
      const length = Math.min(64, directory.readUInt16LE(at + 64));
      const name = directory.toString('utf16le', at, at + Math.max(0, length - 2));
      const type = directory[at + 66];
      this.#entries.push({
        name,
        isStream: type === 2,
        start: directory.readUInt32LE(at + 116),
        size: directory.readUInt32LE(at + 120),
      });
    }
  }

  #sector(at: number): Buffer {
    const start = (at + 1) * this.#sectorSize;
    if (start >= this.#bytes.length) throw new Refusal('paper.truncated', { name: this.#file });
    return this.#bytes.subarray(start, start + this.#sectorSize);
  }

  #chain(first: number, size = Infinity): Buffer {
    const sectors: Buffer[] = [];
    for (
      let at = first;
      at < FREE && sectors.length * this.#sectorSize < size;
      at = this.#table[at] ?? FREE
    ) {
      if (sectors.length > this.#table.length) throw new Refusal('paper.damaged', { name: this.#file });
      sectors.push(this.#sector(at));
    }
    return Buffer.concat(sectors);
  }

  /** Streams below 4 KB share one stream (that of the root entry), cut into pieces of 64 bytes. */
  #smallChain(first: number): Buffer {
    this.#small ??= {
      table: numbers(this.#chain(this.#smallTableStart)),
      bytes: this.#chain(this.#entries[0]?.start ?? FREE),
    };
    const { table, bytes } = this.#small;
    const pieces: Buffer[] = [];
    for (let at = first; at < FREE; at = table[at] ?? FREE) {
      if (pieces.length > table.length) throw new Refusal('paper.damaged', { name: this.#file });
      pieces.push(bytes.subarray(at * 64, at * 64 + 64));
    }
    return Buffer.concat(pieces);
  }
}

function numbers(bytes: Buffer): number[] {
  const list: number[] = [];
  for (let at = 0; at + 4 <= bytes.length; at += 4) list.push(bytes.readUInt32LE(at));
  return list;
}
