import { mkdtemp, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readPaper } from '@tongchuang/domain/intake/read-paper.ts';
import { docx, p } from './read/made.ts';
import { readPaperFile } from './read/paper-file.ts';
import { readInWorker } from './worker.ts';

const TODAY = '2026-03-02';

test('a document read in the thread is the same as one read here', async () => {
  const bytes = docx(p('一、整治占道经营'));

  const { paper, reading } = await readInWorker('a.docx', bytes, TODAY);

  expect(paper).toEqual(await readPaperFile('a.docx', bytes));
  expect(reading).toEqual(readPaper(paper, { today: TODAY }));
  expect(bytes.length).toBeGreaterThan(0);
});

test('a file of 500 MB is refused by its size', async () => {
  const path = join(await mkdtemp(join(tmpdir(), 'paper-')), '照片.docx');
  await writeFile(path, 'PK');
  await truncate(path, 500_000_000);

  await expect(readInWorker(path, path, TODAY)).rejects.toMatchObject({
    code: 'paper.too_large',
    facts: { name: '照片.docx', limitMegabytes: 50 },
  });
});

test('a path that leads nowhere, or to a folder, is said to be so', async () => {
  await expect(readInWorker('无.docx', join(tmpdir(), '没有', '无.docx'), TODAY)).rejects.toMatchObject({
    code: 'paper.not_found',
  });
  await expect(readInWorker('夹', tmpdir(), TODAY)).rejects.toMatchObject({ code: 'paper.not_found' });
});

test('a document that takes too long is stopped', async () => {
  const bytes = docx(p('一、整治占道经营').repeat(150_000));

  await expect(readInWorker('长.docx', bytes, TODAY, { seconds: 0.2, megabytes: 512 })).rejects.toMatchObject(
    {
      code: 'paper.too_slow',
      facts: { limitSeconds: 0.2 },
    },
  );
});

test('a document that takes too much memory ends its thread and nothing else', async () => {
  const bytes = docx(p('一、整治占道经营').repeat(150_000));

  await expect(readInWorker('大.docx', bytes, TODAY, { seconds: 20, megabytes: 16 })).rejects.toMatchObject({
    code: 'paper.bomb',
  });
});
