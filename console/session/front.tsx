import type { ReactNode } from 'react';
import { chooseLocale, locale, LOCALES, t } from '@tongchuang/ui/locale/locale.ts';
import { useSignal } from '@tongchuang/ui/signal.ts';
import './front.css';

/** The ground of the pages before anybody is signed in. */
export function Front({ children }: { children: ReactNode }): ReactNode {
  const language = useSignal(locale);
  return (
    <div className="tc-front">
      <header>
        <img src="/mark.svg" alt="" width="40" height="40" />
        <div>
          <b>{t('house.product')}</b>
          <span className="tc-quiet">{t('house.tagline')}</span>
        </div>
      </header>
      <main id="content">{children}</main>
      <footer aria-label={t('house.language')}>
        {LOCALES.map(({ code, name }) => (
          <button
            key={code}
            type="button"
            className="tc-link"
            lang={code}
            aria-pressed={code === language}
            onClick={() => void chooseLocale(code)}
          >
            {name}
          </button>
        ))}
      </footer>
    </div>
  );
}
