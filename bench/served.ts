import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { FullCounty } from './full-county.ts';

/** A county served by a process of its own, so that the load generator does not share its event loop. */
export interface Served {
  /** Ports. */
  house: number;
  bare: number;
  close: () => Promise<void>;
}

/** @param script  beside this file; it prints its ports */
export async function serveCounty(
  county: Pick<FullCounty, 'url' | 'filesFolder'>,
  script = 'serve-county.ts',
  more: readonly string[] = [],
): Promise<Served> {
  const child = spawn(
    process.execPath,
    ['--expose-gc', join(import.meta.dirname, script), county.url, county.filesFolder, ...more],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const ended = once(child, 'exit');
  const [line] = (await Promise.race([
    once(createInterface(child.stdout), 'line'),
    ended.then(() => Promise.reject(new Error('the server did not start'))),
  ])) as [string];
  return {
    ...(JSON.parse(line) as { house: number; bare: number }),
    close: async () => {
      child.kill();
      await ended;
    },
  };
}
