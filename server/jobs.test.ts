import { parseCrontab } from 'graphile-worker';
import { expect, test } from 'vitest';
import type { House } from '@tongchuang/usecases/house.ts';
import { CRONTAB, tasksOf } from './jobs.ts';

test('every line of the clock names a job that there is', () => {
  const jobs = tasksOf({} as House);

  const lines = parseCrontab(CRONTAB);

  expect(lines.length).toBeGreaterThan(0);
  for (const line of lines) expect(jobs).toHaveProperty([line.task]);
});
