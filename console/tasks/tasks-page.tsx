import { useState, type ReactNode } from 'react';
import { Loaded } from '@tongchuang/ui/loaded.tsx';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { Counted } from '@tongchuang/ui/pieces/counted.tsx';
import { Empty } from '@tongchuang/ui/pieces/empty.tsx';
import { PageHead } from '@tongchuang/ui/pieces/page-head.tsx';
import { Sentence } from '@tongchuang/ui/pieces/sentence.tsx';
import { SideDrawer } from '../pieces/side-drawer.tsx';
import { Tabs, tabAt } from '../pieces/tabs.tsx';
import { useUrl } from '../pieces/url-state.ts';
import { useMay } from '../shell/me.tsx';
import { BoardView } from './board-view.tsx';
import { CalendarView } from './calendar-view.tsx';
import { CreateForm } from './create-form.tsx';
import { Exports } from './exports.tsx';
import { ListView } from './list-view.tsx';
import { spanOf } from './narrow.ts';
import { SavedViews } from './saved-views.tsx';
import { TaskDetail } from './task-detail.tsx';
import { TaskFilters } from './task-filters.tsx';
import { TreeView } from './tree-view.tsx';
import { useTree, type Wanted } from './use-tree.ts';
import '../pieces/forms.css';
import './tasks.css';

const VIEWS = ['tree', 'board', 'list', 'calendar'] as const;

/** 任务: the whole plan as a tree, a board, a list or a calendar, under filters that live in the address. */
export default function TasksPage(): ReactNode {
  const { answer, wanted } = useTree();
  const may = useMay('task.assign');
  const url = useUrl();
  const isEmpty = wanted !== null && wanted.tree.tasks.length === 0;
  return (
    <>
      <PageHead
        title={t('tasks.title')}
        {...(wanted === null || isEmpty ? {} : { summary: <Summary of={wanted} /> })}
        action={
          may && !isEmpty ? (
            <button
              type="button"
              className="tc-button tc-button-primary"
              onClick={() => url.set({ new: '1', open: null })}
            >
              {t('tasks.create')}
            </button>
          ) : undefined
        }
      />
      <Loaded of={answer} lines={12}>
        {() => wanted !== null && (isEmpty ? <Nothing /> : <Views of={wanted} />)}
      </Loaded>
      <SideDrawer title={t('tasks.task')} fullPage={(id) => `/tasks/${id}`} width={720}>
        {(id) => <TaskDetail id={id} />}
      </SideDrawer>
      <SideDrawer name="new" title={t('tasks.create')}>
        {() => wanted !== null && <CreateForm tree={wanted.tree} />}
      </SideDrawer>
    </>
  );
}

/** 本周 37 件到期，5 件超期，城管局最多。 */
function Summary({ of }: { of: Wanted }): ReactNode {
  const url = useUrl();
  const { sums, known, wish, nameOf, lines } = of;
  const week = spanOf('week', known.today);
  const due = lines.filter(
    (line) => line.due !== null && week !== null && line.due >= week.from && line.due <= week.to,
  ).length;
  const unit = t('tasks.items');
  const at = (changes: Record<string, string>) => url.with({ open: null, view: null, ...changes });
  const pieces = {
    all: <Counted value={sums.tasks} unit={unit} says={t('tasks.says_all')} href={at({})} />,
    due: <Counted value={due} unit={unit} says={t('tasks.says_due')} href={at({ due: 'week' })} />,
    late: (
      <Counted
        value={sums.byLight.late ?? 0}
        unit={unit}
        says={t('tasks.says_late')}
        href={at({ light: 'late' })}
        late
      />
    ),
    most:
      sums.mostLate === null ? (
        ''
      ) : (
        <a href={at({ light: 'late', unit: sums.mostLate.unitId })}>
          {nameOf(sums.mostLate.unitId).shortName}
        </a>
      ),
    unclaimed: (
      <Counted
        value={sums.unclaimed}
        unit={unit}
        says={t('tasks.says_unclaimed')}
        href={at({ only: [...new Set([...wish.only, 'unclaimed'])].join(',') })}
      />
    ),
  };
  const slots = { all: '{all}', due: '{due}', late: '{late}', unclaimed: '{unclaimed}' };
  return (
    <>
      <Sentence
        of={
          sums.mostLate === null
            ? t('tasks.summary', slots)
            : t('tasks.summary_most', { ...slots, most: '{most}' })
        }
        with={pieces}
      />
    </>
  );
}

function Views({ of }: { of: Wanted }): ReactNode {
  const url = useUrl();
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const views = VIEWS.map((value) => ({ value, title: t(`tasks.view_${value}`) }));
  const at = tabAt(url.get('view'), views);
  return (
    <>
      <Tabs name="view" label={t('tasks.views')} of={views} />
      <TaskFilters of={of}>
        <SavedViews />
        <Exports of={of} />
      </TaskFilters>
      {at === 'calendar' ? (
        <CalendarView of={of} />
      ) : of.lines.length === 0 ? (
        <NoneFound />
      ) : at === 'board' ? (
        <BoardView of={of} />
      ) : at === 'list' ? (
        <ListView of={of} />
      ) : (
        <TreeView of={of} picked={picked} setPicked={setPicked} />
      )}
    </>
  );
}

function Nothing(): ReactNode {
  const may = useMay('intake.edit');
  if (!may) return <Empty title={t('tasks.none_for_you')}>{t('tasks.none_for_you_hint')}</Empty>;
  return (
    <Empty
      title={t('tasks.none')}
      action={
        <a className="tc-button tc-button-primary" href="/intake">
          {t('tasks.none_do')}
        </a>
      }
    >
      {t('tasks.none_hint')}
    </Empty>
  );
}

/** Filters that leave nothing: what is in their way, and the way back. */
function NoneFound(): ReactNode {
  const url = useUrl();
  return (
    <div className="tc-table-sheet">
      <Empty
        title={t('house.nothing_found')}
        action={
          <a className="tc-button" href={url.path}>
            {t('tasks.show_all')}
          </a>
        }
      >
        {t('tasks.none_found_hint')}
      </Empty>
    </div>
  );
}
