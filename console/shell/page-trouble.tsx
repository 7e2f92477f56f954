import type { ReactNode } from 'react';
import { Trouble } from '@tongchuang/ui/loaded.tsx';
import { t } from '@tongchuang/ui/locale/locale.ts';

/** A page that broke, or whose code is no longer on the server because a new version came. */
export function PageTrouble({ error, reset }: { error: unknown; reset: () => void }): ReactNode {
  const broken = error instanceof Error ? error : new Error(String(error));
  if (!/dynamically imported module|module script failed|preload CSS/i.test(broken.message)) {
    return <Trouble error={broken} again={reset} />;
  }
  return (
    <div className="tc-trouble" role="alert">
      <h2>{t('house.new_version_title')}</h2>
      <p>{t('house.new_version')}</p>
      <button type="button" className="tc-button tc-button-primary" onClick={() => location.reload()}>
        {t('house.reload')}
      </button>
    </div>
  );
}

export const NoSuchPage = (): ReactNode => (
  <div className="tc-trouble">
    <h1>{t('house.not_found_title')}</h1>
    <p>{t('house.not_found')}</p>
    <a className="tc-button" href="/">
      {t('house.to_home')}
    </a>
  </div>
);
