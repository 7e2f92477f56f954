import type { Room } from '../room.ts';

export const room: Room = {
  pages: [
    {
      path: '/tasks',
      title: { 'zh-CN': '任务', en: 'Tasks' },
      words: ['tasks', 'acts', 'audit'],
      load: () => import('./tasks-page.tsx'),
      anyOf: ['task.read'],
      nav: { door: 'tasks', order: 0 },
    },
    {
      path: '/tasks/gaps',
      title: { 'zh-CN': '缺项', en: 'Gaps' },
      words: ['tasks', 'acts', 'audit'],
      load: () => import('./gaps-page.tsx'),
      anyOf: ['task.read'],
      nav: { door: 'tasks', order: 40 },
    },
    {
      path: '/tasks/$id',
      title: { 'zh-CN': '任务', en: 'Task' },
      words: ['tasks', 'acts', 'audit'],
      load: () => import('./task-page.tsx'),
      anyOf: ['task.read'],
    },
  ],
  finders: () => import('./finders.ts'),
};
