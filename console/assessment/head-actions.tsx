import type { ReactNode } from 'react';
import { exportFramework } from '@tongchuang/contract/frameworks.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { Flyout } from '@tongchuang/ui/pieces/flyout.tsx';
import { useDownload } from '../pieces/use-download.ts';
import { useUrl } from '../pieces/url-state.ts';
import { useMay } from '../shell/me.tsx';
import type { Drawn } from './use-edition.ts';
import { useRetire } from './use-retire.ts';

/** What can be done with the edition as a whole. A draft is put to use; what is in use is copied. */
export function HeadActions({ of }: { of: Drawn }): ReactNode {
  const url = useUrl();
  const may = useMay('framework.edit');
  const { download, busy } = useDownload();
  const { retire, busy: retiring } = useRetire(of);
  const isDraft = of.state === 'draft';
  return (
    <span className="tc-head-actions">
      <button
        type="button"
        className="tc-button"
        disabled={busy}
        onClick={() => void download(exportFramework, { params: { id: of.id } })}
      >
        {t('assessment.export')}
      </button>
      <Flyout fromRight button={t('house.more')}>
        {(close) => (
          <div className="tc-menu">
            <a href={`/frameworks/${of.id}/mapping`}>{t('assessment.mapping')}</a>
            <a href={`/frameworks/${of.id}/print`}>{t('assessment.print')}</a>
            {may && isDraft && <a href={`/frameworks?create=${of.id}`}>{t('assessment.copy_do')}</a>}
            {may && of.state !== 'retired' && (
              <button
                type="button"
                disabled={retiring}
                onClick={() => {
                  close();
                  retire();
                }}
              >
                {isDraft ? t('assessment.discard') : t('assessment.retire')}
              </button>
            )}
          </div>
        )}
      </Flyout>
      {may &&
        (isDraft ? (
          <a className="tc-button tc-button-primary" href={url.with({ adopt: '1', node: null, field: null })}>
            {t('assessment.adopt')}
          </a>
        ) : (
          <a className="tc-button tc-button-primary" href={`/frameworks?create=${of.id}`}>
            {t('assessment.copy_do')}
          </a>
        ))}
    </span>
  );
}
