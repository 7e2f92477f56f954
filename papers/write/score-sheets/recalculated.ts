import { execFile } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

// Fields by comma, quoted by ", UTF-8 (76), values and not what is shown, the first sheet.
const CSV = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,1';
const LIMIT_MS = 300_000;

/**
 * Lets LibreOffice open workbooks whose formulas lose their values first, and gives the cells of their first sheets as it
 * computes them. One process for all of them. For tests only.
 * @returns null where there is no LibreOffice Calc on this machine
 */
export async function recalculated(workbooks: readonly Uint8Array[]): Promise<string[][][] | null> {
  const folder = await mkdtemp(join(tmpdir(), 'recalculated-'));
  try {
    const names = workbooks.map((_, at) => `book${at}.xlsx`);
    await Promise.all(
      workbooks.map((bytes, at) => writeFile(join(folder, names[at] ?? ''), withoutValues(bytes))),
    );
    const profile = `-env:UserInstallation=file://${folder}/profile`;
    const asked = ['--headless', '--convert-to', CSV, '--outdir', folder, ...names];
    const run = promisify(execFile)('soffice', [profile, ...asked], { cwd: folder, timeout: LIMIT_MS });
    const isThere = await run.then(
      () => true,
      (error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return false;
        throw error;
      },
    );
    const written = isThere ? (await readdir(folder)).filter((name) => name.endsWith('.csv')) : [];
    // Without its spreadsheet part it starts, and loads nothing.
    if (written.length === 0) return null;
    return await Promise.all(
      workbooks.map(async (_, at) => {
        const name = written.find((one) => one.startsWith(`book${at}-`));
        if (name === undefined) throw new Error(`not computed: book${at}.xlsx`);
        return rowsOf(await readFile(join(folder, name), 'utf8'));
      }),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Nothing that was known before may pass for computed. */
function withoutValues(workbook: Uint8Array): Uint8Array {
  const parts = Object.entries(unzipSync(workbook)).map(([name, bytes]): [string, Uint8Array] => [
    name,
    /^xl\/worksheets\/sheet\d+\.xml$/.test(name)
      ? strToU8(strFromU8(bytes).replaceAll(/(<f>[^<]*<\/f>)<v>[^<]*<\/v>/g, '$1'))
      : bytes,
  ]);
  return zipSync(Object.fromEntries(parts));
}

function rowsOf(csv: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain = '', end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\n]*))(,|\r?\n|$)/g)) {
    rows.at(-1)?.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end !== ',') rows.push([]);
  }
  return rows;
}
