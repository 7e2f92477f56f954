import type { ReactNode } from 'react';
import { t } from '@tongchuang/ui/locale/locale.ts';

/** What is said by hand before a letter is written. */
export interface Terms {
  number: string;
  issuerName: string;
  issuerSignatory: string;
  from: string;
  to: string;
  inSpiteOfGaps: boolean;
}

interface TermsFieldsProps {
  terms: Terms;
  set: (change: Partial<Terms>) => void;
  /** Something is not fixed: the letter is written only when that is wanted. */
  hasGaps: boolean;
  /** A number belongs to one letter. */
  withNumber?: boolean;
}

export function TermsFields({ terms, set, hasGaps, withNumber = true }: TermsFieldsProps): ReactNode {
  return (
    <>
      <div className="tc-form-row">
        <label>
          <span>{t('letters.issuer')}</span>
          <input
            className="tc-input"
            required
            value={terms.issuerName}
            onChange={(event) => set({ issuerName: event.target.value })}
          />
        </label>
        <label>
          <span>{t('letters.issuer_signatory')}</span>
          <input
            className="tc-input"
            value={terms.issuerSignatory}
            onChange={(event) => set({ issuerSignatory: event.target.value })}
          />
        </label>
      </div>
      <div className="tc-form-row">
        {withNumber && (
          <label>
            <span>{t('letters.number')}</span>
            <input
              className="tc-input"
              value={terms.number}
              onChange={(event) => set({ number: event.target.value })}
            />
          </label>
        )}
        <label>
          <span>{t('letters.from')}</span>
          <input
            className="tc-input"
            type="date"
            required
            value={terms.from}
            onChange={(event) => set({ from: event.target.value })}
          />
        </label>
        <label>
          <span>{t('letters.to')}</span>
          <input
            className="tc-input"
            type="date"
            required
            value={terms.to}
            onChange={(event) => set({ to: event.target.value })}
          />
        </label>
      </div>
      {hasGaps && (
        <label className="tc-check">
          <input
            type="checkbox"
            checked={terms.inSpiteOfGaps}
            onChange={(event) => set({ inSpiteOfGaps: event.target.checked })}
          />
          {t('letters.in_spite')}
        </label>
      )}
    </>
  );
}

export const isWhole = (terms: Terms): boolean =>
  terms.issuerName.trim() !== '' && terms.from !== '' && terms.to !== '' && terms.from <= terms.to;

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

/** The same in the words of the route. */
export const termsBody = (terms: Terms) => ({
  number: orNull(terms.number),
  issuerName: terms.issuerName.trim(),
  issuerSignatory: orNull(terms.issuerSignatory),
  period: { from: terms.from, to: terms.to },
  inSpiteOfGaps: terms.inSpiteOfGaps,
});
