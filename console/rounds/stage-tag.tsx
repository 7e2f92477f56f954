import type { ReactNode } from 'react';
import { StatusTag } from '@tongchuang/ui/pieces/status-tag.tsx';
import { STAGE_TONES, stageWord, type Stage } from './words.ts';

/** 阶段: where a round stands. */
export const StageTag = ({ of }: { of: Stage }): ReactNode => (
  <StatusTag tone={STAGE_TONES[of]}>{stageWord(of)}</StatusTag>
);
