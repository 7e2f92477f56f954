import { insertFile } from '@tongchuang/storage/files/queries.ts';
import type { FileHash } from '@tongchuang/domain/kernel/ids.ts';
import type { ActScene } from './act.ts';

/** What leaves the house as a file. Each export is an act: the trail says who took what out, and the bytes stay by their hash. */
export const MIME = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
};

/** What the door sends then. */
export interface KeptFile {
  fileName: string;
  mime: string;
  sha256: FileHash;
}

/** 导出: puts the bytes away under their hash, named for whoever saves them. */
export async function keepExport(
  scene: ActScene,
  name: string,
  kind: keyof typeof MIME,
  bytes: Uint8Array,
): Promise<KeptFile> {
  const file = await scene.files.put(bytes, 200 * 2 ** 20);
  const mime = MIME[kind];
  await insertFile(scene.db, { tenant_id: scene.tenant, ...file, mime, stored_at: scene.now });
  const fileName = `${name.replaceAll(/[\\/:*?"<>|]/g, '')}${scene.today.replaceAll('-', '')}.${kind}`;
  return { fileName, mime, sha256: file.sha256 };
}
