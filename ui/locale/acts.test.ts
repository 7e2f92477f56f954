import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { words } from './zh-CN/acts.ts';

test('every act of the contract has its word in the trail', async () => {
  const folder = join(import.meta.dirname, '../../contract');
  const files = readdirSync(folder).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
  const modules = await Promise.all(
    files.map((name): Promise<Record<string, unknown>> => import(join(folder, name))),
  );
  const acts = modules
    .flatMap((module) => Object.values(module))
    .filter((one): one is { name: string; method: string } => {
      return typeof one === 'object' && one !== null && 'method' in one && 'reply' in one;
    })
    .filter(({ method }) => method !== 'GET')
    .map(({ name }) => name);

  expect(acts.length).toBeGreaterThan(50);
  expect(acts.filter((name) => !(name in words))).toEqual([]);
});
