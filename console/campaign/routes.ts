import type { Room } from '../room.ts';

export const room: Room = {
  pages: [
    {
      path: '/settings/campaign',
      title: { 'zh-CN': '创建周期', en: 'Campaign' },
      words: ['campaign'],
      load: () => import('./campaign-page.tsx'),
      anyOf: ['plan.edit', 'task.read'],
      nav: { door: 'settings', order: 10 },
    },
    {
      path: '/settings/calendar',
      title: { 'zh-CN': '工作日历', en: 'Working calendar' },
      words: ['campaign', 'tasks'],
      load: () => import('./calendar-page.tsx'),
      nav: { door: 'settings', order: 20 },
    },
  ],
};
