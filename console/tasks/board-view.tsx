import { useState, type KeyboardEvent, type ReactNode } from 'react';
import { TASK_STATES, type TaskState } from '@tongchuang/domain/tasks/task.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { Progress } from '@tongchuang/ui/pieces/progress.tsx';
import { Due, LineLight, StateTag } from '../pieces/task-words.tsx';
import { useSpeak } from '../pieces/use-speak.ts';
import { useUrl } from '../pieces/url-state.ts';
import type { Line } from './plan-rows.ts';
import { SumLine } from './sum-line.tsx';
import { UnitsCell } from './units-cell.tsx';
import type { Wanted } from './use-tree.ts';

/** Cards of a column that are drawn at first; the rest on request. */
const FIRST = 30;
/** Columns that stand even when they are empty. */
const ALWAYS: readonly TaskState[] = ['draft', 'issued', 'claimed', 'in_progress', 'done', 'verified'];
/** Late before at risk before the rest, then by day. */
const URGENCY = { late: 0, at_risk: 1, on_time: 2, none: 3, done: 4 } as const;
const byUrgency = (a: Line, b: Line): number =>
  URGENCY[a.light] - URGENCY[b.light] ||
  (a.due ?? '9').localeCompare(b.due ?? '9') ||
  a.position - b.position;

/** 看板: a column a state, the most pressing cards first. Arrow keys go between cards and columns. */
export function BoardView({ of }: { of: Wanted }): ReactNode {
  const columns = TASK_STATES.map((state) => ({
    state,
    lines: of.lines.filter((line) => line.state === state).toSorted(byUrgency),
  })).filter(({ state, lines }) => lines.length > 0 || ALWAYS.includes(state));
  return (
    <>
      <div className="tc-board" onKeyDown={move} role="group" aria-label={t('tasks.view_board')}>
        {columns.map(({ state, lines }) => (
          <BoardColumn key={state} state={state} lines={lines} of={of} />
        ))}
      </div>
      <SumLine of={of.sums} />
    </>
  );
}

function BoardColumn({
  state,
  lines,
  of,
}: {
  state: TaskState;
  lines: readonly Line[];
  of: Wanted;
}): ReactNode {
  const [shown, setShown] = useState(FIRST);
  const url = useUrl();
  const speak = useSpeak();
  return (
    <section className="tc-board-column" aria-label={t(`tasks.state_${state}`)}>
      <h2>
        <StateTag of={state} /> <span className="tc-quiet">{lines.length}</span>
      </h2>
      <ol>
        {lines.slice(0, shown).map((line) => (
          <li key={line.id}>
            <a className="tc-board-card" href={url.with({ open: line.id, new: null })}>
              <span className="tc-clamp" title={line.text}>
                {line.no !== '' && <span className="tc-task-no">{line.no}</span>}
                {line.text}
              </span>
              <span className="tc-board-facts">
                <LineLight of={line} />
                <Progress bp={line.progressBp} />
              </span>
              <Due line={line} spoken={speak(line.due)} />
              <UnitsCell of={line.units} nameOf={of.nameOf} />
            </a>
          </li>
        ))}
      </ol>
      {lines.length > shown && (
        <button type="button" className="tc-link" onClick={() => setShown(shown + FIRST)}>
          {t('tasks.show_more', { count: lines.length - shown })}
        </button>
      )}
      {lines.length === 0 && <p className="tc-quiet">{t('tasks.column_empty')}</p>}
    </section>
  );
}

/** ↑ ↓ within a column, ← → to the card at the same height of the next one. */
function move(event: KeyboardEvent<HTMLElement>): void {
  const card = event.target instanceof Element ? event.target.closest<HTMLElement>('.tc-board-card') : null;
  const column = card?.closest('.tc-board-column');
  if (card === null || column === null || column === undefined) return;
  const cards = (of: Element) => [...of.querySelectorAll<HTMLElement>('.tc-board-card')];
  const columns = [...event.currentTarget.querySelectorAll('.tc-board-column')].filter(
    (one) => cards(one).length > 0,
  );
  const at = cards(column).indexOf(card);
  const beside = columns[columns.indexOf(column) + (event.key === 'ArrowRight' ? 1 : -1)];
  let next: HTMLElement | undefined;
  if (event.key === 'ArrowDown') next = cards(column)[at + 1];
  else if (event.key === 'ArrowUp') next = cards(column)[at - 1];
  else if (event.key === 'ArrowRight' || event.key === 'ArrowLeft')
    next = beside && (cards(beside)[at] ?? cards(beside).at(-1));
  else return;
  event.preventDefault();
  next?.focus();
}
