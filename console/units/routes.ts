import type { Room } from '../room.ts';

export const room: Room = {
  pages: [
    {
      path: '/units',
      title: { 'zh-CN': '单位', en: 'Units' },
      words: ['tasks', 'units'],
      load: () => import('./list-page.tsx'),
      anyOf: ['task.read'],
      nav: { door: 'tasks', order: 10 },
    },
    {
      path: '/units/$id',
      title: { 'zh-CN': '单位', en: 'Unit' },
      words: ['tasks', 'units', 'acts', 'audit'],
      load: () => import('./unit-page.tsx'),
      anyOf: ['task.read'],
    },
    {
      path: '/links/$token',
      title: { 'zh-CN': '单位任务', en: 'Tasks of a unit' },
      words: ['tasks', 'units'],
      load: () => import('./link-page.tsx'),
      forAnyone: true,
    },
  ],
  finders: () => import('./finders.ts'),
};
