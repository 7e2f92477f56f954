import type { ReactNode } from 'react';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { Empty } from '@tongchuang/ui/pieces/empty.tsx';
import { sayDate, sayInstant } from '@tongchuang/ui/speech.ts';
import { useUrl } from '../pieces/url-state.ts';
import { useMay } from '../shell/me.tsx';
import { editionWord } from './plan-columns.tsx';
import type { PlanView } from './plan-view.ts';

interface EditionsProps {
  editions: PlanView['editions'];
  /** The one whose changes are shown. */
  at: number;
}

/** The editions of a plan, the newest first, each with the document that it came from. */
export function Editions({ editions, at }: EditionsProps): ReactNode {
  const url = useUrl();
  const mayRead = useMay('intake.read');
  if (editions.length === 0)
    return <Empty title={t('plans.no_editions')}>{t('plans.no_editions_hint')}</Empty>;
  return (
    <ol className="tc-editions">
      {editions.map((one, nth) => (
        <li key={one.edition} aria-current={one.edition === at ? 'true' : undefined}>
          <a href={url.with({ edition: nth === 0 ? null : String(one.edition) })}>
            <b>{editionWord(one.edition)}</b>
          </a>{' '}
          <span className="tc-quiet">{[one.docNumber, one.title].filter(Boolean).join(' · ')}</span>
          {one.edition > 1 && <Difference of={one.difference} />}
          <dl className="tc-facts">
            {one.issuedOn !== null && (
              <>
                <dt>{t('plans.issued_on')}</dt>
                <dd>{sayDate(one.issuedOn)}</dd>
              </>
            )}
            <dt>{t('plans.confirmed')}</dt>
            <dd>
              {one.confirmedBy ?? t('house.trail_system')} {sayInstant(one.confirmedAt)}
            </dd>
          </dl>
          {one.documentId !== null && mayRead && (
            <a href={`/intake/${one.documentId}`}>{t('plans.see_document')}</a>
          )}
        </li>
      ))}
    </ol>
  );
}

function Difference({ of }: { of: PlanView['editions'][number]['difference'] }): ReactNode {
  const parts = (['changed', 'added', 'gone', 'unchanged'] as const).filter((name) => of[name] > 0);
  return (
    <p className="tc-edition-difference">
      {parts.map((name) => t(`plans.count_${name}`, { count: of[name] })).join(' · ')}
    </p>
  );
}
