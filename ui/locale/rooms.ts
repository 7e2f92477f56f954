/** The word tables, one a room and language, each its own small file that is fetched when its first page opens. */
export const ROOMS = {
  house: { 'zh-CN': () => import('./zh-CN/house.ts'), en: () => import('./en/house.ts') },
  session: { 'zh-CN': () => import('./zh-CN/session.ts'), en: () => import('./en/session.ts') },
  home: { 'zh-CN': () => import('./zh-CN/home.ts'), en: () => import('./en/home.ts') },
  organisation: {
    'zh-CN': () => import('./zh-CN/organisation.ts'),
    en: () => import('./en/organisation.ts'),
  },
  people: { 'zh-CN': () => import('./zh-CN/people.ts'), en: () => import('./en/people.ts') },
  intake: { 'zh-CN': () => import('./zh-CN/intake.ts'), en: () => import('./en/intake.ts') },
  assessment: { 'zh-CN': () => import('./zh-CN/assessment.ts'), en: () => import('./en/assessment.ts') },
  scores: { 'zh-CN': () => import('./zh-CN/scores.ts'), en: () => import('./en/scores.ts') },
  rounds: { 'zh-CN': () => import('./zh-CN/rounds.ts'), en: () => import('./en/rounds.ts') },
  tasks: { 'zh-CN': () => import('./zh-CN/tasks.ts'), en: () => import('./en/tasks.ts') },
  plans: { 'zh-CN': () => import('./zh-CN/plans.ts'), en: () => import('./en/plans.ts') },
  units: { 'zh-CN': () => import('./zh-CN/units.ts'), en: () => import('./en/units.ts') },
  letters: { 'zh-CN': () => import('./zh-CN/letters.ts'), en: () => import('./en/letters.ts') },
  settings: { 'zh-CN': () => import('./zh-CN/settings.ts'), en: () => import('./en/settings.ts') },
  inbox: { 'zh-CN': () => import('./zh-CN/inbox.ts'), en: () => import('./en/inbox.ts') },
  acts: { 'zh-CN': () => import('./zh-CN/acts.ts'), en: () => import('./en/acts.ts') },
  audit: { 'zh-CN': () => import('./zh-CN/audit.ts'), en: () => import('./en/audit.ts') },
} as const;

export type RoomName = keyof typeof ROOMS;

/** What each room's Chinese table says; the English one must have the same words. */
export type Tables = {
  [R in RoomName]: Awaited<ReturnType<(typeof ROOMS)[R]['zh-CN']>>['words'];
};
