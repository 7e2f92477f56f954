import { useEffect, useState, type ReactNode } from 'react';
import type { UseQueryResult } from '@tanstack/react-query';
import { Fault, NoNetwork, Refused, type CallError } from './call.ts';
import { t } from './locale/locale.ts';
import { sayShortInstant } from './speech.ts';

/** What Loaded needs of a query. */
export type Answer<T> = Pick<
  UseQueryResult<T, CallError>,
  'data' | 'error' | 'isFetching' | 'dataUpdatedAt' | 'refetch'
>;

interface LoadedProps<T> {
  of: Answer<T>;
  children: (data: T) => ReactNode;
  /** Lines of the skeleton, near the height of what comes. */
  lines?: number;
}

/** Waiting, refused, broken and offline, drawn once: a page says only what it shows when there is something. */
export function Loaded<T>({ of, children, lines = 6 }: LoadedProps<T>): ReactNode {
  if (of.data === undefined) {
    if (of.error === null) return <Skeleton lines={lines} />;
    return <Trouble error={of.error} again={() => void of.refetch()} />;
  }
  return (
    <>
      {of.error !== null && (
        <p className="tc-notice tc-notice-warn" role="status">
          {t('house.stale', { time: sayShortInstant(new Date(of.dataUpdatedAt)) })}{' '}
          <button type="button" className="tc-link" onClick={() => void of.refetch()}>
            {t('house.try_again')}
          </button>
        </p>
      )}
      {children(of.data)}
    </>
  );
}

/** Grey lines, only when the answer takes longer than 150 ms: a quick answer does not flicker. */
export function Skeleton({ lines = 6 }: { lines?: number }): ReactNode {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), 150);
    return () => clearTimeout(timer);
  }, []);
  if (!slow) return null;
  return (
    <div className="tc-skeleton" role="status" aria-label={t('house.loading')}>
      {Array.from({ length: lines }, (_, n) => (
        <div key={n} style={{ width: `${[92, 78, 85, 64, 88, 71][n % 6]}%` }} />
      ))}
    </div>
  );
}

interface TroubleProps {
  error: CallError | Error;
  again?: () => void;
}

/** Why something is not there, and what to do next. The server's own sentence where it refused. */
export function Trouble({ error, again }: TroubleProps): ReactNode {
  const { title, text, number } = wordsOf(error);
  return (
    <div className="tc-trouble" role="alert">
      {title !== null && <h2>{title}</h2>}
      <p>{text}</p>
      {again !== undefined && !(error instanceof Refused && error.status === 404) && (
        <button type="button" className="tc-button" onClick={again}>
          {t('house.try_again')}
        </button>
      )}
      {number !== '' && <p className="tc-quiet">{t('house.request_number', { requestId: number })}</p>}
    </div>
  );
}

/** A line beside a form or a button: the refusal of an act. Nothing while there is none. */
export function TroubleLine({ error }: { error: CallError | null }): ReactNode {
  if (error === null) return null;
  return (
    <p className="tc-notice tc-notice-danger" role="alert">
      {wordsOf(error).text}
    </p>
  );
}

function wordsOf(error: CallError | Error): { title: string | null; text: string; number: string } {
  if (error instanceof Refused) return { title: null, text: error.detail, number: error.requestId };
  if (error instanceof NoNetwork) {
    return { title: t('house.no_answer_title'), text: t('house.no_answer'), number: '' };
  }
  const number = error instanceof Fault ? error.requestId : '';
  return { title: t('house.fault_title'), text: t('house.fault', { requestId: number }), number: '' };
}
