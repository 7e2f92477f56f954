import type { Paper } from '@tongchuang/domain/intake/paper.ts';
import { Refusal } from '@tongchuang/domain/kernel/refusal.ts';
import { Notes } from './flow.ts';

export interface Decoded {
  text: string;
  /** Neither a byte order mark nor valid UTF-8 said it. */
  guessed: boolean;
}

/** A text file: the decoded text unchanged, a block a line. */
export function readText(name: string, { text, guessed }: Decoded): Paper {
  if (text.trim() === '') throw new Refusal('paper.empty', { name });
  const notes = new Notes();
  notes.add('encoding_guessed', guessed ? 1 : 0);
  return paperOfText(name, text, notes);
}

/** The paper of text that is already decoded, for example pasted into a form. */
export function paperOfText(name: string, text: string, notes: Notes = new Notes()): Paper {
  notes.add('characters_lost', lostCharacters(text));
  const blocks: Paper['blocks'] = [];
  for (const { index, 0: line } of text.matchAll(/[^\r\n\u2028\u2029]+/g)) {
    if (line.trim() === '') continue;
    const end = index + line.length;
    blocks.push({ kind: 'paragraph', start: index, end, number: null, outline: null, place: 'body' });
  }
  return { name, format: 'txt', text, blocks, notes: notes.list() };
}

/** Replacement characters, and runs of question marks where Chinese stands around: what a bad conversion leaves. */
export function lostCharacters(text: string): number {
  const replaced = text.match(/\ufffd/g)?.length ?? 0;
  const questioned =
    text.match(/(?<=[\p{Script=Han}\p{Po}“”])\?{2,}(?=[\p{Script=Han}\p{Po}“”])/gu)?.length ?? 0;
  return replaced + questioned;
}

/**
 * UTF-8, UTF-16 of both orders, or GB18030 (which holds GBK and GB2312), without its byte order mark.
 * A UTF-8 file with a few broken characters, or cut inside one, stays UTF-8.
 */
export function decodeText(bytes: Uint8Array): Decoded {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return known('utf-16le', bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return known('utf-16be', bytes);
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return known('utf-8', bytes);
  const wide = wideOrder(bytes);
  if (wide) return { ...known(wide, bytes), guessed: true };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), guessed: false };
  } catch {
    const utf8 = new TextDecoder('utf-8').decode(bytes);
    const gb = new TextDecoder('gb18030').decode(bytes);
    return { text: damage(utf8) <= damage(gb) ? utf8 : gb, guessed: true };
  }
}

const known = (encoding: string, bytes: Uint8Array): Decoded => ({
  text: new TextDecoder(encoding).decode(bytes),
  guessed: false,
});

/** Share of characters that no Chinese text has: wrong decoding shows as replacement, private or control characters. */
function damage(text: string): number {
  const odd = text.match(/[\ufffd\p{Co}]|(?!\s)\p{Cc}/gu)?.length ?? 0;
  return odd / Math.max(1, text.length);
}

/** UTF-16 without a mark: one byte of each pair is 0 for digits and line ends, or a Chinese page (4E–9F, 30, FF). */
function wideOrder(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const length = Math.min(bytes.length - (bytes.length % 2), 8_192);
  if (length < 4) return null;
  let zeros = 0;
  const pages: [number, number] = [0, 0];
  for (let at = 0; at < length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte === 0) zeros++;
    if (byte === 0 || (byte >= 0x4e && byte <= 0x9f) || byte === 0x30 || byte === 0xff)
      pages[at % 2 === 0 ? 0 : 1]++;
  }
  // No other text encoding has a zero byte.
  if (zeros === 0) return wideWithoutZeros(bytes, length);
  if (pages[1] > pages[0] && pages[1] > length * 0.45) return 'utf-16le';
  if (pages[0] > pages[1] && pages[0] > length * 0.45) return 'utf-16be';
  return null;
}

/** A short Chinese text may have neither digit nor line end; then it must be good UTF-16 and bad UTF-8 and GB18030. */
function wideWithoutZeros(bytes: Uint8Array, length: number): 'utf-16le' | 'utf-16be' | null {
  if (bytes.length % 2 !== 0) return null;
  const head = bytes.subarray(0, length);
  if (damage(new TextDecoder('utf-8').decode(head)) < 0.02) return null;
  for (const order of ['utf-16le', 'utf-16be'] as const) {
    const text = new TextDecoder(order).decode(head);
    const common = text.match(/[的和县市创建工作、\uff0c。各单位责任一]/g)?.length ?? 0;
    const chinese = text.match(/[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]/g)?.length ?? 0;
    if (chinese > text.length * 0.95 && common > text.length * 0.05) return order;
  }
  return null;
}

/** More than a stray control character: not a text. */
export function looksBinary(text: string): boolean {
  return text.includes('\0') || damage(text) > 0.1;
}
