import { zipSync } from 'fflate';
import type { Zippable } from 'fflate';

export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** An Office file of the given parts; every time stamp is the same, so equal parts make equal bytes. */
export function officeZip(parts: Record<string, string>): Uint8Array {
  const files: Zippable = {};
  for (const [path, content] of Object.entries(parts))
    files[path] = [
      new TextEncoder().encode(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${content}`),
      { mtime: '2024-01-01T12:00:00' },
    ];
  return zipSync(files, { level: 9 });
}

/** How many cells a cell covers to the right and downwards. */
export function spanOf(
  rows: { merge: '' | '^' | '<' }[][],
  row: number,
  column: number,
): [across: number, down: number] {
  let across = 1;
  while (rows[row]?.[column + across]?.merge === '<') across += 1;
  let down = 1;
  while (rows[row + down]?.[column]?.merge === '^') down += 1;
  return [across, down];
}
