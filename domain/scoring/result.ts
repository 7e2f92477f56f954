/**
 * What scoring one subject (the place, or one unit) gives. All amounts are points with at most two decimals. Two engines
 * that agree give the same bytes of canonical JSON for it.
 */
export interface Result {
  total: Total;
  /** In the order of the edition. */
  nodes: NodeResult[];
}

export interface NodeResult {
  code: string;
  /** known: low = high. unknown: something was not observed. not_applicable: out of the maximum. */
  state: 'known' | 'unknown' | 'not_applicable';
  /** What is sure: of a leaf its points where known, else null; of a branch the sum over what is known. */
  points: number | null;
  /** The maximum of what is known. */
  of: number;
  /** The maximum of what applies. */
  max: number;
  /** What it can still come to, at worst and at best. */
  low: number;
  high: number;
  /** of − points over what is known; 0 for bonus. For a deduction, what was taken. */
  lost: number;
  /** Sunk by a hard floor or a veto, here or above. */
  sunk: boolean;
}

export interface Total extends Omit<NodeResult, 'code'> {
  /** The maximum if everything applied. */
  declared: number;
  /** points ÷ of × declared, to hundredths: the projection from what is known; null where nothing is. */
  converted: number | null;
  /** Codes of vetoes that struck, and of those nobody has reported on. */
  vetoes: { struck: string[]; open: string[] };
}
