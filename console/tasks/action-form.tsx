import { useState, type FormEvent, type ReactNode } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { FILE_LIMIT } from '@tongchuang/contract/files.ts';
import type { TaskPage } from '@tongchuang/contract/tasks.ts';
import type { UnitRole } from '@tongchuang/domain/tasks/task.ts';
import { isRefused } from '@tongchuang/ui/call.ts';
import { TroubleLine } from '@tongchuang/ui/loaded.tsx';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { newId } from '@tongchuang/ui/new-id.ts';
import { FileDrop } from '@tongchuang/ui/pieces/file-drop.tsx';
import { tell } from '@tongchuang/ui/pieces/toasts.tsx';
import { sendFile } from '@tongchuang/ui/send-file.ts';
import { dayOf } from '@tongchuang/ui/speech.ts';
import { refresh, useAct } from '@tongchuang/ui/use-call.ts';
import { EVIDENCE } from '../pieces/evidence.tsx';
import { ASKS, givenOf, isReady, routeOf, type Filled, type Offer } from './actions.ts';
import { ChainFields } from './chain-fields.tsx';
import { TASKS_CHANGE } from './changes.ts';
import { TaskConflict } from './task-conflict.tsx';
import { UnitsForm } from './units-form.tsx';

interface ActionFormProps {
  offer: Offer;
  page: TaskPage;
  close: () => void;
}

/** The small form of one action: only what it asks for, nothing else. */
export function ActionForm({ offer, page, close }: ActionFormProps): ReactNode {
  const queries = useQueryClient();
  const asks = ASKS[offer.action];
  const part = page.parts.find(({ unitId }) => unitId === offer.unitId);
  const [filled, setFilled] = useState<Filled>(() => emptyFor(offer, page));
  /** The page as it was when somebody else's change came in between. */
  const [seen, setSeen] = useState<TaskPage | null>(null);
  const set = (change: Partial<Filled>) => setFilled((now) => ({ ...now, ...change }));
  const act = useAct(routeOf(offer), {
    changes: TASKS_CHANGE,
    onDone: () => {
      tell(t('tasks.did', { what: t(`tasks.do_${offer.action}`) }));
      close();
    },
    onTrouble: (error) => {
      if (!isRefused(error, 'row.changed_meanwhile')) return;
      setSeen(page);
      void refresh(queries, ['task.get', 'audit.of_object']);
    },
  });
  const send = () => {
    setSeen(null);
    act.mutate(givenOf(offer, page, filled));
  };
  return (
    <form
      className="tc-form tc-action-form"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        send();
      }}
    >
      <b>{t(`tasks.do_${offer.action}`)}</b>
      {offer.action !== 'report' && <p className="tc-quiet">{t(`tasks.hint_${offer.action}`)}</p>}
      {asks.chain === true && offer.unitId !== null && (
        <ChainFields unitId={offer.unitId} value={filled.chain} onChange={(chain) => set({ chain })} />
      )}
      {asks.units === true && (
        <UnitsForm
          units={filled.units.map((unit) => ({ ...unit, role: unit.role as UnitRole }))}
          onChange={(units) => set({ units })}
        />
      )}
      {asks.progress === true && (
        <ProgressField
          value={filled.progress}
          before={(part?.progressBp ?? 0) / 100}
          onChange={(progress) => set({ progress })}
        />
      )}
      {asks.until === true && (
        <label>
          <span>{t('tasks.until')}</span>
          <input
            className="tc-input"
            type="date"
            required
            min={dayOf(new Date())}
            value={filled.until}
            onChange={(event) => set({ until: event.target.value })}
          />
        </label>
      )}
      {asks.reason === true && (
        <label>
          <span>{t('tasks.reason')}</span>
          <textarea
            className="tc-input"
            rows={3}
            required
            autoFocus
            maxLength={1000}
            value={filled.reason}
            onChange={(event) => set({ reason: event.target.value })}
          />
        </label>
      )}
      {asks.note !== undefined && (
        <label>
          <span>{asks.note === 'optional' ? t('tasks.note_optional') : t('tasks.note')}</span>
          <textarea
            className="tc-input"
            rows={3}
            maxLength={4000}
            value={filled.note}
            onChange={(event) => set({ note: event.target.value })}
          />
        </label>
      )}
      {(offer.action === 'report' || offer.action === 'submit_done') && page.targets.length > 0 && (
        <Attained page={page} value={filled.attained} onChange={(attained) => set({ attained })} />
      )}
      {asks.files === true && (
        <FileDrop
          types={EVIDENCE}
          megabytes={FILE_LIMIT / 2 ** 20}
          multiple
          title={t('tasks.files_drop')}
          send={async (file, options) => {
            const { sha256 } = await sendFile(file, options);
            setFilled((now) => ({ ...now, files: [...now.files, { sha256, name: file.name }] }));
          }}
          onRemove={(file) =>
            setFilled((now) => ({ ...now, files: now.files.filter(({ name }) => name !== file.name) }))
          }
        />
      )}
      {seen !== null ? (
        <TaskConflict
          seen={seen}
          now={page}
          mine={{ what: t(`tasks.do_${offer.action}`), note: filled.reason || filled.note }}
          onTake={close}
          onKeep={send}
        />
      ) : (
        <TroubleLine error={act.error} />
      )}
      <div className="tc-buttons">
        <button
          type="submit"
          className="tc-button tc-button-primary"
          disabled={!isReady(offer, filled) || act.isPending || seen !== null}
        >
          {t(`tasks.do_${offer.action}`)}
        </button>
        <button type="button" className="tc-button" onClick={close}>
          {t('house.cancel')}
        </button>
      </div>
    </form>
  );
}

function emptyFor(offer: Offer, page: TaskPage): Filled {
  const part = page.parts.find(({ unitId }) => unitId === offer.unitId);
  return {
    reportId: newId(),
    note: '',
    reason: '',
    until: offer.action === 'approve_deferral' ? (page.request?.until ?? '') : '',
    progress: (part?.progressBp ?? 0) / 100,
    attained: {},
    files: [],
    chain: {
      leaderId: part?.leader?.id ?? '',
      section: part?.section ?? '',
      personId: part?.person?.id ?? '',
    },
    units: page.parts.map(({ unitId, role, writtenAs }) => ({ unitId, role, writtenAs })),
  };
}

interface ProgressFieldProps {
  value: number;
  before: number;
  onChange: (value: number) => void;
}

/** Whole percents, by hand or by the slider. */
function ProgressField({ value, before, onChange }: ProgressFieldProps): ReactNode {
  return (
    <label>
      <span>
        {t('tasks.progress_now')}{' '}
        <small className="tc-quiet">{t('tasks.progress_before', { share: before })}</small>
      </span>
      <span className="tc-progress-field">
        <input
          type="range"
          min={0}
          max={100}
          step={5}
          tabIndex={-1}
          aria-hidden="true"
          value={value}
          onChange={(event) => onChange(Number(event.target.value))}
        />
        <input
          className="tc-input"
          type="number"
          min={0}
          max={100}
          step="any"
          required
          value={value}
          onChange={(event) => onChange(Math.min(100, Math.max(0, Number(event.target.value))))}
        />
        %
      </span>
    </label>
  );
}

interface AttainedProps {
  page: TaskPage;
  value: Filled['attained'];
  onChange: (value: Filled['attained']) => void;
}

/** The value reached of each target; what is left empty stays as it was. */
function Attained({ page, value, onChange }: AttainedProps): ReactNode {
  return (
    <fieldset className="tc-attained">
      <legend>{t('tasks.attained')}</legend>
      {page.targets.map((target) => (
        <label key={target.position}>
          <span>{target.text}</span>
          <input
            className="tc-input"
            type="number"
            step="any"
            placeholder={target.attained === null ? '' : String(target.attained)}
            value={value[target.position] ?? ''}
            onChange={(event) => onChange({ ...value, [target.position]: event.target.value })}
          />
          {target.unit}
        </label>
      ))}
    </fieldset>
  );
}
