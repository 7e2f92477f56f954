import type { ReactNode } from 'react';
import { openShareLink } from '@tongchuang/contract/tasks.ts';
import { Loaded } from '@tongchuang/ui/loaded.tsx';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { PageHead } from '@tongchuang/ui/pieces/page-head.tsx';
import { sayInstant } from '@tongchuang/ui/speech.ts';
import { useCall } from '@tongchuang/ui/use-call.ts';
import { useParam } from '../pieces/url-state.ts';
import { Figures, Standing, unitSummary } from './standing.tsx';
import { UnitTasks } from './unit-tasks.tsx';
import '../shell/shell.css';
import './units.css';

/** Opening is counted, so it is asked once and not again by itself. */
const STALE_MS = 3_600_000;

/** The page behind a link: a unit's tasks, read-only, without signing in. */
export default function LinkPage(): ReactNode {
  const token = useParam('token');
  const opened = useCall(openShareLink, { params: { token } }, { staleMs: STALE_MS });
  return (
    <div className="tc-behind-link">
      <header>
        <img src="/mark.svg" alt="" width="32" height="32" />
        <b>{t('house.product')}</b>
        {opened.data !== undefined && (
          <span className="tc-quiet">
            {t('units.link_page', { place: opened.data.place, time: sayInstant(opened.data.expiresAt) })}
          </span>
        )}
      </header>
      <main id="content">
        <Loaded of={opened} lines={10}>
          {({ page }) => (
            <>
              <PageHead title={page.unit.name} summary={unitSummary(page)} />
              <Figures page={page} />
              <Standing page={page} />
              <UnitTasks page={page} speak={null} />
              <p className="tc-quiet">{t('units.as_of', { time: sayInstant(page.asOf) })}</p>
            </>
          )}
        </Loaded>
      </main>
    </div>
  );
}
