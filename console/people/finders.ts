import { listPeople, type PersonLine } from '@tongchuang/contract/people.ts';
import { call } from '@tongchuang/ui/call.ts';
import { found } from '@tongchuang/ui/pinyin.ts';
import type { Finder } from '../room.ts';

/** How long a search takes the people that it once fetched as still true. */
const KEEP_MS = 60_000;
let kept: { at: number; people: Promise<readonly PersonLine[]> } | undefined;

function people(): Promise<readonly PersonLine[]> {
  const now = performance.now();
  if (kept === undefined || now - kept.at > KEEP_MS) {
    const asked = call(listPeople, { query: {} }).then((reply) => reply.people);
    kept = { at: now, people: asked };
    asked.catch(() => {
      kept = undefined; // the next search asks again
    });
  }
  return kept.people;
}

export const finders: readonly Finder[] = [
  {
    kind: { 'zh-CN': '人员', en: 'People' },
    anyOf: ['people.read'],
    find: async (wanted) =>
      (await people())
        .filter((one) => one.code === wanted || found(one.name, wanted))
        .slice(0, 20)
        .map((one) => ({
          title: one.name,
          hint: [one.unit.shortName ?? one.unit.name, one.title].filter(Boolean).join(' '),
          href: `/people?open=${one.id}`,
        })),
  },
];
