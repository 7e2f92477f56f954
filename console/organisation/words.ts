import type { BodyKind, PairingKind } from '@tongchuang/domain/organisation/body.ts';
import type { OrganisationGap } from '@tongchuang/domain/organisation/completeness.ts';
import type { DivisionLevel } from '@tongchuang/domain/organisation/divisions.ts';
import type { SuccessionKind, Tier, UnitType } from '@tongchuang/domain/organisation/unit.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';

/** What the codes of the organisation are called on screen. */
export const kindWord = (kind: UnitType): string => t(`organisation.type_${kind}`);
export const tierWord = (tier: Tier): string => t(`organisation.tier_${tier}`);
export const bodyWord = (kind: BodyKind): string => t(`organisation.body_${kind}`);
export const levelWord = (level: DivisionLevel): string => t(`organisation.level_${level}`);
export const pairingWord = (kind: PairingKind): string => t(`organisation.pairing_${kind}`);
export const successionWord = (kind: SuccessionKind): string => t(`organisation.kind_${kind}`);
export const gapWord = (gap: OrganisationGap['gap']): string => t(`organisation.gap_${gap}`);

/** What acts on the organisation change: its own pages, people's, and the names that others show. */
export const ORGANISATION_CHANGES = ['organisation.', 'people.', 'task.', 'home.'] as const;
