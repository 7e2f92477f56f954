import { useMemo, type ReactNode } from 'react';
import { exportTasks } from '@tongchuang/contract/task-acts.ts';
import { TASK_STATES } from '@tongchuang/domain/tasks/task.ts';
import { LIGHTS } from '@tongchuang/domain/tasks/lights.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { sayList } from '@tongchuang/ui/speech.ts';
import { Progress } from '@tongchuang/ui/pieces/progress.tsx';
import { roleWord } from '@tongchuang/ui/pieces/tags.tsx';
import { DataTable } from '../pieces/data-table.tsx';
import type { Column } from '../pieces/columns.ts';
import { Due, LineLight, reasonWords, StateTag, taskName } from '../pieces/task-words.tsx';
import { useSpeak } from '../pieces/use-speak.ts';
import { useUrl } from '../pieces/url-state.ts';
import { useDownload } from '../pieces/use-download.ts';
import { useMay } from '../shell/me.tsx';
import { BulkActions } from './bulk-actions.tsx';
import { shownFor } from './exports.tsx';
import type { Line } from './plan-rows.ts';
import { SumLine } from './sum-line.tsx';
import { UnitsCell } from './units-cell.tsx';
import type { Wanted } from './use-tree.ts';

/** The same tasks line by line: sorted by any column, columns chosen, exported as shown. */
export function ListView({ of }: { of: Wanted }): ReactNode {
  const url = useUrl();
  const mayAssign = useMay('task.assign');
  const mayWork = useMay('task.work');
  const mayVerify = useMay('task.verify');
  const may = mayAssign || mayWork || mayVerify;
  const speak = useSpeak();
  const { download } = useDownload();
  const columns = useMemo(() => columnsOf(of, speak), [of, speak]);
  return (
    <>
      <DataTable
        name="tasks"
        label={t('tasks.title')}
        columns={columns}
        rows={of.lines}
        idOf={(line) => line.id}
        href={(line) => url.with({ open: line.id, new: null })}
        onExport={(rows) =>
          void download(exportTasks, {
            body: { as: 'list.xlsx', ...shownFor(of, rows) },
          })
        }
        {...(may
          ? {
              bulk: (picked: readonly Line[], done: () => void) => (
                <BulkActions lines={picked} tree={of.tree} done={done} />
              ),
            }
          : {})}
      />
      <SumLine of={of.sums} />
    </>
  );
}

function columnsOf({ nameOf, tree }: Wanted, speak: ReturnType<typeof useSpeak>): readonly Column<Line>[] {
  const headings = new Map(tree.sections.map((section) => [section.id, section.heading]));
  const stages = new Map(tree.stages.map((stage) => [stage.id, stage.name]));
  const plans = new Map<string, string>(tree.plans.map((plan) => [plan.id, plan.title]));
  const inRole = (line: Line, role: Line['units'][number]['role']) =>
    line.units.filter((part) => part.role === role).map((part) => nameOf(part.unitId).shortName);
  return [
    { name: 'text', title: t('tasks.task'), cell: taskName, value: taskName, width: 280, sorts: false },
    {
      name: 'light',
      title: t('tasks.light'),
      cell: (line) => <LineLight of={line} />,
      value: (line) => LIGHTS.indexOf(line.light),
      code: true,
    },
    {
      name: 'due',
      title: t('tasks.deadline'),
      cell: (line) => <Due line={line} spoken={speak(line.due)} />,
      value: (line) => line.due,
      code: true,
    },
    {
      name: 'lead',
      title: roleWord('lead'),
      cell: (line) => <UnitsCell of={line.units} nameOf={nameOf} />,
      value: (line) => sayList(inRole(line, 'lead')),
      code: true,
    },
    ...(['responsible', 'cooperating', 'assessing', 'material'] as const).map((role): Column<Line> => ({
      name: role,
      title: roleWord(role),
      cell: (line) => sayList(inRole(line, role)),
      value: (line) => sayList(inRole(line, role)),
      aside: true,
      width: 120,
    })),
    {
      name: 'state',
      title: t('tasks.state'),
      cell: (line) => <StateTag of={line.state} />,
      value: (line) => TASK_STATES.indexOf(line.state),
      code: true,
    },
    {
      name: 'progress',
      title: t('tasks.progress'),
      number: true,
      cell: (line) => <Progress bp={line.progressBp} />,
      value: (line) => line.progressBp,
    },
    {
      name: 'section',
      title: t('tasks.section'),
      cell: (line) => headings.get(line.sectionId ?? '') ?? '',
      value: (line) => headings.get(line.sectionId ?? '') ?? '',
      aside: true,
    },
    {
      name: 'stage',
      title: t('tasks.stage'),
      cell: (line) => stages.get(line.stageId ?? '') ?? '',
      value: (line) => stages.get(line.stageId ?? '') ?? '',
      aside: true,
    },
    {
      name: 'plan',
      title: t('tasks.plan'),
      cell: (line) => plans.get(line.planId) ?? '',
      value: (line) => plans.get(line.planId) ?? '',
      aside: true,
    },
    {
      name: 'weight',
      title: t('tasks.weight'),
      number: true,
      cell: (line) => line.weight,
      value: (line) => line.weight,
      aside: true,
    },
    {
      name: 'why',
      title: t('tasks.why'),
      cell: (line) => reasonWords(line.reason),
      value: (line) => reasonWords(line.reason),
      aside: true,
      width: 200,
    },
  ];
}
