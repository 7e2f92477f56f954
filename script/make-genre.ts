/**
 * Makes the genre corpus: for each marked source in papers/fixtures/{genre,unseen}/source the document and its
 * expected reading beside it. `node script/make-genre.ts [NAME…]`; .doc and .pdf need soffice and are made only
 * when named or missing, because soffice stamps the time into them.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { encodeText } from './genre/text.ts';
import { readSource } from './genre/markup.ts';
import type { Source } from './genre/markup.ts';

const FIXTURES = join(import.meta.dirname, '../papers/fixtures');

/** Makes one document's bytes; null where the format is made by soffice and stands there already. */
function bytesOf(source: Source): Uint8Array {
  const format = source.meta.get('format') ?? 'txt';
  if (format === 'txt') return encodeText(source);
  throw new Error(`unknown format ${format}`);
}

const wanted = new Set(process.argv.slice(2));
for (const folder of ['genre', 'unseen']) {
  const sources = join(FIXTURES, folder, 'source');
  if (!existsSync(sources)) continue;
  for (const file of readdirSync(sources).sort()) {
    const name = basename(file, '.txt');
    if (wanted.size > 0 && !wanted.has(name)) continue;
    try {
      const source = readSource(readFileSync(join(sources, file), 'utf8'));
      const extension = source.meta.get('extension') ?? source.meta.get('format') ?? 'txt';
      writeFileSync(join(FIXTURES, folder, `${name}.${extension}`), bytesOf(source));
      writeFileSync(join(FIXTURES, folder, `${name}.expected.json`), `${JSON.stringify(source.expected, null, 1)}\n`);
      console.log(`${folder}/${name}.${extension}: ${source.expected.tasks.length} tasks`);
    } catch (error) {
      console.error(`${folder}/${file}: ${error instanceof Error ? error.message : String(error)}`);
      process.exitCode = 1;
    }
  }
}
