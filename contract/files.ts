import { z } from 'zod';
import type { FileHash } from '@tongchuang/domain/kernel/ids.ts';
import { route } from './route.ts';
import { done, FileSha } from './words.ts';

/** 50 MB: the largest plan with pictures that offices were seen to send has 31. */
export const FILE_LIMIT = 50 * 2 ** 20;

/** Bytes as the server has put them away: what every later call names them by. */
export interface KeptBytes {
  sha256: FileHash;
  size: number;
}

/** Bytes on the way in (application/octet-stream). The door puts them away while they come and goes on with their hash. */
export const BytesIn = z
  .custom<KeptBytes>(
    (value) => typeof value === 'object' && value !== null && 'pipe' in value,
    'application/octet-stream is needed',
  )
  .meta({ id: 'BytesIn', type: 'string', format: 'binary' });

/** 上传文件: kept by its hash, so the same file sent twice is kept once. */
export const keepFile = route({
  name: 'file.keep',
  method: 'POST',
  path: '/files',
  summary: 'Send a file as application/octet-stream; later calls name it by its hash',
  body: BytesIn,
  reply: done({ sha256: FileSha, size: z.int() }),
  refusals: ['paper.too_large', 'paper.empty'],
});
