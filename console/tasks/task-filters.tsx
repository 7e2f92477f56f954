import { useMemo, type ReactNode } from 'react';
import { LIGHTS } from '@tongchuang/domain/tasks/lights.ts';
import { TASK_STATES, UNIT_ROLES } from '@tongchuang/domain/tasks/task.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { lightWord } from '@tongchuang/ui/pieces/status-tag.tsx';
import { roleWord } from '@tongchuang/ui/pieces/tags.tsx';
import { Filters, type Filter } from '../pieces/filters.tsx';
import { stateWord } from '../pieces/task-words.tsx';
import { narrow, spanOf, type Wish } from './narrow.ts';
import type { Line } from './plan-rows.ts';
import type { Wanted } from './use-tree.ts';

const ONLY = ['mine', 'unclaimed', 'waiting', 'disputed', 'incomplete', 'recurring'] as const;
const DUE = ['today', 'week', 'next_week', 'month', 'none'] as const;

/** Filters with how many tasks each choice would show. */
export function TaskFilters({ of, children }: { of: Wanted; children: ReactNode }): ReactNode {
  const filters = useMemo(() => filtersOf(of), [of]);
  return (
    <Filters of={filters} search="text">
      {children}
    </Filters>
  );
}

function filtersOf({ tree, wish, known, nameOf }: Wanted): Filter[] {
  /** How many of each choice there are when everything else is filtered. */
  const counted = (name: keyof Wish, valuesOf: (line: Line) => readonly (string | null)[]) => {
    const counts = new Map<string, number>();
    for (const line of narrow(tree.tasks, wish, known, name))
      for (const value of new Set(valuesOf(line)))
        if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
    return counts;
  };
  const options = <V extends string>(
    values: readonly V[],
    label: (value: V) => string,
    counts: ReadonlyMap<string, number>,
  ) => values.map((value) => ({ value, label: label(value), count: counts.get(value) ?? 0 }));

  const states = counted('state', (line) => [line.state]);
  const lights = counted('light', (line) => [line.light]);
  const units = counted('unit', (line) => line.units.map((part) => part.unitId));
  const roles = counted('role', (line) => line.units.map((part) => part.role));
  const plans = counted('plan', (line) => [line.planId]);
  const stages = counted('stage', (line) => [line.stageId]);
  const tops = topSections(tree.sections);
  const sections = counted('section', (line) => [tops.get(line.sectionId ?? '') ?? null]);
  const dues = counted('due', (line) =>
    DUE.filter((word) => {
      const span = spanOf(word, known.today);
      if (span === null) return line.due === null;
      return line.due !== null && line.due >= span.from && line.due <= span.to;
    }),
  );
  const filters: Filter[] = [
    { name: 'state', title: t('tasks.state'), options: options(TASK_STATES, stateWord, states) },
    { name: 'light', title: t('tasks.light'), options: options(LIGHTS, lightWord, lights) },
    {
      name: 'unit',
      title: t('tasks.unit'),
      options: options(
        tree.units.map((unit) => unit.id),
        (id) => nameOf(id).shortName,
        units,
      ).toSorted((a, b) => b.count - a.count),
    },
    { name: 'role', title: t('tasks.role'), options: options(UNIT_ROLES, roleWord, roles) },
    {
      name: 'due',
      title: t('tasks.due'),
      single: true,
      options: options(DUE, (value) => t(`tasks.due_${value}`), dues),
    },
    {
      name: 'only',
      title: t('tasks.only'),
      options: ONLY.map((value) => ({ value, label: t(`tasks.only_${value}`) })),
    },
    {
      name: 'section',
      title: t('tasks.section'),
      options: tree.sections
        .filter((section) => section.parentId === null)
        .map(({ id, heading }) => ({ value: id, label: heading, count: sections.get(id) ?? 0 })),
    },
  ];
  if (tree.plans.length > 1)
    filters.unshift({
      name: 'plan',
      title: t('tasks.plan'),
      options: tree.plans.map(({ id, title }) => ({ value: id, label: title, count: plans.get(id) ?? 0 })),
    });
  if (tree.stages.length > 0)
    filters.push({
      name: 'stage',
      title: t('tasks.stage'),
      options: tree.stages.map(({ id, name }) => ({ value: id, label: name, count: stages.get(id) ?? 0 })),
    });
  return filters;
}

/** The heading at the top above each heading. */
function topSections(sections: Wanted['tree']['sections']): ReadonlyMap<string, string> {
  const byId = new Map(sections.map((section) => [section.id, section]));
  return new Map(
    sections.map(({ id }) => {
      let top = id;
      for (let at = byId.get(id), left = 12; at?.parentId && left > 0; left--) {
        top = at.parentId;
        at = byId.get(top);
      }
      return [id, top];
    }),
  );
}
