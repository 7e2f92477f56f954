import type { ReactNode } from 'react';
import { useRouter } from '@tanstack/react-router';
import { exportFramework, retireFramework } from '@tongchuang/contract/frameworks.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { Flyout } from '@tongchuang/ui/pieces/flyout.tsx';
import { tell, tellTrouble } from '@tongchuang/ui/pieces/toasts.tsx';
import { Refused } from '@tongchuang/ui/call.ts';
import { useAct } from '@tongchuang/ui/use-call.ts';
import { useDownload } from '../pieces/use-download.ts';
import { useUrl } from '../pieces/url-state.ts';
import { useMay } from '../shell/me.tsx';
import type { Drawn } from './use-edition.ts';

/** What can be done with the edition as a whole. A draft is put to use; what is in use is copied. */
export function HeadActions({ of }: { of: Drawn }): ReactNode {
  const url = useUrl();
  const router = useRouter();
  const may = useMay('framework.edit');
  const { download, busy } = useDownload();
  const retire = useAct(retireFramework, {
    onDone: () => {
      tell(t(of.state === 'draft' ? 'assessment.discarded' : 'assessment.retired'));
      if (of.state === 'draft') router.history.push('/frameworks');
    },
    onTrouble: (error) => tellTrouble(error instanceof Refused ? error.detail : t('house.no_answer')),
  });
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
                disabled={retire.isPending}
                onClick={() => {
                  close();
                  retire.mutate({ params: { id: of.id }, body: { version: of.version } });
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
