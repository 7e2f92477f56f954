import type { RowDefinition } from './edge-table.ts';

/** What the modifiers (sprm) of a paragraph say about the things that matter here; undefined: its style decides. */
export interface ParagraphProperties {
  inTable: boolean;
  /** Nesting depth of the table, 1 for an outer one. */
  depth: number;
  endsRow: boolean;
  endsInnerCell: boolean;
  endsInnerRow: boolean;
  level: number | undefined;
  /** 1-based use of a list; 0 takes the style's number away. */
  list: number | undefined;
  /** 0 to 8, 9 for body text. */
  outline: number | undefined;
  row: RowDefinition | null;
}

export interface CharacterProperties {
  deleted: boolean;
  inserted: boolean;
  hidden: boolean;
  /** A sign of a symbol font: index of the font, and the code. */
  symbol: { font: number; code: number } | null;
}

/** @param data the Data stream, where large modifiers are kept */
export function paragraphProperties(modifiers: Buffer, data: Buffer): ParagraphProperties {
  const properties: ParagraphProperties = {
    inTable: false,
    depth: 0,
    endsRow: false,
    endsInnerCell: false,
    endsInnerRow: false,
    level: undefined,
    list: undefined,
    outline: undefined,
    row: null,
  };
  tell(properties, modifiers, data);
  return properties;
}

function tell(properties: ParagraphProperties, modifiers: Buffer, data: Buffer | null): void {
  eachModifier(modifiers, (code, operand) => {
    const byte = operand[0] ?? 0;
    switch (code) {
      case 0x2416:
        properties.inTable = byte === 1;
        break;
      case 0x2417:
        properties.endsRow = byte === 1;
        break;
      case 0x244b:
        properties.endsInnerCell = byte === 1;
        break;
      case 0x244c:
        properties.endsInnerRow = byte === 1;
        break;
      case 0x6649:
        properties.depth = operand.readInt32LE(0);
        break;
      case 0x260a:
        properties.level = byte;
        break;
      case 0x460b:
        properties.list = operand.readInt16LE(0);
        break;
      case 0x2640:
        properties.outline = byte;
        break;
      case 0xd608:
        properties.row = rowDefinition(operand);
        break;
      case 0xd62b: {
        const merge = properties.row?.merges[byte];
        if (merge) merge.vertical = verticalMerge(operand[1] ?? 0);
        break;
      }
      case 0x5624:
        for (let cell = byte + 1; cell < (operand[1] ?? 0); cell++) {
          const merge = properties.row?.merges[cell];
          if (merge) merge.left = true;
        }
        break;
      case 0x6645:
      case 0x6646: {
        // Modifiers too long for a page; the ones kept there name no further place.
        const at = operand.readUInt32LE(0);
        if (data && at + 2 <= data.length)
          tell(properties, data.subarray(at + 2, at + 2 + data.readUInt16LE(at)), null);
        break;
      }
    }
  });
}

export function characterProperties(modifiers: Buffer): CharacterProperties {
  const properties: CharacterProperties = { deleted: false, inserted: false, hidden: false, symbol: null };
  eachModifier(modifiers, (code, operand) => {
    if (code === 0x0800) properties.deleted = operand[0] === 1;
    else if (code === 0x0801) properties.inserted = operand[0] === 1;
    else if (code === 0x083c) properties.hidden = operand[0] === 1;
    else if (code === 0x6a09)
      properties.symbol = { font: operand.readUInt16LE(0), code: operand.readUInt16LE(2) };
  });
  return properties;
}

/** Cell edges, then 20 bytes a cell whose first two hold the merges. */
function rowDefinition(operand: Buffer): RowDefinition | null {
  const cells = operand[0] ?? 0;
  if (cells > 64 || operand.length < 1 + (cells + 1) * 2) return null;
  const edges: number[] = [];
  for (let at = 0; at <= cells; at++) edges.push(operand.readInt16LE(1 + at * 2));
  const merges: RowDefinition['merges'] = [];
  for (let at = 0; at < cells; at++) {
    const place = 1 + (cells + 1) * 2 + at * 20;
    const flags = place + 2 <= operand.length ? operand.readUInt16LE(place) : 0;
    merges.push({ left: (flags & 3) === 2, vertical: verticalMerge((flags >> 5) & 3) });
  }
  return { edges, merges };
}

const verticalMerge = (bits: number): RowDefinition['merges'][number]['vertical'] =>
  bits === 0 ? 'none' : bits === 1 ? 'continues' : 'starts';

/** Bytes of an operand by the top three bits of its modifier; 6 says its own length. */
const SIZES = [1, 1, 2, 4, 2, 2, 0, 3];

function eachModifier(modifiers: Buffer, take: (code: number, operand: Buffer) => void): void {
  let at = 0;
  while (at + 3 <= modifiers.length) {
    const code = modifiers.readUInt16LE(at);
    let size = SIZES[code >> 13] ?? 0;
    at += 2;
    if (size === 0) {
      // The row definition alone counts its length in two bytes, and one too many.
      const wide = code === 0xd608;
      if (wide && at + 2 > modifiers.length) return;
      size = wide ? modifiers.readUInt16LE(at) - 1 : (modifiers[at] ?? 0);
      at += wide ? 2 : 1;
    }
    if (size < 0 || at + size > modifiers.length) return;
    take(code, modifiers.subarray(at, at + size));
    at += size;
  }
}
