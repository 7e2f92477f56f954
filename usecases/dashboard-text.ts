import type { z } from 'zod';
import { dashboard } from '@tongchuang/contract/scores.ts';
import { treeOf } from '@tongchuang/domain/assessment/tree.ts';
import type { UnitId } from '@tongchuang/domain/kernel/ids.ts';
import { ReadyText } from './act.ts';
import type { LiveRound } from './live-scores.ts';

type Board = z.input<typeof dashboard.reply>;

/** The dashboard of a round as last written, and what each row was written from. */
interface Written {
  facts: string;
  text: ReadyText;
  rows: Map<UnitId, { times: number; row: Board['units'][number] }>;
}

const WRITTEN = new WeakMap<LiveRound, Written>();

/** Made once for each change of the facts, and only the rows of units that it touched. */
export function dashboardText(live: LiveRound): ReadyText {
  const facts = [...live.seen.values()].join(' ');
  const before = WRITTEN.get(live);
  if (before?.facts === facts) return before.text;
  const roots = treeOf(live.edition.nodes).roots;
  const at = new Map(live.edition.nodes.map((node, nth) => [node.code, nth]));
  const rows: Written['rows'] = new Map();
  for (const [unitId, subject] of live.subjects) {
    const times = live.score.judgedTimes(subject);
    const known = before?.rows.get(unitId);
    if (known?.times === times) rows.set(unitId, known);
    else {
      const { nodes, total } = live.score.result(subject);
      const points = roots.map((root) => nodes[at.get(root.code) ?? -1]?.points ?? 0);
      rows.set(unitId, {
        times,
        row: { unitId, unit: subject.unit ?? '', points, total: total.points ?? 0 },
      });
    }
  }
  const board: Board = {
    facts: live.score.size,
    categories: roots.map((root) => root.title),
    units: [...rows.values()].map(({ row }) => row),
  };
  const text = new ReadyText(JSON.stringify(dashboard.reply.parse(board)));
  WRITTEN.set(live, { facts, text, rows });
  return text;
}
