import { useCallback, useMemo, type ReactNode } from 'react';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { Progress } from '@tongchuang/ui/pieces/progress.tsx';
import { StatusTag } from '@tongchuang/ui/pieces/status-tag.tsx';
import { sayShortDate } from '@tongchuang/ui/speech.ts';
import { TreeList, type TreeColumn } from '../pieces/tree-list.tsx';
import { Due, LineLight, StateTag, taskName } from '../pieces/task-words.tsx';
import { useSpeak } from '../pieces/use-speak.ts';
import { useUrl } from '../pieces/url-state.ts';
import { useMay } from '../shell/me.tsx';
import { BulkActions } from './bulk-actions.tsx';
import { isNarrow } from './narrow.ts';
import { planRows, type PlanRow } from './plan-rows.ts';
import { SumLine } from './sum-line.tsx';
import { UnitsCell } from './units-cell.tsx';
import type { Wanted } from './use-tree.ts';

interface TreeViewProps {
  of: Wanted;
  picked: ReadonlySet<string>;
  setPicked: (picked: ReadonlySet<string>) => void;
}

/** From this many tasks on the tree begins folded. */
const MANY = 300;

const idOf = (row: PlanRow): string => row.id;
const parentOf = (row: PlanRow): string | null => row.parent;
const titleOf = (row: PlanRow): string => (row.kind === 'task' ? taskName(row.line) : row.title);

/** 任务树: headings as branches with their sums, tasks as leaves; picked ones are issued or changed together. */
export function TreeView({ of, picked, setPicked }: TreeViewProps): ReactNode {
  const url = useUrl();
  const mayAssign = useMay('task.assign');
  const mayWork = useMay('task.work');
  const mayVerify = useMay('task.verify');
  const may = mayAssign || mayWork || mayVerify;
  const rows = useMemo(() => planRows(of.tree, of.lines, of.heads), [of]);
  const columns = useColumns(of);
  const speak = useSpeak();
  const below = useMemo(() => belowWith(speak), [speak]);
  const chosen = useMemo(() => of.lines.filter((line) => picked.has(line.id)), [of.lines, picked]);
  const pick = usePick(rows, picked, setPicked);
  const allOpen = isNarrow(of.wish) || of.text !== '';
  return (
    <div className="tc-table-sheet">
      <div className="tc-table-bar">
        <span className="tc-quiet">{t('house.rows_total', { count: of.lines.length })}</span>
        {chosen.length > 0 && (
          <div className="tc-bulk" role="group" aria-live="polite">
            <b>{t('house.picked', { count: chosen.length })}</b>
            <BulkActions lines={chosen} tree={of.tree} done={() => setPicked(new Set())} />
            <button type="button" className="tc-link" onClick={() => setPicked(new Set())}>
              {t('house.pick_none')}
            </button>
          </div>
        )}
      </div>
      <TreeList
        label={t('tasks.task')}
        rows={rows}
        idOf={idOf}
        parentOf={parentOf}
        title={titleOf}
        name={nameOf}
        below={below}
        columns={columns}
        href={(row) =>
          row.kind === 'task'
            ? url.with({ open: row.id, new: null })
            : url.with({ [row.kind]: row.id, open: null })
        }
        levels={levelsFor(of)}
        allOpen={allOpen}
        {...(may ? { picked, onPick: pick } : {})}
      />
      <SumLine of={of.sums} />
    </div>
  );
}

/** Few tasks stand open; of many the headings below the plans. */
function levelsFor({ lines, tree }: Wanted): number {
  const plans = tree.plans.length > 1 ? 1 : 0;
  return plans + (lines.length > MANY ? 1 : 3);
}

/** A task by itself; a heading brings all tasks below it. */
function usePick(
  rows: readonly PlanRow[],
  picked: ReadonlySet<string>,
  setPicked: TreeViewProps['setPicked'],
): (id: string) => void {
  return useCallback(
    (id: string) => {
      const next = new Set(picked);
      const below = tasksBelow(rows, id);
      const isOn = below.every((task) => next.has(task)) && next.has(id);
      for (const one of [id, ...below]) {
        if (isOn) next.delete(one);
        else next.add(one);
      }
      setPicked(next);
    },
    [rows, picked, setPicked],
  );
}

/** Ids of everything that hangs below a row of the tree. */
function tasksBelow(rows: readonly PlanRow[], top: string): readonly string[] {
  const kids = new Map<string, string[]>();
  for (const { id, parent } of rows) if (parent !== null) kids.set(parent, [...(kids.get(parent) ?? []), id]);
  const found: string[] = [];
  const walk = (id: string) => {
    for (const kid of kids.get(id) ?? []) {
      found.push(kid);
      walk(kid);
    }
  };
  if (rows.find((row) => row.id === top)?.kind !== 'task') walk(top);
  return found;
}

const nameOf = (row: PlanRow): ReactNode =>
  row.kind === 'task' ? (
    <span className="tc-task-name">
      {row.line.no !== '' && <span className="tc-task-no">{row.line.no}</span>}
      {row.line.text}
      {row.line.seriesId !== null && row.line.due !== null && (
        <small className="tc-quiet"> {t('tasks.instance_till', { day: sayShortDate(row.line.due) })}</small>
      )}
    </span>
  ) : (
    <b className="tc-task-heading">
      {row.title} <small className="tc-quiet">{t('tasks.count', { count: row.sums.tasks })}</small>
    </b>
  );

const belowWith =
  (speak: ReturnType<typeof useSpeak>) =>
  (row: PlanRow): ReactNode =>
    row.kind === 'task' && (
      <span className="tc-task-below">
        <LineLight of={row.line} />
        <StateTag of={row.line.state} />
        <Due line={row.line} spoken={speak(row.line.due)} />
      </span>
    );

function useColumns(of: Wanted): readonly TreeColumn<PlanRow>[] {
  const speak = useSpeak();
  const { nameOf: unitName } = of;
  return useMemo(
    (): readonly TreeColumn<PlanRow>[] => [
      {
        name: 'light',
        title: t('tasks.light'),
        width: 84,
        cell: (row) =>
          row.kind === 'task' ? (
            <LineLight of={row.line} />
          ) : (
            (row.sums.byLight.late ?? 0) > 0 && (
              <StatusTag tone="veto">
                {t('tasks.late_count', { count: row.sums.byLight.late ?? 0 })}
              </StatusTag>
            )
          ),
      },
      {
        name: 'due',
        title: t('tasks.deadline'),
        width: 190,
        cell: (row) => row.kind === 'task' && <Due line={row.line} spoken={speak(row.line.due)} />,
      },
      {
        name: 'units',
        title: t('tasks.units'),
        width: 190,
        cell: (row) => row.kind === 'task' && <UnitsCell of={row.line.units} nameOf={unitName} />,
      },
      {
        name: 'state',
        title: t('tasks.state'),
        width: 104,
        cell: (row) => row.kind === 'task' && <StateTag of={row.line.state} />,
      },
      {
        name: 'progress',
        title: t('tasks.progress'),
        width: 104,
        cell: (row) => <Progress bp={row.kind === 'task' ? row.line.progressBp : row.sums.progressBp} />,
      },
    ],
    [speak, unitName],
  );
}
