import type { ReactNode } from 'react';
import { getPlan } from '@tongchuang/contract/campaign.ts';
import { Loaded } from '@tongchuang/ui/loaded.tsx';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { PageHead } from '@tongchuang/ui/pieces/page-head.tsx';
import { useCall } from '@tongchuang/ui/use-call.ts';
import type { PlanId } from '@tongchuang/domain/kernel/ids.ts';
import { useParam } from '../pieces/url-state.ts';

/** One plan: its editions and what each changed. */
export default function PlanPage(): ReactNode {
  const plan = useCall(getPlan, { params: { id: useParam('id') as PlanId }, query: {} });
  return (
    <Loaded of={plan}>
      {({ plan: one }) => (
        <PageHead title={one.title} back={{ href: '/plans', title: t('plans.title') }} />
      )}
    </Loaded>
  );
}
