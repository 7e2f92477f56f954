import type { ReactNode } from 'react';
import { listGaps } from '@tongchuang/contract/tasks.ts';
import type { ReplyOf } from '@tongchuang/contract/route.ts';
import { Loaded } from '@tongchuang/ui/loaded.tsx';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { sayAside, sayList, sayParts } from '@tongchuang/ui/speech.ts';
import { Counted } from '@tongchuang/ui/pieces/counted.tsx';
import { Empty } from '@tongchuang/ui/pieces/empty.tsx';
import { PageHead } from '@tongchuang/ui/pieces/page-head.tsx';
import { Progress } from '@tongchuang/ui/pieces/progress.tsx';
import { Sentence } from '@tongchuang/ui/pieces/sentence.tsx';
import { StatusTag } from '@tongchuang/ui/pieces/status-tag.tsx';
import { useCall } from '@tongchuang/ui/use-call.ts';
import type { Column } from '../pieces/columns.ts';
import { DataTable } from '../pieces/data-table.tsx';
import { Filters } from '../pieces/filters.tsx';
import { SideDrawer } from '../pieces/side-drawer.tsx';
import { Tabs, tabAt } from '../pieces/tabs.tsx';
import { StateTag, taskName } from '../pieces/task-words.tsx';
import { useUrl } from '../pieces/url-state.ts';
import { TaskDetail } from './task-detail.tsx';
import './tasks.css';

type Gaps = ReplyOf<typeof listGaps>;

const gapWord = (code: string): string => t(`tasks.gap_${code as 'objective'}`);
const VIEWS = ['task', 'unit'] as const;

/** 四明确、五定缺项: what the decomposition still lacks, by task and by unit. */
export default function GapsPage(): ReactNode {
  const gaps = useCall(listGaps, { query: {} }, { keepLast: true });
  return (
    <>
      <PageHead
        title={t('tasks.gaps_title')}
        {...(gaps.data === undefined ? {} : { summary: <Summary of={gaps.data} /> })}
      />
      <Loaded of={gaps} lines={12}>
        {(found) => <Found of={found} />}
      </Loaded>
      <SideDrawer title={t('tasks.task')} fullPage={(id) => `/tasks/${id}`} width={720}>
        {(id) => <TaskDetail id={id} />}
      </SideDrawer>
    </>
  );
}

function Summary({ of }: { of: Gaps }): ReactNode {
  const { complete, of: all } = of.clarity;
  const [most] = Object.entries(of.byCode).toSorted((a, b) => b[1] - a[1]);
  const unit = t('tasks.items');
  const total = <Counted value={all} unit={unit} says={t('tasks.gaps_says_of')} href="/tasks" />;
  if (most === undefined)
    return <Sentence of={t('tasks.gaps_summary_none', { of: '{of}' })} with={{ of: total }} />;
  return (
    <Sentence
      of={t('tasks.gaps_summary', {
        complete: '{complete}',
        of: '{of}',
        most: gapWord(most[0]),
        count: '{count}',
      })}
      with={{
        of: total,
        complete: <Counted value={complete} unit={unit} says={t('tasks.gaps_says_complete')} />,
        count: (
          <Counted
            value={most[1]}
            says={t('tasks.gaps_says_code')}
            href={`/tasks/gaps?gap=${most[0]}`}
            late
          />
        ),
      }}
    />
  );
}

function Found({ of }: { of: Gaps }): ReactNode {
  const url = useUrl();
  const views = VIEWS.map((value) => ({
    value,
    title: t(`tasks.gaps_by_${value}`),
    count: value === 'task' ? of.tasks.length : of.units.length,
  }));
  const at = tabAt(url.get('view'), views);
  const wanted = url.list('gap');
  const units = url.list('unit');
  const names = new Map<string, string>(of.units.map((unit) => [unit.unitId, unit.name]));
  const tasks = of.tasks.filter((task) =>
    task.gaps.some(
      (gap) =>
        (wanted.length === 0 || wanted.includes(gap.code)) &&
        (units.length === 0 || (gap.unitId !== null && units.includes(gap.unitId))),
    ),
  );
  const codes = Object.entries(of.byCode)
    .toSorted((a, b) => b[1] - a[1])
    .map(([value, count]) => ({ value, label: gapWord(value), count }));
  return (
    <>
      <Tabs name="view" label={t('tasks.gaps_title')} of={views} />
      {at === 'unit' ? (
        <DataTable
          name="gaps-units"
          label={t('tasks.gaps_by_unit')}
          columns={unitColumns()}
          rows={of.units}
          idOf={(unit) => unit.unitId}
          href={(unit) => `/units/${unit.unitId}`}
        />
      ) : (
        <>
          <Filters
            of={[
              { name: 'gap', title: t('tasks.gaps_by_code'), options: codes },
              {
                name: 'unit',
                title: t('tasks.unit'),
                options: of.units.map(({ unitId, name }) => ({ value: unitId, label: name })),
              },
            ]}
          />
          <DataTable
            name="gaps-tasks"
            label={t('tasks.gaps_by_task')}
            columns={taskColumns(names)}
            rows={tasks}
            idOf={(task) => task.id}
            href={(task) => url.with({ open: task.id })}
            empty={<Empty title={t('tasks.gaps_none')}>{t('tasks.gaps_none_hint')}</Empty>}
          />
        </>
      )}
    </>
  );
}

function taskColumns(names: ReadonlyMap<string, string>): readonly Column<Gaps['tasks'][number]>[] {
  const words = (task: Gaps['tasks'][number]) => {
    const byCode = new Map<string, string[]>();
    for (const { code, unitId } of task.gaps)
      byCode.set(code, [...(byCode.get(code) ?? []), unitId === null ? '' : (names.get(unitId) ?? '')]);
    return [...byCode].map(([code, units]) => {
      const named = sayList(units.filter((name) => name !== ''));
      return named === '' ? gapWord(code) : gapWord(code) + sayAside(named);
    });
  };
  return [
    { name: 'text', title: t('tasks.task'), cell: taskName, value: taskName, width: 320, sorts: false },
    {
      name: 'state',
      title: t('tasks.state'),
      cell: (task) => <StateTag of={task.state} />,
      value: (task) => task.state,
      code: true,
    },
    {
      name: 'gaps',
      title: t('tasks.gaps_missing'),
      cell: (task) => sayParts(words(task)),
      value: (task) => sayParts(words(task)),
      width: 320,
    },
    {
      name: 'count',
      title: t('tasks.gaps_count'),
      number: true,
      cell: (task) => task.gaps.length,
      value: (task) => task.gaps.length,
    },
  ];
}

function unitColumns(): readonly Column<Gaps['units'][number]>[] {
  const sum = (rows: readonly Gaps['units'][number][], of: (row: Gaps['units'][number]) => number) =>
    rows.reduce((total, row) => total + of(row), 0);
  return [
    { name: 'name', title: t('tasks.unit'), cell: (row) => row.name, value: (row) => row.name, width: 140 },
    {
      name: 'rate',
      title: t('tasks.gaps_rate'),
      number: true,
      cell: (row) => <Progress bp={row.of === 0 ? null : Math.floor((row.complete * 10_000) / row.of)} />,
      value: (row) => (row.of === 0 ? null : row.complete / row.of),
    },
    {
      name: 'complete',
      title: t('tasks.gaps_complete'),
      number: true,
      cell: (row) => `${row.complete} / ${row.of}`,
      value: (row) => row.complete,
      total: (rows) => `${sum(rows, (row) => row.complete)} / ${sum(rows, (row) => row.of)}`,
    },
    {
      name: 'unclaimed',
      title: t('tasks.gaps_unclaimed'),
      number: true,
      cell: (row) => <a href={`/tasks?only=unclaimed&unit=${row.unitId}`}>{row.unclaimed}</a>,
      value: (row) => row.unclaimed,
    },
    {
      name: 'missing',
      title: t('tasks.gaps_missing'),
      cell: (row) => sayList(Object.entries(row.byCode).map(([code, count]) => `${gapWord(code)} ${count}`)),
      value: (row) => sum([row], (one) => Object.values(one.byCode).reduce((a, b) => a + b, 0)),
      width: 280,
    },
    {
      name: 'letter',
      title: t('tasks.gaps_letter'),
      cell: (row) => (
        <a href={`/letters?open=${row.unitId}`}>
          <StatusTag tone={row.letter === 'signed' ? 'good' : row.letter === 'issued' ? 'info' : 'warn'}>
            {t(`tasks.letter_${row.letter}`)}
          </StatusTag>
        </a>
      ),
      value: (row) => t(`tasks.letter_${row.letter}`),
      code: true,
    },
  ];
}
