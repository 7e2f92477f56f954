import { useState, type ReactNode } from 'react';
import { decideAppeal, fileAppeal, type Appeal } from '@tongchuang/contract/snapshots.ts';
import type { Round } from '@tongchuang/contract/rounds.ts';
import type { AppealId, UnitId } from '@tongchuang/domain/kernel/ids.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { newId } from '@tongchuang/ui/new-id.ts';
import { Field } from '@tongchuang/ui/pieces/field.tsx';
import { tell } from '@tongchuang/ui/pieces/toasts.tsx';
import { useAct } from '@tongchuang/ui/use-call.ts';
import type { z } from 'zod';
import { ActForm, orNull, SelectField } from '../pieces/act-form.tsx';
import { useUrl } from '../pieces/url-state.ts';
import { ROUND_CHANGES } from './words.ts';

/** 申诉: a unit against its published result, as a whole or one criterion. */
export function AppealForm({ of: round }: { of: Round }): ReactNode {
  const url = useUrl();
  const [id] = useState(() => newId() as AppealId);
  const [unitId, setUnit] = useState<UnitId | ''>(round.units[0]?.unitId ?? '');
  const [criterion, setCriterion] = useState('');
  const [text, setText] = useState('');
  const act = useAct(fileAppeal, {
    changes: ROUND_CHANGES,
    onDone: () => {
      tell(t('rounds.appeal_sent'));
      url.set({ act: null });
    },
  });
  return (
    <ActForm
      act={act}
      verb={t('rounds.appeal_file')}
      ready={unitId !== '' && text.trim() !== ''}
      onSubmit={() =>
        act.mutate({
          params: { id: round.id, unitId: unitId as UnitId },
          body: { id, criterion: orNull(criterion), text },
        })
      }
    >
      {round.units.length > 1 && (
        <SelectField
          label={t('rounds.col_unit')}
          value={unitId}
          options={round.units.map((unit) => ({ value: unit.unitId, label: unit.unit }))}
          onChange={setUnit}
        />
      )}
      <Field
        label={t('rounds.appeal_criterion')}
        hint={t('rounds.appeal_criterion_hint')}
        value={criterion}
        maxLength={100}
        onChange={setCriterion}
      />
      <label>
        <span>{t('rounds.appeal_text')}</span>
        <textarea
          className="tc-input"
          rows={6}
          maxLength={4000}
          required
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </label>
    </ActForm>
  );
}

/** 裁定: the result stands, or a new publication corrects it. */
export function DecideForm({ of: appeal }: { of: z.output<typeof Appeal> }): ReactNode {
  const [outcome, setOutcome] = useState<'upheld' | 'corrected' | ''>('');
  const [answer, setAnswer] = useState('');
  const act = useAct(decideAppeal, {
    changes: ROUND_CHANGES,
    onDone: () => tell(t('rounds.appeal_decided')),
  });
  return (
    <ActForm
      act={act}
      verb={t('rounds.decide')}
      ready={outcome !== '' && answer.trim() !== ''}
      onSubmit={() =>
        act.mutate({
          params: { id: appeal.id },
          body: {
            version: appeal.version,
            outcome: outcome === 'corrected' ? 'corrected' : 'upheld',
            answer,
          },
        })
      }
    >
      <fieldset>
        <legend>{t('rounds.decision')}</legend>
        {(['upheld', 'corrected'] as const).map((one) => (
          <label key={one} className="tc-check">
            <input type="radio" name="outcome" checked={outcome === one} onChange={() => setOutcome(one)} />
            <span>{t(`rounds.outcome_${one}`)}</span>
          </label>
        ))}
      </fieldset>
      <label>
        <span>{t('rounds.decision_text')}</span>
        <textarea
          className="tc-input"
          rows={4}
          maxLength={2000}
          required
          value={answer}
          onChange={(event) => setAnswer(event.target.value)}
        />
      </label>
    </ActForm>
  );
}
