import type { Page, Room } from '../room.ts';

const words = ['scores', 'rounds'] as const;

/** Pages of one round hang below the list of rounds. */
const ofRound = (
  path: string,
  zh: string,
  en: string,
  load: Page['load'],
  more: Page['words'] = [],
): Page => ({
  path: `/rounds/$id/${path}`,
  title: { 'zh-CN': zh, en },
  words: [...words, ...more],
  load,
  anyOf: ['round.read'],
});

/** 测评 · 得分: what the facts of a round come to, why, how surely, and what would raise it. */
export const room: Room = {
  pages: [ofRound('score', '得分', 'Score', () => import('./score-page.tsx'))],
};
