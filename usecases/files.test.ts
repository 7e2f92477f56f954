import { createHash } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FileHash } from '@tongchuang/domain/kernel/ids.ts';
import { openCounty, type County } from '@tongchuang/testkit/county.ts';

let county: County;
beforeAll(async () => {
  county = await openCounty();
});
afterAll(() => county.close());

const sent = Buffer.from('清源县创建文明城市工作任务分解表', 'utf8');
const hash = createHash('sha256').update(sent).digest('hex') as FileHash;

test('a file is kept by its hash, and sending it twice keeps it once', async () => {
  const { liaison } = county.cast;

  const first = await county.post(liaison, '/files', sent);
  const second = await county.post(liaison, '/files', sent);

  expect(first.body).toMatchObject({ sha256: hash, size: sent.length });
  expect(second.body).toMatchObject({ sha256: hash, size: sent.length });
  expect(await text(await county.house.files.read(hash))).toBe(sent.toString('utf8'));
  const kept = await county.rows((db) => db.selectFrom('files').selectAll().execute());
  expect(kept).toHaveLength(1);
});

test('the same command with other bytes is refused', async () => {
  const { liaison } = county.cast;
  const id = county.freshId<string>();
  await county.post(liaison, '/files', sent, id);

  const again = await county.post(liaison, '/files', Buffer.from('别的内容'), id);

  expect(again.body.code).toBe('request.id_reused');
});

test('an empty file, a stranger and a body that is no bytes are refused', async () => {
  const { liaison } = county.cast;

  expect((await county.post(liaison, '/files', Buffer.alloc(0))).body.code).toBe('paper.empty');
  expect((await county.post(null, '/files', sent)).status).toBe(401);
  expect((await county.post(liaison, '/files', { sha256: hash, size: 1 })).status).toBe(400);
});

test('a file above 50 MB is refused while it still comes, and leaves nothing', async () => {
  const { liaison } = county.cast;
  const large = await county.post(liaison, '/files', Buffer.alloc(50 * 2 ** 20 + 1));

  expect(large.status).toBe(413);
  expect(large.body.facts).toMatchObject({ limitMegabytes: 50 });
});
