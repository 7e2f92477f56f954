import type { UnitRole } from './task.ts';

/**
 * What a role owes. Claims: `head` in two steps, `unit` in one (签收), `none`. A cooperating unit may report and is weighed
 * lightly; it never hands in for others.
 */
export interface Duties {
  claims: 'head' | 'unit';
  reports: 'required' | 'optional' | 'none';
  handsIn: boolean;
  signsLetter: boolean;
  reminded: boolean;
  /** Share of the unit's part in the progress of the task, see rollup.ts. */
  weight: number;
}
export const DUTIES: Readonly<Record<UnitRole, Duties>> = {
  lead: { claims: 'head', reports: 'required', handsIn: true, signsLetter: true, reminded: true, weight: 6 },
  responsible: {
    claims: 'head',
    reports: 'required',
    handsIn: true,
    signsLetter: true,
    reminded: true,
    weight: 4,
  },
  cooperating: {
    claims: 'unit',
    reports: 'optional',
    handsIn: false,
    signsLetter: true,
    reminded: true,
    weight: 1,
  },
  assessing: {
    claims: 'unit',
    reports: 'none',
    handsIn: false,
    signsLetter: false,
    reminded: false,
    weight: 0,
  },
  material: {
    claims: 'unit',
    reports: 'optional',
    handsIn: false,
    signsLetter: false,
    reminded: true,
    weight: 0,
  },
};
