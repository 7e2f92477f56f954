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

const pages = ROOMS.flatMap((room) => room.pages).map((page) => {
  const Drawn = lazyRouteComponent(page.load);
  return createRoute({
    getParentRoute: () => shell,
    path: page.path,
    loader: async () => {
      await Promise.all([loadWords(...page.words), Drawn.preload?.()]);
    },
    component: () => (
      <Gate page={page}>
        <Drawn />
      </Gate>
    ),
  });
});

export const newRouter = () =>
  createRouter({
    routeTree: root.addChildren([...bare, shell.addChildren(pages)]),
    parseSearch,
    stringifySearch,
    defaultErrorComponent: PageTrouble,
    defaultPreload: 'intent',
    scrollRestoration: true,
  });
