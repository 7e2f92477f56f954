import { listUnits } from '@tongchuang/contract/organisation.ts';
import type { ReplyOf } from '@tongchuang/contract/route.ts';
import { call } from '@tongchuang/ui/call.ts';
import { found } from '@tongchuang/ui/pinyin.ts';
import type { Finder } from '../room.ts';

/** Ten minutes: names of units change rarely. */
const KEEP_MS = 600_000;
let kept: { at: number; units: Promise<ReplyOf<typeof listUnits>> } | undefined;

function units(): Promise<ReplyOf<typeof listUnits>> {
  const now = performance.now();
  if (kept === undefined || now - kept.at > KEEP_MS) {
    const asked = call(listUnits, { query: {} });
    kept = { at: now, units: asked };
    asked.catch(() => {
      kept = undefined; // the next search asks again
    });
  }
  return kept.units;
}

export const finders: readonly Finder[] = [
  {
    kind: { 'zh-CN': '单位', en: 'Units' },
    anyOf: ['task.read'],
    find: async (wanted) =>
      (await units()).units
        .filter(({ name, shortName }) => found(shortName ?? '', wanted) || found(name, wanted))
        .slice(0, 20)
        .map(({ id, name, shortName }) => ({
          title: shortName ?? name,
          ...(shortName === null || shortName === name ? {} : { hint: name }),
          href: `/units/${id}`,
        })),
  },
];
