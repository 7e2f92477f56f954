import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Route } from '@tongchuang/contract/route.ts';

const CONTRACT = join(import.meta.dirname, '../contract');

/** Every route that the contract says, by its own files: nobody keeps a list. */
export async function allRoutes(): Promise<Route[]> {
  const files = readdirSync(CONTRACT).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
  const modules = await Promise.all(
    files.map((name) => import(`@tongchuang/contract/${name}`) as Promise<Record<string, unknown>>),
  );
  const routes = modules.flatMap((module) => Object.values(module)).filter(isRoute);
  return [...new Set(routes)].toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

const isRoute = (one: unknown): one is Route =>
  typeof one === 'object' &&
  one !== null &&
  'method' in one &&
  'path' in one &&
  'reply' in one &&
  'name' in one;
