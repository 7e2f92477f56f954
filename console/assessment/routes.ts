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
    {
      path: '/frameworks/$id',
      title: { 'zh-CN': '体系', en: 'Framework' },
      words: ['assessment', 'acts', 'audit'],
      load: () => import('./framework-page.tsx'),
      anyOf: ['framework.read'],
    },
    {
      path: '/frameworks/$id/mapping',
      title: { 'zh-CN': '版本对照', en: 'Editions compared' },
      words: ['assessment'],
      load: () => import('./mapping-page.tsx'),
      anyOf: ['framework.read'],
    },
    {
      path: '/frameworks/$id/print',
      title: { 'zh-CN': '打印体系', en: 'Print a framework' },
      words: ['assessment'],
      load: () => import('./print-page.tsx'),
      anyOf: ['framework.read'],
    },
  ],
};
