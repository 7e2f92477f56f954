import { useState, type ReactNode } from 'react';
import { useRouter } from '@tanstack/react-router';
import {
  compareDocument,
  confirmDocument,
  type Comparison,
  type DocumentView,
} from '@tongchuang/contract/intake.ts';
import type { PlanId, TaskId } from '@tongchuang/domain/kernel/ids.ts';
import { Loaded, TroubleLine } from '@tongchuang/ui/loaded.tsx';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { newId } from '@tongchuang/ui/new-id.ts';
import { Field } from '@tongchuang/ui/pieces/field.tsx';
import { tell } from '@tongchuang/ui/pieces/toasts.tsx';
import { useAct, useCall } from '@tongchuang/ui/use-call.ts';
import { openNames } from './findings.tsx';

/** 确认形成方案: what will stand, and for a later edition what it changes. */
export function ConfirmDrawer({ document }: { document: DocumentView }): ReactNode {
  const router = useRouter();
  const kept = document.tasks.filter((task) => !task.dropped);
  const open = openNames(document);
  const [title, setTitle] = useState(document.title ?? document.name.replace(/\.\w+$/, ''));
  const [reasons, setReasons] = useState<Readonly<Record<string, string>>>({});
  const [planId] = useState(() => newId() as PlanId);
  const comparison = useCall(
    compareDocument,
    { params: { id: document.id } },
    { enabled: document.supersedes !== null },
  );
  const act = useAct(confirmDocument, {
    changes: ['intake.', 'plan.', 'task.', 'home.', 'unit.'],
    onDone: (reply) => {
      tell(t('intake.confirmed', { count: reply.tasks }));
      router.history.push(`/tasks?plan=${reply.planId}`);
    },
  });
  const confirm = () =>
    act.mutate({
      params: { id: document.id },
      body: {
        planId,
        title,
        seen: kept.reduce((sum, task) => sum + task.version, 0),
        drop: Object.entries(reasons)
          .filter(([, reason]) => reason.trim() !== '')
          .map(([taskId, reason]) => ({ taskId: taskId as TaskId, reason })),
      },
    });
  return (
    <div className="tc-confirm">
      <p>
        {t('intake.sum_up', {
          count: kept.length,
          units: kept.reduce((sum, task) => sum + task.content.units.length, 0),
          targets: kept.reduce((sum, task) => sum + task.content.targets.length, 0),
        })}
      </p>
      {open.length > 0 && (
        <p className="tc-notice tc-notice-warn" role="status">
          {t('intake.confirm_open', { count: open.length })}
        </p>
      )}
      <Field label={t('intake.confirm_title')} value={title} onChange={setTitle} />
      {document.supersedes !== null && (
        <Loaded of={comparison}>
          {(found) => <Differences of={found} reasons={reasons} setReasons={setReasons} />}
        </Loaded>
      )}
      <p className="tc-quiet">{t('intake.confirm_note')}</p>
      <TroubleLine error={act.error} />
      <button
        type="button"
        className="tc-button tc-button-primary"
        disabled={open.length > 0 || title.trim() === '' || act.isPending || kept.length === 0}
        onClick={confirm}
      >
        {t('intake.confirm')}
      </button>
    </div>
  );
}

interface DifferencesProps {
  of: Comparison;
  reasons: Readonly<Record<string, string>>;
  setReasons: (reasons: Readonly<Record<string, string>>) => void;
}

function Differences({ of, reasons, setReasons }: DifferencesProps): ReactNode {
  return (
    <section>
      <h3>{t('intake.compare')}</h3>
      <ul className="tc-confirm-counts">
        <li>{t('intake.compare_same', { count: of.same })}</li>
        <li>{t('intake.compare_added', { count: of.added.length })}</li>
        <li>{t('intake.compare_changed', { count: of.changed.length })}</li>
        <li>{t('intake.compare_gone', { count: of.gone.length })}</li>
      </ul>
      {of.gone.map((task) => (
        <div key={task.before} className="tc-confirm-gone">
          <p>
            <b>{task.no}</b> {task.text}
          </p>
          <input
            className="tc-input"
            aria-label={t('intake.compare_reason')}
            placeholder={`${t('intake.compare_drop')} / ${t('intake.compare_keep')}`}
            value={reasons[task.before] ?? ''}
            onChange={(event) => setReasons({ ...reasons, [task.before]: event.target.value })}
          />
        </div>
      ))}
    </section>
  );
}
