import type { ReactNode } from 'react';
import type { SpokenDeadline } from '@tongchuang/domain/kernel/calendar.ts';
import { t } from '../locale/locale.ts';
import { sayDeadline } from '../speech.ts';
import { Shape } from './status-tag.tsx';

interface DeadlineProps {
  /** Null: no day to keep. */
  of: SpokenDeadline | null;
  /** The words of the document where there is no day: 长期坚持. */
  phrase?: string;
  /** Only the span: for a narrow cell. The day is on hover. */
  short?: boolean;
}

/** A deadline, spoken; exact on hover; overdue in 朱 with how long. */
export function Deadline({ of, phrase, short }: DeadlineProps): ReactNode {
  if (of === null) return <span className="tc-quiet">{phrase ?? t('house.no_deadline')}</span>;
  const { span, when, exact, late } = sayDeadline(of);
  return (
    <time
      className={late ? 'tc-deadline tc-late' : 'tc-deadline'}
      dateTime={of.due}
      title={short === true ? when : exact}
    >
      {late && <Shape tone="veto" />}
      {short === true ? span : `${span} · ${when}`}
    </time>
  );
}
