import { useState, type ReactNode } from 'react';
import { changePlanItem, type PlanItem } from '@tongchuang/contract/campaign.ts';
import type { PersonId, UnitId } from '@tongchuang/domain/kernel/ids.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { tell } from '@tongchuang/ui/pieces/toasts.tsx';
import { useAct } from '@tongchuang/ui/use-call.ts';
import { RowForm } from '../../pieces/row-form.tsx';
import { usePeopleOptions } from '../../pieces/use-roster.ts';
import { DayField, PersonField, TextField } from './fields.tsx';
import { CASCADE_CHANGE } from './use-cascade.ts';

interface ItemFormProps {
  /** As it stands now; the form keeps what it was when it was opened. */
  item: PlanItem;
  workdays: readonly string[] | null;
  close: () => void;
}

const draftOf = ({ text, from, to, personId }: PlanItem) => ({ text, from, to, personId: personId ?? '' });

/** 修改: the words, days and person of an item. */
export function ItemForm({ item, workdays, close }: ItemFormProps): ReactNode {
  const unitId = item.unitId as UnitId;
  const people = usePeopleOptions(unitId);
  const [draft, setDraft] = useState(() => draftOf(item));
  const act = useAct(changePlanItem, {
    changes: CASCADE_CHANGE,
    onDone: () => {
      tell(t('plans.changed'));
      close();
    },
  });
  const isDay = item.level === 'day_item';
  const send = (version: number) =>
    act.mutate({
      params: { unitId, id: item.id },
      body: {
        text: draft.text.trim(),
        from: draft.from,
        to: isDay ? draft.from : draft.to,
        personId: draft.personId === '' ? null : (draft.personId as PersonId),
        version,
      },
    });
  const name = (id: string) => people.find((one) => one.value === id)?.label ?? id;
  const whole =
    draft.text.trim() !== '' && draft.from !== '' && draft.to !== '' && (!isDay || draft.personId !== '');
  return (
    <RowForm
      kind="plan_item"
      id={item.id}
      known={item}
      draftOf={draftOf}
      draft={draft}
      fields={[
        [t('plans.text'), (one) => one.text],
        [t('plans.from'), (one) => one.from],
        [t('plans.to'), (one) => one.to],
        [t('plans.person'), (one) => name(one.personId)],
      ]}
      reads={['plan_item.']}
      act={act}
      ready={whole}
      onSend={send}
      onClose={close}
      className="tc-plan-form"
    >
      <TextField
        label={t('plans.text')}
        value={draft.text}
        onChange={(text) => setDraft({ ...draft, text })}
      />
      <div className="tc-form-row">
        <DayField
          label={isDay ? t('plans.day') : t('plans.from')}
          value={draft.from}
          workdays={isDay ? workdays : null}
          onChange={(from) => setDraft({ ...draft, from })}
        />
        {!isDay && (
          <DayField
            label={t('plans.to')}
            value={draft.to}
            workdays={null}
            onChange={(to) => setDraft({ ...draft, to })}
          />
        )}
        <PersonField
          options={people}
          value={draft.personId}
          required={isDay}
          onChange={(personId) => setDraft({ ...draft, personId })}
        />
      </div>
    </RowForm>
  );
}
