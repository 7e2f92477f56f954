import type { words as zh } from '../zh-CN/settings.ts';

export const words: Record<keyof typeof zh, string> = {
  title: 'Your settings',
  summary: 'Account, language and look.',
  account: 'Account',
  name: 'Name',
  unit: 'Unit',
  roles: 'Roles',
  place: 'Place',
  rights: 'Rights',
  reach_own: 'own unit',
  reach_subtree: 'own unit and those below',
  reach_all: 'everything',
};
