import { useState, type ReactNode } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { saveGoal, type Campaign } from '@tongchuang/contract/campaign.ts';
import type { PlanItemId } from '@tongchuang/domain/campaign/plan.ts';
import type { UnitId } from '@tongchuang/domain/kernel/ids.ts';
import { isRefused } from '@tongchuang/ui/call.ts';
import { TroubleLine } from '@tongchuang/ui/loaded.tsx';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { newId } from '@tongchuang/ui/new-id.ts';
import { Empty } from '@tongchuang/ui/pieces/empty.tsx';
import { tell } from '@tongchuang/ui/pieces/toasts.tsx';
import { refresh, useAct } from '@tongchuang/ui/use-call.ts';
import { Choice } from '../../pieces/choice.tsx';
import { RowConflict } from '../../pieces/row-conflict.tsx';
import { useUrl } from '../../pieces/url-state.ts';
import { DayField, TextField } from './fields.tsx';
import type { Goals } from './goals.ts';
import { CASCADE_CHANGE, useReach } from './use-cascade.ts';
import { levelWord } from './words.ts';

type Goal = Goals[number];

interface GoalFormProps {
  /** `cycle_goal`: a new one · `<cycle goal>:<year>`: an annual goal below it · `edit:<id>`: one that is there. */
  what: string;
  rows: Goals;
  campaign: Campaign;
}

/** 目标: its words, its measure, its years and, for an annual goal, the unit that answers for it. */
export function GoalForm({ what, rows, campaign }: GoalFormProps): ReactNode {
  const [first, second = ''] = what.split(':', 2);
  const known = first === 'edit' ? rows.find((one) => one.id === second) : undefined;
  const parent = rows.find((one) => one.id === (known === undefined ? first : known.parentId));
  if (known === undefined && first !== 'cycle_goal' && parent === undefined)
    return <Empty title={t('plans.item_gone')}>{t('plans.item_gone_hint')}</Empty>;
  const span = parent ?? campaign;
  const year = /^\d{4}$/.test(second) ? second : span.from.slice(0, 4);
  const fresh =
    parent === undefined
      ? { from: campaign.from, to: campaign.to }
      : {
          from: span.from > `${year}-01-01` ? span.from : `${year}-01-01`,
          to: span.to < `${year}-12-31` ? span.to : `${year}-12-31`,
        };
  return <Form known={known} parent={parent} span={span} fresh={fresh} campaign={campaign} />;
}

interface FormProps {
  known: Goal | undefined;
  parent: Goal | undefined;
  span: { from: string; to: string };
  fresh: { from: string; to: string };
  campaign: Campaign;
}

const draftOf = ({ text, target, from, to, unitId }: Goal) => ({
  text,
  target: target ?? '',
  from,
  to,
  unitId: unitId ?? '',
});

function Form({ known, parent, span, fresh, campaign }: FormProps): ReactNode {
  const url = useUrl();
  const queries = useQueryClient();
  const { options, nameOf } = useReach('task.read');
  const [id] = useState(() => known?.id ?? newId<'plan_item'>());
  const [was, setWas] = useState(known);
  const [draft, setDraft] = useState(() =>
    known === undefined ? { text: '', target: '', ...fresh, unitId: '' } : draftOf(known),
  );
  const [conflict, setConflict] = useState(false);
  const level = parent === undefined ? 'cycle_goal' : 'annual_goal';
  const set = (change: Partial<typeof draft>) => setDraft((now) => ({ ...now, ...change }));
  const close = () => url.set({ goal: null });
  const act = useAct(saveGoal, {
    changes: CASCADE_CHANGE,
    onDone: () => {
      tell(t('plans.goal_saved'));
      close();
    },
    onTrouble: (error) => {
      if (!isRefused(error, 'row.changed_meanwhile')) return;
      setConflict(true);
      void refresh(queries, ['goal.', 'audit.']);
    },
  });
  const send = (version: number) =>
    act.mutate({
      params: { id },
      body: {
        campaignId: campaign.id,
        level,
        parentId: (parent?.id ?? null) as PlanItemId | null,
        text: draft.text.trim(),
        target: draft.target.trim() === '' ? null : draft.target.trim(),
        from: draft.from,
        to: draft.to,
        unitId: draft.unitId === '' ? null : (draft.unitId as UnitId),
        version,
      },
    });
  const whole = draft.text.trim() !== '' && draft.from !== '' && draft.to !== '';
  const row = (field: string, of: (one: typeof draft) => string) => ({
    field,
    was: was === undefined ? '' : of(draftOf(was)),
    theirs: known === undefined ? '' : of(draftOf(known)),
    mine: of(draft),
  });
  return (
    <form
      className="tc-form tc-plan-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (whole && !conflict) send(was?.version ?? 0);
      }}
    >
      <p className="tc-quiet">
        {parent === undefined
          ? t('plans.cycle_goal_hint')
          : t('plans.annual_goal_hint', { text: parent.text })}
      </p>
      <TextField
        label={levelWord(level)}
        value={draft.text}
        rows={3}
        most={1000}
        onChange={(text) => set({ text })}
      />
      <label>
        <span>{t('plans.target')}</span>
        <input
          className="tc-input"
          value={draft.target}
          maxLength={200}
          placeholder={t('plans.target_hint')}
          onChange={(event) => set({ target: event.target.value })}
        />
      </label>
      <div className="tc-form-row">
        <DayField
          label={t('plans.from')}
          value={draft.from}
          workdays={null}
          from={span.from}
          to={span.to}
          onChange={(from) => set({ from })}
        />
        <DayField
          label={t('plans.to')}
          value={draft.to}
          workdays={null}
          from={span.from}
          to={span.to}
          onChange={(to) => set({ to })}
        />
      </div>
      {level === 'annual_goal' && (
        <Choice
          label={t('plans.goal_unit')}
          options={options}
          value={draft.unitId}
          placeholder={t('plans.goal_unit_all')}
          onChange={(unitId) => set({ unitId })}
        />
      )}
      {conflict && known !== undefined && known.version !== was?.version ? (
        <RowConflict
          kind="plan_item"
          id={id}
          fields={[
            row(t('plans.text'), (one) => one.text),
            row(t('plans.target'), (one) => one.target),
            row(t('plans.from'), (one) => one.from),
            row(t('plans.to'), (one) => one.to),
            row(t('plans.goal_unit'), (one) => nameOf(one.unitId === '' ? null : one.unitId)),
          ]}
          onTake={close}
          onKeep={() => {
            setConflict(false);
            setWas(known);
            send(known.version);
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
