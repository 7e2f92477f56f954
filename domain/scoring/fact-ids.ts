import { Int32Column } from './columns.ts';

/** What stands in `lines` where an id is not of the form `line 7`. */
const UUID = -1;
const TEXT = -2;
const NONE = -3;

/**
 * Ids of facts by row, and rows by id. A million ids as texts in a Map are 150 MB and a second of a cold start: `line 7` is kept
 * as 7, a UUID as its four words, and only other ids as texts.
 */
export class FactIds {
  private readonly lines = new Int32Column();
  /** Four for each row, as soon as one is a UUID. */
  private words: Uint32Array | null = null;
  private readonly texts: string[] = [];
  /** Rows by hash, open addressed, -1 where empty; made when the first id is looked up, or before. */
  private table: Int32Array | null = null;
  private filled = 0;
  private readonly asked = new Uint32Array(4);

  reserve(rows: number): void {
    this.lines.reserve(rows);
  }

  /** @param row  one that has no id, or the next new one */
  set(row: number, id: string): void {
    while (this.lines.length <= row) this.lines.push(NONE);
    const line = this.read(id);
    this.lines.values[row] = line;
    if (line === TEXT) this.texts[row] = id;
    else if (line === UUID) this.wordsFor(row).set(this.asked, row * 4);
    if (this.table !== null) this.enter(row);
  }

  /** @throws where the row has none */
  get(row: number): string {
    const line = this.lines.values[row]!;
    if (line >= 0) return `line ${line}`;
    if (line === TEXT) return this.texts[row]!;
    const hex = Array.from(this.words!.subarray(row * 4, row * 4 + 4), (word) =>
      word.toString(16).padStart(8, '0'),
    ).join('');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  }

  /** -1 where no row has the id. Where several have it, one of them. */
  find(id: string): number {
    const table = this.table ?? this.index();
    const line = this.read(id);
    const mask = table.length - 1;
    for (let at = this.hash(line, id, this.asked, 0) & mask; ; at = (at + 1) & mask) {
      const row = table[at]!;
      if (row < 0 || this.isAt(row, line, id)) return row;
    }
  }

  remove(row: number): void {
    if (this.table !== null) this.leave(row);
    if (this.lines.values[row] === TEXT) delete this.texts[row];
    this.lines.values[row] = NONE;
  }

  /** How an id is kept; the words of a UUID stand in `asked` then. */
  private read(id: string): number {
    if (id.length === 36 && readUuid(id, this.asked)) return UUID;
    const line = lineOf(id);
    return line < 0 ? TEXT : line;
  }

  private wordsFor(row: number): Uint32Array {
    const needed = (row + 1) * 4;
    if (this.words === null || this.words.length < needed) {
      const wider = new Uint32Array(Math.max(needed, this.lines.values.length * 4));
      if (this.words !== null) wider.set(this.words);
      this.words = wider;
    }
    return this.words;
  }

  private isAt(row: number, line: number, id: string): boolean {
    if (this.lines.values[row] !== line) return false;
    if (line === TEXT) return this.texts[row] === id;
    if (line !== UUID) return true;
    const from = row * 4;
    for (let at = 0; at < 4; at++) if (this.words![from + at] !== this.asked[at]) return false;
    return true;
  }

  private hash(line: number, text: string, words: Uint32Array, from: number): number {
    let hash = line;
    if (line === UUID) for (let at = 0; at < 4; at++) hash = Math.imul(hash ^ words[from + at]!, PRIME);
    else if (line === TEXT)
      for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), PRIME);
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
    return hash ^ (hash >>> 13);
  }

  private hashOf(row: number): number {
    const line = this.lines.values[row]!;
    return this.hash(line, line === TEXT ? this.texts[row]! : '', this.words ?? this.asked, row * 4);
  }

  /** Indexes all that is there, where that was not done: in one go it takes a third of the time that it takes one by one. */
  open(): void {
    if (this.table === null) this.index();
  }

  private index(): Int32Array {
    let size = 256;
    while (size < this.lines.length * 2) size *= 2;
    this.table = new Int32Array(size).fill(-1);
    this.filled = 0;
    for (let row = 0; row < this.lines.length; row++) if (this.lines.values[row] !== NONE) this.enter(row);
    return this.table;
  }

  private enter(row: number): void {
    if ((this.filled + 1) * 4 > this.table!.length * 3) {
      this.index(); // finds the row among the others
      return;
    }
    const table = this.table!;
    const mask = table.length - 1;
    let at = this.hashOf(row) & mask;
    while (table[at]! >= 0) at = (at + 1) & mask;
    table[at] = row;
    this.filled += 1;
  }

  /** Those behind it that were pushed on move up, so that no search ends too early. */
  private leave(row: number): void {
    const table = this.table!;
    const mask = table.length - 1;
    let hole = this.hashOf(row) & mask;
    while (table[hole] !== row) hole = (hole + 1) & mask;
    for (let at = (hole + 1) & mask; table[at]! >= 0; at = (at + 1) & mask) {
      const wanted = this.hashOf(table[at]!) & mask;
      if (((at - wanted) & mask) < ((at - hole) & mask)) continue;
      table[hole] = table[at]!;
      hole = at;
    }
    table[hole] = -1;
    this.filled -= 1;
  }
}

const PRIME = 0x01000193;

/** Into four words; false where it is not written in full, in small letters. */
function readUuid(id: string, words: Uint32Array): boolean {
  let word = 0;
  let digits = 0;
  for (let at = 0; at < 36; at++) {
    const code = id.charCodeAt(at);
    if (at === 8 || at === 13 || at === 18 || at === 23) {
      if (code !== 45) return false;
      continue;
    }
    const digit = code >= 48 && code <= 57 ? code - 48 : code >= 97 && code <= 102 ? code - 87 : -1;
    if (digit < 0) return false;
    word = (word << 4) | digit;
    digits += 1;
    if ((digits & 7) === 0) words[(digits >> 3) - 1] = word;
  }
  return true;
}

/** 7 of `line 7`; -1 for any other id. */
function lineOf(id: string): number {
  if (id.length < 6 || id.length > 14 || !id.startsWith('line ')) return -1;
  let line = 0;
  for (let at = 5; at < id.length; at++) {
    const digit = id.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return -1;
    line = line * 10 + digit;
  }
  return id.charCodeAt(5) === 48 && id.length > 6 ? -1 : line;
}
