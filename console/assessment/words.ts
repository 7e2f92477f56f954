import type { FrameworkHead } from '@tongchuang/contract/frameworks.ts';
import type { NodeKind } from '@tongchuang/domain/assessment/edition.ts';
import { TIER_WORDS, type Tier } from '@tongchuang/domain/organisation/unit.ts';
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

export const kindWord = (kind: NodeKind): string => t(`assessment.kind_${kind}`);

/** A field of a node or of the edition, as its form calls it. */
export function fieldWord(field: string): string {
  const words: Record<string, string> = {
    title: t('assessment.node_title'),
    code: t('assessment.node_code'),
    kind: t('assessment.kind'),
    points: t('assessment.node_points'),
    weight: t('assessment.node_weight'),
    methods: t('assessment.node_methods'),
    ruleText: t('assessment.rule_written'),
    rule: t('assessment.node_rule'),
    parts: t('assessment.parts'),
    facts: t('assessment.facts'),
    responsible: t('assessment.node_responsible'),
    duties: t('assessment.roles'),
    evidence: t('assessment.evidence'),
    window: t('assessment.window'),
    applies: t('assessment.reach'),
    axes: t('assessment.axes'),
    key: t('assessment.key'),
    levels: t('assessment.levels'),
    grades: t('assessment.grades'),
    years: t('assessment.years'),
    tier: t('assessment.col_tier'),
    year: t('assessment.col_year'),
  };
  return words[field] ?? field;
}
