import type { TaskList } from 'graphile-worker';
import type { House } from '@tongchuang/usecases/house.ts';

/** Jobs by name: what acts leave behind (`later`, reactions) and what falls due by the clock. */
export const tasksOf = (_house: House): TaskList => ({});

/** Times in UTC; the place's day begins at 16:00 UTC. */
export const CRONTAB = '# none yet\n';
