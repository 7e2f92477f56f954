import type { Room } from '../room.ts';

export const room: Room = {
  pages: [
    {
      path: '/plans',
      title: { 'zh-CN': '方案', en: 'Plans' },
      words: ['plans'],
      load: () => import('./list-page.tsx'),
      anyOf: ['task.read'],
      nav: { door: 'tasks', order: 20 },
    },
    {
      path: '/plans/$id',
      title: { 'zh-CN': '方案', en: 'Plan' },
      words: ['plans', 'acts', 'audit'],
      load: () => import('./plan-page.tsx'),
      anyOf: ['task.read'],
    },
    {
      path: '/tasks/plans',
      title: { 'zh-CN': '目标与计划', en: 'Goals and plans' },
      words: ['plans', 'acts', 'audit'],
      load: () => import('./cascade/cascade-page.tsx'),
      anyOf: ['task.read'],
      nav: { door: 'tasks', order: 30 },
    },
  ],
};
