import type { ReactNode } from 'react';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { PageHead } from '@tongchuang/ui/pieces/page-head.tsx';

/** 目标与计划: from the goals of the cycle down to what somebody does today. */
export default function CascadePage(): ReactNode {
  return <PageHead title={t('plans.cascade')} />;
}
