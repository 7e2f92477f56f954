import type { Block, Paper } from './paper.ts';

/** Pasted text as a Paper: one paragraph a line, nothing known of its format. */
export function paperOfText(text: string, name = 'pasted.txt'): Paper {
  const blocks: Block[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    const end = start + line.length;
    if (end > start)
      blocks.push({ kind: 'paragraph', start, end, number: null, outline: null, place: 'body' });
    start = end + 1;
  }
  return { name, format: 'txt', text, blocks, notes: [] };
}
