import { Refusal } from '@tongchuang/domain/kernel/refusal.ts';
import type { OleFile } from './ole.ts';

/** Where the stories of a Word binary file ([MS-DOC]) stand, in characters from its beginning. */
export interface Stories {
  body: Range;
  footnotes: Range;
  endnotes: Range;
  textboxes: Range;
}

export interface Range {
  from: number;
  to: number;
}

/** Properties of a stretch of the file: style number and the modifiers that follow (empty for characters: no style). */
export interface PropertyRun {
  /** Byte offsets in the WordDocument stream. */
  from: number;
  to: number;
  style: number;
  modifiers: Buffer;
}

interface Piece {
  /** First character, and the one after the last. */
  from: number;
  to: number;
  /** Byte offset in the WordDocument stream. */
  at: number;
  bytesEach: 1 | 2;
}

/** Offsets of the pointers in the file's head (FibRgFcLcb97). */
export const POINTERS = {
  styles: 0xa2,
  characterPages: 0xfa,
  paragraphPages: 0x102,
  fonts: 0x112,
  pieces: 0x1a2,
  lists: 0x2e2,
  listUses: 0x2ea,
} as const;

/**
 * The text of a Word binary file, put together from its pieces, and the property pages beside it.
 *
 * @throws {Refusal} `paper.encrypted`, `paper.unsupported` for Word 6 and 95, `paper.truncated`, `paper.damaged`
 */
export class DocText {
  readonly text: string;
  readonly stories: Stories;
  readonly data: Buffer;
  readonly #main: Buffer;
  readonly #table: Buffer;
  readonly #pieces: Piece[];

  constructor(name: string, ole: OleFile) {
    const main = ole.read('WordDocument') ?? Buffer.alloc(0);
    if (main.length < 0x300) throw new Refusal('paper.damaged', { name });
    const flags = main.readUInt16LE(0x0a);
    if ((flags & 0x100) !== 0) throw new Refusal('paper.encrypted', { name });
    if (main.readUInt16LE(0) !== 0xa5ec || main.readUInt16LE(2) < 0xc1)
      throw new Refusal('paper.unsupported', { name });
    const table = ole.read((flags & 0x200) !== 0 ? '1Table' : '0Table');
    if (!table) throw new Refusal('paper.damaged', { name });
    this.#main = main;
    this.#table = table;
    this.data = ole.read('Data') ?? Buffer.alloc(0);
    this.#pieces = readPieces(this.part(POINTERS.pieces));
    // Each character lies in the file once; pieces that say more are forged.
    if ((this.#pieces.at(-1)?.to ?? 0) > main.length) throw new Refusal('paper.damaged', { name });
    const ansi = new TextDecoder('windows-1252');
    this.text = this.#pieces
      .map(({ from, to, at, bytesEach }) => {
        const bytes = main.subarray(at, at + (to - from) * bytesEach);
        if (bytes.length < (to - from) * bytesEach) throw new Refusal('paper.truncated', { name });
        return bytesEach === 2 ? bytes.toString('utf16le') : ansi.decode(bytes);
      })
      .join('');
    this.stories = storiesOf(main, this.text.length);
  }

  /** What a pointer of the head leads to, in the table stream; empty where the file has none. `beyond`: up to the end. */
  part(pointer: number, beyond = false): Buffer {
    const at = this.#main.readUInt32LE(pointer);
    const length = this.#main.readUInt32LE(pointer + 4);
    return length === 0 ? Buffer.alloc(0) : this.#table.subarray(at, beyond ? undefined : at + length);
  }

  /** Byte offset of a character in the WordDocument stream. */
  offsetOf(character: number): number {
    let low = 0;
    let high = this.#pieces.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#pieces[middle]?.to ?? 0) <= character) low = middle + 1;
      else high = middle;
    }
    const piece = this.#pieces[low];
    return piece ? piece.at + (character - piece.from) * piece.bytesEach : -1;
  }

  /** The characters that a run of bytes holds; a run may reach over pieces that lie apart in the text. */
  charactersOf({ from, to }: PropertyRun): Range[] {
    const ranges: Range[] = [];
    for (const piece of this.#pieces) {
      const end = piece.at + (piece.to - piece.from) * piece.bytesEach;
      if (from >= end || to <= piece.at) continue;
      ranges.push({
        from: piece.from + Math.ceil((Math.max(from, piece.at) - piece.at) / piece.bytesEach),
        to: piece.from + Math.ceil((Math.min(to, end) - piece.at) / piece.bytesEach),
      });
    }
    return ranges;
  }

  /** Runs of paragraph or character properties, in the order of the file. */
  runs(kind: 'paragraph' | 'character'): PropertyRun[] {
    const pages = this.part(kind === 'paragraph' ? POINTERS.paragraphPages : POINTERS.characterPages);
    const count = Math.floor((pages.length - 4) / 8);
    const runs: PropertyRun[] = [];
    for (let at = 0; at < count; at++) {
      const number = pages.readUInt32LE((count + 1) * 4 + at * 4) & 0x3fffff;
      const page = this.#main.subarray(number * 512, number * 512 + 512);
      if (page.length === 512)
        runs.push(...(kind === 'paragraph' ? paragraphRuns(page) : characterRuns(page)));
    }
    return runs.sort((a, b) => a.from - b.from);
  }
}

function readPieces(part: Buffer): Piece[] {
  let at = 0;
  while (part[at] === 1) at += 3 + part.readUInt16LE(at + 1);
  if (part[at] !== 2) throw new RangeError('no piece table');
  const plc = part.subarray(at + 5, at + 5 + part.readUInt32LE(at + 1));
  const count = Math.floor((plc.length - 4) / 12);
  const pieces: Piece[] = [];
  for (let i = 0; i < count; i++) {
    const from = plc.readUInt32LE(i * 4);
    const to = plc.readUInt32LE(i * 4 + 4);
    const pointer = plc.readUInt32LE((count + 1) * 4 + i * 8 + 2);
    const packed = (pointer & 0x40000000) !== 0;
    const offset = pointer & 0x3fffffff;
    if (to < from) throw new RangeError('pieces run backwards');
    pieces.push({ from, to, at: packed ? offset >> 1 : offset, bytesEach: packed ? 1 : 2 });
  }
  return pieces;
}

/** Lengths of the stories in the head: body, footnotes, page heads, comments, endnotes, text boxes. */
function storiesOf(main: Buffer, length: number): Stories {
  let from = 0;
  const next = (offset: number): Range => {
    const range = { from, to: Math.min(length, from + main.readUInt32LE(offset)) };
    from = range.to;
    return range;
  };
  const body = next(0x4c);
  const footnotes = next(0x50);
  next(0x54);
  next(0x5c);
  return { body, footnotes, endnotes: next(0x60), textboxes: next(0x64) };
}

function paragraphRuns(page: Buffer): PropertyRun[] {
  return runsOf(page, (count, at) => {
    const place = (page[(count + 1) * 4 + at * 13] ?? 0) * 2;
    if (place === 0) return { style: 0, modifiers: Buffer.alloc(0) };
    const half = page[place] ?? 0;
    const start = half === 0 ? place + 2 : place + 1;
    const length = half === 0 ? (page[place + 1] ?? 0) * 2 : half * 2 - 1;
    const bytes = page.subarray(start, start + length);
    return { style: bytes.length >= 2 ? bytes.readUInt16LE(0) : 0, modifiers: bytes.subarray(2) };
  });
}

function characterRuns(page: Buffer): PropertyRun[] {
  return runsOf(page, (count, at) => {
    const place = (page[(count + 1) * 4 + at] ?? 0) * 2;
    if (place === 0) return null;
    return { style: 0, modifiers: page.subarray(place + 1, place + 1 + (page[place] ?? 0)) };
  });
}

function runsOf(
  page: Buffer,
  read: (count: number, at: number) => { style: number; modifiers: Buffer } | null,
): PropertyRun[] {
  const count = page[511] ?? 0;
  const runs: PropertyRun[] = [];
  for (let at = 0; at < count && at * 4 + 8 <= 511; at++) {
    const properties = read(count, at);
    if (properties)
      runs.push({ from: page.readUInt32LE(at * 4), to: page.readUInt32LE(at * 4 + 4), ...properties });
  }
  return runs;
}
