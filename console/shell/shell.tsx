import { lazy, Suspense, useEffect, useState, type ReactNode } from 'react';
import { Outlet, useRouter, useRouterState } from '@tanstack/react-router';
import { me, visit } from '@tongchuang/contract/session.ts';
import type { Owed } from '@tongchuang/domain/access/may.ts';
import { isRefused, reached, signedOut } from '@tongchuang/ui/call.ts';
import { Loaded } from '@tongchuang/ui/loaded.tsx';
import { said, t } from '@tongchuang/ui/locale/locale.ts';
import { useSignal } from '@tongchuang/ui/signal.ts';
import { useAct, useCall } from '@tongchuang/ui/use-call.ts';
import { ROOMS } from '../rooms.ts';
import { AntdLook } from './antd-look.tsx';
import { openDoors, pageOf, DoorIcon, type OpenDoor } from './doors.tsx';
import { MeProvider } from './me.tsx';
import { TopBar } from './top-bar.tsx';

const PAGES = ROOMS.flatMap((room) => room.pages);
const OwedPage = lazy(() => import('../settings/owed-page.tsx'));
const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent);

/** What stands around every page of a person who is signed in. */
export default function Shell(): ReactNode {
  const signed = useCall(me, {}, { staleMs: 60_000 });
  useLeaveWhenSignedOut();
  if (isRefused(signed.error, 'access.sign_in_needed')) return null;
  return (
    <AntdLook>
      <Loaded of={signed}>
        {(person) => (
          <MeProvider value={person}>
            <Frame doors={person.owes === null ? openDoors(PAGES, person) : []} owes={person.owes} />
          </MeProvider>
        )}
      </Loaded>
    </AntdLook>
  );
}

/** The server no longer knows us: to the sign-in page, and back here afterwards. */
function useLeaveWhenSignedOut(): void {
  const router = useRouter();
  const out = useSignal(signedOut);
  useEffect(() => {
    if (!out) return;
    const here = router.history.location.href;
    signedOut.set(false);
    router.history.replace(here === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(here)}`);
  }, [out, router]);
}

/** Tells the server that the desk was opened: what changed since the last time is counted from here. */
function useVisit(welcome: boolean): void {
  const { mutate } = useAct(visit, { changes: ['session.me', 'home.'] });
  useEffect(() => {
    if (welcome) mutate({});
  }, [welcome, mutate]);
}

interface FrameProps {
  doors: readonly OpenDoor[];
  /** What must be done before any page is drawn. */
  owes: Owed | null;
}

function Frame({ doors, owes }: FrameProps): ReactNode {
  useVisit(owes === null);
  const path = useRouterState({ select: (state) => state.location.pathname });
  const isThere = useSignal(reached);
  const [searching, setSearching] = useState(false);
  const here = pageOf(
    doors.flatMap((door) => door.pages),
    path,
  );
  const door = doors.find(({ pages }) => here !== null && pages.includes(here)) ?? null;

  useEffect(() => {
    const key = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(isMac ? event.metaKey : event.ctrlKey)) return;
      event.preventDefault();
      setSearching(true);
    };
    document.addEventListener('keydown', key);
    return () => document.removeEventListener('keydown', key);
  }, []);

  return (
    <div className="tc-shell">
      <a className="tc-skip" href="#content">
        {t('house.skip_to_content')}
      </a>
      <TopBar searching={searching} setSearching={setSearching} pages={doors.flatMap(({ pages }) => pages)} />
      <nav className="tc-rail" aria-label={t('house.main_nav')}>
        {doors.map((one) => (
          <div key={one.name} className="tc-rail-door">
            <DoorLink door={one} here={one === door} />
            {one === door && one.pages.length > 1 && (
              <DoorPages door={one} here={here?.path ?? null} inRail />
            )}
          </div>
        ))}
      </nav>
      <div className="tc-main">
        {!isThere && (
          <p className="tc-offline" role="status">
            {t('house.offline')}
          </p>
        )}
        {door !== null && door.pages.length > 1 && <DoorPages door={door} here={here?.path ?? null} />}
        <main id="content" tabIndex={-1}>
          {owes === null ? (
            <Outlet />
          ) : (
            <Suspense>
              <OwedPage owes={owes} />
            </Suspense>
          )}
        </main>
      </div>
    </div>
  );
}

const DoorLink = ({ door, here }: { door: OpenDoor; here: boolean }): ReactNode => (
  <a
    className={here ? 'tc-rail-link tc-rail-here' : 'tc-rail-link'}
    href={door.pages[0]?.path ?? '/'}
    {...(here ? { 'aria-current': door.pages.length === 1 ? ('page' as const) : ('true' as const) } : {})}
  >
    <DoorIcon of={door.name} />
    <span>{said(door.title)}</span>
  </a>
);

/** The pages behind a door: indented in the rail at the desk, a row above the page on the phone. */
function DoorPages({
  door,
  here,
  inRail,
}: {
  door: OpenDoor;
  here: string | null;
  inRail?: boolean;
}): ReactNode {
  const links = door.pages.map((page) => (
    <a key={page.path} href={page.path} {...(page.path === here ? { 'aria-current': 'page' as const } : {})}>
      {said(page.title)}
    </a>
  ));
  return inRail === true ? (
    <div className="tc-rail-pages">{links}</div>
  ) : (
    <nav className="tc-door-pages" aria-label={t('house.page_nav')}>
      {links}
    </nav>
  );
}
