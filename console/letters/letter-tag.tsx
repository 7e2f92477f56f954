import type { ReactNode } from 'react';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { StatusTag, type Tone } from '@tongchuang/ui/pieces/status-tag.tsx';
import type { LetterLine } from './lines.ts';

const TONES: Record<LetterLine['state'], Tone> = {
  none: 'warn',
  issued: 'info',
  signed: 'good',
  void: 'muted',
};

/** Where a letter stands: 未生成, 待签署, 已签署, 已作废. */
export const LetterTag = ({ of }: { of: LetterLine['state'] }): ReactNode => (
  <StatusTag tone={TONES[of]}>{t(`letters.state_${of}`)}</StatusTag>
);
