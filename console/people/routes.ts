import type { Room } from '../room.ts';

export const room: Room = {
  pages: [
    {
      path: '/people',
      title: { 'zh-CN': '人员与权限', en: 'People and rights' },
      words: ['people', 'session', 'acts', 'audit'],
      load: () => import('./people-page.tsx'),
      anyOf: ['people.read'],
      nav: { door: 'settings', order: 20 },
    },
    {
      path: '/people/roles',
      title: { 'zh-CN': '角色', en: 'Roles' },
      words: ['people'],
      load: () => import('./roles-page.tsx'),
      anyOf: ['roles.edit'],
      nav: { door: 'settings', order: 22 },
    },
  ],
  finders: () => import('./finders.ts'),
};
