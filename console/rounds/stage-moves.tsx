import { useState, type ReactNode } from 'react';
import { approveRound, moveRound, type Round } from '@tongchuang/contract/rounds.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { Field } from '@tongchuang/ui/pieces/field.tsx';
import { tell, tellTrouble } from '@tongchuang/ui/pieces/toasts.tsx';
import { Refused } from '@tongchuang/ui/call.ts';
import { useAct } from '@tongchuang/ui/use-call.ts';
import { ActForm, orNull, SelectField } from '../pieces/act-form.tsx';
import { useUrl } from '../pieces/url-state.ts';
import { ROUND_CHANGES, stagesOpen, stageWord, type Stage } from './words.ts';

/** The one next step as the primary button; what else is open, quieter beside it. */
export function NextStep({ of: round }: { of: Round }): ReactNode {
  const url = useUrl();
  const move = useMove(round, (stage) => tell(t('rounds.moved', { stage: stageWord(stage) })));
  const [first, ...others] = stagesOpen(round, 'to');
  const opens = (what: string) => round.open.includes(what);
  const drawer = (verb: string, name: string, primary: boolean) => (
    <a
      key={name}
      className={primary ? 'tc-button tc-button-primary' : 'tc-button'}
      href={url.with({ act: name })}
    >
      {verb}
    </a>
  );
  const isApproved = round.approvals.at(-1)?.step === 'office';
  const buttons = [
    ...(stagesOpen(round, 'back').length > 0 ? [drawer(t('rounds.back'), 'back', false)] : []),
    ...others.map((to) => (
      <button
        key={to}
        type="button"
        className="tc-button"
        disabled={move.isPending}
        onClick={() => move.to(to)}
      >
        {t(`rounds.to_${to}`)}
      </button>
    )),
    ...(opens('approve') ? [drawer(t('rounds.approve'), 'approve', !isApproved)] : []),
    ...(opens('publish') ? [drawer(t('rounds.publish'), 'publish', true)] : []),
    ...(first === undefined
      ? []
      : [
          <button
            key={first}
            type="button"
            className="tc-button tc-button-primary"
            disabled={move.isPending}
            onClick={() => move.to(first)}
          >
            {t(`rounds.to_${first}`)}
          </button>,
        ]),
  ];
  return buttons.length === 0 ? null : <span className="tc-head-actions">{buttons}</span>;
}

function useMove(round: Round, onDone: (stage: Stage) => void) {
  const act = useAct(moveRound, {
    changes: ROUND_CHANGES,
    onDone: (_, { body }) => onDone(body.to),
    onTrouble: (error) => tellTrouble(error instanceof Refused ? error.detail : t('house.no_answer')),
  });
  return {
    isPending: act.isPending,
    to: (stage: Stage) =>
      act.mutate({ params: { id: round.id }, body: { version: round.version, to: stage, reason: null } }),
  };
}

/** 退回上一阶段: with a reason, which stays in the trail. */
export function BackForm({ of: round }: { of: Round }): ReactNode {
  const url = useUrl();
  const stages = stagesOpen(round, 'back');
  const [to, setTo] = useState<Stage | ''>(stages.at(-1) ?? '');
  const [reason, setReason] = useState('');
  const act = useAct(moveRound, {
    changes: ROUND_CHANGES,
    onDone: () => {
      tell(t('rounds.moved', { stage: to === '' ? '' : stageWord(to) }));
      url.set({ act: null });
    },
  });
  return (
    <ActForm
      act={act}
      verb={t('rounds.back_do')}
      ready={to !== '' && reason.trim() !== ''}
      onSubmit={() =>
        act.mutate({
          params: { id: round.id },
          body: { version: round.version, to: to as Stage, reason },
        })
      }
    >
      {round.stage === 'published' && <p className="tc-notice">{t('rounds.back_published')}</p>}
      <SelectField
        label={t('rounds.field_back_to')}
        value={to}
        options={stages.map((one) => ({ value: one, label: stageWord(one) }))}
        onChange={setTo}
      />
      <Field label={t('rounds.field_reason')} value={reason} maxLength={500} required onChange={setReason} />
    </ActForm>
  );
}

/** 创建办审核: of the facts as they are now. */
export function ApproveForm({ of: round }: { of: Round }): ReactNode {
  const url = useUrl();
  const [note, setNote] = useState('');
  const act = useAct(approveRound, {
    changes: ROUND_CHANGES,
    onDone: () => {
      tell(t('rounds.approved'));
      url.set({ act: null });
    },
  });
  return (
    <ActForm
      act={act}
      verb={t('rounds.approve_do')}
      onSubmit={() =>
        act.mutate({ params: { id: round.id }, body: { version: round.version, note: orNull(note) } })
      }
    >
      <p className="tc-quiet">{t('rounds.approve_hint')}</p>
      <Field label={t('rounds.field_note')} value={note} maxLength={500} onChange={setNote} />
    </ActForm>
  );
}
