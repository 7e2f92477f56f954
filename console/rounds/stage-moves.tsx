import { useState, type ReactNode } from 'react';
import { useIsFetching } from '@tanstack/react-query';
import { approveRound, getRound, moveRound, type Round } from '@tongchuang/contract/rounds.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { Field } from '@tongchuang/ui/pieces/field.tsx';
import { tell, tellTrouble } from '@tongchuang/ui/pieces/toasts.tsx';
import { Refused } from '@tongchuang/ui/call.ts';
import { useAct } from '@tongchuang/ui/use-call.ts';
import { ActForm, orNull, SelectField } from '../pieces/act-form.tsx';
import { useUrl } from '../pieces/url-state.ts';
import { useMay } from '../shell/me.tsx';
import { ROUND_CHANGES, stagesOpen, stageWord, type Stage } from './words.ts';

/** The one next step as the primary button; what else is open, quieter beside it. */
export function NextStep({ of: round }: { of: Round }): ReactNode {
  const url = useUrl();
  const enters = useMay('score.enter');
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
  const all = buttons.length === 0 && enters ? ownSteps(round) : buttons;
  return all.length === 0 ? null : <span className="tc-head-actions">{all}</span>;
}

/** What a unit does next in the round: assess itself, reply to its marks, look at the result. */
function ownSteps(round: Round): ReactNode[] {
  const [unit] = round.units;
  if (unit === undefined) return [];
  const link = (path: string, words: string, primary: boolean) => (
    <a
      key={path}
      className={primary ? 'tc-button tc-button-primary' : 'tc-button'}
      href={`/rounds/${round.id}${path}`}
    >
      {words}
    </a>
  );
  if (round.stage === 'self') {
    const isWhole = unit.selfAnswered >= unit.criteria;
    return [
      link(`/desk?unit=${unit.unitId}`, t('rounds.own_fill'), !isWhole),
      link(`?unit=${unit.unitId}`, t('rounds.own_hand_in'), isWhole),
    ];
  }
  if (round.stage === 'reply') return [link('/replies', t('rounds.own_reply'), true)];
  if (round.stage === 'published' || round.stage === 'closed')
    return [link('/publication', t('rounds.own_result'), true)];
  return [];
}

function useMove(round: Round, onDone: (stage: Stage) => void) {
  const act = useAct(moveRound, {
    changes: ROUND_CHANGES,
    onDone: (_, { body }) => onDone(body.to),
    onTrouble: (error) => tellTrouble(error instanceof Refused ? error.detail : t('house.no_answer')),
  });
  // Another act has just changed the round: its new version is on the way.
  const isFetching = useIsFetching({ queryKey: [getRound.name] }) > 0;
  return {
    isPending: act.isPending || isFetching,
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
