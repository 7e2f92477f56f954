import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fullWidth } from '../ui/locale/full-width.ts';

// Writes the punctuation of the Chinese word tables in full width.
const tables = join(import.meta.dirname, '../ui/locale/zh-CN');
for (const name of readdirSync(tables)) {
  const file = join(tables, name);
  const source = readFileSync(file, 'utf8');
  const written = source.replaceAll(
    /^( +(?:'[^']+'|\w+):\s+)'((?:[^'\\\n]|\\.)*)'/gm,
    (_, key: string, text: string) => `${key}'${fullWidth(text)}'`,
  );
  if (written !== source) writeFileSync(file, written);
}
