import type { Room } from '../room.ts';

/** 测评 · 体系. The rounds under the same door: `scoring/`. */
export const room: Room = {
  pages: [
    {
      path: '/frameworks',
      title: { 'zh-CN': '体系', en: 'Frameworks' },
      words: ['assessment'],
      load: () => import('./list-page.tsx'),
      anyOf: ['framework.read'],
      nav: { door: 'assessment', order: 0 },
    },
  ],
};
