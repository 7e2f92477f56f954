import { taskTree } from '@tongchuang/contract/tasks.ts';
import { call } from '@tongchuang/ui/call.ts';
import { found } from '@tongchuang/ui/pinyin.ts';
import type { Finder } from '../room.ts';
import type { Tree } from './plan-rows.ts';

/** How long a search takes the tasks that it once fetched as still true. */
const KEEP_MS = 60_000;
let kept: { at: number; tree: Promise<Tree> } | undefined;

function tasks(): Promise<Tree> {
  const now = performance.now();
  if (kept === undefined || now - kept.at > KEEP_MS) {
    const tree = call(taskTree, { query: {} });
    kept = { at: now, tree };
    tree.catch(() => {
      kept = undefined; // the next search asks again
    });
  }
  return kept.tree;
}

export const finders: readonly Finder[] = [
  {
    kind: { 'zh-CN': '任务', en: 'Tasks' },
    anyOf: ['task.read'],
    find: async (wanted) => {
      const tree = await tasks();
      const names = new Map(tree.units.map((unit) => [unit.id, unit.shortName]));
      return tree.tasks
        .filter((line) => line.no === wanted || found(line.text, wanted))
        .slice(0, 20)
        .map((line) => {
          const lead = names.get(line.units[0]?.unitId ?? ('' as never));
          return {
            title: line.no === '' ? line.text : `${line.no} ${line.text}`,
            ...(lead === undefined ? {} : { hint: lead }),
            href: `/tasks/${line.id}`,
          };
        });
    },
  },
];
