import { useState, type ReactNode } from 'react';
import { listCampaigns, saveCampaign, type Campaign } from '@tongchuang/contract/campaign.ts';
import type { ReplyOf } from '@tongchuang/contract/route.ts';
import type { CampaignId } from '@tongchuang/domain/kernel/ids.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { newId } from '@tongchuang/ui/new-id.ts';
import { tell } from '@tongchuang/ui/pieces/toasts.tsx';
import { dayOf } from '@tongchuang/ui/speech.ts';
import { useAct } from '@tongchuang/ui/use-call.ts';
import { orNull } from '../pieces/act-form.tsx';
import { RowForm } from '../pieces/row-form.tsx';
import { useUrl } from '../pieces/url-state.ts';
import { StagesField, type StageDraft } from './stages-field.tsx';
import '../pieces/forms.css';

interface CampaignFormProps {
  /** Undefined: a new one. */
  known: Campaign | undefined;
  titles: ReplyOf<typeof listCampaigns>['titles'];
}

interface Draft {
  name: string;
  title: string;
  from: string;
  to: string;
  assessment: string;
  reward: string;
  stages: readonly StageDraft[];
}

function freshDraft(title: string): Draft {
  const year = Number(dayOf(new Date()).slice(0, 4));
  return {
    name: t('settings.campaign_name', { from: year, to: year + 2 }),
    title,
    from: `${year}-01-01`,
    to: `${year + 2}-12-31`,
    assessment: '',
    reward: '',
    stages: [],
  };
}
const draftOf = (known: Campaign): Draft => ({
  name: known.name,
  title: known.title,
  from: known.from,
  to: known.to,
  assessment: known.assessment ?? '',
  reward: known.reward ?? '',
  stages: known.stages,
});

/** 维护创建周期: everything of it at once; tasks that take their day from a stage follow it. */
export function CampaignForm({ known, titles }: CampaignFormProps): ReactNode {
  const url = useUrl();
  const [id] = useState(() => known?.id ?? (newId() as CampaignId));
  const [draft, setDraft] = useState(() =>
    known === undefined ? freshDraft(titles[0]?.code ?? '') : draftOf(known),
  );
  const set = (change: Partial<Draft>) => setDraft((now) => ({ ...now, ...change }));
  const close = () => url.set({ edit: null });
  const act = useAct(saveCampaign, {
    changes: ['campaign.', 'goal.', 'task.', 'home.', 'unit.', 'audit.'],
    onDone: ({ tasksMoved }) => {
      tell(
        tasksMoved > 0
          ? t('settings.campaign_saved_moved', { count: tasksMoved })
          : t('settings.campaign_saved'),
      );
      close();
    },
  });
  const send = (version: number) =>
    act.mutate({
      params: { id },
      body: {
        name: draft.name.trim(),
        title: draft.title.trim(),
        from: draft.from,
        to: draft.to,
        assessment: orNull(draft.assessment),
        reward: orNull(draft.reward),
        stages: draft.stages.map(({ id: stage, name, from, to }) => ({
          id: stage,
          name: name.trim(),
          from,
          to,
        })),
        version,
      },
    });
  const whole =
    draft.name.trim() !== '' &&
    draft.title.trim() !== '' &&
    draft.from !== '' &&
    draft.to !== '' &&
    draft.stages.every(({ name, from, to }) => name.trim() !== '' && from !== '' && to !== '');
  const isOwnTitle = !titles.some((one) => one.code === draft.title);
  const day = (name: 'from' | 'to', label: string) => (
    <label>
      <span>{label}</span>
      <input
        className="tc-input"
        type="date"
        value={draft[name]}
        onChange={(event) => set({ [name]: event.target.value })}
      />
    </label>
  );
  const words = (name: 'assessment' | 'reward', label: string, hint: string) => (
    <label>
      <span>{label}</span>
      <textarea
        className="tc-input"
        rows={3}
        maxLength={2000}
        placeholder={hint}
        value={draft[name]}
        onChange={(event) => set({ [name]: event.target.value })}
      />
    </label>
  );
  return (
    <RowForm
      kind="campaign"
      id={id}
      known={known}
      draftOf={draftOf}
      draft={draft}
      fields={[
        [t('settings.name_of_campaign'), (one) => one.name],
        [
          t('settings.title_sought'),
          (one) => titles.find(({ code }) => code === one.title)?.name ?? one.title,
        ],
        [t('settings.cycle'), (one) => `${one.from} — ${one.to}`],
        [
          t('settings.stages'),
          (one) => one.stages.map(({ name, from, to }) => `${name} ${from}—${to}`).join('；'),
        ],
        [t('settings.assessment'), (one) => one.assessment],
        [t('settings.reward'), (one) => one.reward],
      ]}
      reads={['campaign.']}
      act={act}
      ready={whole}
      onSend={send}
      onClose={close}
    >
      <label>
        <span>{t('settings.name_of_campaign')}</span>
        <input
          className="tc-input"
          value={draft.name}
          maxLength={100}
          onChange={(event) => set({ name: event.target.value })}
        />
      </label>
      <label>
        <span>{t('settings.title_sought')}</span>
        <select
          className="tc-input"
          value={isOwnTitle ? '' : draft.title}
          onChange={(event) => set({ title: event.target.value })}
        >
          {titles.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
          <option value="">{t('settings.title_own')}</option>
        </select>
      </label>
      {isOwnTitle && (
        <label>
          <span>{t('settings.title_own_words')}</span>
          <input
            className="tc-input"
            value={draft.title}
            maxLength={100}
            onChange={(event) => set({ title: event.target.value })}
          />
        </label>
      )}
      <div className="tc-form-row">
        {day('from', t('settings.first_day'))}
        {day('to', t('settings.last_day'))}
      </div>
      <StagesField
        stages={draft.stages}
        from={draft.from}
        to={draft.to}
        onChange={(stages) => set({ stages })}
      />
      {words('assessment', t('settings.assessment'), t('settings.assessment_hint'))}
      {words('reward', t('settings.reward'), t('settings.reward_hint'))}
      <p className="tc-quiet">{t('settings.letter_words_hint')}</p>
    </RowForm>
  );
}
