import type { ReactNode } from 'react';
import { sayNumber } from '../speech.ts';

interface CountedProps {
  value: number;
  /** 件, 个, 家: written after the number. */
  unit?: string;
  /** One line: what was counted. Shown on hover and focus. */
  says: string;
  /** Where its records are listed. */
  href?: string;
  /** A key figure, 28 px. */
  big?: boolean;
  /** Draws attention: the count is of something overdue. */
  late?: boolean;
  decimals?: number;
}

/** A number that was counted: dotted underline, its meaning in one line, and a way to its records. */
export function Counted({ value, unit = '', says, href, big, late, decimals }: CountedProps): ReactNode {
  const classes = `tc-counted${big === true ? ' tc-counted-big' : ''}${late === true && value > 0 ? ' tc-late' : ''}`;
  const inside = (
    <>
      <b>{sayNumber(value, decimals ?? 0)}</b>
      {unit !== '' && <small>{unit}</small>}
      <span className="tc-tip" role="tooltip">
        {says}
      </span>
    </>
  );
  if (href === undefined) {
    return (
      <span className={classes} tabIndex={0} role="note">
        {inside}
      </span>
    );
  }
  return (
    <a className={classes} href={href}>
      {inside}
    </a>
  );
}
