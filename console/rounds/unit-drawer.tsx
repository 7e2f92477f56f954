import { useState, type ReactNode } from 'react';
import { approveSelf, openException, submitSelf, type Round } from '@tongchuang/contract/rounds.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { TroubleLine } from '@tongchuang/ui/loaded.tsx';
import { Empty } from '@tongchuang/ui/pieces/empty.tsx';
import { Field } from '@tongchuang/ui/pieces/field.tsx';
import { tell } from '@tongchuang/ui/pieces/toasts.tsx';
import { sayInstant, sayShortDate } from '@tongchuang/ui/speech.ts';
import { useAct } from '@tongchuang/ui/use-call.ts';
import { ActForm } from '../pieces/act-form.tsx';
import { useMay } from '../shell/me.tsx';
import { isSkipped, ROUND_CHANGES } from './words.ts';

type RoundUnit = Round['units'][number];

/** One unit of a round: its self-assessment handed in and let through, its exception, its pages. */
export function UnitDrawer({ of: round, unitId }: { of: Round; unitId: string }): ReactNode {
  const unit = round.units.find((one) => one.unitId === unitId);
  if (unit === undefined) return <Empty title={t('rounds.unit_gone')} />;
  const base = `/rounds/${round.id}`;
  const skipped = isSkipped(round, 'self');
  return (
    <>
      <h3>{unit.unit}</h3>
      <dl className="tc-facts tc-round-sheet">
        <dt>{t('rounds.col_criteria')}</dt>
        <dd>{t('rounds.count_criteria', { count: unit.criteria })}</dd>
        <dt>{t('rounds.col_answered')}</dt>
        <dd>
          {skipped
            ? t('rounds.self_none')
            : t('rounds.why_answered', { count: unit.selfAnswered, of: unit.criteria })}
        </dd>
        <dt>{t('rounds.col_marked')}</dt>
        <dd>{t('rounds.why_marked', { count: unit.marked, of: unit.criteria })}</dd>
        <dt>{t('rounds.col_self')}</dt>
        <dd>
          {unit.selfSubmitted !== null
            ? sayInstant(unit.selfSubmitted)
            : t(skipped ? 'rounds.self_none' : 'rounds.self_open')}
          {unit.selfApproved !== null && ` · ${t('rounds.self_by', { name: unit.selfApproved.by })}`}
        </dd>
        {unit.exception !== null && (
          <>
            <dt>{t('rounds.col_exception')}</dt>
            <dd>
              {t('rounds.exception_until', {
                day: sayShortDate(unit.exception.until),
                reason: unit.exception.reason,
              })}
              <span className="tc-quiet"> {unit.exception.by}</span>
            </dd>
          </>
        )}
      </dl>
      <div className="tc-buttons tc-round-sheet">
        <a className="tc-button" href={`${base}/desk?unit=${unitId}`}>
          {t('rounds.tab_desk')}
        </a>
        <a className="tc-button" href={`${base}/replies?unit=${unitId}`}>
          {t('rounds.tab_replies')}
        </a>
        <a className="tc-button" href={`${base}/score?unit=${unitId}`}>
          {t('rounds.tab_score')}
        </a>
      </div>
      <OwnSteps of={round} unit={unit} />
      {round.open.includes('manage') && round.stage !== 'published' && round.stage !== 'closed' && (
        <ExceptionForm of={round} unit={unit} />
      )}
    </>
  );
}

/** 提交自评 and 审核自评: what the unit itself may do now. */
export function OwnSteps({ of: round, unit }: { of: Round; unit: RoundUnit }): ReactNode {
  const enters = useMay('score.enter');
  const heads = useMay('score.head');
  const done = (words: string) => () => tell(words);
  const params = { id: round.id, unitId: unit.unitId };
  const submit = useAct(submitSelf, { changes: ROUND_CHANGES, onDone: done(t('rounds.self_sent')) });
  const approve = useAct(approveSelf, { changes: ROUND_CHANGES, onDone: done(t('rounds.self_let')) });
  const maySubmit = enters && round.stage === 'self';
  const mayApprove = heads && unit.selfSubmitted !== null && unit.selfApproved === null;
  if (!maySubmit && !mayApprove) return null;
  return (
    <section className="tc-round-sheet">
      {maySubmit && unit.selfAnswered < unit.criteria && (
        <p className="tc-notice tc-notice-warn">
          {t('rounds.self_missing', { count: unit.criteria - unit.selfAnswered })}
        </p>
      )}
      <div className="tc-buttons">
        {maySubmit && (
          <button
            type="button"
            className="tc-button tc-button-primary"
            disabled={submit.isPending}
            onClick={() => submit.mutate({ params, body: { version: unit.version } })}
          >
            {unit.selfSubmitted === null ? t('rounds.self_submit') : t('rounds.self_submit_again')}
          </button>
        )}
        {mayApprove && (
          <button
            type="button"
            className="tc-button tc-button-primary"
            disabled={approve.isPending}
            onClick={() => approve.mutate({ params, body: { version: unit.version } })}
          >
            {t('rounds.self_approve')}
          </button>
        )}
      </div>
      <TroubleLine error={submit.error ?? approve.error} />
    </section>
  );
}

/** 开例外: one unit may enter after its window has closed. */
function ExceptionForm({ of: round, unit }: { of: Round; unit: RoundUnit }): ReactNode {
  const [until, setUntil] = useState(unit.exception?.until ?? '');
  const [reason, setReason] = useState(unit.exception?.reason ?? '');
  const act = useAct(openException, {
    changes: ROUND_CHANGES,
    onDone: () => tell(t('rounds.exception_saved', { unit: unit.unit })),
  });
  return (
    <section>
      <h3>{t('rounds.exception')}</h3>
      <p className="tc-quiet tc-round-sheet">{t('rounds.exception_hint')}</p>
      <ActForm
        act={act}
        verb={t('rounds.exception_do')}
        ready={until !== '' && reason.trim() !== ''}
        onSubmit={() =>
          act.mutate({
            params: { id: round.id, unitId: unit.unitId },
            body: { version: unit.version, until, reason },
          })
        }
      >
        <Field label={t('rounds.field_until')} type="date" value={until} required onChange={setUntil} />
        <Field
          label={t('rounds.field_reason')}
          value={reason}
          maxLength={500}
          required
          onChange={setReason}
        />
      </ActForm>
    </section>
  );
}
