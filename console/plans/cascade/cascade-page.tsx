import type { ReactNode } from 'react';
import { Loaded } from '@tongchuang/ui/loaded.tsx';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { Empty } from '@tongchuang/ui/pieces/empty.tsx';
import { PageHead } from '@tongchuang/ui/pieces/page-head.tsx';
import { Tabs, tabAt } from '../../pieces/tabs.tsx';
import { useUrl } from '../../pieces/url-state.ts';
import { useMay } from '../../shell/me.tsx';
import { GapsView } from './gaps-view.tsx';
import { GoalsView } from './goals-view.tsx';
import { UnitView } from './unit-view.tsx';
import { useCampaign, useGoals } from './use-cascade.ts';
import '../../pieces/table.css';
import './cascade.css';

/** 目标与计划: from the goals of the cycle down to what somebody does today. */
export default function CascadePage(): ReactNode {
  const { answer, campaign } = useCampaign();
  const goals = useGoals(campaign?.id);
  const works = useMay('task.work');
  const mayEdit = useMay('plan.edit');
  const url = useUrl();
  const gaps = goals.data?.gaps.length;
  const own = { value: 'unit' as const, title: t(works ? 'plans.view_own' : 'plans.view_unit') };
  const whole = { value: 'goals' as const, title: t('plans.view_goals') };
  const lacks = {
    value: 'gaps' as const,
    title: t('plans.view_gaps'),
    ...(gaps === undefined ? {} : { count: gaps }),
  };
  // Whoever works on tasks opens his own day first; the office opens the goals.
  const views = works ? [own, whole, lacks] : [whole, lacks, own];
  const at = tabAt(url.get('view'), views);
  const action = mayEdit && campaign && (goals.data?.rows.length ?? 0) > 0 && at !== 'unit' && (
    <a className="tc-button tc-button-primary" href={url.with({ goal: 'cycle_goal', open: null })}>
      {t('plans.add_cycle_goal')}
    </a>
  );
  return (
    <>
      <PageHead
        title={t('plans.cascade')}
        {...(campaign ? { summary: t('plans.cascade_hint', { name: campaign.name }) } : {})}
        action={action}
      />
      <Loaded of={answer}>
        {() =>
          campaign === null || campaign === undefined ? (
            <Empty
              title={t('plans.no_campaign')}
              action={
                mayEdit && (
                  <a className="tc-button tc-button-primary" href="/settings/campaign">
                    {t('plans.no_campaign_do')}
                  </a>
                )
              }
            >
              {t('plans.no_campaign_cascade')}
            </Empty>
          ) : (
            <>
              <Tabs name="view" label={t('plans.views')} of={views} />
              {at === 'unit' && <UnitView campaign={campaign} goals={goals.data?.rows ?? []} />}
              {at === 'goals' && <GoalsView campaign={campaign} answer={goals} />}
              {at === 'gaps' && <GapsView answer={goals} />}
            </>
          )
        }
      </Loaded>
    </>
  );
}
