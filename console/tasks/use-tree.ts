import { useDeferredValue, useMemo } from 'react';
import { taskTree } from '@tongchuang/contract/tasks.ts';
import { found } from '@tongchuang/ui/pinyin.ts';
import { dayOf } from '@tongchuang/ui/speech.ts';
import { useCall } from '@tongchuang/ui/use-call.ts';
import { useUrl } from '../pieces/url-state.ts';
import { useMe } from '../shell/me.tsx';
import { narrow, wishOf, type Known, type Wish } from './narrow.ts';
import type { Line, Tree } from './plan-rows.ts';
import { headsOf, sumUp, type Sums } from './sums.ts';

export interface Wanted {
  tree: Tree;
  wish: Wish;
  known: Known;
  /** What the filters and the search leave, in the order of the plans. */
  lines: readonly Line[];
  /** What the filters leave before the search. */
  filtered: readonly Line[];
  sums: Sums;
  heads: ReadonlySet<string>;
  nameOf: (unitId: string) => { name: string; shortName: string };
  text: string;
}

const NOBODY = { name: '', shortName: '' };

/**
 * All tasks within reach come in one reply; filters and search are done here, so that each key answers at once. Two things only
 * the server can judge: which tasks lack one of the 四明确, and which serve a goal.
 */
export function useTree() {
  const url = useUrl();
  const me = useMe();
  const all = useCall(taskTree, { query: {} }, { staleMs: 30_000 });
  const goal = url.get('goal');
  const incomplete = url.list('only').includes('incomplete');
  const asks = goal !== '' || incomplete;
  const some = useCall(
    taskTree,
    { query: { ...(goal === '' ? {} : { goal }), ...(incomplete ? { only: 'incomplete' } : {}) } },
    { enabled: asks, staleMs: 30_000 },
  );
  const text = useDeferredValue(url.get('text').trim());
  const wish = useMemo(() => wishOf(url), [url]);
  const tree = all.data;
  const ids = useMemo(
    () => (!asks ? null : new Set<string>(some.data?.tasks.map((line) => line.id))),
    [asks, some.data],
  );
  const wanted = useMemo((): Wanted | null => {
    if (tree === undefined) return null;
    const known: Known = {
      today: dayOf(new Date()),
      ownUnit: me.unit.id,
      sections: tree.sections,
      found: ids,
    };
    const names = new Map<string, { name: string; shortName: string }>(
      tree.units.map((unit) => [unit.id, unit]),
    );
    const nameOf = (unitId: string) => names.get(unitId) ?? NOBODY;
    const filtered = narrow(tree.tasks, wish, known);
    const lines = text === '' ? filtered : searched(filtered, text, nameOf);
    const heads = headsOf(tree.tasks);
    return { tree, wish, known, filtered, lines, sums: sumUp(lines, heads), heads, nameOf, text };
  }, [tree, wish, ids, text, me.unit.id]);
  return { answer: all, wanted };
}

/** Words of the task, its number, or a unit that it names; pinyin and initials too. */
function searched(lines: readonly Line[], text: string, nameOf: Wanted['nameOf']): readonly Line[] {
  const units = new Map<string, boolean>();
  const unitFound = (id: string) => {
    const known = units.get(id);
    if (known !== undefined) return known;
    const { name, shortName } = nameOf(id);
    const is = found(shortName, text) || found(name, text);
    units.set(id, is);
    return is;
  };
  return lines.filter(
    (line) => line.no === text || line.units.some((part) => unitFound(part.unitId)) || found(line.text, text),
  );
}
