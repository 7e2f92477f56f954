import type { ReactNode } from 'react';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { sayPoints } from './amounts.ts';

interface RangeBarProps {
  low: number;
  high: number;
  /** Where the point stands; null: nowhere yet. */
  at?: number | null;
  /** The ends of the scale: the same for all bars of a list that are to be compared. */
  from?: number;
  to: number;
}

/** From 0 to what is sure, and on, hatched, to what it can still come to. An interval that begins above 0 has its mark within. */
export function RangeBar({ low, high, at = null, from = 0, to }: RangeBarProps): ReactNode {
  const span = to - from || 1;
  const place = (value: number) => `${Math.min(100, Math.max(0, ((value - from) / span) * 100))}%`;
  const width = (one: number, other: number) =>
    `${Math.min(100, Math.max(0, ((other - one) / span) * 100))}%`;
  return (
    <span
      className="tc-range"
      role="img"
      aria-label={t('scores.range_says', { low: sayPoints(low), high: sayPoints(high) })}
    >
      {at === null && low > from && (
        <i className="tc-range-sure" style={{ left: 0, width: width(from, low) }} />
      )}
      {high > low && <i className="tc-range-open" style={{ left: place(low), width: width(low, high) }} />}
      {at !== null && (
        <i className="tc-range-at" style={{ left: `clamp(1.5px, ${place(at)}, calc(100% - 1.5px))` }} />
      )}
    </span>
  );
}
