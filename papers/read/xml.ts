import { isUtf8 } from 'node:buffer';
import { SaxesParser } from 'saxes';
import { Refusal } from '@tongchuang/domain/kernel/refusal.ts';

export type Attributes = Readonly<Record<string, string>>;

export interface XmlEvents {
  /** `name` and the attribute names carry the usual prefixes ("w:p", "mc:Choice") whatever the file calls them. */
  open(name: string, attributes: Attributes): void;
  close(name: string): void;
  text?(text: string): void;
}

/** Namespaces that the readers know, under the prefix that they use; the spreadsheet and relationship ones under none. */
const PREFIXES: Record<string, string> = {
  'http://schemas.openxmlformats.org/wordprocessingml/2006/main': 'w',
  'http://purl.oclc.org/ooxml/wordprocessingml/main': 'w',
  'http://schemas.openxmlformats.org/officeDocument/2006/relationships': 'r',
  'http://purl.oclc.org/ooxml/officeDocument/relationships': 'r',
  'http://schemas.openxmlformats.org/officeDocument/2006/math': 'm',
  'http://purl.oclc.org/ooxml/officeDocument/math': 'm',
  'http://schemas.openxmlformats.org/markup-compatibility/2006': 'mc',
  'urn:schemas-microsoft-com:vml': 'v',
  'http://schemas.openxmlformats.org/spreadsheetml/2006/main': '',
  'http://purl.oclc.org/ooxml/spreadsheetml/main': '',
  'http://schemas.openxmlformats.org/package/2006/relationships': '',
  'http://schemas.openxmlformats.org/package/2006/content-types': '',
};

/** Far deeper than any writer nests, and shallow enough for the readers' own recursion. */
const DEEPEST = 1_000;
const CHUNK = 1 << 17;

/**
 * Reads one XML part in one pass. Document types and entities are not for reading plans: refused.
 *
 * @throws {Refusal} `paper.external_entity` for a DTD, `paper.damaged` where it is not well formed
 */
export function readXml(file: string, bytes: Uint8Array, events: XmlEvents): void {
  const parser = new SaxesParser<{ xmlns: false; position: false }>({ xmlns: false, position: false });
  const names = new Names();
  let depth = 0;
  parser.on('doctype', () => {
    throw new Refusal('paper.external_entity', { name: file });
  });
  parser.on('error', (error) => {
    // Word itself writes none, but converters leave control characters behind; they are only not visible.
    if (!error.message.includes('disallowed character')) throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (++depth > DEEPEST) throw new Error('nested too deep');
    names.meet(name, attributes);
    events.open(names.of(name), names.usual ? attributes : names.attributes(attributes));
  });
  parser.on('closetag', (tag) => {
    depth--;
    events.close(names.of(tag.name));
  });
  if (events.text) parser.on('text', (text) => events.text?.(text));

  try {
    for (const piece of pieces(bytes)) parser.write(piece);
    parser.close();
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal('paper.damaged', { name: file });
  }
}

/**
 * Gives every name its usual prefix. Nearly all files use it anyway. Declarations are looked for where a name is met
 * for the first time: at the root, and where an inserted shape brings its own.
 */
class Names {
  usual = true;
  readonly #prefix = new Map<string, string>();
  readonly #known = new Map<string, string>();

  meet(name: string, attributes: Attributes): void {
    if (this.#known.has(name)) return;
    for (const key of Object.keys(attributes)) {
      const usual = key.startsWith('xmlns') ? PREFIXES[attributes[key] ?? ''] : undefined;
      const used = key.slice(6);
      if (usual === undefined || this.#prefix.get(used) === usual) continue;
      this.#prefix.set(used, usual);
      this.#known.clear();
      if (used !== usual) this.usual = false;
    }
    this.#known.set(name, this.#rename(name));
  }

  of(name: string): string {
    return this.usual ? name : (this.#known.get(name) ?? this.#rename(name));
  }

  /** An attribute without prefix belongs to no namespace. */
  attributes(attributes: Attributes): Attributes {
    const renamed = (key: string) => (key.includes(':') && !key.startsWith('xml') ? this.#rename(key) : key);
    return Object.fromEntries(Object.entries(attributes).map(([key, value]) => [renamed(key), value]));
  }

  #rename(name: string): string {
    const colon = name.indexOf(':');
    const prefix = this.#prefix.get(colon < 0 ? '' : name.slice(0, colon));
    const local = name.slice(colon + 1);
    return prefix === undefined ? name : prefix === '' ? local : `${prefix}:${local}`;
  }
}

/** The text in pieces, so that a large part never stands in memory twice. @throws where the encoding is not kept */
function* pieces(bytes: Uint8Array): Generator<string> {
  const head = String.fromCharCode(...bytes.subarray(0, 120));
  const wide = head.startsWith('ÿþ') ? 'utf-16le' : head.startsWith('þÿ') ? 'utf-16be' : null;
  const declared = wide ?? /^[^>]*encoding\s*=\s*["']([\w-]+)["']/.exec(head)?.[1] ?? 'utf-8';
  if (!/^utf-?8$/i.test(declared)) {
    const decoder = new TextDecoder(declared, { fatal: true });
    for (let at = 0; at < bytes.length; at += CHUNK)
      yield decoder.decode(bytes.subarray(at, at + CHUNK), { stream: true });
    yield decoder.decode();
    return;
  }
  if (!isUtf8(bytes)) throw new RangeError('not UTF-8');
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = head.startsWith('\xef\xbb\xbf') ? 3 : 0;
  while (at < buffer.length) {
    let end = Math.min(at + CHUNK, buffer.length);
    // Not inside a character: its later bytes begin with the bits 10.
    while (((buffer[end] ?? 0) & 0xc0) === 0x80) end--;
    yield buffer.toString('utf8', at, end);
    at = end;
  }
}
