import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Lets soffice turn a Word file into .doc (the binary one) or .pdf. */
export function converted(docx: Uint8Array, to: 'doc' | 'pdf'): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), 'genre-'));
  try {
    writeFileSync(join(folder, 'in.docx'), docx);
    const filter = to === 'doc' ? 'doc:MS Word 97' : 'pdf';
    execFileSync(
      'soffice',
      [
        `-env:UserInstallation=file://${folder}/profile`,
        '--headless',
        '--convert-to',
        filter,
        '--outdir',
        folder,
        join(folder, 'in.docx'),
      ],
      { stdio: 'ignore', timeout: 180_000 },
    );
    return readFileSync(join(folder, `in.${to}`));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
