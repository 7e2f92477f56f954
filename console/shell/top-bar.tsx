import { lazy, Suspense, type ReactNode } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { signOut } from '@tongchuang/contract/session.ts';
import { chooseLocale, locale, LOCALES, t } from '@tongchuang/ui/locale/locale.ts';
import { chooseLook, look } from '@tongchuang/ui/look.ts';
import { Flyout } from '@tongchuang/ui/pieces/flyout.tsx';
import { useSignal } from '@tongchuang/ui/signal.ts';
import { useAct } from '@tongchuang/ui/use-call.ts';
import type { Page } from '../room.ts';
import { holds, useMe } from './me.tsx';
import { OneOf } from './one-of.tsx';

const Search = lazy(() => import('./search.tsx'));
const Bell = lazy(() => import('./bell.tsx'));
const CampaignLine = lazy(() => import('./campaign-line.tsx'));

interface TopBarProps {
  searching: boolean;
  setSearching: (open: boolean) => void;
  /** The pages that the search can jump to. */
  pages: readonly Page[];
}

export function TopBar({ searching, setSearching, pages }: TopBarProps): ReactNode {
  const me = useMe();
  const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent);
  return (
    <header className="tc-top">
      <a className="tc-mark" href="/">
        <img src="/mark.svg" alt="" width="28" height="28" />
        <b>{t('house.product')}</b>
      </a>
      <p className="tc-campaign">
        {me.tenant.name}
        {holds(me, 'task.read') && (
          <Suspense>
            <CampaignLine />
          </Suspense>
        )}
        {me.demo && (
          <span className="tc-demo" title={t('house.demo_hint')}>
            {t('house.demo')}
          </span>
        )}
      </p>
      <button type="button" className="tc-search-button" onClick={() => setSearching(true)}>
        <svg
          viewBox="0 0 20 20"
          width="18"
          height="18"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.6"
          aria-hidden="true"
        >
          <path d="M9 15A6 6 0 1 1 9 3a6 6 0 0 1 0 12ZM13.5 13.5 17 17" strokeLinecap="round" />
        </svg>
        <span>{t('house.search')}</span>
        <kbd aria-hidden="true">{isMac ? '⌘ K' : 'Ctrl K'}</kbd>
      </button>
      <Suspense>
        <Bell />
      </Suspense>
      <PersonMenu />
      {searching && (
        <Suspense>
          <Search pages={pages} close={() => setSearching(false)} />
        </Suspense>
      )}
    </header>
  );
}

function PersonMenu(): ReactNode {
  const me = useMe();
  const router = useRouter();
  const queries = useQueryClient();
  const language = useSignal(locale);
  const chosen = useSignal(look);
  const leave = useAct(signOut, {
    changes: [],
    onDone: () => {
      queries.clear();
      router.history.push('/sign-in');
    },
  });
  return (
    <Flyout
      className="tc-person-button"
      fromRight
      button={
        <>
          <i className="tc-face" aria-hidden="true">
            {me.name.slice(-1)}
          </i>
          <span className="tc-person-name">{me.name}</span>
          <span className="tc-hidden">{t('house.person_menu')}</span>
        </>
      }
    >
      {(close) => (
        <div className="tc-person-panel">
          <p>
            <b>{me.name}</b>
            <br />
            <span className="tc-quiet">
              {me.unit.name} · {me.roles.map((role) => role.name).join('、')}
            </span>
          </p>
          <OneOf
            title={t('house.language')}
            of={LOCALES.map(({ code, name }) => ({ value: code, name }))}
            chosen={language}
            choose={(next) => void chooseLocale(next)}
          />
          <OneOf
            title={t('house.look')}
            of={[
              { value: 'light', name: t('house.look_light') },
              { value: 'dark', name: t('house.look_dark') },
            ]}
            chosen={chosen}
            choose={chooseLook}
          />
          <button
            type="button"
            className="tc-button"
            disabled={leave.isPending}
            onClick={() => {
              close();
              leave.mutate({});
            }}
          >
            {t('house.sign_out')}
          </button>
        </div>
      )}
    </Flyout>
  );
}
