import { afterAll, beforeAll, expect, test } from 'vitest';
import { RIGHTS, type Right } from '@tongchuang/domain/access/rights.ts';
import type { Route } from '@tongchuang/contract/route.ts';
import { statusOf } from '@tongchuang/contract/status.ts';
import { REFUSAL_WORDS } from '@tongchuang/domain/kernel/refusal-words.ts';
import { allRoutes } from '@tongchuang/testkit/all-routes.ts';
import { openCounty, type County } from '@tongchuang/testkit/county.ts';

let county: County;
let routes: Route[];
beforeAll(async () => {
  county = await openCounty();
  await county.app.ready();
  routes = await allRoutes();
});
afterAll(() => county.close());

const urlOf = (route: Route) => `/api${route.path}`;
/** Done by the clock and by what follows an act: they have no door. */
const hasNoDoor = (route: Route) => (RIGHTS[route.name] as Right).who === 'clock';

test('every route has one name, one row in the table of rights, and one address', () => {
  expect(routes.length).toBeGreaterThan(60);
  expect(routes.map((route) => route.name)).toEqual(Object.keys(RIGHTS).toSorted());
  const addresses = routes.map((route) => `${route.method} ${route.path.replaceAll(/:\w+/g, ':')}`);
  expect(addresses.filter((one, at) => addresses.indexOf(one) !== at)).toEqual([]);
});

test('every route has a door, and those of the clock have none', () => {
  const doorOf = (route: Route) => county.app.hasRoute({ method: route.method, url: urlOf(route) });
  expect(routes.filter((route) => doorOf(route) === hasNoDoor(route)).map((route) => route.name)).toEqual([]);
});

test('every door below /api is a route of the contract', () => {
  const said = new Set(
    routes.map((route) => `${route.method} ${urlOf(route).replaceAll(/:(\w+)/g, '{$1}')}`),
  );
  const { paths } = county.app.swagger() as { paths: Record<string, Record<string, unknown>> };
  const found = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(found.filter((one) => one.includes(' /api/') && !said.has(one))).toEqual([]);
});

test('what a route may refuse is said with words and a status that refuses', () => {
  for (const route of routes) {
    for (const code of route.refusals) {
      expect([route.name, code, code in REFUSAL_WORDS && statusOf(code) >= 400]).toEqual([
        route.name,
        code,
        true,
      ]);
    }
  }
});
