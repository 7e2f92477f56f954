import type { Room } from '../room.ts';

export const room: Room = {
  pages: [
    {
      path: '/settings',
      title: { 'zh-CN': '本人设置', en: 'Your settings' },
      words: ['settings', 'session', 'acts'],
      load: () => import('./own-page.tsx'),
      nav: { door: 'settings', order: 90 },
    },
    {
      path: '/settings/campaign',
      title: { 'zh-CN': '创建周期', en: 'Campaign' },
      words: ['settings'],
      load: () => import('./campaign-page.tsx'),
      anyOf: ['task.read'],
      nav: { door: 'settings', order: 60 },
    },
    {
      path: '/settings/calendar',
      title: { 'zh-CN': '工作日历', en: 'Working calendar' },
      words: ['settings'],
      load: () => import('./calendar-page.tsx'),
      anyOf: ['task.read', 'settings.edit'],
      nav: { door: 'settings', order: 70 },
    },
  ],
};
