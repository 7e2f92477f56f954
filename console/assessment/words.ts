import { TIER_WORDS, type Tier } from '@tongchuang/domain/organisation/unit.ts';
import type { FrameworkHead } from '@tongchuang/contract/frameworks.ts';
import { locale, t } from '@tongchuang/ui/locale/locale.ts';
import type { Tone } from '@tongchuang/ui/pieces/status-tag.tsx';

/** What the wire's words are called on these pages. */

type State = FrameworkHead['state'];

export const stateWord = (state: State): string => t(`assessment.state_${state}`);

export const STATE_TONES: Record<State, Tone> = {
  waiting: 'info',
  refused: 'danger',
  draft: 'warn',
  adopted: 'good',
  retired: 'muted',
};

/** 县级; a tier that the house does not know is shown as the edition writes it. */
export function tierWord(tier: string | null): string {
  if (tier === null) return '';
  if (locale.get() === 'en') return tier;
  return Object.hasOwn(TIER_WORDS, tier) ? TIER_WORDS[tier as Tier][0] : tier;
}

export const yearWord = (year: number | null): string =>
  year === null ? '' : t('assessment.year_word', { year });

/** Points as people write them: no more decimals than there are. */
export const pointsWord = (points: number): string => String(Math.round(points * 100) / 100);
