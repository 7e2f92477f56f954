import { useState, type FormEvent, type ReactNode } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { listCampaigns, saveCampaign, type Campaign } from '@tongchuang/contract/campaign.ts';
import type { CampaignId, Id } from '@tongchuang/domain/kernel/ids.ts';
import { isRefused } from '@tongchuang/ui/call.ts';
import { Loaded, TroubleLine } from '@tongchuang/ui/loaded.tsx';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { newId } from '@tongchuang/ui/new-id.ts';
import { Conflict } from '@tongchuang/ui/pieces/conflict.tsx';
import { Counted } from '@tongchuang/ui/pieces/counted.tsx';
import { Empty } from '@tongchuang/ui/pieces/empty.tsx';
import { PageHead } from '@tongchuang/ui/pieces/page-head.tsx';
import { StatusTag } from '@tongchuang/ui/pieces/status-tag.tsx';
import { tell } from '@tongchuang/ui/pieces/toasts.tsx';
import { dayOf, sayDate } from '@tongchuang/ui/speech.ts';
import { refresh, useAct, useCall } from '@tongchuang/ui/use-call.ts';
import { useLastWriter } from '../pieces/last-writer.ts';
import { useMay } from '../shell/me.tsx';
import { differences, draftOf, emptyDraft, isReady, type Draft } from './draft.ts';
import { StagesField } from './stages-field.tsx';
import '../pieces/forms.css';
import './campaign.css';

/** 创建周期: the cycle, the title that it aims at, its stages, and what every letter says of assessment and rewards. */
export default function CampaignPage(): ReactNode {
  const campaigns = useCall(listCampaigns, {});
  const may = useMay('plan.edit');
  const [making, setMaking] = useState<CampaignId | null>(null);
  const [editing, setEditing] = useState<CampaignId | null>(null);
  return (
    <>
      <PageHead
        title={t('campaign.title')}
        summary={t('campaign.summary')}
        action={
          may && making === null && (campaigns.data?.rows.length ?? 0) > 0 ? (
            <button type="button" className="tc-button" onClick={() => setMaking(newId<'campaign'>())}>
              {t('campaign.create')}
            </button>
          ) : undefined
        }
      />
      {making !== null && (
        <section className="tc-sheet">
          <CampaignForm
            id={making}
            now={null}
            titles={campaigns.data?.titles ?? []}
            close={() => setMaking(null)}
          />
        </section>
      )}
      <Loaded of={campaigns}>
        {({ rows, titles }) =>
          rows.length === 0 && making === null ? (
            <Empty
              title={t('campaign.none')}
              action={
                may && (
                  <button
                    type="button"
                    className="tc-button tc-button-primary"
                    onClick={() => setMaking(newId<'campaign'>())}
                  >
                    {t('campaign.create')}
                  </button>
                )
              }
            >
              {t('campaign.none_hint')}
            </Empty>
          ) : (
            rows.map((campaign) => (
              <section key={campaign.id} className="tc-sheet">
                {editing === campaign.id ? (
                  <CampaignForm
                    id={campaign.id}
                    now={campaign}
                    titles={titles}
                    close={() => setEditing(null)}
                  />
                ) : (
                  <Shown campaign={campaign} {...(may ? { onEdit: () => setEditing(campaign.id) } : {})} />
                )}
              </section>
            ))
          )
        }
      </Loaded>
    </>
  );
}

function Shown({ campaign, onEdit }: { campaign: Campaign; onEdit?: () => void }): ReactNode {
  const today = dayOf(new Date());
  const names = new Map(campaign.stages.map((stage) => [stage.id, stage.name]));
  return (
    <>
      <h2 className="tc-campaign-head">
        {campaign.name}
        {campaign.from <= today && today <= campaign.to && (
          <StatusTag tone="info">{t('campaign.running')}</StatusTag>
        )}
        {onEdit !== undefined && (
          <button type="button" className="tc-link" onClick={onEdit}>
            {t('house.edit')}
          </button>
        )}
      </h2>
      <dl className="tc-facts">
        <dt>{t('campaign.aim')}</dt>
        <dd>{campaign.titleName}</dd>
        <dt>{t('campaign.period')}</dt>
        <dd>{t('campaign.from_to', { from: sayDate(campaign.from), to: sayDate(campaign.to) })}</dd>
        <dt>{t('campaign.assessment')}</dt>
        <dd>{campaign.assessment ?? <Unset />}</dd>
        <dt>{t('campaign.reward')}</dt>
        <dd>{campaign.reward ?? <Unset />}</dd>
      </dl>
      <h3 className="tc-campaign-stages">{t('campaign.stages')}</h3>
      {campaign.stages.length === 0 && <p className="tc-quiet">{t('campaign.stages_none')}</p>}
      <ol className="tc-stages">
        {campaign.stages.map((stage) => (
          <li key={stage.id}>
            <b>{stage.name}</b>
            <span className="tc-quiet">
              {t('campaign.from_to', { from: sayDate(stage.from), to: sayDate(stage.to) })}
            </span>
            <Counted
              value={stage.tasks}
              unit={t('campaign.items')}
              says={t('campaign.says_stage')}
              href={`/tasks?stage=${stage.id}`}
            />
            {stage.from <= today && today <= stage.to && (
              <StatusTag tone="info">{t('campaign.now')}</StatusTag>
            )}
            {stage.overlaps.length > 0 && (
              <StatusTag tone="warn">
                {t('campaign.overlaps', {
                  names: stage.overlaps.map((id) => names.get(id) ?? '').join('、'),
                })}
              </StatusTag>
            )}
          </li>
        ))}
      </ol>
    </>
  );
}

const Unset = (): ReactNode => <span className="tc-quiet">{t('campaign.unset')}</span>;

interface CampaignFormProps {
  id: CampaignId;
  /** As it stands now; null: it is new. */
  now: Campaign | null;
  /** The ladder of titles, to choose from; words of the place's own stay as they are typed. */
  titles: readonly { code: string; name: string }[];
  close: () => void;
}

function CampaignForm({ id, now, titles, close }: CampaignFormProps): ReactNode {
  const queries = useQueryClient();
  const [seen, setSeen] = useState(now);
  const [draft, setDraft] = useState<Draft>(() =>
    now === null ? emptyDraft(dayOf(new Date())) : draftOf(now),
  );
  const set = (change: Partial<Draft>) => setDraft({ ...draft, ...change });
  const act = useAct(saveCampaign, {
    changes: ['campaign.', 'task.', 'plan.', 'goal.', 'home.', 'letter.', 'unit.'],
    onDone: (reply) => {
      tell(
        reply.tasksMoved > 0 ? t('campaign.saved_moved', { count: reply.tasksMoved }) : t('campaign.saved'),
      );
      close();
    },
    onTrouble: (error) => {
      if (isRefused(error, 'row.changed_meanwhile')) void refresh(queries, ['campaign.']);
    },
  });
  const save = (version: number) =>
    act.mutate({
      params: { id },
      body: {
        name: draft.name.trim(),
        title: titles.find(({ name }) => name === draft.title.trim())?.code ?? draft.title.trim(),
        from: draft.from,
        to: draft.to,
        assessment: draft.assessment.trim() === '' ? null : draft.assessment.trim(),
        reward: draft.reward.trim() === '' ? null : draft.reward.trim(),
        stages: draft.stages.map((stage) => ({
          ...stage,
          id: stage.id as Id<'stage'>,
          name: stage.name.trim(),
        })),
        version,
      },
    });
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
  const isBehind = act.error !== null && isRefused(act.error, 'row.changed_meanwhile') && now !== null;
  const writer = useLastWriter('campaign', id, isBehind);
  return (
    <form
      className="tc-form tc-campaign-form"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        save(seen?.version ?? 0);
      }}
    >
      <label>
        <span>{t('campaign.name')}</span>
        <input
          className="tc-input"
          required
          maxLength={100}
          value={draft.name}
          onChange={(event) => set({ name: event.target.value })}
        />
      </label>
      <label>
        <span>{t('campaign.aim')}</span>
        <input
          className="tc-input"
          required
          maxLength={100}
          list="campaign-titles"
          value={draft.title}
          onChange={(event) => set({ title: event.target.value })}
        />
        <datalist id="campaign-titles">
          {titles.map((title) => (
            <option key={title.code} value={title.name} />
          ))}
        </datalist>
      </label>
      <div className="tc-form-row">
        <label>
          <span>{t('campaign.from')}</span>
          <input
            className="tc-input"
            type="date"
            required
            value={draft.from}
            onChange={(event) => set({ from: event.target.value })}
          />
        </label>
        <label>
          <span>{t('campaign.to')}</span>
          <input
            className="tc-input"
            type="date"
            required
            min={draft.from}
            value={draft.to}
            onChange={(event) => set({ to: event.target.value })}
          />
        </label>
      </div>
      <StagesField stages={draft.stages} onChange={(stages) => set({ stages })} within={draft} />
      {words('assessment', t('campaign.assessment'), t('campaign.assessment_hint'))}
      {words('reward', t('campaign.reward'), t('campaign.reward_hint'))}
      {isBehind && seen !== null && now.version !== seen.version ? (
        <Conflict
          who={writer?.who ?? t('campaign.somebody')}
          at={writer?.at ?? new Date().toISOString()}
          differences={differences(draft, draftOf(seen), draftOf(now))}
          onTake={() => {
            setSeen(now);
            setDraft(draftOf(now));
            act.reset();
          }}
          onKeep={() => {
            setSeen(now);
            save(now.version);
          }}
        />
      ) : (
        <TroubleLine error={act.error} />
      )}
      <div className="tc-buttons">
        <button
          type="submit"
          className="tc-button tc-button-primary"
          disabled={!isReady(draft) || act.isPending}
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
