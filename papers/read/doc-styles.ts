import { paragraphProperties } from './doc-properties.ts';

export interface DocStyle {
  list: number | undefined;
  level: number | undefined;
  /** 0 to 8, 9 for body text. */
  outline: number | undefined;
  /** Entries of a generated table of contents. */
  contents: boolean;
}

interface OwnStyle extends DocStyle {
  basedOn: number;
}

const NOTHING: DocStyle = { list: undefined, level: undefined, outline: undefined, contents: false };
/** "Based on nothing". */
const NONE = 0xfff;

/** The paragraph styles of a Word binary file (STSH) by number, with what they inherit. */
export function readDocStyles(part: Buffer): (style: number) => DocStyle {
  const own = new Map<number, OwnStyle>();
  if (part.length >= 8) {
    const count = part.readUInt16LE(2);
    const baseSize = part.readUInt16LE(4);
    let at = 2 + part.readUInt16LE(0);
    for (let style = 0; style < count && at + 2 <= part.length; style++) {
      const size = part.readUInt16LE(at);
      const read = readStyle(part.subarray(at + 2, at + 2 + size), baseSize);
      if (read) own.set(style, read);
      at += 2 + size + (size % 2);
    }
  }
  const inherit = (style: number, depth: number): DocStyle => {
    const found = own.get(style);
    if (!found || depth > 20) return NOTHING;
    const parent = found.basedOn === NONE ? NOTHING : inherit(found.basedOn, depth + 1);
    return {
      list: found.list ?? parent.list,
      level: found.level ?? parent.level,
      outline: found.outline ?? parent.outline,
      contents: found.contents || parent.contents,
    };
  };
  const known = new Map<number, DocStyle>();
  return (style) => {
    let facts = known.get(style);
    if (!facts) known.set(style, (facts = inherit(style, 0)));
    return facts;
  };
}

function readStyle(bytes: Buffer, baseSize: number): OwnStyle | null {
  if (bytes.length < baseSize + 2 || baseSize < 10) return null;
  const builtIn = bytes.readUInt16LE(0) & 0xfff;
  const kind = bytes.readUInt16LE(2) & 15;
  const basedOn = bytes.readUInt16LE(2) >> 4;
  if (kind !== 1) return null;
  // Name with its length and a closing zero, then the paragraph modifiers behind their length and the style's number.
  let at = baseSize + 2 + (bytes.readUInt16LE(baseSize) + 1) * 2;
  at += at % 2;
  const size = at + 2 <= bytes.length ? bytes.readUInt16LE(at) : 0;
  const properties = paragraphProperties(bytes.subarray(at + 4, at + 2 + size), Buffer.alloc(0));
  return {
    basedOn,
    list: properties.list,
    level: properties.level,
    outline: properties.outline ?? (builtIn >= 1 && builtIn <= 9 ? builtIn - 1 : undefined),
    contents: builtIn >= 19 && builtIn <= 27,
  };
}
