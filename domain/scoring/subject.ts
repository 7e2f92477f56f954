/** Whom a score is for (被测评对象): the place as a whole, or one unit in it. */
export interface Subject {
  /** The unit's name as facts and `responsible` write it; null: the place. */
  unit: string | null;
  /** Held against `applies.unitTypes`; null: not known. */
  unitType: string | null;
}

/** The place as a whole: every fact counts. */
export const PLACE: Subject = { unit: null, unitType: null };
