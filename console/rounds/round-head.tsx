import type { ReactNode } from 'react';
import type { Round } from '@tongchuang/contract/rounds.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { PageHead } from '@tongchuang/ui/pieces/page-head.tsx';
import { RoundTabs } from '../pieces/round-tabs.tsx';
import { StageTag } from './stage-tag.tsx';

interface RoundHeadProps {
  of: Round;
  title: string;
  summary: ReactNode;
  action?: ReactNode;
}

/** The head and the tabs of every page of one round, its scores included. */
export const RoundHead = ({ of, title, summary, action }: RoundHeadProps): ReactNode => (
  <>
    <PageHead
      title={title}
      back={{ href: '/rounds', title: t('rounds.title') }}
      beside={<StageTag of={of.stage} />}
      summary={summary}
      {...(action === undefined || action === null ? {} : { action })}
    />
    <RoundTabs id={of.id} />
  </>
);
