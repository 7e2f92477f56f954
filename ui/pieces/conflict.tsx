import type { ReactNode } from 'react';
import { t } from '../locale/locale.ts';
import { sayShortInstant } from '../speech.ts';

interface ConflictProps {
  /** Who wrote meanwhile, and when (an instant). */
  who: string;
  at: string;
  differences: readonly { field: string; theirs: ReactNode; mine: ReactNode }[];
  /** Take what is there now and let mine go. */
  onTake: () => void;
  /** Write mine over it, knowing. */
  onKeep?: () => void;
}

/** 王某 10:32 已修改,这是差别: two people wrote, and the second one decides with both texts in sight. */
export const Conflict = ({ who, at, differences, onTake, onKeep }: ConflictProps): ReactNode => (
  <section className="tc-conflict" role="alert">
    <h2>{t('house.conflict_title', { who, time: sayShortInstant(at) })}</h2>
    <table>
      <thead>
        <tr>
          <td />
          <th scope="col">{t('house.conflict_theirs')}</th>
          <th scope="col">{t('house.conflict_mine')}</th>
        </tr>
      </thead>
      <tbody>
        {differences.map(({ field, theirs, mine }) => (
          <tr key={field}>
            <th scope="row">{field}</th>
            <td>{theirs}</td>
            <td>{mine}</td>
          </tr>
        ))}
      </tbody>
    </table>
    <div className="tc-buttons">
      <button type="button" className="tc-button tc-button-primary" onClick={onTake}>
        {t('house.conflict_take')}
      </button>
      {onKeep !== undefined && (
        <button type="button" className="tc-button" onClick={onKeep}>
          {t('house.conflict_keep')}
        </button>
      )}
    </div>
  </section>
);
