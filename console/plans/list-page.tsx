import { useMemo, type ReactNode } from 'react';
import { listPlans } from '@tongchuang/contract/campaign.ts';
import { Loaded } from '@tongchuang/ui/loaded.tsx';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { Counted } from '@tongchuang/ui/pieces/counted.tsx';
import { Empty } from '@tongchuang/ui/pieces/empty.tsx';
import { PageHead } from '@tongchuang/ui/pieces/page-head.tsx';
import { Sentence } from '@tongchuang/ui/pieces/sentence.tsx';
import { useCall } from '@tongchuang/ui/use-call.ts';
import { DataTable } from '../pieces/data-table.tsx';
import { SideDrawer } from '../pieces/side-drawer.tsx';
import { useUrl } from '../pieces/url-state.ts';
import { useMay } from '../shell/me.tsx';
import { planColumns, type Plan } from './plan-columns.tsx';
import { PlanForm } from './plan-form.tsx';
import './plans.css';

/** 方案: every plan of the place in its newest edition, and where its tasks are. */
export default function PlansPage(): ReactNode {
  const plans = useCall(listPlans, {});
  const url = useUrl();
  const mayRead = useMay('intake.edit');
  const mayEdit = useMay('plan.edit');
  const rows = plans.data?.rows ?? [];
  const columns = useMemo(() => planColumns(plans.data?.rows ?? []), [plans.data]);
  const enter = mayEdit && (
    <a className="tc-button" href={url.with({ new: '1' })}>
      {t('plans.enter')}
    </a>
  );
  const read = mayRead && (
    <a className="tc-button tc-button-primary" href="/intake">
      {t('plans.read')}
    </a>
  );
  return (
    <>
      <PageHead
        title={t('plans.title')}
        {...(rows.length === 0 ? {} : { summary: <Summary of={rows} /> })}
        action={
          rows.length > 0 && (
            <span className="tc-head-actions">
              {enter}
              {read}
            </span>
          )
        }
      />
      <Loaded of={plans}>
        {() => (
          <DataTable
            name="plans"
            label={t('plans.title')}
            columns={columns}
            rows={rows}
            idOf={(plan) => plan.id}
            href={(plan) => `/plans/${plan.id}`}
            empty={
              <Empty
                title={t('plans.none')}
                action={
                  (mayRead || mayEdit) && (
                    <span className="tc-head-actions">
                      {read}
                      {enter}
                    </span>
                  )
                }
              >
                {t(mayRead ? 'plans.none_hint' : 'plans.none_wait')}
              </Empty>
            }
          />
        )}
      </Loaded>
      <SideDrawer name="new" title={t('plans.enter')} width={560}>
        {() => <PlanForm plan={null} plans={rows} />}
      </SideDrawer>
    </>
  );
}

function Summary({ of }: { of: readonly Plan[] }): ReactNode {
  const tasks = of.reduce((sum, plan) => sum + plan.tasks, 0);
  const later = of.filter((plan) => plan.edition > 1).length;
  return (
    <Sentence
      of={t('plans.summary', { plans: '{plans}', tasks: '{tasks}', later: '{later}' })}
      with={{
        plans: <Counted value={of.length} unit={t('plans.plans_unit')} says={t('plans.says_plans')} />,
        tasks: (
          <Counted value={tasks} unit={t('plans.tasks_unit')} says={t('plans.says_tasks')} href="/tasks" />
        ),
        later: <Counted value={later} unit={t('plans.plans_unit')} says={t('plans.says_later')} />,
      }}
    />
  );
}
