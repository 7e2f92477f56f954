import { FORMAT_BY_NUMBER } from './counting.ts';
import type { ListLevel, ListUse } from './numbering.ts';

interface Definition {
  id: number;
  levels: Map<number, ListLevel>;
}

/**
 * The lists of a Word binary file, by the 1-based number that paragraphs use.
 *
 * @param lists  the table stream from the list definitions (PlfLst) to its end: the levels follow them uncounted
 * @param uses   the uses (PlfLfo), also to the end
 */
export function readDocLists(lists: Buffer, uses: Buffer): Map<string, ListUse> {
  if (lists.length < 2 || uses.length < 4) return new Map();
  const definitions = readDefinitions(new Cursor(lists));
  const cursor = new Cursor(uses);
  const count = cursor.u32();
  const heads: { list: number; overrides: number }[] = [];
  for (let at = 0; at < count && cursor.left >= 16; at++) {
    const list = cursor.u32();
    cursor.skip(8);
    heads.push({ list, overrides: cursor.u8() });
    cursor.skip(3);
  }
  const found = new Map<string, ListUse>();
  heads.forEach(({ list, overrides }, at) => {
    const levels = new Map(definitions.find(({ id }) => id === list)?.levels);
    const startOverrides = new Map<number, number>();
    cursor.skip(4);
    for (let i = 0; i < overrides && cursor.left >= 8; i++) {
      const start = cursor.u32();
      const flags = cursor.u32();
      const level = flags & 15;
      if ((flags & 16) !== 0) startOverrides.set(level, start);
      if ((flags & 32) !== 0) levels.set(level, readLevel(cursor));
    }
    found.set(String(at + 1), { counter: String(list), levels, startOverrides });
  });
  return found;
}

function readDefinitions(cursor: Cursor): Definition[] {
  const count = cursor.u16();
  const heads: { id: number; levels: number }[] = [];
  for (let at = 0; at < count && cursor.left >= 28; at++) {
    const id = cursor.u32();
    cursor.skip(22);
    heads.push({ id, levels: (cursor.u8() & 1) !== 0 ? 1 : 9 });
    cursor.skip(1);
  }
  return heads.map(({ id, levels: howMany }) => {
    const levels = new Map<number, ListLevel>();
    for (let level = 0; level < howMany && cursor.left >= 28; level++) levels.set(level, readLevel(cursor));
    return { id, levels };
  });
}

/** A level: its head of 28 bytes, formatting, and the text in which a character 0 to 8 stands for a level's number. */
function readLevel(cursor: Cursor): ListLevel {
  const start = cursor.u32();
  const format = cursor.u8();
  const flags = cursor.u8();
  cursor.skip(18);
  const characters = cursor.u8();
  const paragraphs = cursor.u8();
  const limit = cursor.u8();
  cursor.skip(1 + paragraphs + characters);
  const text = cursor.utf16(cursor.u16());
  return {
    start,
    format: FORMAT_BY_NUMBER[format] ?? 'decimal',
    text: Array.from(text, (sign) => (sign < '\x09' ? `%${sign.charCodeAt(0) + 1}` : sign)).join(''),
    legal: (flags & 4) !== 0,
    // fNoRestart: begins again only after the levels below the limit.
    restart: (flags & 8) !== 0 ? limit : null,
    digits: 0,
    style: null,
  };
}

/** Reads on from where it stands; beyond the end everything is 0, as a truncated list still numbers its first levels. */
class Cursor {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get left(): number {
    return this.#bytes.length - this.#at;
  }

  skip(bytes: number): void {
    this.#at += bytes;
  }

  u8(): number {
    return this.#bytes[this.#at++] ?? 0;
  }

  u16(): number {
    return this.u8() | (this.u8() << 8);
  }

  u32(): number {
    return (this.u16() | (this.u16() << 16)) >>> 0;
  }

  utf16(characters: number): string {
    const text = this.#bytes.toString(
      'utf16le',
      Math.min(this.#at, this.#bytes.length),
      this.#at + characters * 2,
    );
    this.skip(characters * 2);
    return text;
  }
}
