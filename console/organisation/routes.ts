import type { Room } from '../room.ts';

export const room: Room = {
  pages: [
    {
      path: '/organisation',
      title: { 'zh-CN': '组织架构', en: 'Organisation' },
      words: ['organisation', 'people', 'acts', 'audit'],
      load: () => import('./organisation-page.tsx'),
      anyOf: ['organisation.read'],
      nav: { door: 'settings', order: 10 },
    },
    {
      path: '/organisation/units/$id',
      title: { 'zh-CN': '单位', en: 'Unit' },
      words: ['organisation', 'people', 'acts', 'audit'],
      load: () => import('./unit-page.tsx'),
      anyOf: ['organisation.read'],
    },
    {
      path: '/organisation/gaps',
      title: { 'zh-CN': '组织缺项', en: 'Gaps in the organisation' },
      words: ['organisation', 'people', 'acts', 'audit'],
      load: () => import('./gaps-page.tsx'),
      anyOf: ['organisation.edit'],
      nav: { door: 'settings', order: 12 },
    },
    {
      path: '/organisation/roster',
      title: { 'zh-CN': '名册导入', en: 'Roster import' },
      words: ['organisation', 'people'],
      load: () => import('./roster-page.tsx'),
      anyOf: ['organisation.edit'],
      nav: { door: 'settings', order: 14 },
    },
  ],
  finders: () => import('./finders.ts'),
};
