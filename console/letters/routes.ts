import type { Room } from '../room.ts';

export const room: Room = {
  pages: [
    {
      path: '/letters',
      title: { 'zh-CN': '责任书', en: 'Letters' },
      words: ['tasks', 'letters', 'acts', 'audit'],
      load: () => import('./list-page.tsx'),
      anyOf: ['letter.read'],
      nav: { door: 'tasks', order: 30 },
    },
  ],
};
