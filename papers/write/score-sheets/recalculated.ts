import { execFile } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

// Fields by comma, quoted by ", UTF-8 (76), values and not what is shown, the first sheet.
const CSV = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,1';
const LIMIT_MS = 300_000;

/**
 * Lets LibreOffice open workbooks that hold formulas without values, and gives the cells of their first sheets as it
 * computes them. One process for all of them. For tests only.
 * @returns null where there is no LibreOffice Calc on this machine
 */
export async function recalculated(workbooks: readonly Uint8Array[]): Promise<string[][][] | null> {
  const folder = await mkdtemp(join(tmpdir(), 'recalculated-'));
  try {
    const names = workbooks.map((_, at) => `book${at}.xlsx`);
    await Promise.all(workbooks.map((bytes, at) => writeFile(join(folder, names[at] ?? ''), bytes)));
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

function rowsOf(csv: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain = '', end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\n]*))(,|\r?\n|$)/g)) {
    rows.at(-1)?.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end !== ',') rows.push([]);
  }
  return rows;
}
