import { useState, type ReactNode } from 'react';
import { nextInstance } from '@tongchuang/contract/task-acts.ts';
import type { TaskPage } from '@tongchuang/contract/tasks.ts';
import { TroubleLine } from '@tongchuang/ui/loaded.tsx';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { newId } from '@tongchuang/ui/new-id.ts';
import { Progress } from '@tongchuang/ui/pieces/progress.tsx';
import { tell } from '@tongchuang/ui/pieces/toasts.tsx';
import { sayDate, sayList, sayShortDate } from '@tongchuang/ui/speech.ts';
import { useAct } from '@tongchuang/ui/use-call.ts';
import { StateTag, taskName } from '../pieces/task-words.tsx';
import { TASKS_CHANGE } from './changes.ts';

/** Tasks below this one. */
export function Children({ page }: { page: TaskPage }): ReactNode {
  if (page.children.length === 0) return null;
  return (
    <section className="tc-part">
      <h3>{t('tasks.children')}</h3>
      <ul className="tc-related">
        {page.children.map((child) => (
          <li key={child.id}>
            <a href={`/tasks/${child.id}`}>{taskName(child)}</a>
            <StateTag of={child.state} />
            <Progress bp={child.progressBp} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Instances of a recurring task, and the next one by hand. */
export function Instances({ page }: { page: TaskPage }): ReactNode {
  const [instanceId, setInstanceId] = useState(() => newId<'task'>());
  const act = useAct(nextInstance, {
    changes: TASKS_CHANGE,
    onDone: (reply) => {
      tell(t('tasks.instance_made', { from: sayDate(reply.from), to: sayDate(reply.to) }));
      setInstanceId(newId());
    },
  });
  if (page.recurrence === null || page.series !== null) return null;
  const may = page.mayEdit && page.recurrence.rhythm !== 'unset' && page.state !== 'draft';
  return (
    <section className="tc-part">
      <h3>
        {t('tasks.instances')}
        {may && (
          <button
            type="button"
            className="tc-link"
            disabled={act.isPending}
            onClick={() => act.mutate({ params: { id: page.id }, body: { instanceId } })}
          >
            {t('tasks.instance_next')}
          </button>
        )}
      </h3>
      <TroubleLine error={act.error} />
      {page.instances.length === 0 && <p className="tc-quiet">{t('tasks.instances_none')}</p>}
      <ul className="tc-related">
        {page.instances.map((one) => (
          <li key={one.id}>
            <a href={`/tasks/${one.id}`}>
              {t('tasks.from_to', { from: sayShortDate(one.from), to: sayShortDate(one.to) })}
            </a>
            <StateTag of={one.state} />
            {one.due !== null && (
              <span className="tc-quiet">{t('tasks.due_on', { day: sayShortDate(one.due) })}</span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** 计划分解: what units planned for this task, month by month. */
export function PlanItems({ page }: { page: TaskPage }): ReactNode {
  if (page.planItems.length === 0) return null;
  const unitName = (id: string | null) => page.parts.find((part) => part.unitId === id)?.shortName ?? '';
  return (
    <section className="tc-part">
      <h3>{t('tasks.plan_items')}</h3>
      <ul className="tc-related">
        {page.planItems.map((item) => (
          <li key={item.id}>
            <span>{item.text}</span>
            <span className="tc-quiet">
              {unitName(item.unitId)} ·{' '}
              {item.from === item.to
                ? sayShortDate(item.from)
                : t('tasks.from_to', { from: sayShortDate(item.from), to: sayShortDate(item.to) })}{' '}
              · {t(`tasks.item_${item.state as 'open'}`)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** In which editions of the plan the task stands, and what each changed. */
export function Editions({ page }: { page: TaskPage }): ReactNode {
  if (page.editions.length === 0) return null;
  return (
    <section className="tc-part">
      <h3>{t('tasks.editions')}</h3>
      <ul className="tc-related">
        {page.editions.map(({ edition, change, differs }) => (
          <li key={edition}>
            <a href={`/plans/${page.plan.id}?edition=${edition}`}>{t('tasks.edition', { edition })}</a>
            <span>{t(`tasks.change_${change as 'added'}`)}</span>
            <span className="tc-quiet">{sayList(differs.map(fieldWord))}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The name of a field that an edition changed. */
export function fieldWord(field: string): string {
  const key = `tasks.field_${field}`;
  const words: string = t(key as 'tasks.field_text');
  return words === key ? field : words;
}
