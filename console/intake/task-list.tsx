import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import type { DocumentView, DraftTask } from '@tongchuang/contract/intake.ts';
import { UNIT_ROLES } from '@tongchuang/domain/tasks/task.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { Empty } from '@tongchuang/ui/pieces/empty.tsx';
import { roleWord } from '@tongchuang/ui/pieces/tags.tsx';
import { TaskCard } from './task-card.tsx';
import { TaskEditor } from './task-editor.tsx';
import { scrollWithin } from './scroll-within.ts';
import type { Review } from './use-review.ts';

interface TaskListProps {
  document: DocumentView;
  review: Review;
  mayEdit: boolean;
  at: number;
  onMove: (at: number) => void;
  onSettle: (name: string) => void;
}

/** The draft, task by task, under its headings. The keyboard goes from the first task to the last and does all that the buttons do. */
export function TaskList({ document: doc, review, mayEdit, at, onMove, onSettle }: TaskListProps): ReactNode {
  const { tasks } = doc;
  const [editing, setEditing] = useState<string | null>(null);
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const frame = useRef<HTMLOListElement>(null);
  useEffect(() => {
    const item = frame.current?.querySelector<HTMLElement>('[tabindex="0"]') ?? null;
    if (editing === null) scrollWithin(frame.current?.parentElement ?? null, item);
  }, [at, editing]);

  const task = tasks[at];
  const focus = (to: number) => {
    onMove(to);
    requestAnimationFrame(() =>
      frame.current?.querySelector<HTMLElement>(`[data-nth="${to}"]`)?.focus({ preventScroll: true }),
    );
  };
  const key = (event: KeyboardEvent) => {
    if (!task || !(event.target instanceof HTMLLIElement)) return;
    const moves: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      Home: 0,
      End: tasks.length - 1,
    };
    const to = moves[event.key];
    if (to !== undefined) focus(Math.max(0, Math.min(tasks.length - 1, to)));
    else if (!mayEdit) return;
    else if (event.key === 'Enter' || event.key === 's') setEditing(task.id);
    else if (event.key === 'd') void (task.dropped ? review.restore(task) : review.drop(task));
    else if (event.key === 'm') void mergeWithNext(tasks, at, review);
    else if (event.key === 'u') settleFirst(task, onSettle);
    else if (event.key === ' ') toggle(task.id);
    else return;
    event.preventDefault();
  };
  const toggle = (id: string) => {
    const next = new Set(picked);
    if (!next.delete(id)) next.add(id);
    setPicked(next);
  };

  if (tasks.length === 0) return <Empty title={t('intake.add_hint')} />;
  const chosen = tasks.filter((one) => picked.has(one.id));
  return (
    <>
      {chosen.length > 0 && (
        <div className="tc-bulk" role="group" aria-live="polite">
          <b>{t('intake.picked', { count: chosen.length })}</b>
          <span>{t('intake.role_for_all')}</span>
          {UNIT_ROLES.map((role) => (
            <button
              key={role}
              type="button"
              className="tc-link"
              onClick={() => void review.assignRole(chosen, role).then(() => setPicked(new Set()))}
            >
              {roleWord(role)}
            </button>
          ))}
          <button
            type="button"
            className="tc-link"
            onClick={() => void review.merge(chosen).then(() => setPicked(new Set()))}
          >
            {t('intake.merge')}
          </button>
        </div>
      )}
      <ol className="tc-draft" ref={frame} onKeyDown={key}>
        {tasks.map((one, nth) => (
          <DraftItem
            key={one.id}
            {...{ task: one, nth, units: doc.units, mayEdit, review, onSettle, editing: editing === one.id }}
            heading={newHeadings(tasks[nth - 1], one)}
            isAt={nth === at}
            isPicked={picked.has(one.id)}
            before={tasks[nth - 2]?.id ?? null}
            after={tasks[nth + 1]?.id ?? null}
            onAt={() => onMove(nth)}
            onPick={() => toggle(one.id)}
            onEdit={(open) => {
              setEditing(open ? one.id : null);
              if (!open) focus(nth);
            }}
            onMerge={() => void mergeWithNext(tasks, nth, review)}
          />
        ))}
      </ol>
    </>
  );
}

interface DraftItemProps {
  task: DraftTask;
  nth: number;
  heading: readonly string[];
  units: Readonly<Record<string, string>>;
  review: Review;
  mayEdit: boolean;
  editing: boolean;
  isAt: boolean;
  isPicked: boolean;
  before: DraftTask['id'] | null;
  after: DraftTask['id'] | null;
  onAt: () => void;
  onPick: () => void;
  onEdit: (open: boolean) => void;
  onMerge: () => void;
  onSettle: (name: string) => void;
}

function DraftItem(props: DraftItemProps): ReactNode {
  const { task, nth, isAt, review } = props;
  return (
    <>
      {props.heading.map((words, depth) => (
        <li key={words} className={`tc-draft-heading tc-draft-heading-${depth}`} aria-hidden="true">
          {words}
        </li>
      ))}
      <li
        className={isAt ? 'tc-draft-item tc-draft-at' : 'tc-draft-item'}
        data-nth={nth}
        tabIndex={isAt ? 0 : -1}
        aria-current={isAt}
        onClick={props.onAt}
        onFocus={(event) => {
          if (event.target === event.currentTarget) props.onAt();
        }}
      >
        {props.editing ? (
          <TaskEditor task={task} review={review} onClose={() => props.onEdit(false)} />
        ) : (
          <>
            {props.mayEdit && (
              <input
                type="checkbox"
                className="tc-draft-pick"
                tabIndex={-1}
                aria-label={task.content.text.slice(0, 20)}
                checked={props.isPicked}
                onChange={props.onPick}
              />
            )}
            <TaskCard task={task} units={props.units} isAt={isAt} onSettle={props.onSettle} />
            {isAt && props.mayEdit && (
              <div className="tc-draft-acts">
                <button type="button" className="tc-link" onClick={() => props.onEdit(true)}>
                  {t('intake.edit')}
                </button>
                <button
                  type="button"
                  className="tc-link"
                  disabled={props.after === null}
                  onClick={props.onMerge}
                >
                  {t('intake.merge')}
                </button>
                <button
                  type="button"
                  className="tc-link"
                  disabled={nth === 0}
                  onClick={() => void review.move(task, props.before)}
                >
                  {t('intake.up')}
                </button>
                <button
                  type="button"
                  className="tc-link"
                  disabled={props.after === null}
                  onClick={() => void review.move(task, props.after)}
                >
                  {t('intake.down')}
                </button>
                <button
                  type="button"
                  className="tc-link"
                  onClick={() => void (task.dropped ? review.restore(task) : review.drop(task))}
                >
                  {task.dropped ? t('intake.restore') : t('intake.drop')}
                </button>
              </div>
            )}
          </>
        )}
      </li>
    </>
  );
}

/** The headings that begin with this task: those that the task before did not stand under. */
function newHeadings(before: DraftTask | undefined, task: DraftTask): readonly string[] {
  const path = task.content.sectionPath;
  const old = before?.content.sectionPath ?? [];
  const from = path.findIndex((heading, depth) => heading !== old[depth]);
  return from === -1 ? [] : path.slice(from);
}

async function mergeWithNext(tasks: readonly DraftTask[], at: number, review: Review): Promise<void> {
  const pair = [tasks[at], tasks.slice(at + 1).find((task) => !task.dropped)].filter(
    (task) => task !== undefined,
  );
  if (pair.length === 2) await review.merge(pair);
}

function settleFirst(task: DraftTask, onSettle: (name: string) => void): void {
  const open = task.content.units.find(
    (unit) => unit.resolution === 'suggested' || unit.resolution === 'unknown',
  );
  const unit = open ?? task.content.units[0];
  if (unit) onSettle(unit.name);
}
