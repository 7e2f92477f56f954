import { useEffect, type ReactNode } from 'react';
import { t } from '../locale/locale.ts';

interface PageHeadProps {
  title: string;
  /** One sentence that sums the page up, its numbers drawn with Counted. */
  summary?: ReactNode;
  /** The one primary action. */
  action?: ReactNode;
  /** What belongs to the title: a status tag, a deadline. */
  beside?: ReactNode;
  /** The list that this page was opened from. */
  back?: { href: string; title: string };
}

/** The head of every page; it also names the browser's tab. */
export function PageHead({ title, summary, action, beside, back }: PageHeadProps): ReactNode {
  useEffect(() => {
    document.title = `${title} · ${t('house.product')}`;
  }, [title]);
  return (
    <header className="tc-page-head">
      <div className="tc-page-head-words">
        {back !== undefined && (
          <a className="tc-back" href={back.href}>
            ‹ {back.title}
          </a>
        )}
        <h1>
          {title} {beside}
        </h1>
        {summary !== undefined && <p className="tc-summary">{summary}</p>}
      </div>
      {action !== undefined && <div className="tc-page-head-action">{action}</div>}
    </header>
  );
}
