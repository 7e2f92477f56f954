import { useMemo, type ReactNode } from 'react';
import { listPlans } from '@tongchuang/contract/campaign.ts';
import { Loaded } from '@tongchuang/ui/loaded.tsx';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { PageHead } from '@tongchuang/ui/pieces/page-head.tsx';
import { useCall } from '@tongchuang/ui/use-call.ts';
import { DataTable } from '../pieces/data-table.tsx';
import { planColumns } from './plan-columns.tsx';

/** 方案: every plan of the campaign in its newest edition. */
export default function PlansPage(): ReactNode {
  const plans = useCall(listPlans, {});
  const columns = useMemo(planColumns, []);
  return (
    <>
      <PageHead title={t('plans.title')} />
      <Loaded of={plans}>
        {({ rows }) => (
          <DataTable
            name="plans"
            label={t('plans.title')}
            columns={columns}
            rows={rows}
            idOf={(plan) => plan.id}
            href={(plan) => `/plans/${plan.id}`}
          />
        )}
      </Loaded>
    </>
  );
}
