import { useEffect, useRef, type ReactNode } from 'react';
import type { Permission } from '@tongchuang/domain/access/permissions.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { useMe, mayOpen } from '../shell/me.tsx';
import { useUrl } from './url-state.ts';
import './forms.css';

interface Tab {
  /** What follows `/rounds/0192…` in the address. */
  path: string;
  title: () => string;
  anyOf?: readonly Permission[];
}

/** Who fills in a sheet: markers, the office, a unit for itself. */
const FILLS: readonly Permission[] = ['score.mark', 'score.enter', 'round.manage'];

const TABS: readonly Tab[] = [
  { path: '', title: () => t('rounds.tab_overview') },
  { path: '/desk', title: () => t('rounds.tab_desk'), anyOf: FILLS },
  { path: '/facts', title: () => t('rounds.tab_facts') },
  { path: '/replies', title: () => t('rounds.tab_replies') },
  { path: '/score', title: () => t('rounds.tab_score') },
  { path: '/losses', title: () => t('rounds.tab_losses') },
  { path: '/ranking', title: () => t('rounds.tab_ranking') },
  { path: '/doubt', title: () => t('rounds.tab_doubt') },
  { path: '/advice', title: () => t('rounds.tab_advice') },
  { path: '/comparison', title: () => t('rounds.tab_comparison') },
  { path: '/publication', title: () => t('rounds.tab_publication') },
];

/** The pages of one round side by side, under the head of each of them. Needs the words of `rounds`. */
export function RoundTabs({ id }: { id: string }): ReactNode {
  const { path } = useUrl();
  const me = useMe();
  const base = `/rounds/${id}`;
  const row = useRef<HTMLElement>(null);
  // On the phone the row is pushed sideways until the page's own tab is in sight.
  useEffect(() => {
    const here = row.current?.querySelector<HTMLElement>('[aria-current]');
    if (row.current && here)
      row.current.scrollLeft = here.offsetLeft - (row.current.clientWidth - here.offsetWidth) / 2;
  }, [path]);
  return (
    <nav ref={row} className="tc-tabs" aria-label={t('rounds.tabs')}>
      {TABS.filter((tab) => mayOpen(tab, me)).map((tab) => (
        <a
          key={tab.path}
          href={`${base}${tab.path}`}
          aria-current={path === `${base}${tab.path}` ? 'page' : undefined}
        >
          {tab.title()}
        </a>
      ))}
    </nav>
  );
}
