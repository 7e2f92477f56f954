import { useState, type ReactNode } from 'react';
import { listCampaigns, savePlan } from '@tongchuang/contract/campaign.ts';
import type { PlanId } from '@tongchuang/domain/kernel/ids.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { newId } from '@tongchuang/ui/new-id.ts';
import { Empty } from '@tongchuang/ui/pieces/empty.tsx';
import { Field } from '@tongchuang/ui/pieces/field.tsx';
import { Loaded } from '@tongchuang/ui/loaded.tsx';
import { tell } from '@tongchuang/ui/pieces/toasts.tsx';
import { useAct, useCall } from '@tongchuang/ui/use-call.ts';
import { useRouter } from '@tanstack/react-router';
import { ActForm, SelectField } from '../pieces/act-form.tsx';
import { useUrl } from '../pieces/url-state.ts';
import { kindWord, PLAN_KINDS, type Plan } from './plan-columns.tsx';

interface PlanFormProps {
  /** Null: a new one, written by hand. */
  plan: Plan | null;
  plans: readonly Plan[];
}

/** 登记方案, or another title, kind or place of one that is there. */
export function PlanForm({ plan, plans }: PlanFormProps): ReactNode {
  const campaigns = useCall(listCampaigns, {}, { staleMs: 300_000 });
  return (
    <Loaded of={campaigns}>
      {({ rows: [running] }) =>
        running === undefined ? (
          <Empty
            title={t('plans.no_campaign')}
            action={
              <a className="tc-button tc-button-primary" href="/settings/campaign">
                {t('plans.no_campaign_do')}
              </a>
            }
          >
            {t('plans.no_campaign_hint')}
          </Empty>
        ) : (
          <Form plan={plan} plans={plans} campaignId={plan?.campaignId ?? running.id} />
        )
      }
    </Loaded>
  );
}

function Form({ plan, plans, campaignId }: PlanFormProps & Pick<Plan, 'campaignId'>): ReactNode {
  const url = useUrl();
  const router = useRouter();
  const [id] = useState(() => plan?.id ?? (newId() as PlanId));
  const [title, setTitle] = useState(plan?.title ?? '');
  const [kind, setKind] = useState<Plan['kind']>(plan?.kind ?? 'base');
  const [above, setAbove] = useState<string>(plan?.parentId ?? '');
  const act = useAct(savePlan, {
    changes: ['plan.', 'task.tree', 'audit.'],
    onDone: () => {
      tell(t('plans.saved'));
      if (plan === null) router.history.push(`/plans/${id}`);
      else url.set({ edit: null });
    },
  });
  return (
    <ActForm
      act={act}
      verb={plan === null ? t('plans.enter_do') : t('house.save')}
      ready={title.trim() !== ''}
      onSubmit={() =>
        act.mutate({
          params: { id },
          body: {
            campaignId,
            parentId: above === '' ? null : (above as PlanId),
            kind,
            title: title.trim(),
            version: plan?.version ?? 0,
          },
        })
      }
    >
      {plan === null && <p className="tc-quiet">{t('plans.enter_hint')}</p>}
      <Field label={t('plans.plan_title')} value={title} onChange={setTitle} maxLength={200} required />
      <SelectField
        label={t('plans.kind')}
        value={kind}
        options={PLAN_KINDS.map((value) => ({ value, label: kindWord(value) }))}
        onChange={setKind}
      />
      <SelectField
        label={t('plans.above')}
        value={above}
        none={t('plans.above_none')}
        options={plans
          .filter((one) => one.id !== id && one.parentId !== id)
          .map((one) => ({ value: one.id as string, label: one.title }))}
        onChange={setAbove}
      />
    </ActForm>
  );
}
