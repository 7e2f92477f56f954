import type { Permission } from '@tongchuang/domain/access/permissions.ts';
import type { RoomName } from '@tongchuang/ui/locale/rooms.ts';
import type { Room } from '../room.ts';

const WORDS: readonly RoomName[] = ['rounds', 'audit', 'acts'];
const READS: readonly Permission[] = ['round.read'];

/** 测评 · 轮次: rounds, their marking desk, facts, replies and publication. */
export const room: Room = {
  pages: [
    {
      path: '/rounds',
      title: { 'zh-CN': '轮次', en: 'Rounds' },
      words: WORDS,
      load: () => import('./list-page.tsx'),
      anyOf: READS,
      nav: { door: 'assessment', order: 1 },
    },
    {
      path: '/rounds/$id',
      title: { 'zh-CN': '测评轮次', en: 'Round' },
      words: WORDS,
      load: () => import('./overview-page.tsx'),
      anyOf: READS,
    },
    {
      path: '/rounds/$id/desk',
      title: { 'zh-CN': '评分', en: 'Marking' },
      words: WORDS,
      load: () => import('./desk/desk-page.tsx'),
      anyOf: ['score.mark', 'score.enter', 'round.manage'],
    },
    {
      path: '/rounds/$id/facts',
      title: { 'zh-CN': '观测', en: 'Facts' },
      words: WORDS,
      load: () => import('./facts-page.tsx'),
      anyOf: READS,
    },
    {
      path: '/rounds/$id/replies',
      title: { 'zh-CN': '反馈', en: 'Replies' },
      words: WORDS,
      load: () => import('./replies-page.tsx'),
      anyOf: READS,
    },
    {
      path: '/rounds/$id/publication',
      title: { 'zh-CN': '发布', en: 'Publication' },
      words: WORDS,
      load: () => import('./publication-page.tsx'),
      anyOf: READS,
    },
  ],
};
