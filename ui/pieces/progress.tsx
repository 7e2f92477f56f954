import type { ReactNode } from 'react';
import { sayShare } from '../speech.ts';

interface ProgressProps {
  /** Ten-thousandths; null: nothing counts yet. */
  bp: number | null;
  /** One line: how it came about. */
  why?: string;
  /** As wide as there is room. */
  wide?: boolean;
}

/** How far something is: a bar from zero, and the number. */
export function Progress({ bp, why, wide }: ProgressProps): ReactNode {
  if (bp === null) return <span className="tc-quiet">–</span>;
  return (
    <span className={wide === true ? 'tc-progress tc-progress-wide' : 'tc-progress'} title={why}>
      <i aria-hidden="true">
        <i style={{ width: `${bp / 100}%` }} />
      </i>
      <span>{sayShare(bp)}</span>
    </span>
  );
}
