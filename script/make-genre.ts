/**
 * Makes the genre corpus: for each marked source in papers/fixtures/{genre,unseen,second,third,fourth}/source the document and its
 * expected reading beside it. `node script/make-genre.ts [NAME…]`; .doc and .pdf need soffice and are made only
 * when named or missing, because soffice stamps the time into them.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { docxOf } from './genre/docx.ts';
import { readSource } from './genre/markup.ts';
import { converted } from './genre/office.ts';
import { htmlOf, rtfOf } from './genre/old-word.ts';
import { encodeText } from './genre/text.ts';
import { xlsxOf } from './genre/xlsx.ts';
import type { Source } from './genre/source.ts';

const FIXTURES = join(import.meta.dirname, '../papers/fixtures');

/** One document's bytes; null where only soffice can make them and they stand there already. */
function bytesOf(source: Source, standing: boolean): Uint8Array | null {
  const format = source.meta.get('format') ?? 'txt';
  switch (format) {
    case 'txt':
      return encodeText(source);
    case 'docx':
      return docxOf(source);
    case 'xlsx':
      return xlsxOf(source);
    case 'rtf':
      return rtfOf(source);
    case 'html':
      return htmlOf(source);
    case 'doc':
    case 'pdf':
      return standing ? null : converted(docxOf(source), format);
    default:
      throw new Error(`unknown format ${format}`);
  }
}

const wanted = new Set(process.argv.slice(2));
for (const folder of ['genre', 'unseen', 'second', 'third', 'fourth']) {
  const sources = join(FIXTURES, folder, 'source');
  if (!existsSync(sources)) continue;
  for (const file of readdirSync(sources).sort()) {
    const name = basename(file, '.txt');
    if (wanted.size > 0 && !wanted.has(name)) continue;
    try {
      const source = readSource(readFileSync(join(sources, file), 'utf8'));
      const extension = source.meta.get('extension') ?? source.meta.get('format') ?? 'txt';
      const document = join(FIXTURES, folder, `${name}.${extension}`);
      const bytes = bytesOf(source, !wanted.has(name) && existsSync(document));
      if (bytes !== null) writeFileSync(document, bytes);
      writeFileSync(
        join(FIXTURES, folder, `${name}.expected.json`),
        `${JSON.stringify(source.expected, null, 1)}\n`,
      );
      console.log(`${folder}/${name}.${extension}: ${source.expected.tasks.length} tasks`);
    } catch (error) {
      console.error(`${folder}/${file}: ${error instanceof Error ? error.message : String(error)}`);
      process.exitCode = 1;
    }
  }
}
