import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const DIST = join(import.meta.dirname, '../console/dist');
/** What a desk may load before its first page shows, in KB gz (performance goal 9). */
const LIMIT_KB = 350;

/** The console's first load: index.html, and all that it and its entry chunk ask for at once. */
export async function benchFirstLoad(): Promise<void> {
  const page = join(DIST, 'index.html');
  if (!existsSync(page)) {
    console.log('The console is not built: npm run build');
    return;
  }
  const html = readFileSync(page, 'utf8');
  const files = new Set(
    [...html.matchAll(/(?:src|href)="\/?([^"]+\.(?:js|css))"/g)].map((match) => match[1] ?? ''),
  );
  for (const file of files) {
    if (!file.endsWith('.js')) continue;
    const code = readFileSync(join(DIST, file), 'utf8');
    // Static imports of an entry are loaded with it; dynamic ones wait for their page.
    for (const [, name] of code.matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g)) files.add(`assets/${name}`);
  }
  let total = gzipSync(html).length;
  for (const file of files) {
    const size = gzipSync(readFileSync(join(DIST, file))).length;
    total += size;
    console.log(`${(size / 1024).toFixed(1).padStart(8)} KB gz  ${file}`);
  }
  console.log(
    `${(total / 1024).toFixed(1).padStart(8)} KB gz  first load, ${((total / 1024 / LIMIT_KB) * 100).toFixed(0)} % of the ${LIMIT_KB} KB allowed`,
  );
}
