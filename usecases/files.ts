import * as routes from '@tongchuang/contract/files.ts';
import { Refusal } from '@tongchuang/domain/kernel/refusal.ts';
import { HANDED_IN, insertFile } from '@tongchuang/storage/files/queries.ts';
import { act } from './act.ts';

/** 上传文件: the bytes are on disk and synced before this starts; here the place takes them into its own list. */
export const keepFile = act(routes.keepFile, {
  async run({ db, tenant, now, trace }, { body: { sha256, size } }) {
    if (size === 0) throw new Refusal('paper.empty', { name: '' });
    await insertFile(db, {
      tenant_id: tenant,
      sha256,
      size,
      mime: HANDED_IN,
      stored_at: now,
    });
    trace('file', sha256, { size });
    return { sha256, size };
  },
});
