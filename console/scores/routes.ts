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
  pages: [
    ofRound('score', '得分', 'Score', () => import('./score-page.tsx')),
    ofRound('losses', '失分', 'Losses', () => import('./losses-page.tsx')),
    ofRound('ranking', '排名', 'Ranking', () => import('./ranking-page.tsx')),
    ofRound('doubt', '把握', 'Confidence', () => import('./doubt-page.tsx')),
    ofRound('advice', '提分', 'Advice', () => import('./advice-page.tsx')),
    ofRound('comparison', '对比', 'Comparison', () => import('./comparison-page.tsx')),
    {
      path: '/trends',
      title: { 'zh-CN': '趋势', en: 'Trends' },
      words,
      load: () => import('./trends-page.tsx'),
      anyOf: ['round.read'],
      nav: { door: 'assessment', order: 30 },
    },
  ],
};
