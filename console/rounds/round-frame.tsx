import type { ReactNode } from 'react';
import { getRound, type Round } from '@tongchuang/contract/rounds.ts';
import type { RoundId } from '@tongchuang/domain/kernel/ids.ts';
import { Loaded } from '@tongchuang/ui/loaded.tsx';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { PageHead } from '@tongchuang/ui/pieces/page-head.tsx';
import { useCall } from '@tongchuang/ui/use-call.ts';
import { RoundTabs } from '../pieces/round-tabs.tsx';
import { useParam } from '../pieces/url-state.ts';
import { StageTag } from './stage-tag.tsx';
import { kindWord, periodWord } from './words.ts';
import '../pieces/forms.css';
import './rounds.css';

interface RoundFrameProps {
  summary?: (round: Round) => ReactNode;
  action?: (round: Round) => ReactNode;
  children: (round: Round) => ReactNode;
}

/** The head and the tabs of a page of one round, and the page once the round is there. */
export function RoundFrame({ summary, action, children }: RoundFrameProps): ReactNode {
  const id = useParam('id') as RoundId;
  const round = useCall(getRound, { params: { id } });
  return (
    <Loaded of={round}>
      {(found) => {
        const head = action?.(found);
        return (
          <>
            <PageHead
              title={found.name}
              back={{ href: '/rounds', title: t('rounds.title') }}
              beside={<StageTag of={found.stage} />}
              summary={
                summary?.(found) ?? `${kindWord(found.kind)} · ${periodWord(found)} · ${found.edition}`
              }
              {...(head === undefined || head === null ? {} : { action: head })}
            />
            <RoundTabs id={id} />
            {children(found)}
          </>
        );
      }}
    </Loaded>
  );
}
