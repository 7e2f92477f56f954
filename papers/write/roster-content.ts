import type { RosterKey, RosterWords } from '@tongchuang/domain/organisation/roster-row.ts';

/** Rows of a roster by sheet; a field that is left out is an empty cell. */
export type RosterContent = { [K in RosterKey]: readonly Partial<RosterWords<K>>[] };
