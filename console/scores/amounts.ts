import type { NodeScore } from '@tongchuang/contract/score-words.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import type { Tone } from '@tongchuang/ui/pieces/status-tag.tsx';
import { sayNumber } from '@tongchuang/ui/speech.ts';
import type { z } from 'zod';

export type Amounts = Omit<z.output<typeof NodeScore>, 'code'>;

/** 81.20; – where nothing is known yet. */
export const sayPoints = (points: number | null): string => (points === null ? '–' : sayNumber(points, 2));

/** −0.50 · +1.20: a change, or what a deduction takes. */
export const saySigned = (points: number): string =>
  points < 0 ? `−${sayNumber(-points, 2)}` : points > 0 ? `+${sayNumber(points, 2)}` : sayNumber(0, 2);

/** 81.20–91.20, or one number where nothing is open. */
export const sayRange = (low: number, high: number): string =>
  low === high ? sayPoints(low) : `${sayPoints(low)}–${sayPoints(high)}`;

/** 0.865 → 86.5% */
export const sayRate = (rate: number): string => `${sayNumber(rate * 100, 1)}%`;

/** What stands beside a number: shape, word and colour. */
export function standingOf(node: Amounts, kind: string): { tone: Tone; word: string } {
  if (node.state === 'not_applicable') return { tone: 'muted', word: t('scores.state_out') };
  if (node.sunk) return { tone: 'veto', word: t('scores.state_sunk') };
  if (kind === 'veto' && node.state === 'unknown') return { tone: 'warn', word: t('scores.state_veto_open') };
  if (kind === 'veto') return { tone: 'good', word: t('scores.state_veto_clear') };
  if (node.state === 'unknown' && node.of === 0) return { tone: 'info', word: t('scores.state_unknown') };
  if (node.state === 'unknown') return { tone: 'info', word: t('scores.state_partly') };
  if (node.lost > 0) return { tone: 'warn', word: t('scores.state_lost') };
  if (kind === 'deduction') return { tone: 'good', word: t('scores.state_untaken') };
  if (kind === 'bonus' && node.points === 0) return { tone: 'muted', word: t('scores.state_no_bonus') };
  if (kind === 'bonus') return { tone: 'good', word: t('scores.state_bonus') };
  return { tone: 'good', word: t('scores.state_full') };
}
