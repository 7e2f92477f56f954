import iconv from 'iconv-lite';
import { plainText } from './source.ts';
import type { Source } from './source.ts';

/** The document as a text file in the encoding its source names; tables become tabs and line feeds. */
export function encodeText(source: Source): Uint8Array {
  const lines: string[] = [];
  for (const block of source.blocks) {
    if (block.kind === 'paragraph') lines.push(plainText(block.runs));
    else if (block.kind === 'table')
      for (const row of block.rows)
        lines.push(row.map((cell) => cell.paragraphs.map(plainText).join(' ')).join('\t'));
  }
  const newline =
    source.meta.get('newline') === 'crlf' ? '\r\n' : source.meta.get('newline') === 'none' ? '' : '\n';
  const text = lines.join(newline);
  const encoding = source.meta.get('encoding') ?? 'utf8';
  if (encoding === 'utf8') return new TextEncoder().encode(text);
  if (encoding === 'utf8-bom') return iconv.encode(text, 'utf8', { addBOM: true });
  if (encoding === 'utf16le') return iconv.encode(text, 'utf-16le', { addBOM: true });
  return iconv.encode(text, encoding);
}
