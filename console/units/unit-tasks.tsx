import { useMemo, type ReactNode } from 'react';
import type { UnitPage } from '@tongchuang/contract/tasks.ts';
import type { SpokenDeadline } from '@tongchuang/domain/kernel/calendar.ts';
import { LIGHTS } from '@tongchuang/domain/tasks/lights.ts';
import { bearsDuty, TASK_STATES, UNIT_ROLES } from '@tongchuang/domain/tasks/task.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { sayList } from '@tongchuang/ui/speech.ts';
import { Empty } from '@tongchuang/ui/pieces/empty.tsx';
import { Progress } from '@tongchuang/ui/pieces/progress.tsx';
import { lightWord } from '@tongchuang/ui/pieces/status-tag.tsx';
import { roleWord } from '@tongchuang/ui/pieces/tags.tsx';
import { found } from '@tongchuang/ui/pinyin.ts';
import type { Column } from '../pieces/columns.ts';
import { DataTable } from '../pieces/data-table.tsx';
import { Filters } from '../pieces/filters.tsx';
import { ClaimTag, claimWord, Due, LineLight, StateTag, stateWord, taskName } from '../pieces/task-words.tsx';
import { useUrl } from '../pieces/url-state.ts';

type UnitTask = UnitPage['tasks'][number];

interface UnitTasksProps {
  page: UnitPage;
  /** Null where no calendar is at hand: the page behind a link. */
  speak: ((due: string | null) => SpokenDeadline | null) | null;
  href?: (task: UnitTask) => string;
}

/** The tasks of a unit, its duties first: role, claim, chain, day, light, its own progress and what is missing. */
export function UnitTasks({ page, speak, href }: UnitTasksProps): ReactNode {
  const url = useUrl();
  const tasks = useMemo(
    () => page.tasks.toSorted((a, b) => UNIT_ROLES.indexOf(a.role) - UNIT_ROLES.indexOf(b.role)),
    [page.tasks],
  );
  const roles = url.list('role');
  const lights = url.list('light');
  const text = url.get('text').trim();
  const shown = tasks.filter(
    (task) =>
      (roles.length === 0 || roles.includes(task.role)) &&
      (lights.length === 0 || lights.includes(task.light)) &&
      (task.no === text || found(task.text, text)),
  );
  const columns = useMemo(() => columnsOf(speak), [speak]);
  const count = (test: (task: UnitTask) => boolean) => tasks.filter(test).length;
  return (
    <>
      <Filters
        search="text"
        of={[
          {
            name: 'role',
            title: t('tasks.role'),
            options: UNIT_ROLES.map((value) => ({
              value,
              label: roleWord(value),
              count: count((task) => task.role === value),
            })).filter((option) => option.count > 0),
          },
          {
            name: 'light',
            title: t('tasks.light'),
            options: LIGHTS.map((value) => ({
              value,
              label: lightWord(value),
              count: count((task) => task.light === value),
            })).filter((option) => option.count > 0),
          },
        ]}
      />
      <DataTable
        name="unit-tasks"
        label={t('units.tasks_of', { name: page.unit.shortName })}
        columns={columns}
        rows={shown}
        idOf={(task) => task.id}
        {...(href === undefined ? {} : { href })}
        empty={
          tasks.length > 0 ? (
            <Empty title={t('house.nothing_found')} />
          ) : (
            <Empty title={t('units.tasks_none')}>{t('units.tasks_none_hint')}</Empty>
          )
        }
      />
    </>
  );
}

const chainOf = (task: UnitTask): string =>
  [task.leaderName, task.section, task.personName].filter((part) => part !== null && part !== '').join(' → ');
const gapsOf = (task: UnitTask): string =>
  sayList([...new Set(task.gaps)].map((code) => t(`tasks.gap_${code as 'objective'}`)));

const columnsOf = (speak: UnitTasksProps['speak']): readonly Column<UnitTask>[] => [
  { name: 'text', title: t('tasks.task'), cell: taskName, value: taskName, width: 260, sorts: false },
  {
    name: 'role',
    title: t('tasks.role'),
    cell: (task) => <small className={`tc-role tc-role-${task.role}`}>{roleWord(task.role)}</small>,
    value: (task) => UNIT_ROLES.indexOf(task.role),
    code: true,
  },
  {
    name: 'light',
    title: t('tasks.light'),
    cell: (task) => <LineLight of={task} />,
    value: (task) => LIGHTS.indexOf(task.light),
    code: true,
  },
  {
    name: 'due',
    title: t('tasks.deadline'),
    cell: (task) => <Due line={task} spoken={speak?.(task.due) ?? null} />,
    value: (task) => task.due,
    code: true,
  },
  {
    name: 'claim',
    title: t('units.claim_state'),
    cell: (task) => <ClaimTag of={task.claim} />,
    value: (task) => claimWord(task.claim),
    code: true,
  },
  {
    name: 'chain',
    title: t('units.chain'),
    cell: (task) =>
      chainOf(task) === '' && bearsDuty(task.role) ? (
        <span className="tc-chain-missing">{t('units.chain_none')}</span>
      ) : (
        chainOf(task)
      ),
    value: chainOf,
    width: 140,
  },
  {
    name: 'state',
    title: t('tasks.state'),
    cell: (task) => <StateTag of={task.state} />,
    value: (task) => `${TASK_STATES.indexOf(task.state)} ${stateWord(task.state)}`,
    code: true,
  },
  {
    name: 'part',
    title: t('units.part'),
    number: true,
    cell: (task) => <Progress bp={task.partBp} why={t('units.part_why')} />,
    value: (task) => task.partBp,
  },
  {
    name: 'whole',
    title: t('units.whole'),
    number: true,
    cell: (task) => <Progress bp={task.progressBp} />,
    value: (task) => task.progressBp,
    aside: true,
  },
  {
    name: 'gaps',
    title: t('tasks.gaps_missing'),
    cell: gapsOf,
    value: gapsOf,
    width: 140,
    aside: true,
  },
];
