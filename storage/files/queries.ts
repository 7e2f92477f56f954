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

/** What people hand in is kept without a type; files that the house makes say what they are. */
export const HANDED_IN = 'application/octet-stream';

/** Those of these hashes under which somebody handed in a file here. */
export const filesHandedIn = async (db: Db, hashes: readonly FileHash[]): Promise<FileHash[]> =>
  (
    await db
      .selectFrom('files')
      .select('sha256')
      .where('sha256', 'in', hashes)
      .where('mime', '=', HANDED_IN)
      .execute()
  ).map(({ sha256 }) => sha256 as FileHash);

/** The place's own file of this hash; nobody reads another place's bytes by knowing their hash. */
export const findFile = (db: Db, sha256: FileHash) =>
  db.selectFrom('files').select(['sha256', 'size', 'mime']).where('sha256', '=', sha256).executeTakeFirst();
