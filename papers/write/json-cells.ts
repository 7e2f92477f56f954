/** Pieces of JSON that a cell can carry; Excel refuses more than 32,767 characters. */
const LONGEST = 30_000;

// What spreadsheets, XML and readers of either keep as it is; all else is written as an escape of JSON.
const KEPT =
  /[^\x20-\x7e\u00b7\u2014\u2018-\u201d\u2026\u2160-\u2169\u2460-\u2473\u2264\u2265\u3001\u3002\u3008-\u3011\u3014\u3015\u4e00-\u9fff\uff01-\uff5e]/g;

/** The value as JSON that any program passes on unharmed, cut to the length of cells. */
export function asCells(value: unknown): string[] {
  const json = JSON.stringify(value)
    .replaceAll(KEPT, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .replaceAll(/(?<= ) /g, '\\u0020');
  const pieces: string[] = [];
  for (let from = 0; from < json.length;) {
    let to = Math.min(json.length, from + LONGEST);
    // A cell of blanks, or with blanks at its ends, would not come back as it was.
    while (to < json.length && to > from + 1 && (json[to] === ' ' || json[to - 1] === ' ')) to -= 1;
    pieces.push(json.slice(from, to));
    from = to;
  }
  return pieces;
}
