import type { ReactNode } from 'react';
import { getRound, type Round } from '@tongchuang/contract/rounds.ts';
import type { RoundId } from '@tongchuang/domain/kernel/ids.ts';
import { Loaded } from '@tongchuang/ui/loaded.tsx';
import { useCall } from '@tongchuang/ui/use-call.ts';
import { useParam } from '../pieces/url-state.ts';
import { RoundHead } from './round-head.tsx';
import { kindWord, periodWord } from './words.ts';
import '../pieces/forms.css';
import './rounds.css';

interface RoundFrameProps {
  summary?: (round: Round) => ReactNode;
  action?: (round: Round) => ReactNode;
  children: (round: Round) => ReactNode;
}

/** What stands around a page of one round, once the round is there. */
export function RoundFrame({ summary, action, children }: RoundFrameProps): ReactNode {
  const id = useParam('id') as RoundId;
  const round = useCall(getRound, { params: { id } });
  return (
    <Loaded of={round}>
      {(found) => (
        <>
          <RoundHead
            of={found}
            title={found.name}
            summary={summary?.(found) ?? `${kindWord(found.kind)} · ${periodWord(found)} · ${found.edition}`}
            action={action?.(found)}
          />
          {children(found)}
        </>
      )}
    </Loaded>
  );
}
