/** Rooms whose answers an act on letters makes out of date. */
export const LETTERS_CHANGE = ['letter.', 'unit.', 'task.gaps', 'home.', 'audit.'] as const;
