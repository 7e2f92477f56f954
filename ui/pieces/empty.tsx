import type { ReactNode } from 'react';

interface EmptyProps {
  /** What would be here: 还没有任务。 */
  title: string;
  /** How it comes to be here. */
  children?: ReactNode;
  /** The first step: a button or a link. */
  action?: ReactNode;
}

/** Nothing yet: what would be here, and the first step. */
export const Empty = ({ title, children, action }: EmptyProps): ReactNode => (
  <div className="tc-empty">
    <svg viewBox="0 0 64 48" width="64" height="48" aria-hidden="true" fill="none" stroke="currentColor">
      <path d="M8 20 18 6h28l10 14v20a3 3 0 0 1-3 3H11a3 3 0 0 1-3-3Z" strokeWidth="2" />
      <path d="M8 20h15l3 6h12l3-6h15" strokeWidth="2" />
    </svg>
    <p className="tc-empty-title">{title}</p>
    {children !== undefined && <div className="tc-quiet">{children}</div>}
    {action !== undefined && <div className="tc-empty-action">{action}</div>}
  </div>
);
