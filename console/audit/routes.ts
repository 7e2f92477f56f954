import type { Room } from '../room.ts';

export const room: Room = {
  pages: [
    {
      path: '/audit',
      title: { 'zh-CN': '操作留痕', en: 'Audit trail' },
      words: ['audit', 'acts'],
      load: () => import('./trail-page.tsx'),
      anyOf: ['audit.read'],
      nav: { door: 'settings', order: 80 },
    },
    {
      path: '/audit/$kind/$id',
      title: { 'zh-CN': '操作留痕', en: 'Audit trail' },
      words: ['audit', 'acts'],
      load: () => import('./object-page.tsx'),
    },
  ],
};
