import { useState, type ReactNode } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { changePlanItem, type PlanItem } from '@tongchuang/contract/campaign.ts';
import type { PersonId, UnitId } from '@tongchuang/domain/kernel/ids.ts';
import { isRefused } from '@tongchuang/ui/call.ts';
import { TroubleLine } from '@tongchuang/ui/loaded.tsx';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { tell } from '@tongchuang/ui/pieces/toasts.tsx';
import { refresh, useAct } from '@tongchuang/ui/use-call.ts';
import { RowConflict } from '../../pieces/row-conflict.tsx';
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
  const queries = useQueryClient();
  const unitId = item.unitId as UnitId;
  const people = usePeopleOptions(unitId);
  const [was, setWas] = useState(item);
  const [draft, setDraft] = useState(() => draftOf(item));
  const [conflict, setConflict] = useState(false);
  const act = useAct(changePlanItem, {
    changes: CASCADE_CHANGE,
    onDone: () => {
      tell(t('plans.changed'));
      close();
    },
    onTrouble: (error) => {
      if (!isRefused(error, 'row.changed_meanwhile')) return;
      setConflict(true);
      void refresh(queries, ['plan_item.', 'audit.']);
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
  const row = (field: string, of: (one: ReturnType<typeof draftOf>) => string) => ({
    field,
    was: of(draftOf(was)),
    theirs: of(draftOf(item)),
    mine: of(draft),
  });
  return (
    <form
      className="tc-form tc-plan-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (whole && !conflict) send(was.version);
      }}
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
      {conflict && item.version !== was.version ? (
        <RowConflict
          kind="plan_item"
          id={item.id}
          fields={[
            row(t('plans.text'), (one) => one.text),
            row(t('plans.from'), (one) => one.from),
            row(t('plans.to'), (one) => one.to),
            row(t('plans.person'), (one) => name(one.personId)),
          ]}
          onTake={close}
          onKeep={() => {
            setConflict(false);
            setWas(item);
            send(item.version);
          }}
        />
      ) : (
        <TroubleLine error={act.error} />
      )}
      <div className="tc-buttons">
        <button
          type="submit"
          className="tc-button tc-button-primary"
          disabled={!whole || act.isPending || conflict}
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
