import type { words as zh } from '../zh-CN/plans.ts';

export const words: Record<keyof typeof zh, string> = {
  title: 'Plans',
  plan: 'Plan',
  kind: 'Kind',
  kind_plan: 'Implementation plan',
  kind_opinion: 'Guiding opinion',
  kind_special: 'Special plan',
  kind_decomposition: 'Decomposition table',
  kind_base: 'Task base',
  edition: 'Edition',
  edition_n: 'edition {n}',
  tasks: 'Tasks',
  tasks_unit: '',
  cascade: 'Goals and plans',
};
