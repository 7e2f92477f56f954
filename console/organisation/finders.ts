import { listUnits, type UnitLine } from '@tongchuang/contract/organisation.ts';
import { call } from '@tongchuang/ui/call.ts';
import { found } from '@tongchuang/ui/pinyin.ts';
import type { Finder } from '../room.ts';

/** How long a search takes the units that it once fetched as still true. */
const KEEP_MS = 60_000;
let kept: { at: number; units: Promise<readonly UnitLine[]> } | undefined;

function units(): Promise<readonly UnitLine[]> {
  const now = performance.now();
  if (kept === undefined || now - kept.at > KEEP_MS) {
    const asked = call(listUnits, { query: {} }).then((reply) => reply.units);
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
    anyOf: ['organisation.read'],
    find: async (wanted) =>
      (await units())
        .filter((unit) => unit.code === wanted || found(`${unit.shortName ?? ''} ${unit.name}`, wanted))
        .slice(0, 20)
        .map((unit) => ({
          title: unit.shortName ?? unit.name,
          ...(unit.head === null ? {} : { hint: unit.head.name }),
          href: `/organisation/units/${unit.id}`,
        })),
  },
];
