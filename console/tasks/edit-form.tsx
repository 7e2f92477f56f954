import { useState, type FormEvent, type ReactNode } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { listCampaigns, listGoals } from '@tongchuang/contract/campaign.ts';
import { editTask } from '@tongchuang/contract/task-acts.ts';
import type { Call } from '@tongchuang/contract/route.ts';
import type { TaskPage } from '@tongchuang/contract/tasks.ts';
import { RHYTHMS, type Rhythm } from '@tongchuang/domain/tasks/task.ts';
import { isRefused } from '@tongchuang/ui/call.ts';
import { TroubleLine } from '@tongchuang/ui/loaded.tsx';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { tell } from '@tongchuang/ui/pieces/toasts.tsx';
import { refresh, useAct, useCall } from '@tongchuang/ui/use-call.ts';
import { TASKS_CHANGE } from './changes.ts';
import { rhythmWord } from './rhythm.ts';
import { TargetsField, type WantedTarget } from './targets-field.tsx';
import { TaskConflict } from './task-conflict.tsx';

/** What the form holds, every field as text. */
interface Draft {
  no: string;
  text: string;
  objective: string;
  standard: string;
  assessment: string;
  reward: string;
  phrase: string;
  due: string;
  stageId: string;
  goalId: string;
  rhythm: Rhythm | '';
  every: string;
  day: string;
  weight: string;
  targets: readonly WantedTarget[];
}

const draftOf = (page: TaskPage): Draft => ({
  no: page.no,
  text: page.text,
  objective: page.objective ?? '',
  standard: page.standard ?? '',
  assessment: page.assessment ?? '',
  reward: page.reward ?? '',
  phrase: page.deadline?.phrase ?? '',
  due: page.deadline?.due ?? '',
  stageId: page.stage?.id ?? '',
  goalId: page.goal?.id ?? '',
  rhythm: page.recurrence?.rhythm ?? '',
  every: String(page.recurrence?.every ?? 1),
  day: page.recurrence?.day === null || page.recurrence === null ? '' : String(page.recurrence.day),
  weight: String(page.weight),
  targets: page.targets.map(({ text, comparator, value, unit }) => ({ text, comparator, value, unit })),
});

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Only what was changed is sent, so that two people who change different fields do not meet. */
function changeOf(draft: Draft, was: Draft, page: TaskPage): Omit<Call<typeof editTask>['body'], 'version'> {
  const is = (...names: (keyof Draft)[]) => names.some((name) => !same(draft[name], was[name]));
  return {
    ...(is('no') ? { no: draft.no } : {}),
    ...(is('text') ? { text: draft.text } : {}),
    ...(is('objective') ? { objective: orNull(draft.objective) } : {}),
    ...(is('standard') ? { standard: orNull(draft.standard) } : {}),
    ...(is('assessment') ? { assessment: orNull(draft.assessment) } : {}),
    ...(is('reward') ? { reward: orNull(draft.reward) } : {}),
    ...(is('phrase', 'due')
      ? {
          deadline:
            draft.phrase.trim() === '' && draft.due === ''
              ? null
              : { phrase: draft.phrase.trim(), from: page.deadline?.from ?? null, due: orNull(draft.due) },
        }
      : {}),
    ...(is('stageId') ? { stageId: orNull(draft.stageId) } : {}),
    ...(is('goalId') ? { goalId: orNull(draft.goalId) } : {}),
    ...(is('rhythm', 'every', 'day')
      ? {
          recurrence:
            draft.rhythm === ''
              ? null
              : {
                  phrase: page.recurrence?.phrase ?? rhythmWord(draft.rhythm),
                  rhythm: draft.rhythm,
                  every: Number(draft.every) || 1,
                  day: draft.day === '' ? null : Number(draft.day),
                },
        }
      : {}),
    ...(is('weight') ? { weight: Number(draft.weight) } : {}),
    ...(is('targets') ? { targets: draft.targets.filter((target) => target.text.trim() !== '') } : {}),
  };
}

/** 修改任务: its words, day, rhythm, targets and weight. */
export function EditForm({ page, close }: { page: TaskPage; close: () => void }): ReactNode {
  const queries = useQueryClient();
  const [was, setWas] = useState(() => ({ page, draft: draftOf(page) }));
  const [draft, setDraft] = useState(was.draft);
  const [conflict, setConflict] = useState(false);
  const set = (change: Partial<Draft>) => setDraft((now) => ({ ...now, ...change }));
  const act = useAct(editTask, {
    changes: TASKS_CHANGE,
    onDone: () => {
      tell(t('tasks.edited'));
      close();
    },
    onTrouble: (error) => {
      if (!isRefused(error, 'row.changed_meanwhile')) return;
      setConflict(true);
      void refresh(queries, ['task.get', 'audit.of_object']);
    },
  });
  const change = changeOf(draft, was.draft, page);
  const send = (version: number) => act.mutate({ params: { id: page.id }, body: { ...change, version } });
  const words = (name: keyof Draft, label: string, rows: number) => (
    <label>
      <span>{label}</span>
      <textarea
        className="tc-input"
        rows={rows}
        value={String(draft[name])}
        onChange={(event) => set({ [name]: event.target.value })}
      />
    </label>
  );
  return (
    <form
      className="tc-form"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        send(was.page.version);
      }}
    >
      {words('text', t('tasks.text'), 4)}
      <div className="tc-form-row">
        <label>
          <span>{t('tasks.no')}</span>
          <input
            className="tc-input"
            value={draft.no}
            onChange={(event) => set({ no: event.target.value })}
          />
        </label>
        <label>
          <span>{t('tasks.weight')}</span>
          <input
            className="tc-input"
            type="number"
            min={1}
            max={1000}
            value={draft.weight}
            onChange={(event) => set({ weight: event.target.value })}
          />
        </label>
      </div>
      <div className="tc-form-row">
        <label>
          <span>{t('tasks.deadline')}</span>
          <input
            className="tc-input"
            type="date"
            value={draft.due}
            onChange={(event) => set({ due: event.target.value })}
          />
        </label>
        <label>
          <span>{t('tasks.phrase')}</span>
          <input
            className="tc-input"
            value={draft.phrase}
            onChange={(event) => set({ phrase: event.target.value })}
          />
        </label>
      </div>
      <RhythmFields draft={draft} set={set} />
      <StageAndGoal page={page} draft={draft} set={set} />
      {words('objective', t('tasks.objective'), 2)}
      {words('standard', t('tasks.standard'), 2)}
      {words('assessment', t('tasks.assessment'), 2)}
      {words('reward', t('tasks.reward'), 2)}
      <TargetsField targets={draft.targets} onChange={(targets) => set({ targets })} />
      {conflict ? (
        <TaskConflict
          seen={was.page}
          now={page}
          mine={{ what: t('tasks.edited'), note: '' }}
          differences={differences(draft, was.draft, draftOf(page))}
          onTake={close}
          onKeep={() => {
            setConflict(false);
            setWas({ page, draft: was.draft });
            send(page.version);
          }}
        />
      ) : (
        <TroubleLine error={act.error} />
      )}
      <div className="tc-buttons">
        <button
          type="submit"
          className="tc-button tc-button-primary"
          disabled={Object.keys(change).length === 0 || draft.text.trim() === '' || act.isPending || conflict}
        >
          {t('house.save')}
        </button>
        <button type="button" className="tc-button" onClick={close}>
          {t('house.cancel')}
        </button>
      </div>
    </form>
  );
}

/** Fields that either of the two changed. */
function differences(mine: Draft, was: Draft, now: Draft) {
  const names = {
    no: t('tasks.no'),
    text: t('tasks.text'),
    objective: t('tasks.objective'),
    standard: t('tasks.standard'),
    assessment: t('tasks.assessment'),
    reward: t('tasks.reward'),
    phrase: t('tasks.phrase'),
    due: t('tasks.deadline'),
    weight: t('tasks.weight'),
  };
  return (Object.keys(names) as (keyof typeof names)[])
    .filter((name) => mine[name] !== was[name] || now[name] !== was[name])
    .map((name) => ({ field: names[name], theirs: now[name], mine: mine[name] }));
}

interface FieldsProps {
  draft: Draft;
  set: (change: Partial<Draft>) => void;
}

function RhythmFields({ draft, set }: FieldsProps): ReactNode {
  const { rhythm } = draft;
  const hint = {
    weekly: t('tasks.day_of_week'),
    monthly: t('tasks.day_of_month'),
    yearly: t('tasks.day_of_year'),
  };
  const asksDay = rhythm === 'weekly' || rhythm === 'monthly' || rhythm === 'yearly';
  return (
    <div className="tc-form-row">
      <label>
        <span>{t('tasks.rhythm')}</span>
        <select
          className="tc-input"
          value={rhythm}
          onChange={(event) => set({ rhythm: event.target.value as Rhythm | '', day: '' })}
        >
          <option value="">{t('tasks.rhythm_none')}</option>
          {RHYTHMS.map((one) => (
            <option key={one} value={one}>
              {rhythmWord(one)}
            </option>
          ))}
        </select>
      </label>
      {rhythm !== '' && rhythm !== 'unset' && (
        <label>
          <span>{t('tasks.rhythm_every')}</span>
          <input
            className="tc-input"
            type="number"
            min={1}
            max={999}
            value={draft.every}
            onChange={(event) => set({ every: event.target.value })}
          />
        </label>
      )}
      {asksDay && (
        <label>
          <span>{hint[rhythm]}</span>
          <input
            className="tc-input"
            type="number"
            min={1}
            max={rhythm === 'weekly' ? 7 : rhythm === 'monthly' ? 31 : 1231}
            value={draft.day}
            onChange={(event) => set({ day: event.target.value })}
          />
        </label>
      )}
    </div>
  );
}

function StageAndGoal({ page, draft, set }: FieldsProps & { page: TaskPage }): ReactNode {
  const campaigns = useCall(listCampaigns, {}, { staleMs: 300_000 });
  const goals = useCall(listGoals, { params: { id: page.campaignId } }, { staleMs: 300_000 });
  const stages = campaigns.data?.rows.find((one) => one.id === page.campaignId)?.stages ?? [];
  const annual = goals.data?.rows.filter((goal) => goal.level === 'annual_goal') ?? [];
  return (
    <div className="tc-form-row">
      <label>
        <span>{t('tasks.stage')}</span>
        <select
          className="tc-input"
          value={draft.stageId}
          onChange={(event) => set({ stageId: event.target.value })}
        >
          <option value="">{t('tasks.none_chosen')}</option>
          {stages.map((stage) => (
            <option key={stage.id} value={stage.id}>
              {stage.name}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>{t('tasks.goal')}</span>
        <select
          className="tc-input"
          value={draft.goalId}
          onChange={(event) => set({ goalId: event.target.value })}
        >
          <option value="">{t('tasks.none_chosen')}</option>
          {annual.map((goal) => (
            <option key={goal.id} value={goal.id}>
              {goal.text}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}
