import type { ReactNode } from 'react';
import type { DocumentHead } from '@tongchuang/contract/intake.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { StatusTag, type Tone } from '@tongchuang/ui/pieces/status-tag.tsx';
import { saidRefusal } from '../pieces/said.ts';

const TONES: Record<DocumentHead['state'], Tone> = {
  waiting: 'info',
  read: 'warn',
  refused: 'danger',
  confirmed: 'good',
  discarded: 'muted',
};

/** Where a document stands; why it could not be read on hover. */
export const StateTag = ({ of }: { of: Pick<DocumentHead, 'state' | 'refusal'> }): ReactNode => {
  const word = {
    waiting: t('intake.state_waiting'),
    read: t('intake.state_read'),
    refused: t('intake.state_refused'),
    confirmed: t('intake.state_confirmed'),
    discarded: t('intake.state_discarded'),
  }[of.state];
  return (
    <StatusTag tone={TONES[of.state]} {...(of.refusal ? { why: saidRefusal(of.refusal) } : {})}>
      {word}
    </StatusTag>
  );
};
