import type { taskTree } from '@tongchuang/contract/tasks.ts';
import type { ReplyOf } from '@tongchuang/contract/route.ts';
import { sumUp, type Sums } from './sums.ts';

export type Tree = ReplyOf<typeof taskTree>;
export type Line = Tree['tasks'][number];

/** A row of the plan tree: a plan (only where there are several), a heading, or a task. */
export type PlanRow =
  | { kind: 'plan'; id: string; parent: null; title: string; planId: string; sums: Sums }
  | { kind: 'section'; id: string; parent: string | null; title: string; sums: Sums }
  | { kind: 'task'; id: string; parent: string | null; line: Line };

/**
 * The rows of the tree in the order of the plan. A task stands below its parent task, its series, its heading or its plan:
 * the first of them that is shown. Headings without a task that is wanted are left out.
 */
export function planRows(tree: Tree, lines: readonly Line[], heads: ReadonlySet<string>): readonly PlanRow[] {
  const shown = new Set<string>(lines.map((line) => line.id));
  const bySection = Map.groupBy(lines, (line) => line.sectionId);
  const byPlan = Map.groupBy(lines, (line) => line.planId);
  const manyPlans = byPlan.size > 1;
  const sections = tree.sections.toSorted((a, b) => a.position - b.position);
  const kids = Map.groupBy(sections, (section) => section.parentId);
  const rows: PlanRow[] = [];

  const taskRows = (own: readonly Line[], above: string | null) => {
    for (const line of own.toSorted((a, b) => a.position - b.position)) {
      const parent = [line.parentId, line.seriesId].find((id) => id !== null && shown.has(id)) ?? above;
      rows.push({ kind: 'task', id: line.id, parent, line });
    }
  };
  const sectionRows = (above: string | null, planId: string, parent: string | null): readonly Line[] =>
    (kids.get(above) ?? []).flatMap((section) => {
      if (section.planId !== planId) return [];
      const at = rows.length;
      const own = bySection.get(section.id) ?? [];
      taskRows(own, section.id);
      const all = [...own, ...sectionRows(section.id, planId, section.id)];
      if (all.length === 0) return [];
      const { id, heading: title } = section;
      rows.splice(at, 0, { kind: 'section', id, parent, title, sums: sumUp(all, heads) });
      return all;
    });

  for (const plan of tree.plans) {
    const own = byPlan.get(plan.id);
    if (own === undefined) continue;
    const { id, title } = plan;
    if (manyPlans) rows.push({ kind: 'plan', id, parent: null, title, planId: id, sums: sumUp(own, heads) });
    const top = manyPlans ? id : null;
    sectionRows(null, id, top);
    taskRows(
      own.filter((line) => line.sectionId === null),
      top,
    );
  }
  return rows;
}
