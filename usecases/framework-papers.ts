import * as routes from '@tongchuang/contract/frameworks.ts';
import { Refusal } from '@tongchuang/domain/kernel/refusal.ts';
import { writeFrameworkWorkbook } from '@tongchuang/papers/write/framework-workbook.ts';
import { getEdition } from '@tongchuang/storage/assessment/editions.ts';
import { act } from './act.ts';
import { keepExport, type KeptFile } from './kept-file.ts';

/** 导出体系: an .xlsx that can be read in again without loss. */
export const exportFramework = act(routes.exportFramework, {
  alone: true,
  async run(scene, { params: { id } }): Promise<KeptFile> {
    const { content, title, hash } = await getEdition(scene, id);
    if (content === null) throw new Refusal('request.not_found', { what: 'edition', id });
    const bytes = await writeFrameworkWorkbook(content);
    scene.trace('edition', id, { nodes: content.nodes.length, hash: hash ?? undefined });
    return keepExport(scene, title, 'xlsx', bytes);
  },
});
