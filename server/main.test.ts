import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const start = (env: Record<string, string>) => {
  const { status, stderr } = spawnSync(process.execPath, [join(import.meta.dirname, 'main.ts')], {
    env: { PATH: process.env['PATH'], PORT: '0', ...env },
    encoding: 'utf8',
  });
  return { status, said: stderr.trim().split('\n') };
};

test('a database that cannot be reached ends the start with one sentence', () => {
  const { status, said } = start({ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' });

  expect(status).toBe(1);
  expect(said).toEqual([expect.stringMatching(/ECONNREFUSED.*Look at DATABASE_URL, then start again\.$/)]);
});

test('a data folder that is none ends the start with one sentence', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tongchuang-main-'));
  const file = join(folder, 'data');
  writeFileSync(file, '');

  const { status, said } = start({ DATA_DIR: file });

  expect(status).toBe(1);
  expect(said).toEqual([expect.stringContaining(`Look at the folder ${file}, then start again.`)]);
  rmSync(folder, { recursive: true });
});
