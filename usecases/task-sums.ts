import * as routes from '@tongchuang/contract/tasks.ts';
import type { UnitId } from '@tongchuang/domain/kernel/ids.ts';
import { claimComplete } from '@tongchuang/domain/tasks/claims.ts';
import { completenessOf, FOUR_CLARITIES } from '@tongchuang/domain/tasks/completeness.ts';
import { rollUp, rollUpBy, type Rollup } from '@tongchuang/domain/tasks/rollup.ts';
import { bearsDuty } from '@tongchuang/domain/tasks/task.ts';
import {
  listStages,
  listTerms,
  listUnitNames,
  type SectionRow,
  type TaskFacts,
} from '@tongchuang/storage/tasks/facts.ts';
import { listGoalNames, listLettersInForce, listZones } from '@tongchuang/storage/tasks/page.ts';
import { view, type Scene } from './act.ts';
import { listStanding } from './task-lists.ts';
import { gapCodes } from './task-page.ts';
import { counted, emptyLights } from './task-standing.ts';

/** Roll-ups (汇总) and gaps (缺项) over everything within reach. */

interface Group {
  id: string;
  name: string;
  parentId: string | null;
}

export const taskRollup = view(routes.taskRollup, {
  async run(scene, { query: { by, plan } }) {
    const { sections, rows } = await listStanding(scene, { plan });
    const tasks = counted(rows.map((row) => row.task));
    const { groups, groupsOf } = await grouping(scene, by, sections, tasks);
    const lights = new Map(rows.map((row) => [row.task.id, row.light.light]));
    const sums = rollUpBy(tasks, groupsOf);
    const lit = new Map<string, Record<string, number>>();
    for (const task of tasks) {
      for (const key of new Set(groupsOf(task))) {
        const counts = lit.get(key) ?? emptyLights();
        lit.set(key, counts);
        const light = lights.get(task.id) ?? 'none';
        counts[light] = (counts[light] ?? 0) + 1;
      }
    }
    return {
      whole: rollUp(tasks),
      groups: groups.flatMap((group) => {
        const sum: Rollup | undefined = sums.get(group.id);
        return sum ? [{ ...group, ...sum, byLight: (lit.get(group.id) ?? emptyLights()) as never }] : [];
      }),
      ungrouped: tasks.filter((task) => groupsOf(task).length === 0).length,
    };
  },
});

async function grouping(
  scene: Scene,
  by: 'unit' | 'lead_unit' | 'zone' | 'section' | 'stage' | 'goal' | 'parent',
  sections: readonly SectionRow[],
  tasks: readonly TaskFacts[],
): Promise<{ groups: Group[]; groupsOf: (task: TaskFacts) => string[] }> {
  const one = (id: string | null) => (id === null ? [] : [id]);
  switch (by) {
    case 'unit':
    case 'lead_unit': {
      const units = await listUnitNames(scene);
      const isOwn = (role: string) =>
        by === 'unit' ? role !== 'assessing' && role !== 'material' : role === 'lead';
      return {
        groups: units.map(({ id, shortName }) => ({ id, name: shortName, parentId: null })),
        groupsOf: (task) => task.units.filter((part) => isOwn(part.role)).map((part) => part.unit),
      };
    }
    case 'zone': {
      const zones = await listZones(scene, scene.today);
      const zonesOf = new Map<UnitId, string[]>();
      for (const zone of zones)
        for (const unit of zone.units) zonesOf.set(unit, [...(zonesOf.get(unit) ?? []), zone.id]);
      return {
        groups: zones.map(({ id, name, parentId }) => ({ id, name, parentId })),
        groupsOf: (task) =>
          task.units.filter((part) => bearsDuty(part.role)).flatMap((part) => zonesOf.get(part.unit) ?? []),
      };
    }
    case 'section': {
      const parents = new Map(sections.map((section) => [section.id, section.parentId]));
      return {
        groups: sections.map(({ id, heading, parentId }) => ({ id, name: heading, parentId })),
        groupsOf: ({ sectionId }) => {
          const above: string[] = [];
          for (let at = sectionId; at !== null && above.length < 12; at = parents.get(at) ?? null)
            above.push(at);
          return above;
        },
      };
    }
    case 'stage': {
      const stages = await listStages(scene);
      return {
        groups: stages.map(({ id, name }) => ({ id, name, parentId: null })),
        groupsOf: (task) => one(task.stage),
      };
    }
    case 'goal': {
      const goals = await listGoalNames(scene);
      const parents = new Map(goals.map((goal) => [goal.id, goal.parentId]));
      return {
        groups: goals.map(({ id, text, parentId }) => ({ id, name: text, parentId })),
        groupsOf: ({ goalId }) => (goalId === null ? [] : [goalId, ...one(parents.get(goalId) ?? null)]),
      };
    }
    case 'parent': {
      const heads = new Map(tasks.map((task) => [task.id, task]));
      const named = new Set(tasks.flatMap((task) => task.parent ?? task.seriesId ?? []));
      return {
        groups: [...named].flatMap((id) => {
          const head = heads.get(id);
          return head ? [{ id, name: head.text, parentId: head.parent }] : [];
        }),
        groupsOf: (task) => one(task.parent ?? task.seriesId),
      };
    }
  }
}

export const listGaps = view(routes.listGaps, {
  async run(scene, { query: { unit, plan } }) {
    const [terms, { rows }, names, letters] = await Promise.all([
      listTerms(scene),
      listStanding(scene, { plan, unit: unit === undefined ? undefined : [unit] }),
      listUnitNames(scene),
      listLettersInForce(scene),
    ]);
    const tasks = counted(rows.map((row) => row.task)).filter((task) => task.state !== 'dropped');
    const { all, byUnit } = completenessOf(tasks, FOUR_CLARITIES);
    const letterOf = new Map(letters.map((letter) => [letter.unitId, letter.state]));
    const byCode: Record<string, number> = {};
    const found = tasks.flatMap((task) => {
      const gaps = gapCodes(task, terms);
      for (const { code } of gaps) byCode[code] = (byCode[code] ?? 0) + 1;
      return gaps.length > 0 ? [{ id: task.id, no: task.no, text: task.text, state: task.state, gaps }] : [];
    });
    const unclaimed = (id: UnitId) =>
      tasks.filter((task) =>
        task.units.some((part) => part.unit === id && !claimComplete(part) && task.state !== 'draft'),
      ).length;
    return {
      clarity: { complete: all.complete, of: all.tasks },
      byCode,
      units: names.flatMap((name) => {
        const rate = byUnit.get(name.id);
        if (!rate) return [];
        return {
          unitId: name.id,
          name: name.shortName,
          complete: rate.complete,
          of: rate.tasks,
          unclaimed: unclaimed(name.id),
          byCode: rate.gaps as Record<string, number>,
          letter: letterOf.get(name.id) ?? ('none' as const),
        };
      }),
      tasks: found,
    };
  },
});
