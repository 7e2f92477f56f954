import { useState, type ReactNode } from 'react';
import { saveGoal, type Campaign } from '@tongchuang/contract/campaign.ts';
import type { PlanItemId } from '@tongchuang/domain/campaign/plan.ts';
import type { UnitId } from '@tongchuang/domain/kernel/ids.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { newId } from '@tongchuang/ui/new-id.ts';
import { Empty } from '@tongchuang/ui/pieces/empty.tsx';
import { tell } from '@tongchuang/ui/pieces/toasts.tsx';
import { useAct } from '@tongchuang/ui/use-call.ts';
import { Choice } from '../../pieces/choice.tsx';
import { RowForm } from '../../pieces/row-form.tsx';
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
  const { options, nameOf } = useReach('task.read');
  const [id] = useState(() => known?.id ?? newId<'plan_item'>());
  const [draft, setDraft] = useState(() =>
    known === undefined ? { text: '', target: '', ...fresh, unitId: '' } : draftOf(known),
  );
  const level = parent === undefined ? 'cycle_goal' : 'annual_goal';
  const set = (change: Partial<typeof draft>) => setDraft((now) => ({ ...now, ...change }));
  const close = () => url.set({ goal: null });
  const act = useAct(saveGoal, {
    changes: CASCADE_CHANGE,
    onDone: () => {
      tell(t('plans.goal_saved'));
      close();
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
  return (
    <RowForm
      kind="plan_item"
      id={id}
      known={known}
      draftOf={draftOf}
      draft={draft}
      fields={[
        [t('plans.text'), (one) => one.text],
        [t('plans.target'), (one) => one.target],
        [t('plans.from'), (one) => one.from],
        [t('plans.to'), (one) => one.to],
        [t('plans.goal_unit'), (one) => nameOf(one.unitId === '' ? null : one.unitId)],
      ]}
      reads={['goal.']}
      act={act}
      ready={whole}
      onSend={send}
      onClose={close}
      className="tc-plan-form"
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
    </RowForm>
  );
}
