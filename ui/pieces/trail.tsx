import type { ReactNode } from 'react';
import { t } from '../locale/locale.ts';
import { sayInstant, sayShortInstant } from '../speech.ts';
import { Empty } from './empty.tsx';

export interface TrailRow {
  id: string;
  /** Instant. */
  at: string;
  /** Null: the clock did it. */
  actor: string | null;
  /** The act in words: 退回. */
  act: ReactNode;
  /** What the act said: field and value. */
  facts?: readonly { name: string; value: ReactNode }[];
  /** First characters of the row's hash, for who compares it with a paper. */
  mark?: string;
}

/** Who did what and when, the newest first as given. */
export function Trail({ rows }: { rows: readonly TrailRow[] }): ReactNode {
  if (rows.length === 0) return <Empty title={t('house.trail_empty')} />;
  return (
    <ol className="tc-trail">
      {rows.map((row) => (
        <li key={row.id}>
          <time dateTime={row.at} title={sayInstant(row.at)}>
            {sayShortInstant(row.at)}
          </time>
          <div>
            <b>{row.actor ?? t('house.trail_system')}</b> {row.act}
            {row.mark !== undefined && <code title={row.mark}>{row.mark.slice(0, 8)}</code>}
            {row.facts !== undefined && row.facts.length > 0 && (
              <dl>
                {row.facts.map(({ name, value }) => (
                  <div key={name}>
                    <dt>{name}</dt>
                    <dd>{value}</dd>
                  </div>
                ))}
              </dl>
            )}
          </div>
        </li>
      ))}
    </ol>
  );
}
