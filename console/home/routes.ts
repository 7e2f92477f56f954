import type { Room } from '../room.ts';

export const room: Room = {
  pages: [
    {
      path: '/',
      title: { 'zh-CN': '首页', en: 'Home' },
      words: ['home', 'acts'],
      load: () => import('./home-page.tsx'),
      nav: { door: 'home', order: 0 },
    },
  ],
};
