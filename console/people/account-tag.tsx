import type { ReactNode } from 'react';
import type { PersonLine } from '@tongchuang/contract/people.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { StatusTag, type Tone } from '@tongchuang/ui/pieces/status-tag.tsx';

const TONES: Record<PersonLine['account'], Tone> = { none: 'muted', active: 'good', blocked: 'danger' };

export const AccountTag = ({ of }: { of: PersonLine['account'] }): ReactNode => (
  <StatusTag tone={TONES[of]}>{t(`people.account_${of}`)}</StatusTag>
);

/** Whom a desk has not reached yet; a dash where there is nothing to sign in with. */
export const saySignedIn = ({ account, hasSignedIn }: Pick<PersonLine, 'account' | 'hasSignedIn'>): string =>
  hasSignedIn ? t('people.ever') : account === 'none' ? '–' : t('people.never');
