/** Rooms whose answers an act on tasks makes out of date. */
export const TASKS_CHANGE = [
  'task.',
  'unit.',
  'home.',
  'inbox.',
  'letter.',
  'plan.',
  'goal.',
  'audit.',
] as const;
