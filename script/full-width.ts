import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fullWidth } from '../ui/locale/full-width.ts';

// Writes the punctuation of what people read in Chinese in full width: the word tables, and the sentences of refusals.
const ROOT = join(import.meta.dirname, '..');

const tables = join(ROOT, 'ui/locale/zh-CN');
for (const name of readdirSync(tables))
  rewrite(join(tables, name), /^( +(?:'[^']+'|\w+):\s+)'((?:[^'\\\n]|\\.)*)'/gm);
rewrite(join(ROOT, 'domain/kernel/refusal-words.ts'), /('zh-CN':\s+)'((?:[^'\\\n]|\\.)*)'/g);

function rewrite(file: string, entry: RegExp): void {
  const source = readFileSync(file, 'utf8');
  const written = source.replaceAll(entry, (_, key: string, text: string) => `${key}'${fullWidth(text)}'`);
  if (written !== source) writeFileSync(file, written);
}
