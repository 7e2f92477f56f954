import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
} from '@tanstack/react-router';
import { loadWords } from '@tongchuang/ui/locale/locale.ts';
import { PageTrouble, NoSuchPage } from './shell/page-trouble.tsx';
import { Gate } from './shell/gate.tsx';
import type { Page } from './room.ts';
import { ROOMS } from './rooms.ts';

/** The address line as plain text: `?state=late&unit=a,b`, every value a string. */
const parseSearch = (text: string): Record<string, string> => Object.fromEntries(new URLSearchParams(text));
const stringifySearch = (search: Record<string, unknown>): string => {
  const text = new URLSearchParams(
    Object.entries(search).flatMap(([name, value]): [string, string][] =>
      value === undefined || value === null || value === '' ? [] : [[name, String(value)]],
    ),
  ).toString();
  return text === '' ? '' : `?${text}`;
};

const root = createRootRoute({ component: Outlet, notFoundComponent: NoSuchPage });

/** Before anybody is signed in: these pages come without antd and without the shell. */
const bare = [
  createRoute({
    getParentRoute: () => root,
    path: '/sign-in',
    loader: () => loadWords('session'),
    component: lazyRouteComponent(() => import('./session/sign-in-page.tsx')),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/set-up',
    loader: () => loadWords('session'),
    component: lazyRouteComponent(() => import('./session/set-up-page.tsx')),
  }),
];

const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  component: lazyRouteComponent(() => import('./shell/shell.tsx')),
});

const every = ROOMS.flatMap((room) => room.pages);

/** A page behind a link that was sent to somebody. */
const open = every
  .filter((page) => page.forAnyone === true)
  .map((page) => {
    const Drawn = lazyRouteComponent(page.load);
    return createRoute({
      getParentRoute: () => root,
      path: page.path,
      loader: () => bring(page, Drawn),
      component: Drawn,
    });
  });

const pages = every
  .filter((page) => page.forAnyone !== true)
  .map((page) => {
    const Drawn = lazyRouteComponent(page.load);
    return createRoute({
      getParentRoute: () => shell,
      path: page.path,
      loader: () => bring(page, Drawn),
      component: () => (
        <Gate page={page}>
          <Drawn />
        </Gate>
      ),
    });
  });

/** The words and the code of a page, fetched side by side. */
const bring = async (page: Page, drawn: { preload?: () => Promise<void> | undefined }): Promise<void> => {
  await Promise.all([loadWords(...page.words), drawn.preload?.()]);
};

const nowhere = createRoute({ getParentRoute: () => shell, path: '$', component: NoSuchPage });

export const newRouter = () =>
  createRouter({
    routeTree: root.addChildren([...bare, ...open, shell.addChildren([...pages, nowhere])]),
    parseSearch,
    stringifySearch,
    defaultErrorComponent: PageTrouble,
    defaultPreload: 'intent',
    scrollRestoration: true,
  });
