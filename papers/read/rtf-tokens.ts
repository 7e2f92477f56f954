/** A piece of RTF: the start or end of a group, a control word with its number, a byte of text, or a run of binary data left out. */
export type RtfToken =
  | { kind: 'open' }
  | { kind: 'close' }
  | { kind: 'word'; word: string; value: number | null }
  /** A character of the current code page, given as `\'xx` or plainly. */
  | { kind: 'byte'; byte: number };

/** Cuts RTF into its tokens; line ends between them mean nothing. */
export function* rtfTokens(bytes: Uint8Array): Generator<RtfToken> {
  let at = 0;
  while (at < bytes.length) {
    const byte = bytes[at++] ?? 0;
    if (byte === 0x7b) yield { kind: 'open' };
    else if (byte === 0x7d) yield { kind: 'close' };
    else if (byte === 0x0a || byte === 0x0d || byte === 0) continue;
    else if (byte !== 0x5c) yield { kind: 'byte', byte };
    else {
      const next = bytes[at] ?? 0;
      if (isLetter(next)) {
        const word = wordAt(bytes, at);
        at = word.end;
        if (word.word === 'bin') at += Math.max(0, word.value ?? 0);
        else yield { kind: 'word', word: word.word, value: word.value };
      } else if (next === 0x27) {
        const hex = Number.parseInt(String.fromCharCode(bytes[at + 1] ?? 0, bytes[at + 2] ?? 0), 16);
        at += 3;
        if (!Number.isNaN(hex)) yield { kind: 'byte', byte: hex };
      } else {
        at++;
        if (next === 0x5c || next === 0x7b || next === 0x7d) yield { kind: 'byte', byte: next };
        else if (next === 0x0a || next === 0x0d) yield { kind: 'word', word: 'par', value: null };
        else yield { kind: 'word', word: String.fromCharCode(next), value: null };
      }
    }
  }
}

function wordAt(bytes: Uint8Array, start: number): { word: string; value: number | null; end: number } {
  let at = start;
  while (isLetter(bytes[at] ?? 0) && at - start < 40) at++;
  const word = String.fromCharCode(...bytes.subarray(start, at));
  const digits = at;
  if (bytes[at] === 0x2d) at++;
  while (isDigit(bytes[at] ?? 0) && at - digits < 12) at++;
  const value = at === digits ? null : Number(String.fromCharCode(...bytes.subarray(digits, at)));
  // One blank behind a control word belongs to it.
  if (bytes[at] === 0x20) at++;
  return { word, value: value !== null && Number.isNaN(value) ? null : value, end: at };
}

const isLetter = (byte: number): boolean => (byte >= 0x61 && byte <= 0x7a) || (byte >= 0x41 && byte <= 0x5a);
const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39;
