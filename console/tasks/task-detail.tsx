import { useState, type ReactNode } from 'react';
import { getTask, type TaskPage } from '@tongchuang/contract/tasks.ts';
import type { TaskId } from '@tongchuang/domain/kernel/ids.ts';
import { Loaded } from '@tongchuang/ui/loaded.tsx';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { Deadline } from '@tongchuang/ui/pieces/deadline.tsx';
import { PageHead } from '@tongchuang/ui/pieces/page-head.tsx';
import { StatusTag } from '@tongchuang/ui/pieces/status-tag.tsx';
import { sayAside, sayDate } from '@tongchuang/ui/speech.ts';
import { useCall } from '@tongchuang/ui/use-call.ts';
import { ObjectTrail } from '../pieces/object-trail.tsx';
import { LineLight, phraseOf, StateTag, taskName } from '../pieces/task-words.tsx';
import { useSpeak } from '../pieces/use-speak.ts';
import { EditForm } from './edit-form.tsx';
import { Facts, Targets } from './facts.tsx';
import { NextSteps } from './next-steps.tsx';
import { Parts } from './parts.tsx';
import { Children, Editions, Instances, PlanItems } from './related.tsx';
import { Reports } from './reports.tsx';
import { Why } from './why.tsx';
import '../pieces/table.css';
import '../pieces/forms.css';

interface TaskDetailProps {
  id: string;
  /** The page of its own; otherwise the drawer. */
  whole?: boolean;
}

/** Everything of one task, what is to be done first at the top. */
export function TaskDetail({ id, whole = false }: TaskDetailProps): ReactNode {
  const task = useCall(getTask, { params: { id: id as TaskId } });
  return <Loaded of={task}>{(page) => <Detail key={page.id} page={page} whole={whole} />}</Loaded>;
}

function Detail({ page, whole }: { page: TaskPage; whole: boolean }): ReactNode {
  const [editing, setEditing] = useState(false);
  const tags = (
    <>
      <StateTag of={page.state} />
      <LineLight of={{ light: page.light, reason: page.lightReasons[0] ?? { code: 'no_day' } }} />
      {page.recurrence !== null && <StatusTag tone="muted">{page.recurrence.phrase}</StatusTag>}
      {!page.inEdition && <StatusTag tone="warn">{t('tasks.not_in_edition')}</StatusTag>}
    </>
  );
  return (
    <div className={whole ? 'tc-task tc-task-whole' : 'tc-task'}>
      {whole ? (
        <PageHead title={taskName(page)} back={{ href: '/tasks', title: t('tasks.title') }} />
      ) : (
        <h3 className="tc-task-title">{taskName(page)}</h3>
      )}
      <div className="tc-task-tags">
        {tags}
        <SpokenDay page={page} />
      </div>
      <p className="tc-quiet tc-task-path">
        <a href={`/tasks?plan=${page.plan.id}`}>{page.plan.title}</a>
        {page.sectionPath.map((heading) => (
          <span key={heading}> › {heading}</span>
        ))}
      </p>
      <NextSteps page={page} />
      {whole && <h2 className="tc-hidden">{t('tasks.facts')}</h2>}
      <div className="tc-task-columns">
        <div>
          <Parts page={page} />
          <Reports page={page} />
          <Children page={page} />
          <Instances page={page} />
          <PlanItems page={page} />
        </div>
        <div>
          <Why page={page} />
          <section className="tc-part">
            <h3>
              {t('tasks.facts')}
              {page.mayEdit && !editing && (
                <button type="button" className="tc-link" onClick={() => setEditing(true)}>
                  {t('house.edit')}
                </button>
              )}
            </h3>
            {editing ? <EditForm page={page} close={() => setEditing(false)} /> : <Facts page={page} />}
          </section>
          <Targets page={page} />
          <Editions page={page} />
          <TrailOf page={page} />
        </div>
      </div>
    </div>
  );
}

/** 还剩 2 个工作日 · 3月7日…; only the day once nothing is left to be done. */
function SpokenDay({ page }: { page: TaskPage }): ReactNode {
  const speak = useSpeak();
  const { deadline } = page;
  if (deadline === null || deadline.due === null)
    return <span className="tc-quiet">{phraseOf(deadline?.phrase ?? null)}</span>;
  const words = deadline.phrase !== '' && deadline.phrase !== deadline.due ? sayAside(deadline.phrase) : '';
  const settled = ['done', 'verified', 'dropped'].includes(page.state);
  const spoken = speak(deadline.due);
  return (
    <span>
      {settled || spoken === null ? sayDate(deadline.due) : <Deadline of={spoken} />}
      <span className="tc-quiet">
        {words}
        {deadline.inherited && ` ${t('tasks.inherited')}`}
      </span>
    </span>
  );
}

/** 留痕, asked for only when somebody opens it. */
function TrailOf({ page }: { page: TaskPage }): ReactNode {
  const [open, setOpen] = useState(false);
  return (
    <details className="tc-part" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('tasks.trail')}</summary>
      {open && <ObjectTrail kind="task" id={page.id} />}
    </details>
  );
}
