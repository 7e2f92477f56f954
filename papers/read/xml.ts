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
  parser.on('opentag', (tag) => {
    if (++depth > DEEPEST) throw new Error('nested too deep');
    const attributes = names.learn(tag.attributes);
    events.open(names.of(tag.name), attributes);
  });
  parser.on('closetag', (tag) => {
    depth--;
    events.close(names.of(tag.name));
  });
  if (events.text) parser.on('text', (text) => events.text?.(text));

  const decoder = decoderOf(file, bytes);
  try {
    for (let at = 0; at < bytes.length; at += CHUNK) {
      parser.write(decoder.decode(bytes.subarray(at, at + CHUNK), { stream: true }));
    }
    parser.write(decoder.decode()).close();
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal('paper.damaged', { name: file });
  }
}

/** Gives every name its usual prefix. Nearly all files use it anyway, so the common case is one look into a map. */
class Names {
  readonly #prefix = new Map<string, string>();
  readonly #known = new Map<string, string>();
  #usual = true;

  learn(attributes: Record<string, string>): Attributes {
    for (const key in attributes) {
      if (!key.startsWith('xmlns')) continue;
      const usual = PREFIXES[attributes[key] ?? ''];
      const used = key.slice(6);
      if (usual === undefined || this.#prefix.get(used) === usual) continue;
      this.#prefix.set(used, usual);
      this.#known.clear();
      if (used !== usual) this.#usual = false;
    }
    if (this.#usual) return attributes;
    return Object.fromEntries(
      Object.entries(attributes).map(([key, value]) => [this.#attribute(key), value]),
    );
  }

  of(name: string): string {
    if (this.#usual) return name;
    let known = this.#known.get(name);
    if (known === undefined) {
      const colon = name.indexOf(':');
      const prefix = this.#prefix.get(colon < 0 ? '' : name.slice(0, colon));
      const local = name.slice(colon + 1);
      known = prefix === undefined ? name : prefix === '' ? local : `${prefix}:${local}`;
      this.#known.set(name, known);
    }
    return known;
  }

  /** An attribute without prefix belongs to no namespace. */
  #attribute(name: string): string {
    return name.includes(':') && !name.startsWith('xml') ? this.of(name) : name;
  }
}

function decoderOf(file: string, bytes: Uint8Array): TextDecoder {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be');
  const head = String.fromCharCode(...bytes.subarray(0, 120));
  const declared = /^[^>]*encoding\s*=\s*["']([\w-]+)["']/.exec(head)?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(declared, { fatal: true });
  } catch {
    throw new Refusal('paper.damaged', { name: file });
  }
}
