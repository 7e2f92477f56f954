import type { Room } from '../room.ts';

export const room: Room = {
  pages: [
    {
      path: '/settings',
      title: { 'zh-CN': '本人设置', en: 'Your settings' },
      words: ['settings', 'session'],
      load: () => import('./own-page.tsx'),
      nav: { door: 'settings', order: 90 },
    },
  ],
};
