import type { Room } from '../room.ts';

export const room: Room = {
  pages: [
    {
      path: '/intake',
      title: { 'zh-CN': '文件识读', en: 'Documents' },
      words: ['intake'],
      load: () => import('./list-page.tsx'),
      anyOf: ['intake.read'],
      nav: { door: 'papers', order: 0 },
    },
    {
      path: '/intake/$id',
      title: { 'zh-CN': '核对草稿', en: 'Review' },
      words: ['intake'],
      load: () => import('./review-page.tsx'),
      anyOf: ['intake.read'],
    },
  ],
};
