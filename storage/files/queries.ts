import type { FileHash, TenantId } from '@tongchuang/domain/kernel/ids.ts';
import type { Db } from '../database.ts';

export interface NewFile {
  tenant_id: TenantId;
  sha256: FileHash;
  /** Bytes. */
  size: number;
  mime: string;
  stored_at: Date;
}

/** Takes bytes that are already put away into the place's list; the same bytes again change nothing. */
export const insertFile = (db: Db, file: NewFile) =>
  db
    .insertInto('files')
    .values(file)
    .onConflict((conflict) => conflict.columns(['tenant_id', 'sha256']).doNothing())
    .execute();

/** The place's own file of this hash; nobody reads another place's bytes by knowing their hash. */
export const findFile = (db: Db, sha256: FileHash) =>
  db.selectFrom('files').select(['sha256', 'size', 'mime']).where('sha256', '=', sha256).executeTakeFirst();
